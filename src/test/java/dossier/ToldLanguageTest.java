package dossier;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The language that a text tells, on its way: from a page that calls itself English to the trace, the search,
/// the words that rules find, and what is exported. And a page in another language than its outlet's, which is
/// refused and counted.
class ToldLanguageTest {
    private static final String GERMAN = """
        <p>Die Regierung teilte am Dienstag mit, dass die Gespräche mit den Hafenarbeitern gescheitert seien und der Streik \
        weitergehe, während die Minister dreier Länder in der Hauptstadt über den Preis des Getreides sprachen.</p><p>Niemand \
        wurde verletzt, als in der Nacht ein Kran umstürzte, doch die Bürgermeisterin will wissen, wer seinen Betrieb erlaubt \
        hatte. Die Häuser am Ufer bleiben vorerst gesperrt, und die Schiffe warten weiter vor dem Hafen.</p>\
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Program.Said dossier(String... words) {
        return new Program(folder, () -> Instant.parse("2026-03-05T12:00:00Z")).run(words);
    }

    @Test
    void theTextsLanguageStandsWhereverAnArticleIsShown() throws IOException {
        try (LocalOutlet server = LocalOutlet.open()) {
            String item = "<item><title>%s</title><link>%s</link><description>%s</description></item>";
            server.on(
                    "zeitung.localhost",
                    "/rss",
                    ok(
                            "text/xml",
                            "<rss version='2.0'><channel><title>Zeitung</title><language>en</language>"
                                    + item.formatted("Hafen", server.url("zeitung", "/hafen"), "Kurz.")
                                    + "</channel></rss>"));
            server.on(
                    "daily.localhost",
                    "/rss",
                    ok(
                            "text/xml",
                            "<rss version='2.0'><channel><title>Daily</title>"
                                    + item.formatted(
                                            "Harbour",
                                            server.url("daily", "/harbour"),
                                            "The talks with the dockers have failed, and so the strike at the harbour"
                                                    + " goes on.")
                                    + "</channel></rss>"));
            String page = "<html lang=en><title>%1$s</title><article><h1>%1$s</h1>%2$s</article></html>";
            server.on("zeitung.localhost", "/hafen", ok("text/html; charset=utf-8", page.formatted("Hafen", GERMAN)));
            server.on("daily.localhost", "/harbour", ok("text/html; charset=utf-8", page.formatted("Hafen", GERMAN)));
            Files.writeString(folder.resolve("outlets.yaml"), """
                outlets:
                  - { name: Zeitung, keep: all, feeds: [ "%s" ] }
                  - { name: Daily, keep: all, language: en, feeds: [ "%s" ] }
                """.formatted(
                            server.url("zeitung", "/rss"), server.url("daily", "/rss")));
            Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - { tag: homes, match: =Häuser OR haus }\n");
            assertThat(dossier("poll").exit()).isZero();
            String german = dossier("search", "lang:de").out();
            assertThat(german).contains("Hafen").doesNotContain("Harbour");
            assertThat(dossier("search", "haus").out()).as("by its German stem").contains("Hafen");
            assertThat(dossier("search", "lang:en").out()).contains("Harbour");
            Path file = folder.resolve("all.jsonl");
            assertThat(dossier("export", "jsonl", file.toString()).exit()).isZero();
            assertThat(Files.readString(file)).contains("\"language\":\"de\"", "\"language\":\"en\"");
            String traces = dossier("article", "trace", "1").out()
                    + dossier("article", "trace", "2").out();
            assertThat(traces)
                    .contains(
                            "html lang: en",
                            "text: de",
                            "page is in another language: in de, and feed and outlet are in en");
            assertThat(dossier("feeds", "history", "Daily").out()).contains("page is in another language");
        }
    }
}
