package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outlet's password and key stand in the environment: its servers see them, and nothing else ever does.
class SecretsTest {
    private static final String PASSWORD = "open-sesame-4711";
    private static final String KEY = "key-under-the-mat-0815";
    private static final String BASIC = "bWU6b3Blbi1zZXNhbWUtNDcxMQ==";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();
    private final StringBuilder said = new StringBuilder();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void secretsOfTheEnvironmentReachTheOutletsServersAndNothingElse() throws IOException {
        String story = server.url("daily", "/story").toString();
        server.on("daily.localhost", "/feed", (asked, out) -> LocalOutlet.ok("application/rss+xml", """
            <rss version="2.0"><channel><title>Daily</title><link>x</link><description/>
            <item><title>A spy</title><link>%s</link><guid>1</guid></item>
            <item><title>Away</title><link>%s</link><guid>2</guid></item>
            <item><title>Elsewhere</title><link>%s</link><guid>3</guid></item></channel></rss>\
            """.formatted(
                                story, server.url("daily", "/away"), server.url("other", "/there")))
                .give(asked, out));
        server.on("daily.localhost", "/away", LocalOutlet.redirect(302, server.url("other", "/there")));
        for (String path : List.of("/story", "/there"))
            server.on(path, LocalOutlet.ok("text/html", "<!doctype html><title>A spy</title><h1>A spy</h1><p>Text."));
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spy\n");
        Files.writeString(
                folder.resolve("outlets.yaml"), """
                    outlets:
                      - name: The Daily
                        home: %s
                        feeds: [ "%s" ]
                        user: me
                        password: ${DAILY_PASSWORD}
                        headers: { X-Key: "${DAILY_KEY}" }
                        keep: all
                    """.formatted(server.url("daily", "/"), server.url("daily", "/feed")));
        run("check");
        run("poll");
        run("feeds", "list");
        run("feeds", "list", "--json");
        run("article", "trace", story);
        run("feeds", "export");

        for (LocalOutlet.Asked asked : server.asked()) {
            boolean own =
                    asked.host().equals("daily.localhost") && !asked.path().equals("/robots.txt");
            assertThat(asked.header("x-key").equals(Optional.of(KEY)))
                    .as(asked.toString())
                    .isEqualTo(own);
            assertThat(asked.header("authorization").equals(Optional.of("Basic " + BASIC)))
                    .as(asked.toString())
                    .isEqualTo(own);
        }
        assertThat(server.asked("/there")).isNotEmpty();
        assertHoldsNoSecret("what was printed", said.toString().getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertHoldsNoSecret(file.toString(), content(file));
        }
    }

    private static byte[] content(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) return Files.readAllBytes(file);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static void assertHoldsNoSecret(String where, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(Stream.of(PASSWORD, KEY, BASIC).filter(text::contains))
                .as(where)
                .isEmpty();
    }

    private void run(String... words) {
        Map<String, String> environment = Map.of("DAILY_PASSWORD", PASSWORD, "DAILY_KEY", KEY);
        Program.Said now = new Program(folder, InstantSource.system(), environment, Program.routes(_ -> {})).run(words);
        said.append(now.out()).append(now.err());
        assertThat(now.exit()).as(said.toString()).isZero();
    }
}
