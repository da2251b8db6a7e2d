package dossier.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database: opened, brought to the newest schema, and closed.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /// So many work in the database at a time; more would only be in each other's way.
    private static final int AT_ONCE = 8;

    /// One is kept for the number of the newest change. Who is at work may need a second one, such as to read of an
    /// outlet that another process added, and must never wait for those who wait for him.
    private static final int CONNECTIONS = 1 + 2 * AT_ONCE;

    private static final int TRIES = 8;

    /// Two transactions were in each other's way, and this one was taken back: it may be run again. The numbers
    /// are SQL states; those of five digits beginning with 90 are H2's own.
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01", "23505", "HYT00", "55P03", "90131");

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Newest newest;
    private final boolean h2;

    /// Thousands of feeds may come home in the same moment. To wait costs a virtual thread nothing, so whoever comes
    /// waits for his turn as long as it takes, in the order of coming; the pool would send him away.
    private final Semaphore line = new Semaphore(AT_ONCE, true);

    private final ScopedValue<Boolean> inTurn = ScopedValue.newInstance();
    private final Moments moments;
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final Lock writing = new ReentrantLock();
    private long written;

    private Database(HikariDataSource pool, boolean h2, BooleanSupplier full) {
        this.pool = pool;
        this.h2 = h2;
        this.newest = new Newest(pool);
        this.moments = new Moments(h2, this::checkpoint, full);
        this.jdbi = Jdbi.create(pool).registerArgument(new Instants()).registerArgument(new Texts());
    }

    /// Opens the database, made anew where there is none, and migrates it.
    public static Database open(StoreSettings settings) {
        if (settings.isH2()) keepToThisMachine();
        createFolder(settings);
        Optional<H2File> file = settings.isH2() ? H2File.of(h2(settings.url())) : Optional.empty();
        HikariDataSource pool = file.isPresent() ? upToDate(file.get(), settings) : pool(settings);
        try {
            if (settings.isH2()) closeItOurselves(pool);
            if (file.isEmpty() && Migrations.arePending(pool)) Migrations.run(pool);
            BooleanSupplier full = settings.isH2() ? full(pool) : () -> false;
            return new Database(pool, settings.isH2(), full);
        } catch (FlywayException | SQLException e) {
            pool.close();
            throw unusable(settings, e);
        }
    }

    private static HikariDataSource upToDate(H2File file, StoreSettings settings) {
        if (!file.exists()) renew(file, settings);
        HikariDataSource pool = pool(settings);
        if (!isOld(pool, settings)) return pool;
        pool.close();
        renew(file, settings);
        return pool(settings);
    }

    private static boolean isOld(HikariDataSource pool, StoreSettings settings) {
        try {
            return Migrations.arePending(pool);
        } catch (FlywayException e) {
            pool.close();
            throw unusable(settings, e);
        }
    }

    private static boolean isOld(StoreSettings settings) {
        try (HikariDataSource pool = pool(settings)) {
            return isOld(pool, settings);
        }
    }

    private static void renew(H2File file, StoreSettings settings) {
        try {
            file.renew(settings.user(), settings.password(), () -> isOld(settings));
        } catch (IOException | FlywayException | SQLException e) {
            throw unusable(settings, e);
        }
    }

    /// For reading: each statement sees what was committed before it.
    <T> T read(Function<Handle, T> work) {
        return inTurn(() -> jdbi.withHandle(work::apply));
    }

    /// Whoever is at work already has had his turn.
    private <T> T inTurn(Supplier<T> work) {
        if (inTurn.isBound()) return work.get();
        line.acquireUninterruptibly();
        try {
            return ScopedValue.where(inTurn, true).call(work::get);
        } finally {
            line.release();
        }
    }

    /// How many wait for their turn now.
    int waiting() {
        return line.getQueueLength();
    }

    /// For reading what was there at one moment, for as long as it takes: rows one after the other, not all at once.
    <T> T snapshot(Function<Handle, T> work) {
        return inTurn(() -> jdbi.inTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
            if (h2) handle.execute("set lazy_query_execution 1");
            try {
                return work.apply(handle);
            } finally {
                if (h2) handle.execute("set lazy_query_execution 0");
            }
        }));
    }

    /// One transaction. What is in another's way is taken back and run again, so the work must have no effects
    /// beyond the database.
    <T> T write(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return inTurn(() -> moments.during(() -> jdbi.inTransaction(work::apply)));
            } catch (JdbiException e) {
                if (attempt == TRIES || !wasInTheWay(e)) throw e;
                pause(attempt);
            }
        }
    }

    /// The number of the newest change, as the database knows it after the question; cheap for many who ask.
    long newestSeq() {
        return newest.seq();
    }

    /// Returns when the change of this number, and all before it, are in the file: whoever tells the world of
    /// changes asks for it first. Where that was so already, it costs nothing; so it is not for each article
    /// to ask, each with a write of its own, but for the few who tell of many.
    void flush(long seq) {
        if (seq <= told.get()) return;
        flush();
        told.accumulateAndGet(seq, Math::max);
    }

    /// Returns when all that was committed is in the file. H2 writes commits some hundred milliseconds later; a
    /// kill takes the archive back to an earlier moment, which is harmless as long as nobody was told of the
    /// later one. So this is called before anybody is. Many threads wait for one write.
    void flush() {
        if (!h2) return;
        long mine = committed.incrementAndGet();
        writing.lock();
        try {
            if (written >= mine) return;
            long all = committed.get();
            checkpoint();
            written = all;
        } finally {
            writing.unlock();
        }
    }

    /// H2 takes one table after the other into what it writes, and nothing keeps a transaction from changing
    /// some of them meanwhile: after a kill, half of it would be there (its issue 2080). So it writes when no
    /// transaction is under way.
    private void checkpoint() {
        inTurn(() -> moments.between(() -> jdbi.withHandle(handle -> handle.execute("checkpoint"))));
    }

    /// Closes the database and writes its file anew, so that nothing is left in it that was deleted. Nobody else may
    /// work on it. PostgreSQL sees to this by itself (`vacuum`).
    void closeCompacted() {
        moments.close(); // whoever writes afterwards would open the database again
        if (h2) compact();
        close();
    }

    /// The database is gone when the statement ends, and H2 tells that to whoever gives the connection back.
    private void compact() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        } catch (SQLException e) {
            boolean closed = e.getErrorCode() == ErrorCode.DATABASE_CALLED_AT_SHUTDOWN
                    || e.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED;
            if (!closed) throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        moments.close();
        newest.close();
        pool.close();
    }

    /// Text as the database will hold it.
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) return rewritten(text);
        }
        return text;
    }

    /// As much of a text as a column takes.
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String rewritten(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean half = point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
            if (half) out.append('\uFFFD');
            else if (point != 0) out.appendCodePoint(point);
        });
        return out.toString();
    }

    /// Whether the same transaction may succeed when it is run again.
    static boolean wasInTheWay(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && IN_THE_WAY.contains(String.valueOf(sql.getSQLState())))
                return true;
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two tries of a transaction", e);
        }
    }

    /// H2 serves other processes from a port of its own (AUTO_SERVER): on the loopback interface only. H2 reads
    /// the property once, when its classes are loaded.
    static void keepToThisMachine() {
        if (System.getProperty("h2.bindAddress") == null) System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private static void createFolder(StoreSettings settings) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the data folder " + settings.data(), e);
        }
    }

    private static HikariDataSource pool(StoreSettings settings) {
        try {
            return new HikariDataSource(config(settings));
        } catch (HikariPool.PoolInitializationException e) {
            throw unusable(settings, e);
        }
    }

    private static Unusable unusable(StoreSettings settings, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        String url = settings.url().replaceFirst("[?;].*", "");
        return new Unusable("Cannot use the database " + url + ": " + cause.getMessage(), e);
    }

    /// H2 closes its files as soon as the process is asked to end, beneath those who finish their work; and
    /// beside AUTO_SERVER it does not let us say otherwise. So we take the database off its list; [#close]
    /// closes it. Where H2 has no such list any more, all that is lost is a quiet end.
    private static void closeItOurselves(HikariDataSource pool) throws SQLException {
        try {
            Optional<org.h2.engine.Database> ours = ours(pool);
            if (ours.isEmpty()) return;
            Method unregister = Class.forName("org.h2.engine.OnExitDatabaseCloser")
                    .getDeclaredMethod("unregister", org.h2.engine.Database.class);
            unregister.setAccessible(true);
            unregister.invoke(null, ours.get());
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("H2 will close its files by itself at the end of the process", e);
        }
    }

    /// H2's database where this process has its file open, and not another that serves us.
    private static Optional<org.h2.engine.Database> ours(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                    ? Optional.of(session.getDatabase())
                    : Optional.empty();
        }
    }

    /// Whether H2's buffer is half full. When it is full, H2 writes the file at once, whatever is under way.
    private static BooleanSupplier full(HikariDataSource pool) throws SQLException {
        Optional<MVStore> store = ours(pool).map(ours -> ours.getStore().getMvStore());
        return () -> store.filter(open -> open.getUnsavedMemory() > open.getAutoCommitMemory() / 2)
                .filter(open -> !open.isClosed() && open.getAutoCommitMemory() > 0)
                .isPresent();
    }

    private static HikariConfig config(StoreSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(settings.isH2() ? h2(settings.url()) : settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(60_000);
        return config;
    }

    /// [Moments] sees to it that all is written in time. In-place: texts of usual length stay in their rows,
    /// not in H2's separate store for large objects.
    private static String h2(String url) {
        String full = url;
        for (String option : new String[] {
            "MODE=PostgreSQL",
            "DATABASE_TO_LOWER=TRUE",
            "QUERY_CACHE_SIZE=128",
            "WRITE_DELAY=60000",
            "LOCK_TIMEOUT=30000",
            "MAX_LENGTH_INPLACE_LOB=32768"
        }) {
            String name = option.substring(0, option.indexOf('=') + 1);
            if (!full.toUpperCase(Locale.ROOT).contains(";" + name)) full += ";" + option;
        }
        return full;
    }

    private static final class Instants extends AbstractArgumentFactory<Instant> {
        Instants() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            var time = value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            return (position, statement, _) -> statement.setObject(position, time);
        }
    }

    /// PostgreSQL refuses NUL and halves of surrogate pairs; both come from outside, and neither says anything.
    private static final class Texts extends AbstractArgumentFactory<String> {
        Texts() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            String clean = clean(value);
            return (position, statement, _) -> statement.setString(position, clean);
        }
    }
}
