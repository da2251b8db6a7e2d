package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.dedupe.Historian;
import dossier.model.History;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.store.Archive;
import dossier.web.Pages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a page that is asked for again.
class RevisitRiverTest {
    private static final String PAGE = """
        <!doctype html><html><head><title>The bridge is closed</title></head><body><article>
        <h1>The bridge is closed</h1><p>%s</p>
        <p>The engineers found a crack in the second pier, and called the mayor, who called the police at once.</p>
        <p>The toll stands at %s vehicles that had to turn round, and the ferry has not sailed since the spring.</p>
        <p>Nobody knows how long the repair will take, but the last one took a year and a half, and cost a fortune.</p>
        </article></body></html>\
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();

    @SuppressWarnings("NullAway.Init")
    private RiverByHand river;

    @BeforeEach
    void publish() throws IOException {
        story("Updated 3 minutes ago", "12");
        server.on(
                "/feed",
                LocalOutlet.ok(
                        "application/rss+xml",
                        "<rss version=\"2.0\"><channel><title>d</title><link>%s</link><description/><item><title>The bridge is closed</title><link>%s</link></item></channel></rss>"
                                .formatted(server.url("daily", "/"), server.url("daily", "/bridge"))));
        river = new RiverByHand(folder, server);
        river.run("poll");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anEditUpstreamBecomesARevisionAndNoiseDoesNot() throws IOException {
        story("Updated 2 hours ago", "12");
        assertThat(visit(Duration.ofHours(2))).as("only the time since differs").isZero();
        assertThat(captures()).as("a page that says nothing new is not kept").isEqualTo(1);
        story("Updated 8 hours ago", "17");
        assertThat(visit(Duration.ofHours(8))).isEqualTo(1);
        String page = history();
        assertThat(page)
                .contains("<del>12 </del><ins>17 </ins>")
                .contains("Version 2")
                .contains("Changed: text");
        story("Updated 1 day ago", "17");
        assertThat(visit(Duration.ofHours(30))).isZero();
        server.on("/bridge", LocalOutlet.status(404));
        assertThat(visit(Duration.ofDays(4))).isZero();
        assertThat(river.run("article", "trace", "1")).contains("gone upstream since then: the original answers 404");
        assertThat(history()).contains("Gone upstream").contains("17");
        assertThat(river.run("article", "show", "1")).contains("stands at 17 vehicles");
    }

    @Test
    void theServerMaySayThatNothingHasChanged() {
        server.on("/bridge", LocalOutlet.validated("\"1\"", "", "text/html", PAGE.formatted("x", "12")));
        story("Updated now 1", "12");
        visit(Duration.ofHours(2));
        assertThat(river.run("article", "trace", "1")).contains("asked again, 1 times so far");
    }

    private void story(String line, String toll) {
        server.on("/bridge", LocalOutlet.ok("text/html", PAGE.formatted(line, toll)));
    }

    /// @return revisions that came of it
    private int visit(Duration after) {
        int before = revisions();
        river.revisit(after);
        return revisions() - before;
    }

    private int revisions() {
        return river.run("article", "trace", "1").split("  revision ", -1).length - 1;
    }

    private String history() {
        List<String> pages = new ArrayList<>();
        river.work(beans -> {
            Request request = new Request("/articles/1/history", Map.of("id", "1"), Optional.empty(), Optional.empty());
            History history = RiverByHand.bean(beans, "historian", Historian.class)
                    .compare(RiverByHand.bean(beans, "archive", Archive.class).history(request));
            Reply reply = RiverByHand.bean(beans, "pages", Pages.class).history(history);
            pages.add(new String(reply.body().toArray(), StandardCharsets.UTF_8));
        });
        return pages.getFirst();
    }

    private int captures() throws IOException {
        int responses = 0;
        try (Stream<Path> files = Files.list(folder.resolve("data/captures"))) {
            for (Path file : files.toList())
                responses += new String(
                                        new java.util.zip.GZIPInputStream(Files.newInputStream(file)).readAllBytes(),
                                        StandardCharsets.ISO_8859_1)
                                .split("WARC-Type: response", -1)
                                .length
                        - 1;
        }
        return responses;
    }
}
