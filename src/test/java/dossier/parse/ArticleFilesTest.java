package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Entry;
import dossier.model.Filed;
import dossier.model.Tagging;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of other systems, read piece by piece.
class ArticleFilesTest {
    private static final Path BLOG = Path.of("src/test/resources/files/blog.wxr");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aFileIsWhatStandsInIt() throws IOException {
        assertThat(ArticleFiles.kind(BLOG)).isEqualTo(FileKind.WXR);
        assertThat(ArticleFiles.kind(file("<?xml version='1.0'?><rss><channel></channel></rss>")))
                .isEqualTo(FileKind.FEED);
        assertThat(ArticleFiles.kind(file("{\n \"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}")))
                .isEqualTo(FileKind.FEED);
        assertThat(ArticleFiles.kind(file("{\"title\":\"a\",\"items\":[]}"))).isEqualTo(FileKind.FEED);
        assertThat(ArticleFiles.kind(file("\uFEFF\n{\"url\":\"https://a.example/1\",\"text\":\"b\"}\n")))
                .isEqualTo(FileKind.JSONL);
        assertThat(ArticleFiles.kind(file("{\"text\":\"" + "long ".repeat(50_000) + "\"}")))
                .isEqualTo(FileKind.JSONL);
        assertThatThrownBy(() -> ArticleFiles.kind(file("title,url\n"))).hasMessageContaining("no WordPress export");
    }

    // WordPress

    @Test
    void thePublishedPostsOfAnExportComeAndAllElseIsSaidWhyNot() throws IOException {
        List<Filed> pieces = read(BLOG);
        assertThat(posts(pieces))
                .extracting(Filed.Post::entry)
                .extracting(Entry::title)
                .containsExactly(
                        "A lamp in the customs house",
                        "Three views of the crane & its driver",
                        "Entities stay what they are: &b;",
                        "Written with blocks",
                        "Ill-formed in & out");
        assertThat(pieces.stream().filter(Filed.Skipped.class::isInstance).map(piece -> ((Filed.Skipped) piece).why()))
                .containsExactly(
                        "draft",
                        "private",
                        "behind a password",
                        "in the trash",
                        "page",
                        "attachment",
                        "attachment",
                        "attachment");
        assertThat(broken(pieces))
                .containsExactly(
                        "item 11, line 167: it has neither title nor text",
                        "item 15, line 209: the file ends within it");
        assertThat(pieces.toString()).doesNotContain("seagullsecret").doesNotContain("boom");
    }

    @Test
    void aPostBringsItsDateItsAuthorAndWhatItIsAbout() throws IOException {
        Filed.Post lamp = posts(read(BLOG)).getFirst();
        assertThat(lamp.entry().published()).contains(Instant.parse("2009-03-05T14:02:11Z"));
        assertThat(lamp.entry().authors()).containsExactly("Ann O’Quay");
        assertThat(lamp.entry().link())
                .contains(URI.create("https://harbour.example/2009/03/a-lamp-in-the-customs-house/"));
        assertThat(lamp.entry().key()).isEqualTo("https://harbour.example/?p=11");
        assertThat(lamp.entry().language()).contains("en-GB");
        assertThat(lamp.tags())
                .containsExactly(Tagging.decided("spying", "import"), Tagging.decided("green ink", "import"));
        assertThat(lamp.entry().content().html())
                .contains("<figcaption>The lamp, seen from the <strong>pier</strong></figcaption>")
                .contains("href=\"https://harbour.example/2009/02/earlier/\"")
                .doesNotContain("alert");
    }

    @Test
    void aDateWithoutAnEquivalentInGreenwichIsTakenFromTheFeedPart() throws IOException {
        assertThat(posts(read(BLOG)).get(2).entry().published()).contains(Instant.parse("2011-01-01T12:00:00Z"));
    }

    @Test
    void anItemThatNeverEndsHidesNoOther() throws IOException {
        String head = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><link>https://a.example</link>";
        String lost = head + item("one", "1") + "<item><title>lost</title><guid>g</guid>" + item("two", "2")
                + item("x".repeat(9_000_000), "3") + item("four", "4") + "<item><content:encoded><![CDATA["
                + item("in", "5")
                + "]]></content:encoded><title>five</title><guid>5</guid></item>" + "</channel>";
        List<Filed> pieces = read(file(lost));
        assertThat(posts(pieces).stream().map(post -> post.entry().title()))
                .containsExactly("one", "lost", "two", "four", "five");
        assertThat(broken(pieces))
                .containsExactly("item 4, line 3: it has more than 8388608 characters, and is not read");
    }

    @Test
    void anyEncodingThatIsToldIsRead() throws IOException {
        String rss = "<rss><channel><wp:wxr_version>1.1</wp:wxr_version>" + item("Größe", "1") + "</channel></rss>";
        for (String label : List.of("iso-8859-1", "utf-16", "utf-8")) {
            Path file = folder.resolve(label);
            Files.write(
                    file,
                    ("<?xml version=\"1.0\" encoding=\"" + label + "\"?>" + rss).getBytes(Charset.forName(label)));
            assertThat(posts(read(file)).getFirst().entry().title()).as(label).isEqualTo("Größe");
        }
    }

    private static String item(String title, String guid) {
        return "<item><title>" + title + "</title><guid>" + guid + "</guid></item>\n";
    }

    // JSON lines

    @Test
    void aLineNeedsAnAddressATitleAndAText() throws IOException {
        Filed.Post post = posts(read(file("""
            {"url":"https://a.example/1?utm_source=x","title":"One & two","text":"First <line>\\n\\nSecond","date":"2019-05-04",\
            "author":"Ann Author","tags":"spying","lang":"de"}
            """))).getFirst();
        assertThat(post.entry().link()).contains(URI.create("https://a.example/1"));
        assertThat(post.entry().title()).isEqualTo("One & two");
        assertThat(post.entry().content().html().replace("\n", "")).isEqualTo("<p>First &lt;line&gt;</p><p>Second</p>");
        assertThat(post.entry().published()).contains(Instant.parse("2019-05-04T00:00:00Z"));
        assertThat(post.entry().authors()).containsExactly("Ann Author");
        assertThat(post.entry().language()).contains("de");
        assertThat(post.tags()).containsExactly(Tagging.decided("spying", "import"));
        assertThat(post.outlet()).isEqualTo(Optional.empty());
    }

    @Test
    void aBrokenLineIsToldOfAndTheOthersCome() throws IOException {
        List<Filed> pieces = read(file("""
            {"url":"https://a.example/1","title":"one"}
            {"url":"https://a.example/2","title":"two"

            [1, 2]
            {"url":"javascript:alert(1)","title":"three"}
            {"url":"https://a.example/4","title":"four","date":"the day before"}
            {"tags":["a"]}
            {"url":"https://a.example/5","title":"five"} {"url":"https://a.example/6"}
            {"url":"https://a.example/7","title":"%s"}
            {"_dossier":{"removed":{"at":"2026-01-01T00:00:00Z"}}}
            {"url":"https://a.example/9","title":"nine"}\
            """.formatted("x".repeat(17 << 20))));
        assertThat(posts(pieces).stream().map(post -> post.entry().title())).containsExactly("one", "nine");
        assertThat(broken(pieces).stream().map(line -> line.replaceFirst("column \\d+.*", "column")))
                .containsExactly(
                        "line 2: it is no JSON at column",
                        "line 4: it is no JSON object",
                        "line 5: its url is no address of the web: javascript:alert(1)",
                        "line 6: its date cannot be read: the day before",
                        "line 7: it names no url, no title and no text",
                        "line 8: it is no JSON at column",
                        "line 9: it has more than 16777216 bytes, and is not read");
    }

    @Test
    void whoSetATagInAnotherArchiveIsRemembered() throws IOException {
        Filed.Post post = posts(read(file("""
            {"url":"http://old.example/articles/1/x","external_url":"https://a.example/1","title":"one","content_html":"<p>x</p>",\
            "tags":["a","b","c"],"_dossier":{"outlet":"The Daily","matches":[{"tag":"a","rule":"a","version":3,"words":["x"]},\
            {"tag":"b","by":"carla"},{"tag":"a","by":"carla"}],"sightings":[{"outlet":"The Daily","feed":"https://a.example/rss",\
            "url":"https://a.example/1","title":"One","seen":"2020-01-02T03:04:05Z"},{"outlet":"x","feed":"ftp://x","url":"x"}]}}
            """))).getFirst();
        assertThat(post.entry().link()).contains(URI.create("https://a.example/1"));
        assertThat(post.outlet()).contains("The Daily");
        assertThat(post.tags())
                .containsExactly(
                        Tagging.decided("b", "carla"), Tagging.decided("a", "carla"), Tagging.decided("c", "import"));
        assertThat(post.carried()).singleElement().satisfies(seen -> {
            assertThat(seen.feed()).isEqualTo(URI.create("https://a.example/rss"));
            assertThat(seen.seen()).isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
        });
    }

    private Path file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "file", "");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static List<Filed> read(Path file) throws IOException {
        List<Filed> pieces = new ArrayList<>();
        URI home = URI.create("https://harbour.example/");
        try (FileReader reader = ArticleFiles.open(file, ArticleFiles.kind(file), home, ZoneOffset.UTC, NOW)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) pieces.add(next.get());
            assertThat(reader.reached()).isEqualTo(Files.size(file));
        }
        return pieces;
    }

    private static List<Filed.Post> posts(List<Filed> pieces) {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Filed.Post post ? Stream.of(post) : Stream.of())
                .toList();
    }

    private static List<String> broken(List<Filed> pieces) {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Filed.Broken(String where, String why)
                        ? Stream.of(where + ": " + why)
                        : Stream.of())
                .toList();
    }
}
