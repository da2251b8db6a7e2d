package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One page, however many entries and feeds lead to it, is asked for once: through the whole pipeline, a run a
/// process.
class FetchedOnceTest {
    private static final String ITEM = """
        <item><title>%1$s</title><link>%2$s</link><guid isPermaLink="false">%1$s</guid>
        <pubDate>Fri, 20 Feb 2026 10:00:00 GMT</pubDate><description>Short.</description></item>\
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();
    private Duration later = Duration.ZERO;

    FetchedOnceTest() {
        String text = "The keeper was charged with spying on Friday, and denied it in a long letter. ".repeat(20);
        server.on("daily.localhost", "/story", (asked, out) -> {
            Thread.sleep(200); // So that the others come while the first is in flight.
            LocalOutlet.ok(
                            "text/html",
                            "<!doctype html><html><head><title>A spy</title></head><body><article><h1>A spy</h1><p>"
                                    + text + "</p></article></body></html>")
                    .give(asked, out);
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void twoEntriesTwoFeedsAndTwoRunsFetchAPageOnceAndTheNextDayAgain() throws IOException {
        String story = server.url("daily", "/story").toString();
        feed("one", ITEM.formatted("a", story) + ITEM.formatted("b", story + "#comments"));
        feed("two", ITEM.formatted("c", story + "?utm_source=rss"));
        configure("one", "two");
        poll();
        assertThat(server.asked("/story")).as("at the same moment").hasSize(1);

        feed("three", ITEM.formatted("d", story));
        configure("one", "two", "three");
        poll();
        assertThat(server.asked("/story")).as("after a restart").hasSize(1);

        later = Duration.ofHours(25);
        feed("four", ITEM.formatted("e", story));
        configure("one", "two", "three", "four");
        poll();
        assertThat(server.asked("/story")).as("the next day").hasSize(2);
        assertThat(server.mostInFlight()).isEqualTo(1);
        assertThat(run("article", "trace", story)).contains("seen: one", "seen: two", "seen: three", "seen: four");
    }

    @Test
    void aPageThatForbidsACopyIsShownAsAnExcerptAndTheTraceSaysWhy() throws IOException {
        String text = "The keeper was charged with spying on Friday, and denied it in a long letter. ".repeat(20);
        server.on(
                "/secret",
                LocalOutlet.ok(
                        "text/html",
                        ("<!doctype html><title>A spy</title><article><h1>A spy</h1><p>" + text + "</p></article>")
                                .getBytes(StandardCharsets.UTF_8),
                        "X-Robots-Tag: otherbot: nosnippet",
                        "X-Robots-Tag: noarchive"));
        String story = server.url("daily", "/secret").toString();
        feed("one", ITEM.formatted("a", story));
        configure("one");
        poll();
        assertThat(run("article", "trace", story))
                .startsWith("It is shown as an excerpt, because its page wants no more: it is tagged spying")
                .contains("note: the page says noarchive: shown at most as excerpt");
    }

    private void feed(String name, String items) {
        server.on(
                name + ".localhost",
                "/feed",
                LocalOutlet.ok(
                        "application/rss+xml",
                        "<rss version=\"2.0\"><channel><title>%s</title><link>%s</link><description/>%s</channel></rss>"
                                .formatted(name, server.url(name, "/"), items)));
    }

    private void configure(String... names) throws IOException {
        StringBuilder outlets = new StringBuilder("outlets:\n");
        for (String name : names)
            outlets.append("  - name: %s\n    home: %s\n    feeds: [ \"%s\" ]\n    keep: all\n"
                    .formatted(name, server.url(name, "/"), server.url(name, "/feed")));
        Files.writeString(folder.resolve("outlets.yaml"), outlets);
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
    }

    private void poll() {
        assertThat(run("poll")).contains("0 failed", "0 parked", "1 in the archive");
    }

    private String run(String... words) {
        return new Program(folder, () -> Instant.now().plus(later)).run(0, words);
    }
}
