package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Work that fails is parked. When that fails too, a round must not wait for ever for what nobody does any more.
class ParkingFailsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();
    private List<String> damage = List.of();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aRoundWhoseWorkCannotEvenBeParkedEndsWithAnErrorAndTheNextOneGoesOn() throws IOException {
        server.on("/feed", LocalOutlet.ok("application/rss+xml", """
            <rss version="2.0"><channel><title>Daily</title><link>x</link><description/>
            <item><title>A spy</title><guid isPermaLink="false">1</guid></item></channel></rss>\
            """));
        Files.writeString(folder.resolve("rules.yaml"), "rules: []\n");
        Files.writeString(
                folder.resolve("outlets.yaml"),
                "outlets:\n  - name: Daily\n    home: %s\n    feeds: [ '%s' ]\n    fetch: feed\n    keep: all\n"
                        .formatted(server.url("daily", "/"), server.url("daily", "/feed")));

        damage = List.of(
                "alter table visit add constraint full_disk check (took_ms < 0)",
                "alter table parked add constraint full_disk_too check (route = 'none')");
        Program.Said broken = poll();
        assertThat(broken.exit()).as(broken.err()).isEqualTo(1);
        assertThat(broken.err()).contains("1 feeds and 0 entries are still open", "the next `dossier poll` goes on");

        damage = List.of(
                "alter table visit drop constraint full_disk", "alter table parked drop constraint full_disk_too");
        Program.Said mended = poll();
        assertThat(mended.exit()).as(mended.err()).isZero();
        assertThat(mended.out()).contains("1 feeds asked, 0 failed; 1 entries worked off, 0 parked; 1 new articles");
    }

    private Program.Said poll() {
        return new Program(folder, InstantSource.system(), Map.of(), Program.routes(_ -> damage.forEach(this::execute)))
                .run("poll");
    }

    private void execute(String sql) {
        String url = StoreSettings.in(folder.resolve("data")).url();
        try (Connection connection = DriverManager.getConnection(url, "dossier", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException wrong) {
            throw new IllegalStateException(sql, wrong);
        }
    }
}
