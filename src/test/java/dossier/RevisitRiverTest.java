package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.dedupe.Historian;
import dossier.dedupe.Judge;
import dossier.extract.Extractor;
import dossier.fetch.Fetcher;
import dossier.model.Again;
import dossier.model.Article;
import dossier.model.Candidates;
import dossier.model.History;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Revisit;
import dossier.model.Revisited;
import dossier.model.Sourced;
import dossier.rules.Watch;
import dossier.store.Archive;
import dossier.store.Articles;
import dossier.store.Captures;
import dossier.store.Revisits;
import dossier.store.Taggings;
import dossier.web.Pages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a page that is asked for again, with the beans that the route `upkeep-revisit` names, in its order.
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
    private Duration later = Duration.ZERO;
    private Consumer<Map<String, Object>> withBeans = _ -> {};

    @BeforeEach
    void publish() throws IOException {
        story("Updated 3 minutes ago", "12");
        server.on(
                "/feed",
                LocalOutlet.ok(
                        "application/rss+xml",
                        "<rss version=\"2.0\"><channel><title>d</title><link>%s</link><description/><item><title>The bridge is closed</title><link>%s</link></item></channel></rss>"
                                .formatted(server.url("daily", "/"), server.url("daily", "/bridge"))));
        Files.writeString(
                folder.resolve("outlets.yaml"),
                "outlets:\n  - name: The Daily\n    home: %s\n    feeds: [ \"%s\" ]\n    keep: all\n"
                        .formatted(server.url("daily", "/"), server.url("daily", "/feed")));
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: ferries\n    match: ferry\n");
        run("poll");
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
        assertThat(run("article", "trace", "1")).contains("gone upstream since then: the original answers 404");
        assertThat(history()).contains("Gone upstream").contains("17");
        assertThat(run("article", "show", "1")).contains("stands at 17 vehicles");
    }

    @Test
    void theServerMaySayThatNothingHasChanged() {
        server.on("/bridge", LocalOutlet.validated("\"1\"", "", "text/html", PAGE.formatted("x", "12")));
        story("Updated now 1", "12");
        visit(Duration.ofHours(2));
        assertThat(run("article", "trace", "1")).contains("asked again, 1 times so far");
    }

    private void story(String line, String toll) {
        server.on("/bridge", LocalOutlet.ok("text/html", PAGE.formatted(line, toll)));
    }

    /// @return revisions that came of it
    private int visit(Duration after) {
        later = after;
        int before = revisions();
        withBeans = beans -> {
            Extractor extractor = bean(beans, "extractor", Extractor.class);
            Judge judge = bean(beans, "judge", Judge.class);
            Revisits revisits = bean(beans, "revisits", Revisits.class);
            for (Revisit revisit : revisits.due()) {
                Revisited revisited = bean(beans, "fetcher", Fetcher.class).again(revisit);
                for (Again again : revisits.remember(revisited)) {
                    for (Sourced sourced : judge.changed(extractor.both(again))) keep(beans, sourced);
                }
            }
        };
        run("poll");
        return revisions() - before;
    }

    private static void keep(Map<String, Object> beans, Sourced sourced) {
        Articles articles = bean(beans, "articles", Articles.class);
        Sourced kept = bean(beans, "captures", Captures.class).keep(sourced);
        Article article = bean(beans, "extractor", Extractor.class).extract(kept);
        Candidates candidates = articles.near(article);
        Kept now = articles.keep(bean(beans, "judge", Judge.class).judge(candidates));
        Matched matched = bean(beans, "watch", Watch.class).match(now);
        bean(beans, "taggings", Taggings.class).keep(matched);
    }

    private int revisions() {
        return run("article", "trace", "1").split("  revision ", -1).length - 1;
    }

    private String history() {
        List<String> pages = new ArrayList<>();
        withBeans = beans -> {
            Request request = new Request("/articles/1/history", Map.of("id", "1"), Optional.empty(), Optional.empty());
            History history = bean(beans, "historian", Historian.class)
                    .compare(bean(beans, "archive", Archive.class).history(request));
            Reply reply = bean(beans, "pages", Pages.class).history(history);
            pages.add(new String(reply.body().toArray(), StandardCharsets.UTF_8));
        };
        run("poll");
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

    private static <T> T bean(Map<String, Object> beans, String name, Class<T> type) {
        return type.cast(beans.get(name));
    }

    private String run(String... words) {
        Program program = new Program(folder, () -> Instant.now().plus(later), Map.of(), Program.routes(beans -> {
            withBeans.accept(beans);
            withBeans = _ -> {};
        }));
        Program.Said said = program.run(words);
        assertThat(said.exit()).as(said.err()).isZero();
        return said.out() + said.err();
    }
}
