package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Articles come in from files and leave in files, by the commands that people give.
@Execution(ExecutionMode.CONCURRENT)
class ImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLOG = "src/test/resources/files/blog.wxr";
    private static final String[] OURS = {"--outlet", "Harbour Notes"};

    @TempDir
    private Path folder;

    @Test
    void aBlogMovesHereWithItsTagsAndDatesAndASecondTimeNothingComes() throws IOException {
        Program program = program("blog");
        String foreseen = program.run(3, words("import", BLOG, "--dry-run"));
        assertThat(foreseen).startsWith("5 articles would come, 0 were here already; 2 entries broken");
        assertThat(export(program)).isEmpty();

        assertThat(program.run(3, words("import", BLOG)))
                .isEqualTo(foreseen.replace("would come", "imported"))
                .contains("left out: 3 attachment, 1 behind a password, 1 draft, 1 in the trash, 1 page, 1 private");
        List<JsonNode> articles = export(program);
        assertThat(articles.stream().map(each -> each.get("date_published").asText()))
                .containsExactly(
                        "2021-05-12T06:30:00Z",
                        "2012-09-01T12:00:00Z",
                        "2011-01-01T12:00:00Z",
                        "2010-07-01T08:00:00Z",
                        "2009-03-05T14:02:11Z");
        assertThat(articles.toString()).doesNotContain("seagullsecret");
        assertThat(articles.getLast().get("tags").toString()).isEqualTo("[\"green ink\",\"spying\"]");
        assertThat(articles.get(2).get("tags").toString())
                .as("one tag, however it is written")
                .isEqualTo("[\"spying\"]");

        Path site = folder.resolve("site");
        program.run(0, "export", "site", site.toString());
        assertThat(site.resolve("tags/spying/index.html"))
                .content()
                .contains("Archive for ‘spying’")
                .contains("05/03/2009")
                .contains("A lamp in the customs house");

        assertThat(program.run(3, words("import", BLOG))).startsWith("0 articles imported, 5 were here already");
        assertThat(export(program)).isEqualTo(articles);
    }

    @Test
    void whatACuratorDecidedHereSurvivesAnImport() throws IOException {
        Program program = program("decided");
        program.run(3, words("import", BLOG, "--tag", "green ink", "--by", "carla"));
        String lamp = "https://harbour.example/2009/03/a-lamp-in-the-customs-house/";
        JsonNode tagged = export(program).getLast();
        assertThat(tagged.get("tags").toString()).isEqualTo("[\"green ink\"]");
        assertThat(tagged.at("/_dossier/matches/0/by").asText()).isEqualTo("carla");
        program.run(0, "article", "untag", lamp, "green ink");
        program.run(3, words("import", BLOG));
        program.run(0, "rules", "rerun");
        assertThat(export(program).getLast().has("tags")).isFalse();
    }

    @Test
    void theSameArchiveComesOutOfAnExport() throws IOException {
        Program first = program("first");
        first.run(3, words("import", BLOG));
        first.run(0, words("import", lines("wire.jsonl", """
            {"url":"https://wire.example/1","title":"The wire about spying","html":"<p>Somebody was <b>spying</b>.</p><table>\
            <tr><td>1</td></tr></table>","date":"2015-02-03T04:05:06Z","outlet":"The Wire","tags":["wires"]}
            {"url":"https://wire.example/2","title":"No date at all","text":"one\\n\\ntwo","outlet":"The Wire","tags":["wires"]}
            {"url":"https://wire.example/3","title":"Is not shown","text":"nobody tagged it","outlet":"The Wire"}
            {"url":"https://excerpts.example/1","title":"Cut","text":"%s","outlet":"Excerpts","date":"2014-01-01"}
            """.formatted(
                        "Cut before it says so. ".repeat(40) + "It is about spying."))));
        Path file = folder.resolve("all.jsonl");
        first.run(0, "export", "jsonl", file.toString());
        assertThat(Files.readAllLines(file)).hasSize(8);

        Program second = program("second");
        second.run(0, "import", file.toString());
        assertThat(regardless(export(second))).isEqualTo(regardless(export(first)));
        assertThat(second.run(0, "import", file.toString())).startsWith("0 articles imported, 8 were here already");
        assertThat(first.run(0, "import", file.toString())).startsWith("0 articles imported, 8 were here already");
        assertThat(regardless(export(second))).isEqualTo(regardless(export(first)));
    }

    @Test
    void articlesWithoutALinkStayEachItselfOnTheWayToAnotherArchive() throws IOException {
        Program first = program("linkless");
        Path posts = lines("posts.jsonl", """
            {"title":"A note","text":"The first note, about spying.","date":"2011-02-03","tags":["notes"]}
            {"title":"A note","text":"The second note, of the same title.","date":"2011-02-04"}
            {"id":"17","title":"A note with an id","text":"The same words.","date":"2011-02-05"}
            {"id":"18","title":"A note with an id","text":"The same words.","date":"2011-02-05"}
            {"id":"19","url":"https://harbour.example/","title":"At the front page","text":"One.","date":"2011-02-06"}
            {"id":"20","url":"https://harbour.example/","title":"At the front page","text":"Two.","date":"2011-02-07"}
            {"url":"https://harbour.example/own","title":"With a link","text":"Three.","date":"2011-02-08"}
            """);
        Path feed = lines("guids.xml", """
            <rss version="2.0"><channel><title>x</title><link>https://harbour.example</link>
            <item><title>By guid alone</title><guid isPermaLink="false">g1</guid>
            <pubDate>Tue, 02 Jan 2007 03:04:05 GMT</pubDate><description>One</description></item>
            <item><title>By guid alone</title><guid isPermaLink="false">g2</guid>
            <pubDate>Tue, 02 Jan 2007 03:04:05 GMT</pubDate><description>Two</description></item>
            </channel></rss>
            """);
        first.run(0, words("import", posts));
        first.run(0, words("import", feed));
        assertThat(export(first)).hasSize(9);
        assertThat(export(first).stream().filter(each -> !each.has("external_url")))
                .hasSize(8)
                .allSatisfy(each -> assertThat(
                                each.at("/_dossier/sightings/0/entry").asText())
                        .isNotEmpty());

        Path file = folder.resolve("linkless.jsonl");
        first.run(0, "export", "jsonl", file.toString());
        Program second = program("other");
        assertThat(second.run(0, "import", file.toString())).startsWith("9 articles imported");
        assertThat(regardless(export(second))).hasSize(9).isEqualTo(regardless(export(first)));
        for (Program each : List.of(first, second)) {
            assertThat(each.run(0, "import", file.toString())).startsWith("0 articles imported, 9 were here already");
            assertThat(each.run(0, words("import", posts))).startsWith("0 articles imported, 7 were here already");
            assertThat(each.run(0, words("import", feed))).startsWith("0 articles imported, 2 were here already");
        }
        Path everything = folder.resolve("everything.jsonl");
        second.run(0, "export", "jsonl", "--everything", everything.toString());
        Program third = program("third");
        third.run(0, "import", everything.toString());
        assertThat(regardless(export(third))).isEqualTo(regardless(export(first)));
    }

    @Test
    void limitsAndTakedownsOfArticlesGoAlongWhereEverythingIsExported() throws IOException {
        Program first = program("limits");
        first.run(0, words("import", lines("one.jsonl", """
            {"id":"k4","title":"Four","text":"Whole words of the fourth.","date":"2015-01-04"}
            """)));
        first.run(0, words("import", lines("three.jsonl", """
            {"url":"https://harbour.example/1","title":"One","text":"Whole words of the first.","date":"2015-01-01"}
            {"url":"https://harbour.example/2","title":"Two","text":"Whole words of the second.","date":"2015-01-02"}
            {"url":"https://harbour.example/3","title":"Three","text":"Whole words of the third.","date":"2015-01-03"}
            """)));
        Path before = folder.resolve("before.jsonl");
        first.run(0, "export", "jsonl", "--everything", before.toString());
        first.run(0, "article", "publish", "https://harbour.example/1", "link", "--by", "carla");
        first.run(0, "article", "publish", "https://harbour.example/2", "full", "--by", "carla");
        first.run(0, "article", "takedown", "https://harbour.example/3", "--reason", "asked for", "--by", "carla");
        first.run(0, "article", "takedown", "1", "--reason", "by law", "--by", "carla");
        Path file = folder.resolve("limits.jsonl");
        first.run(0, "export", "jsonl", "--everything", file.toString());
        String all = Files.readString(file);
        assertThat(all)
                .contains("\"publish\":\"link\",\"publish_by\":\"carla\"", "\"reason\":\"asked for\"")
                .doesNotContain("third", "Three", "fourth", "Four");
        assertThat(first.run(0, "export", "jsonl", "-"))
                .as("the public learns neither")
                .doesNotContain("publish_by", "carla", "asked for", "Whole words of the first");

        Program second = program("limits2");
        Files.writeString(
                second.folder().resolve("outlets.yaml"),
                Files.readString(second.folder().resolve("outlets.yaml"))
                        .replace("keep: all }", "keep: all, publish: excerpt }"));
        assertThat(second.run(3, "import", file.toString()))
                .contains(
                        "2 articles imported",
                        "taken down there: 2",
                        "1 may be shown in full or in part by the file's word");
        List<JsonNode> articles = export(second);
        assertThat(articles).hasSize(2);
        assertThat(articles.toString()).doesNotContain("Whole words of the first");
        assertThat(second.run(0, "article", "trace", "https://harbour.example/1"))
                .contains("link: imported", "carla");
        assertThat(second.run(0, "import", before.toString()))
                .as("what was taken down there never comes back, by address or by key")
                .contains("0 articles imported", "4 were here already");
        assertThat(export(second)).isEqualTo(articles);

        Program third = program("limits3");
        third.run(0, "import", before.toString());
        assertThat(third.run(3, "import", file.toString()))
                .contains("2 were taken down there and still stand here:", "article takedown ID, or import");
        assertThat(export(third)).hasSize(4);
        assertThat(third.run(0, "import", "--takedowns", file.toString())).contains("taken down here: 2");
        assertThat(export(third)).hasSize(2);
        assertThat(third.run(0, "import", file.toString())).doesNotContain("still stand");
        Path again = folder.resolve("again.jsonl");
        second.run(0, "export", "jsonl", "--everything", again.toString());
        assertThat(Files.readString(again))
                .as("a tombstone goes on from archive to archive")
                .contains("asked for", "by law", "https://harbour.example/3", "k4");
    }

    @Test
    void aFileLetsOutNoExcerptOfWhatItsOutletShowsAsALinkUnlessItMay() throws IOException {
        for (boolean rights : List.of(false, true)) {
            Program program = program("links" + rights);
            Path outlets = program.folder().resolve("outlets.yaml");
            Files.writeString(outlets, Files.readString(outlets).replace("keep: all }", "keep: all, publish: link }"));
            List<String> words = new ArrayList<>(List.of(words("import", lines("links.jsonl", """
                {"external_url":"https://harbour.example/1","title":"One","content_html":"<p>Words of the first.</p>",\
                "_dossier":{"publish":"excerpt"}}
                """))));
            if (rights) words.add("--rights");
            String told = program.run(rights ? 0 : 3, words.toArray(String[]::new));
            assertThat(told.contains("with --rights alone")).isNotEqualTo(rights);
            assertThat(export(program).toString().contains("Words of the first"))
                    .isEqualTo(rights);
        }
    }

    @Test
    void versionsOfOneStoryTellOfEachOtherAndNeverMoreThanMayBeShown() throws IOException {
        Program program = program("versions");
        String story = IntStream.range(0, 120)
                .mapToObj(i -> "word" + Integer.toString(i * 7919, 36) + (i % 11 == 10 ? "." : ""))
                .collect(Collectors.joining(" "));
        String line = "{\"url\":\"https://%s/1\",\"title\":\"%s\",\"text\":\"%s\",\"outlet\":\"%s\",\"tags\":[%s]}%n";
        program.run(
                0,
                "import",
                lines(
                                "story.jsonl",
                                ""
                                        + line.formatted("harbour.example", "Ours", story, "Harbour Notes", "\"a\"")
                                        + line.formatted(
                                                "wire.example", "Theirs", story + " With more of it.", "The Wire", "")
                                        + line.formatted(
                                                "excerpts.example",
                                                "Cut",
                                                "Secret start. " + story,
                                                "Excerpts",
                                                "\"a\""))
                        .toString());
        assertThat(program.run(0, "article", "show", "https://harbour.example/1"))
                .contains("versions of its story: ");
        Path site = folder.resolve("versions-site");
        program.run(0, "export", "site", site.toString());
        String page = page(site, "ours");
        assertThat(page)
                .contains("Other versions of this story", ">Excerpts</a>")
                .doesNotContain("The Wire", "Theirs");
        assertThat(page(site, "cut")).contains(">Harbour Notes</a>");
        assertThat(Files.readString(site.resolve("feed.json"))).contains("\"versions\":[{\"outlet\":\"Excerpts\"");
        assertThat(Files.readString(site.resolve("feed.rss"))).contains("Other versions of this story");

        program.run(0, "article", "tag", "https://wire.example/1", "a");
        program.run(0, "article", "part", "https://excerpts.example/1", "--by", "carla", "--note", "their own");
        program.run(0, "export", "site", site.toString());
        assertThat(page(site, "ours")).contains(">The Wire</a>").doesNotContain(">Excerpts</a>");
        program.run(0, "article", "join", "https://excerpts.example/1", "https://wire.example/1");
        program.run(0, "article", "takedown", "https://harbour.example/1", "--reason", "asked for");
        program.run(0, "export", "site", site.toString());
        assertThat(page(site, "cut")).contains(">The Wire</a>").doesNotContain(">Harbour Notes</a>");
        assertThat(program.run("article", "join", "https://wire.example/1", "https://wire.example/1")
                        .err())
                .contains("is itself already");
    }

    private static String page(Path site, String slug) throws IOException {
        try (Stream<Path> files = Files.walk(site.resolve("articles"))) {
            Path page = files.filter(file -> file.endsWith(slug + "/index.html"))
                    .findFirst()
                    .orElseThrow();
            String text = Files.readString(page);
            return text.substring(text.indexOf("<article"), text.indexOf("</article>"));
        }
    }

    /// By the original: what another archive calls its own, and when it changed, are its own matter. Which words made a
    /// rule match can only be seen where the whole text came along; the tag comes all the same.
    private static TreeMap<String, JsonNode> regardless(List<JsonNode> articles) {
        TreeMap<String, JsonNode> by = new TreeMap<>();
        for (JsonNode article : articles) {
            ObjectNode same = article.deepCopy();
            same.remove(List.of("id", "url", "date_modified"));
            if (article.at("/_dossier/outlet").asText().equals("Excerpts"))
                ((ObjectNode) same.get("_dossier")).remove("matches");
            by.put(
                    article.path("external_url")
                            .asText(article.at("/_dossier/sightings/0/entry").asText()),
                    same);
        }
        return by;
    }

    /// Its own process, killed as soon as it has told of a part that is done.
    @Test
    void anImportThatIsKilledAndGivenAgainEndsAsOneInPeace() throws IOException, InterruptedException {
        StringBuilder posts = new StringBuilder();
        for (int i = 0; i < 600; i++)
            posts.append(
                    "{\"url\":\"https://wire.example/%d\",\"title\":\"%s\",\"text\":\"%s\",\"date\":\"2015-02-03\",\"tags\":\"t%d\"}%n"
                            .formatted(i, "Title " + i, "spying number " + i, i % 7));
        Path file = lines("many.jsonl", posts.toString());
        String[] words = {"import", file.toString(), "--outlet", "The Wire"};
        Program peace = program("peace");
        peace.run(0, words);
        Program killed = program("killed");
        killInTheMiddle(killed, words);
        String again = killed.run(0, words);
        assertThat(again).as("it was killed in the middle").doesNotContain("600 articles imported");
        assertThat(regardless(export(killed)).keySet())
                .hasSize(600)
                .isEqualTo(regardless(export(peace)).keySet());
        assertThat(timeless(killed)).isEqualTo(timeless(peace));
    }

    /// Titles, texts and tags.
    private static List<String> timeless(Program program) throws IOException {
        return export(program).stream()
                .map(each -> each.get("external_url")
                        + each.get("title").asText()
                        + each.get("content_html")
                        + each.get("tags"))
                .sorted()
                .toList();
    }

    private static void killInTheMiddle(Program program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of(
                "--config",
                program.folder().toString(),
                "--data",
                program.folder().resolve("data").toString()));
        Process process = Child.of("512m", command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader err = process.errorReader()) {
            for (String line = err.readLine(); line != null; line = err.readLine())
                if (line.startsWith("Importing: ")) break;
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFeedAsAFileBringsTheTextItCarries() throws IOException {
        Program program = program("feed");
        Path feed = lines("old.xml", """
            <rss version="2.0"><channel><title>x</title><link>https://harbour.example</link>
            <item><title>From a feed</title><link>https://harbour.example/f1</link><category>quays</category>
            <pubDate>Tue, 02 Jan 2007 03:04:05 GMT</pubDate><description>&lt;p&gt;All of it&lt;/p&gt;</description></item>
            </channel></rss>
            """);
        program.run(0, words("import", feed));
        JsonNode article = export(program).getFirst();
        assertThat(article.get("content_html").asText()).isEqualTo("<p>All of it</p>");
        assertThat(article.get("date_published").asText()).isEqualTo("2007-01-02T03:04:05Z");
        assertThat(article.has("tags"))
                .as("a feed's categories are no curator's word")
                .isFalse();
    }

    @Test
    void aCallThatCannotBeMeantIsRefusedAndSaysWhatIsMissing() throws IOException {
        Program program = program("refused");
        assertThat(program.run("import", BLOG).err()).contains("--outlet NAME. There are: Harbour Notes, The Wire");
        assertThat(program.run("import", BLOG, "--outlet", "Nobody").err())
                .contains("No outlet is called Nobody. There are: Harbour Notes");
        assertThat(program.run("import", "no.such").exit()).isEqualTo(2);
        Path text = lines("a.txt", "just some words\n");
        assertThat(program.run(words("import", text)).err())
                .contains("is no WordPress export, no JSON lines and no feed");
        Path line = lines("a.jsonl", "{\"url\":\"https://a.example/1\",\"title\":\"one\",\"outlet\":\"Nobody\"}\n");
        Program.Said said = program.run("import", line.toString());
        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err()).contains("line 1: no outlet is called ‘Nobody’ here; add it to outlets.yaml");
    }

    private Program program(String name) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("outlets.yaml"), """
            outlets:
              - { name: Harbour Notes, kind: blog, home: "https://harbour.example/", keep: all }
              - { name: The Wire, home: "https://wire.example/" }
              - { name: Excerpts, home: "https://excerpts.example/", publish: excerpt }
            """);
        Files.writeString(home.resolve("rules.yaml"), "rules:\n  - { tag: spying, match: spying }\n");
        return new Program(home, InstantSource.system());
    }

    private static String[] words(String command, Object file, String... more) {
        return Stream.of(new String[] {command, file.toString()}, OURS, more)
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    private Path lines(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<JsonNode> export(Program program) throws IOException {
        List<JsonNode> articles = new ArrayList<>();
        for (String line : program.run(0, "export", "jsonl", "-").lines().toList()) articles.add(JSON.readTree(line));
        return articles;
    }
}
