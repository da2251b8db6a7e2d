package dossier.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/// The databases that the store runs on. Every store test runs on each.
enum Engine {
    H2 {
        @Override
        StoreSettings fresh(Path data) {
            return new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "dossier", "", data);
        }
    },
    POSTGRESQL {
        @Override
        StoreSettings fresh(Path data) {
            EmbeddedPostgres server =
                    Postgres.SERVER.orElseGet(() -> Assumptions.abort("PostgreSQL cannot start here: " + Postgres.why));
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new StoreSettings(server.getJdbcUrl("postgres", name), "postgres", "postgres", data);
        }
    };

    private static final List<String> TABLES = List.of(
            "websub",
            "backfill_mark",
            "backfill",
            "outlet_line",
            "outlet_pages",
            "lease",
            "story_link",
            "story_wanted",
            "near_band",
            "revisit_day",
            "revisit",
            "host_pause",
            "parked",
            "change_set_row",
            "change_set",
            "decided",
            "decision",
            "tag_name",
            "tag_parent",
            "change",
            "shelf_article",
            "shelf_place",
            "follower",
            "shelf",
            "tagging",
            "rule_version",
            "rule",
            "revision",
            "sighting",
            "article_address",
            "article",
            "capture_part",
            "capture",
            "visit",
            "gap",
            "alarm",
            "feed",
            "outlet",
            "outlet_list");

    private static final Map<Engine, Database> SHARED = new ConcurrentHashMap<>();

    private static final Map<Engine, StoreSettings> SETTINGS = new ConcurrentHashMap<>();

    /// The database that [#empty] gave, as another process has it open.
    Database again() {
        return Database.open(Optional.ofNullable(SETTINGS.get(this)).orElseThrow());
    }

    /// A new database.
    abstract StoreSettings fresh(Path data);

    /// The same database each time, emptied: that is a lot faster.
    Database empty(Path data) {
        Database database =
                SHARED.computeIfAbsent(this, _ -> Database.open(SETTINGS.computeIfAbsent(this, _ -> fresh(data))));
        database.write(handle -> {
            TABLES.forEach(table -> handle.execute("delete from " + table));
            handle.execute("insert into shelf (kind, name, slug, articles) values ('ALL', '', '', 0)");
            return handle.execute("update diary set last_seq = 0");
        });
        return database;
    }

    /// One server for all tests; it ends with the tests.
    private static final class Postgres {
        private static String why = "";
        private static final Optional<EmbeddedPostgres> SERVER = start();

        private static Optional<EmbeddedPostgres> start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "100")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return Optional.of(server);
            } catch (IOException | RuntimeException e) {
                why = e.toString();
                return Optional.empty();
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
