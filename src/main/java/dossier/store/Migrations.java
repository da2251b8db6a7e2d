package dossier.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;

/// Brings a database to the newest schema (`src/main/resources/db`).
final class Migrations {
    private Migrations() {}

    /// True where the schema is older than the program, or a migration of it failed.
    static boolean arePending(DataSource database) {
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
