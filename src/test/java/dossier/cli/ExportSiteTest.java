package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.store.Fill;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive as files: complete, closed in itself, and no more touched than what changed.
class ExportSiteTest {
    private static final String SITE = "https://papers.example/old";

    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void fill() throws IOException {
        Fill.main(new String[] {folder.toString(), "400", "900"});
    }

    @Test
    void everyLinkLeadsToAFileAndTheSecondRunWritesNothingAndWhatIsHiddenGoes() throws IOException {
        Path files = folder.resolve("site");
        assertThat(export(files)).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(files.resolve("tags/spying/index.html")).content().contains("Archive for ‘spying’");
        assertThat(files.resolve("tags/spying/page/2/index.html")).exists();
        assertThat(files.resolve("feed.atom")).content().contains("rel=\"prev-archive\"");
        assertThat(lost(files)).isEmpty();

        Map<String, FileTime> before = times(files);
        assertThat(export(files)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" 0 written, 0 removed");
        assertThat(times(files)).isEqualTo(before);

        Path article = first(files);
        String id = article.getParent().getFileName().toString();
        assertThat(run("article", "reject", id)).isZero();
        assertThat(export(files)).isZero();
        assertThat(article).doesNotExist();
        assertThat(article.getParent()).doesNotExist();
        assertThat(lost(files)).isEmpty();
        assertThat(holding(files, "/articles/" + id + "/"))
                .as("tombstones alone name it")
                .allMatch(name -> name.contains("feed."));
    }

    @Test
    void theSearchOfTheBrowserKnowsEveryArticle() throws IOException {
        Path files = folder.resolve("searched");
        assertThat(export(files)).isZero();
        ObjectMapper json = new ObjectMapper();
        Set<String> known = new TreeSet<>();
        for (var month : json.readTree(files.resolve("search/months.json").toFile()))
            for (var article : json.readTree(
                    files.resolve("search/" + month.asText() + ".json").toFile()))
                known.add(article.path("path").asText());
        Set<String> articles = new TreeSet<>();
        for (Path page : all(files))
            if (page.toString().contains("/articles/")) articles.add("/old/" + files.relativize(page.getParent()));
        assertThat(known).isEqualTo(articles).isNotEmpty();
    }

    @Test
    void aFolderThatHoldsOtherThingsIsLeftAlone() throws IOException {
        Path files = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(files.resolve("letter.txt"), "dear");
        assertThat(export(files)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("holds other files");
        assertThat(files.resolve("letter.txt")).hasContent("dear");
    }

    /// Links of pages that lead into the site and to no file of it.
    private static Set<String> lost(Path files) throws IOException {
        Set<String> lost = new TreeSet<>();
        for (Path page : all(files)) {
            if (!page.toString().endsWith(".html")) continue;
            for (Element link : Jsoup.parse(Files.readString(page)).select("[href], [src]")) {
                String address = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                String inside =
                        address.startsWith(SITE) ? address.substring("https://papers.example".length()) : address;
                if (!inside.startsWith("/old")) continue;
                String path = URLDecoder.decode(
                                inside.substring(4).replaceFirst("[?#].*", "").replace("+", "%2B"),
                                StandardCharsets.UTF_8)
                        .replaceFirst("^/", "");
                Path target = files.resolve(path);
                if (!Files.isRegularFile(target) && !Files.isRegularFile(target.resolve("index.html")))
                    lost.add(files.relativize(page) + " -> " + address);
            }
        }
        return lost;
    }

    private static List<String> holding(Path files, String text) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path file : all(files))
            if (Files.readString(file).contains(text))
                names.add(files.relativize(file).toString());
        return names;
    }

    private static Path first(Path files) throws IOException {
        return all(files).stream()
                .filter(file -> file.toString().contains("/articles/"))
                .findFirst()
                .map(Path::getParent)
                .orElseThrow();
    }

    private static Map<String, FileTime> times(Path files) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (Path file : all(files)) times.put(file.toString(), Files.getLastModifiedTime(file));
        return times;
    }

    private static List<Path> all(Path files) throws IOException {
        try (Stream<Path> walk = Files.walk(files)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private int export(Path files) {
        return run(
                "export",
                "site",
                files.toString(),
                "--set",
                "site.url=" + SITE,
                "--set",
                "site.feed-size=7",
                "--set",
                "site.page-size=5");
    }

    private int run(String... words) {
        out.reset();
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of(
                "--config", folder.resolve("config").toString(),
                "--data", folder.resolve("data").toString()));
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Dossier dossier = new Dossier(
                print,
                print,
                Path.of("").toAbsolutePath(),
                Map.of(),
                (_, _, _) -> {
                    throw new IllegalStateException("no routes");
                },
                InstantSource.system());
        return dossier.execute(all.toArray(String[]::new));
    }
}
