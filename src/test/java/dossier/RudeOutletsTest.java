package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Outlets whose feeds are all that a feed should not be stand beside good ones: each gets a line that says what is
/// wrong, and none stops the others.
class RudeOutletsTest {
    private static final String FEED = """
        <?xml version="1.0"?><rss version="2.0"><channel><title>Good</title><link>%1$s</link><description>d</description>
        <item><title>A spy in the lighthouse</title><link>%1$s</link><guid>%1$s</guid>
        <description>The keeper was charged with spying on Friday, and denied it in a long letter to the editor.</description>
        <pubDate>Fri, 20 Feb 2026 10:00:00 GMT</pubDate></item></channel></rss>\
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachGetsALineThatSaysWhatIsWrongAndNoneStopsTheOthers() throws IOException {
        try (LocalOutlet server = LocalOutlet.open()) {
            Map<String, LocalOutlet.Answer> rude = new LinkedHashMap<>();
            rude.put(
                    "html",
                    LocalOutlet.ok(
                            "text/html",
                            "<!doctype html><html><head><title>Home</title></head><body><p>Hello</p></body></html>"));
            rude.put("empty", LocalOutlet.ok("application/rss+xml", ""));
            rude.put("missing", LocalOutlet.status(404));
            rude.put("broken", LocalOutlet.status(500));
            rude.put("endless", LocalOutlet.endless("application/rss+xml", 1000, 20));
            rude.put("slow", LocalOutlet.slowHeaders(300));
            rude.put("huge", LocalOutlet.ok("application/rss+xml", "<rss>" + "x".repeat(3_000_000)));
            rude.put("bomb", LocalOutlet.bomb("application/rss+xml", 400_000_000));
            rude.put("noise", LocalOutlet.ok("application/rss+xml", "this is not XML at all"));
            rude.put("gone", LocalOutlet.status(410));
            rude.put("busy", LocalOutlet.status(429, "Retry-After: 7200"));
            rude.put("inside", LocalOutlet.redirect(302, "ftp://127.0.0.1/feed"));
            rude.put("short", LocalOutlet.shortOf(1000, "application/rss+xml", "<rss>"));
            rude.put("circle", LocalOutlet.redirect(302, "/feed"));
            rude.put("heads", LocalOutlet.raw("HTTP/1.1 200 OK\r\n" + "X: 1\r\n".repeat(1000) + "\r\n"));
            StringBuilder outlets = new StringBuilder("outlets:\n");
            rude.forEach((name, answer) -> outlets.append(outlet(server, name, answer)));
            for (String name : List.of("good", "better")) {
                String story = server.url(name, "/story").toString();
                String type = "application/rss+xml" + (name.equals("better") ? "; charset=utf-16" : ""); // It is not.
                outlets.append(outlet(server, name, LocalOutlet.ok(type, FEED.formatted(story))));
            }
            Files.writeString(folder.resolve("outlets.yaml"), outlets);
            Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");

            Program.Said poll = dossier(
                    "poll",
                    "--set",
                    "http.timeout=3s",
                    "--set",
                    "http.response-timeout=2s",
                    "--set",
                    "http.max-bytes=2MB");
            assertThat(poll.exit()).as(poll.err()).isEqualTo(3);
            assertThat(poll.out()).contains("2 new articles");

            Map<String, String> lines = feeds(dossier("feeds", "list", "--json").out());
            assertThat(lines.get("html")).contains("page", "not a feed");
            assertThat(lines.get("empty")).containsIgnoringCase("empty");
            assertThat(lines.get("missing")).contains("404");
            assertThat(lines.get("broken")).contains("500");
            assertThat(lines.get("endless")).contains("3 s");
            assertThat(lines.get("slow")).contains(" s");
            assertThat(lines.get("huge")).contains("bytes");
            assertThat(lines.get("bomb")).containsAnyOf("bytes", "times");
            assertThat(lines.get("noise")).contains("feed");
            assertThat(lines.get("gone")).contains("gone for good");
            assertThat(lines.get("busy")).contains("pause");
            assertThat(lines.get("inside")).contains("ftp");
            assertThat(lines.get("short")).contains("hangs up after 5 of 1,000 bytes");
            assertThat(lines.get("circle")).contains("redirects in a circle");
            assertThat(lines.get("heads")).contains("headers than anybody needs");
            assertThat(lines.get("good")).contains("read");
            assertThat(lines.get("better")).contains("read");
            assertThat(server.mostInFlight()).isEqualTo(1);

            assertThat(dossier("search", "spying").out()).contains("good").contains("better");
        }
    }

    private static String outlet(LocalOutlet server, String name, LocalOutlet.Answer answer) {
        server.on(name + ".localhost", "/feed", answer);
        return "  - name: %s\n    home: %s\n    feeds: [ \"%s\" ]\n"
                .formatted(name, server.url(name, "/"), server.url(name, "/feed"));
    }

    /// What `feeds list` says of each outlet.
    private static Map<String, String> feeds(String json) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (JsonNode line : new ObjectMapper().readTree(json)) {
            lines.put(
                    line.get("outlet").asText(),
                    line.get("state").asText() + ": " + line.get("what").asText());
        }
        return lines;
    }

    private Program.Said dossier(String... words) {
        return new Program(folder, InstantSource.system()).run(words);
    }
}
