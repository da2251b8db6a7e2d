package dossier.store;

import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Outlet;
import dossier.model.Pulse;
import dossier.model.Reading;
import dossier.model.TextFrom;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
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
    static final String POLLED = COLUMNS + """
        , f.pulse, (
            select w.lease_until from websub w where w.feed_id = f.id and w.pushed_at is not null and not w.missed
        ) as told\
        """;

    /// In place of a feed's address, where a person added an article by its own.
    static final URI ADDED = URI.create("dossier:added");

    private FeedTable() {}

    static Feed feed(ResultSet row, Outlets outlets) throws SQLException {
        return feed(row, outlets, Pulse.NONE, Optional.empty());
    }

    static Feed polled(ResultSet row, Outlets outlets) throws SQLException {
        return feed(row, outlets, pulse(Row.maybeText(row, "pulse")), Row.maybeInstant(row, "told"));
    }

    /// One that cannot be read is learnt anew.
    static Pulse pulse(Optional<String> json) {
        try {
            return json.map(text -> Json.read(text, Pulse.class)).orElse(Pulse.NONE);
        } catch (IllegalStateException otherVersion) {
            return Pulse.NONE;
        }
    }

    private static Feed feed(ResultSet row, Outlets outlets, Pulse pulse, Optional<Instant> told) throws SQLException {
        Feed.Role role = Feed.Role.valueOf(row.getString("role"));
        Outlet outlet = outlets.outlet(row.getLong("outlet_id"));
        return new Feed(
                new FeedId(row.getLong("feed_id")),
                role == Feed.Role.ADDED ? outlet.reading(TextFrom.PAGE) : outlet,
                URI.create(row.getString("feed_url")),
                role,
                new Validators(Row.maybeText(row, "etag"), Row.maybeText(row, "last_modified")),
                Row.maybeText(row, "body_hash"),
                row.getInt("failures"),
                Row.maybeInstant(row, "last_read"),
                Row.maybeInstant(row, "last_change"),
                pulse,
                told);
    }

    /// Keeps every other visit to the feed waiting until the end of the transaction.
    ///
    /// @return false where there is no such feed
    static boolean lock(Handle handle, FeedId feed) {
        return handle.createQuery("select id from feed where id = :id for update")
                .bind("id", feed.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
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

    /// What stands for the feed of articles that people add to this outlet. Where the outlet says that its text comes
    /// from its feed, theirs comes from the page all the same: there is nothing else.
    static long added(Handle handle, long outlet) {
        handle.createUpdate("""
            insert into feed (outlet_id, url, role, found, active, failures)
            values (:outlet, :url, 'ADDED', false, false, 0)
            on conflict do nothing\
            """)
                .bind("outlet", outlet)
                .bind("url", ADDED.toString())
                .execute();
        return handle.createQuery("select id from feed where outlet_id = :outlet and url = :url")
                .bind("outlet", outlet)
                .bind("url", ADDED.toString())
                .mapTo(Long.class)
                .one();
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

    /// A line in a feed's history.
    ///
    /// @param due the next visit
    /// @param fresh entries that were new
    static int visited(
            Handle handle,
            Visit visit,
            Instant at,
            String outcome,
            Optional<String> reason,
            Optional<Instant> due,
            int fresh) {
        Trip trip = visit.trip();
        int entries =
                visit.reading() instanceof Reading.Entries read ? read.entries().size() : 0;
        return handle.createUpdate("""
            insert into visit
                (feed_id, at, took_ms, status, bytes, outcome, entries, fresh, reason, due)
            values (:feed, :at, :took, :status, :bytes, :outcome, :entries, :fresh, :reason, :due)\
            """)
                .bind("feed", visit.feed().id().value())
                .bind("at", at)
                .bind("took", trip.took().toMillis())
                .bind("status", trip.status())
                .bind("bytes", trip.bytes())
                .bind("outcome", outcome)
                .bind("entries", entries)
                .bind("fresh", fresh)
                .bind("reason", reason)
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
