package dossier.store;

import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Pulse;
import dossier.model.Validators;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `feed`, for those who hold a handle.
final class FeedTable {
    /// What [#feed] reads; `f` is the feed.
    static final String COLUMNS = """
        f.id as feed_id, f.outlet_id, f.url as feed_url, f.role, f.etag, f.last_modified, f.body_hash, f.failures,
        f.last_read, f.last_change\
        """;

    /// What [#polled] reads. Work that only names a feed does without its pulse.
    static final String POLLED = COLUMNS + ", f.pulse";

    private FeedTable() {}

    static Feed feed(ResultSet row, Outlets outlets) throws SQLException {
        return feed(row, outlets, Pulse.NONE);
    }

    static Feed polled(ResultSet row, Outlets outlets) throws SQLException {
        return feed(row, outlets, pulse(Row.maybeText(row, "pulse")));
    }

    /// One that cannot be read is learnt anew.
    static Pulse pulse(Optional<String> json) {
        try {
            return json.map(text -> Json.read(text, Pulse.class)).orElse(Pulse.NONE);
        } catch (IllegalStateException otherVersion) {
            return Pulse.NONE;
        }
    }

    private static Feed feed(ResultSet row, Outlets outlets, Pulse pulse) throws SQLException {
        return new Feed(
                new FeedId(row.getLong("feed_id")),
                outlets.outlet(row.getLong("outlet_id")),
                URI.create(row.getString("feed_url")),
                Feed.Role.valueOf(row.getString("role")),
                new Validators(Row.maybeText(row, "etag"), Row.maybeText(row, "last_modified")),
                Row.maybeText(row, "body_hash"),
                row.getInt("failures"),
                Row.maybeInstant(row, "last_read"),
                Row.maybeInstant(row, "last_change"),
                pulse);
    }

    static void insert(Handle handle, long outlet, URI url, Feed.Role role, boolean found, Instant due) {
        handle.createUpdate("""
            insert into feed (outlet_id, url, role, found, active, due, failures)
            values (:outlet, :url, :role, :found, true, :due, 0)\
            """)
                .bind("outlet", outlet)
                .bind("url", url.toString())
                .bind("role", role.name())
                .bind("found", found)
                .bind("due", due)
                .execute();
    }

    /// A feed that rested is polled again, as if it were new but for what it brought before.
    static void wake(Handle handle, long feed, Feed.Role role, boolean found, Instant due) {
        handle.createUpdate("""
            update feed
            set active = true, role = :role, found = :found, due = :due, failures = 0, claim = null,
                etag = null, last_modified = null, body_hash = null, pulse = null
            where id = :id\
            """)
                .bind("id", feed)
                .bind("role", role.name())
                .bind("found", found)
                .bind("due", due)
                .execute();
    }

    static Optional<Long> find(Handle handle, long outlet, URI url) {
        return handle.createQuery("select id from feed where outlet_id = :outlet and url = :url")
                .bind("outlet", outlet)
                .bind("url", url.toString())
                .mapTo(Long.class)
                .findOne();
    }

    /// The feed that a file names; where there is none, one that is not polled.
    static long filed(Handle handle, long outlet, URI url) {
        return find(handle, outlet, url).orElseGet(() -> handle.createUpdate("""
            insert into feed (outlet_id, url, role, found, active, failures)
            values (:outlet, :url, :role, false, false, 0)\
            """)
                .bind("outlet", outlet)
                .bind("url", url.toString())
                .bind("role", Feed.Role.FILE.name())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }
}
