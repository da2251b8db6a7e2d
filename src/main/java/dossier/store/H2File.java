package dossier.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/// The file of an H2 database, brought to a new schema beside its place and put there in one move.
///
/// H2 changes a table by copying it, in several commits: a kill in between leaves keys that lead to the copy, and no
/// statement run again mends them. So nothing is changed in the file that stands there. What a kill leaves beside it is
/// thrown away by the next start.
///
/// @param path with `.mv.db` at its end
/// @param options of its URL, from the first semicolon on
record H2File(Path path, String options) {
    private static final Pattern URL =
            Pattern.compile("jdbc:h2:(?:file:)?(?!(?:mem|tcp|ssl|zip|nio\\w*|split):)([^;]+)(.*)");
    private static final String ENDING = ".mv.db";
    private static final String QUIET = ";TRACE_LEVEL_FILE=0";

    /// Locks of files are the process's; this one is for its threads.
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    /// The file that a URL of H2 names; nothing for a database in memory or of a server.
    static Optional<H2File> of(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) return Optional.empty();
        String name = parts.group(1).replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home", "~")));
        String options = parts.group(2).replaceAll("(?i);AUTO_SERVER=[^;]*", "");
        return Optional.of(new H2File(Path.of(name + ENDING).toAbsolutePath().normalize(), options));
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Makes the file with the newest schema, or brings a copy of it there and puts that in its place.
    ///
    /// @param isOld asked again once nobody else is at it
    /// @throws SQLException also where another process has the file open: it must not be replaced beneath it
    void renew(String user, String password, BooleanSupplier isOld) throws IOException, SQLException {
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        ONE_AT_A_TIME.lock();
        try (FileChannel channel = FileChannel.open(
                        beside(".migration.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (exists() && !isOld.getAsBoolean()) return;
            Files.deleteIfExists(beside(".new" + ENDING));
            if (exists()) copy(source(path, user, password));
            migrate(source(beside(".new" + ENDING), user, password));
            force(beside(".new" + ENDING));
            Files.move(
                    beside(".new" + ENDING), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static void migrate(JdbcDataSource aside) throws SQLException {
        try (Connection keepsItOpen = aside.getConnection()) {
            Migrations.run(aside);
            execute(keepsItOpen, "checkpoint sync");
        }
    }

    /// H2's own backup: whole, whatever its writer does meanwhile.
    private void copy(JdbcDataSource source) throws IOException, SQLException {
        Path zip = beside(".new.zip");
        Files.deleteIfExists(zip);
        try (Connection alone = alone(source)) {
            execute(alone, "backup to '" + zip.toString().replace("'", "''") + "'");
        }
        try (ZipFile packed = new ZipFile(zip.toFile());
                InputStream in = packed.getInputStream(packed.entries().nextElement())) {
            Files.copy(in, beside(".new" + ENDING));
        }
        Files.delete(zip);
    }

    private Connection alone(JdbcDataSource source) throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLException refused) {
            if (refused.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) throw refused;
            throw new SQLException(
                    "its schema is to be renewed, and another Dossier, of an earlier version, has it open; stop that"
                            + " one first",
                    refused.getSQLState());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private JdbcDataSource source(Path file, String user, String password) {
        String name = file.toString();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + name.substring(0, name.length() - ENDING.length()) + options + QUIET);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private Path beside(String ending) {
        String name = Objects.requireNonNull(path.getFileName()).toString();
        return path.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ending);
    }
}
