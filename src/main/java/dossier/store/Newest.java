package dossier.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/// The number of the newest change, for the many who ask at once: whoever asks gets what the database said after the
/// question, and all who wait share one look. Other processes write too, so nobody but the database knows.
///
/// Every page and feed that is kept in memory begins with this question, so it keeps a connection and a statement of
/// its own: taking them anew costs more than all the rest of such an answer.
final class Newest implements AutoCloseable {
    private final DataSource source;
    private final AtomicLong asked = new AtomicLong();
    private final Lock looking = new ReentrantLock();
    private Optional<PreparedStatement> statement = Optional.empty();
    private long answered;
    private long seq;

    Newest(DataSource source) {
        this.source = source;
    }

    long seq() {
        long mine = asked.incrementAndGet();
        looking.lock();
        try {
            if (answered >= mine) return seq;
            long all = asked.get();
            seq = look();
            answered = all;
            return seq;
        } finally {
            looking.unlock();
        }
    }

    /// A connection that broke, or that the database ended meanwhile, is taken anew once.
    private long look() {
        try {
            return ask();
        } catch (SQLException broken) {
            forget();
        }
        try {
            return ask();
        } catch (SQLException e) {
            forget();
            throw new IllegalStateException("The number of the newest change cannot be read", e);
        }
    }

    private long ask() throws SQLException {
        if (statement.isEmpty()) {
            Connection connection = source.getConnection();
            statement = Optional.of(connection.prepareStatement("select last_seq from diary where id = 1"));
        }
        try (ResultSet row = statement.get().executeQuery()) {
            if (!row.next()) throw new SQLException("There is no diary");
            return row.getLong(1);
        }
    }

    /// Gives the connection back, without which the database would not close.
    @Override
    public void close() {
        looking.lock();
        try {
            forget();
        } finally {
            looking.unlock();
        }
    }

    private void forget() {
        Optional<PreparedStatement> old = statement;
        statement = Optional.empty();
        if (old.isEmpty()) return;
        try (Connection connection = old.get().getConnection();
                PreparedStatement closed = old.get()) {
            answered = closed.isClosed() || connection.isClosed() ? 0 : answered;
        } catch (SQLException goneAlready) {
            answered = 0;
        }
    }
}
