package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.store.WorkerLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// An article is taken down as an operator does it, and then looked for in every byte that the archive holds.
@Execution(ExecutionMode.CONCURRENT)
class TakedownDrillTest {
    private static final String SECRET = "Quillfeather the gardener of Elm Street was wrongly accused of spying";

    /// Stands in the text alone, so that the search's list of words would tell.
    private static final String WORD = "quillfeather";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();
    private Duration later = Duration.ZERO;

    @BeforeEach
    void publish() throws IOException {
        page("/secret", SECRET);
        page("/other", "The harbour was dredged for the third time in as many years");
        feed(item("a", "/secret") + item("b", "/other"));
        Files.writeString(
                folder.resolve("outlets.yaml"), """
                    outlets:
                      - name: The Daily
                        home: %s
                        feeds: [ "%s" ]
                        keep: all
                    """.formatted(server.url("daily", "/"), server.url("daily", "/feed")));
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void nothingOfItIsLeftInAnyFileAndNoLaterPollBringsItBack() throws IOException {
        run(0, "poll");
        assertThat(filesThatSay()).contains("dossier.mv.db").anyMatch(file -> file.endsWith(".warc.gz"));
        String address = server.url("daily", "/secret").toString();
        assertThat(run(0, "article", "takedown", address, "--reason", "A court ordered it", "--by", "Ann"))
                .contains("is taken down", "1 pages are overwritten");
        assertThat(filesThatSay()).isEmpty();

        later = Duration.ofHours(30);
        feed(item("a", "/secret") + item("b", "/other") + item("new-key", "/secret?utm_source=rss"));
        page("/secret", SECRET + ", as it turned out today");
        run(0, "poll");
        assertThat(filesThatSay()).isEmpty();
        assertThat(server.asked("/secret")).hasSize(1);
        assertThat(run(0, "article", "trace", address)).startsWith("It was taken down by Ann");
        assertThat(run(0, "search", WORD)).isEmpty();
        assertThat(run(0, "search", "harbour")).contains("/other title");
        assertThat(run(0, "article", "takedown", address, "--reason", "again", "--by", "Bob"))
                .contains("was taken down already");
    }

    @Test
    void whereAWorkerIsAtWorkWhoeverEndsNextWritesTheFileAnew() throws IOException {
        run(0, "poll");
        String address = server.url("daily", "/secret").toString();
        try (WorkerLock working = WorkerLock.tryTake(folder.resolve("data")).orElseThrow()) {
            assertThat(working).isNotNull();
            assertThat(run(0, "article", "takedown", address, "--reason", "A court ordered it", "--by", "Ann"))
                    .contains(
                            "The worker takes it from the search", "writes the file of the database anew when it ends");
        }
        assertThat(folder.resolve("data/compact.wanted")).exists();
        run(0, "poll");
        assertThat(folder.resolve("data/compact.wanted")).doesNotExist();
        assertThat(filesThatSay()).isEmpty();
    }

    @Test
    void aTakedownWithoutAReasonIsRefused() {
        run(0, "poll");
        run(2, "article", "takedown", "1");
        run(2, "article", "takedown", "1", "--reason", " ", "--by", "Ann");
        run(1, "article", "takedown", "99", "--reason", "x", "--by", "Ann");
    }

    private void page(String path, String text) {
        String body = "<!doctype html><title>%s title</title><article><h1>%s title</h1><p>%s. %s</p></article>"
                .formatted(path, path, text, "It was said so in a long letter to the editor, and denied. ".repeat(12));
        server.on(path, LocalOutlet.ok("text/html", body));
    }

    private String item(String guid, String path) {
        return "<item><guid isPermaLink=\"false\">%s</guid><title>%s title</title><link>%s</link><description>%s</description></item>"
                .formatted(guid, path, server.url("daily", path), path.startsWith("/secret") ? SECRET : "teaser");
    }

    private void feed(String items) {
        server.on(
                "/feed",
                LocalOutlet.ok(
                        "application/rss+xml",
                        "<rss version=\"2.0\"><channel><title>d</title><link>%s</link><description/>%s</channel></rss>"
                                .formatted(server.url("daily", "/"), items)));
    }

    private List<String> filesThatSay() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(TakedownDrillTest::says)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean says(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (file.toString().endsWith(".gz")) bytes = new GZIPInputStream(Files.newInputStream(file)).readAllBytes();
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.toLowerCase(java.util.Locale.ROOT).contains(WORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(int exit, String... words) {
        return new Program(folder, () -> Instant.now().plus(later)).run(exit, words);
    }
}
