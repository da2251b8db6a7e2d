package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an outlet says on every page, in boxes that no class tells of, is known from the eleventh page on, and
/// the first ten are cleaned of it: through the whole pipeline.
class LearntLinesTest {
    private static final String BOX = "The harbour office thanks all who keep this paper alive.";
    private static final String QUOTE = "We shall never sell the old ferry, said the mayor.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();

    LearntLinesTest() {
        IntStream.rangeClosed(1, 12)
                .forEach(number -> server.on("/" + number, LocalOutlet.ok("text/html", page(number))));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBoxThatStandsOnEveryPageVanishesFromTheEleventhOnAndTheFirstAreCleanedOfIt() throws IOException {
        configure();
        poll(10);
        assertThat(text(3)).contains(BOX).contains(QUOTE);
        poll(12);
        assertThat(text(11)).contains("Ship number 11").doesNotContain(BOX);
        assertThat(run("article", "trace", address(12)))
                .containsPattern("seen on 1[01] of 1[01] pages of the outlet")
                .contains(BOX);

        assertThat(run("article", "reclean", "--all")).contains("12 articles looked at, 10 would change");
        run("article", "reclean", "--all", "--apply", "--by", "Ann");
        assertThat(text(3))
                .contains("Ship number 3")
                .as("what three articles quote stays")
                .contains(QUOTE)
                .doesNotContain(BOX);
        assertThat(run("article", "reclean", "--all")).contains("0 would change");
    }

    private static String page(int number) {
        String story = IntStream.rangeClosed(1, 6)
                .mapToObj(each ->
                        "<p>Ship number %d came in at %d o'clock, and the harbour office opened its doors to all."
                                .formatted(number, each))
                .collect(Collectors.joining());
        return "<!doctype html><title>Ship %1$d</title><article><h1>Ship %1$d</h1>%2$s%3$s<div><p>%4$s</div></article>"
                .formatted(number, story, number <= 3 ? "<p>" + QUOTE : "", BOX);
    }

    private String address(int number) {
        return server.url("daily", "/" + number).toString();
    }

    private String text(int number) {
        return run("article", "show", address(number));
    }

    private void poll(int articles) {
        String items = IntStream.rangeClosed(1, articles)
                .mapToObj(number ->
                        "<item><title>Ship %d</title><link>%s</link></item>".formatted(number, address(number)))
                .collect(Collectors.joining());
        server.on(
                "daily.localhost",
                "/feed",
                LocalOutlet.ok(
                        "application/rss+xml",
                        "<rss version='2.0'><channel><title>D</title>" + items + "</channel></rss>"));
        assertThat(run("poll")).contains("0 failed", "0 parked");
    }

    private void configure() throws IOException {
        Files.writeString(
                folder.resolve("outlets.yaml"), """
                    outlets:
                      - name: The Daily
                        home: %s
                        feeds: [ "%s" ]
                        keep: all
                    """.formatted(server.url("daily", "/"), server.url("daily", "/feed")));
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: ships\n    match: ship\n");
    }

    private String run(String... words) {
        return new Program(folder, Instant::now).run(0, words);
    }
}
