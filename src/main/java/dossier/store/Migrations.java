package dossier.store;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;

/// Brings a database to the newest schema (`src/main/resources/db`).
final class Migrations {
    private static final Pattern FILE = Pattern.compile("db/V(\\d+)__.*\\.sql");

    private Migrations() {}

    /// True where the schema is older than the program, or a migration of it failed. Flyway needs longer to say so than
    /// many a command to do its work: where its table tells of all the files that ship, it is not asked.
    static boolean arePending(DataSource database) {
        if (applied(database).containsAll(shipped())) return false;
        MigrationInfoService info = flyway(database).info();
        return info.pending().length > 0 || hasFailed(info);
    }

    /// A migration that failed is tried again: its cause (a full disk, a kill) may be gone, and each of its statements
    /// bears to be run twice. Flyway alone would refuse for ever.
    static void run(DataSource database) throws SQLException {
        Flyway flyway = flyway(database);
        if (hasFailed(flyway.info()))
            forgetFailures(database, flyway.getConfiguration().getTable());
        flyway.migrate();
    }

    /// Versions; none where there is no table of Flyway's yet.
    private static Set<String> applied(DataSource database) {
        Set<String> applied = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select \"version\" from \"flyway_schema_history\" where \"success\"")) {
            while (row.next()) applied.add(String.valueOf(row.getString(1)));
        } catch (SQLException noTableYet) {
            return Set.of();
        }
        return applied;
    }

    /// The versions of the files in the folder `db` of the program, be that a jar or a folder.
    private static Set<String> shipped() {
        try {
            URL folder = Objects.requireNonNull(Migrations.class.getResource("/db"));
            Stream<String> files = folder.openConnection() instanceof JarURLConnection jar
                    ? jar.getJarFile().stream().map(ZipEntry::getName)
                    : Arrays.stream(Objects.requireNonNull(new File(folder.toURI()).list()))
                            .map("db/"::concat);
            return files.map(FILE::matcher)
                    .filter(Matcher::matches)
                    .map(file -> file.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The migrations of the program cannot be read", e);
        }
    }

    private static boolean hasFailed(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .anyMatch(migration -> migration.getState().isFailed());
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db")
                .load();
    }

    private static void forgetFailures(DataSource database, String history) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from \"" + history + "\" where not \"success\"");
            if (!connection.getAutoCommit()) connection.commit();
        }
    }
}
