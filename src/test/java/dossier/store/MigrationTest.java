package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// H2 commits each change of the schema by itself, so `kill -9` leaves any number of a migration's first statements.
class MigrationTest {
    static final String SCHEMA = """
        select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
        from information_schema.columns where table_schema = 'public'
        union all select table_name || ' ' || index_name
        from information_schema.indexes where table_schema = 'public' and not is_generated
        union all select table_name || ' ' || constraint_type || ' ' || count(*)
        from information_schema.table_constraints where table_schema = 'public' group by table_name, constraint_type
        union all select 'shelves: ' || count(*) from shelf
        union all select 'diaries: ' || count(*) from diary
        order by 1\
        """;

    static {
        Database.keepToThisMachine(); // H2 reads it once, and this class may be the first to wake it
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private final String url = memory();

    /// Each migration after each number of its statements. `0?` is before the first one.
    static Stream<Arguments> moments() {
        MigrationInfo[] migrations = flyway(memory(), "latest").info().all();
        return IntStream.range(0, migrations.length).boxed().flatMap(which -> {
            String before = which == 0 ? "0?" : version(migrations[which - 1]);
            int all = statements(migrations[which].getScript()).size();
            return IntStream.rangeClosed(0, all)
                    .mapToObj(done -> Arguments.of(before, migrations[which].getScript(), done));
        });
    }

    @ParameterizedTest(name = "{1} after {2} statements")
    @MethodSource("moments")
    void aMigrationKilledAnywhereIsFinishedByTheNextStart(String before, String script, int done) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "dossier", "");
                Statement statement = connection.createStatement()) {
            flyway(url, before).migrate();
            for (String each : statements(script).subList(0, done)) statement.execute(each);
            open();
            assertThat(schema(statement)).isEqualTo(whole());
        }
    }

    @Test
    void aMigrationThatFailedIsTriedAgain() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "dossier", "");
                Statement statement = connection.createStatement()) {
            flyway(url, "0?").migrate();
            statement.execute("create table feed (stranger integer)");
            for (int i = 0; i < 2; i++) assertThatThrownBy(this::open).hasMessageContaining("Cannot use the database");
            statement.execute("drop table feed");
            open();
            assertThat(schema(statement)).isEqualTo(whole());
        }
    }

    private void open() {
        Database.open(new StoreSettings(url, "dossier", "", data)).close();
    }

    private List<String> whole() throws SQLException {
        String fresh = memory();
        try (Connection connection = DriverManager.getConnection(fresh, "dossier", "");
                Statement statement = connection.createStatement()) {
            Database.open(new StoreSettings(fresh, "dossier", "", data)).close();
            return schema(statement);
        }
    }

    private static List<String> schema(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(SCHEMA)) {
            while (rows.next()) lines.add(rows.getString(1));
        }
        assertThat(lines).hasSizeGreaterThan(100);
        return lines;
    }

    private static Flyway flyway(String url, String target) {
        return Flyway.configure()
                .dataSource(url, "dossier", "")
                .locations("classpath:db")
                .target(target)
                .load();
    }

    private static String version(MigrationInfo migration) {
        return migration.getVersion().toString();
    }

    private static List<String> statements(String script) {
        try (InputStream in = MigrationTest.class.getResourceAsStream("/db/" + script)) {
            String sql = new String(Objects.requireNonNull(in, script).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(sql.replaceAll("--[^\n]*", "").split(";"))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lives as long as a connection to it is open.
    private static String memory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    }
}
