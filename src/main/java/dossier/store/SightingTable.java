package dossier.store;

import dossier.model.ArticleId;
import dossier.model.CaptureId;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.Sighting;
import dossier.model.SightingId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// The rows of `sighting`, for those who hold a handle.
final class SightingTable {
    private static final int AT_ONCE = 500;

    /// PostgreSQL's index takes no longer key; the parser promises 200 characters.
    static final int LONGEST_KEY = 200;

    /// What [#sighting] reads; `s` is the sighting, `f` its feed.
    static final String COLUMNS =
            "s.id as sighting_id, s.entry, s.seen, s.tries, s.filed is not null as filed, " + FeedTable.COLUMNS;

    private SightingTable() {}

    /// What a feed or a file says that may be new.
    ///
    /// @param title and address under which it was carried
    /// @param filed what a file says besides; nothing for what was polled
    /// @param past true: the feed carried it before it was polled
    record Fresh(Entry entry, String title, Optional<URI> url, Instant seen, Optional<Filing> filed, boolean past) {
        static Fresh polled(Entry entry, Instant seen) {
            return new Fresh(entry, entry.title(), entry.link(), seen, Optional.empty(), false);
        }

        /// The key as the database holds it, so that it is found again.
        String key() {
            String clean = Database.clean(entry.key());
            return Database.cut(clean, LONGEST_KEY);
        }
    }

    /// Stores the entries that this feed did not carry before, in the feed's order; taken in hand by this run.
    /// The feed's row must be locked, so that no other visit does the same.
    static List<Sighting> insertNew(Handle handle, Feed feed, List<Fresh> entries, String run) {
        return insertNew(handle, feed, entries, Optional.of(run));
    }

    /// The same for what came by another way than a poll; in nobody's hand.
    ///
    /// @param past true: the feed carried it before it was polled
    /// @return how many there were
    static int insertUnclaimed(Handle handle, Feed feed, List<Entry> entries, Instant seen, boolean past) {
        List<Fresh> fresh = entries.stream()
                .map(entry -> new Fresh(entry, entry.title(), entry.link(), seen, Optional.empty(), past))
                .toList();
        return insertNew(handle, feed, fresh, Optional.empty()).size();
    }

    private static List<Sighting> insertNew(Handle handle, Feed feed, List<Fresh> entries, Optional<String> run) {
        Map<String, Fresh> fresh = new LinkedHashMap<>();
        for (Fresh entry : entries) fresh.putIfAbsent(entry.key(), entry);
        fresh.keySet().removeAll(known(handle, feed, fresh.keySet()));
        List<Sighting> sightings = new ArrayList<>();
        List<Fresh> all = List.copyOf(fresh.values());
        for (int from = 0; from < all.size(); from += AT_ONCE)
            sightings.addAll(insert(handle, feed, all.subList(from, Math.min(from + AT_ONCE, all.size())), run));
        return sightings;
    }

    /// What a visit brought and is still to be worked out.
    static List<Sighting> waitingOf(Handle handle, Feed feed, Instant seen, Outlets outlets) {
        return handle.createQuery(select("s.feed_id = :feed and s.seen = :seen and s.state = 'WAITING'"))
                .bind("feed", feed.id().value())
                .bind("seen", seen)
                .map((row, _) -> sighting(row, outlets))
                .list();
    }

    static Query query(Handle handle, String where, int limit) {
        return handle.createQuery(select(where) + "\nlimit :limit").bind("limit", limit);
    }

    private static String select(String where) {
        return """
            select %s
            from sighting s
            join feed f on f.id = s.feed_id
            where %s
            order by s.id\
            """.formatted(COLUMNS, where);
    }

    static Sighting sighting(ResultSet row, Outlets outlets) throws SQLException {
        return new Sighting(
                new SightingId(row.getLong("sighting_id")),
                FeedTable.feed(row, outlets),
                Json.read(row.getString("entry"), Entry.class),
                Row.instant(row, "seen"),
                row.getInt("tries"),
                row.getBoolean("filed"));
    }

    /// Locks the sighting; the article it led to, where it did already.
    static Optional<ArticleId> lockedArticle(Handle handle, SightingId sighting) {
        return handle.createQuery("select article_id from sighting where id = :id for update")
                .bind("id", sighting.value())
                .map((row, _) -> Row.maybeLong(row, "article_id"))
                .findOne()
                .flatMap(article -> article)
                .map(ArticleId::new);
    }

    /// @param whole false: a further page of the article is still to be asked for again
    static void link(
            Handle handle, SightingId sighting, ArticleId article, Optional<CaptureId> capture, boolean whole) {
        handle.createUpdate("""
            update sighting set article_id = :article, capture_id = coalesce(:capture, capture_id) where id = :id\
            """)
                .bind("article", article.value())
                .bind("capture", capture.map(CaptureId::value))
                .bind("id", sighting.value())
                .execute();
        if (capture.isPresent() && whole) had(handle, sighting, capture.get());
    }

    /// Its page was had: no reason to ask again.
    static void had(Handle handle, SightingId sighting, CaptureId capture) {
        handle.createUpdate("update sighting set capture_id = :capture, page = null, again_at = null where id = :id")
                .bind("capture", capture.value())
                .bind("id", sighting.value())
                .execute();
    }

    /// Its page was asked for in vain.
    static void missed(Handle handle, SightingId sighting, int tries, String reason, Optional<Instant> again) {
        handle.createUpdate("""
            update sighting
            set tries = :tries, page = :reason, again_at = :again
            where id = :id\
            """)
                .bind("tries", tries)
                .bind("reason", reason)
                .bind("again", again)
                .bind("id", sighting.value())
                .execute();
    }

    /// Its article is kept, tagged and told.
    ///
    /// @return true where it was not done before
    static boolean done(Handle handle, SightingId sighting, Instant now) {
        int first = handle.createUpdate("""
            update sighting
            set state = 'DONE', claim = null, done_at = :now
            where id = :id and done_at is null\
            """)
                .bind("now", now)
                .bind("id", sighting.value())
                .execute();
        if (first > 0) return true;
        handle.createUpdate("update sighting set state = 'DONE', claim = null where id = :id and state <> 'DONE'")
                .bind("id", sighting.value())
                .execute();
        return false;
    }

    private static Set<String> known(Handle handle, Feed feed, Set<String> keys) {
        Set<String> known = new HashSet<>();
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            known.addAll(
                    handle.createQuery("select entry_key from sighting where feed_id = :feed and entry_key in (<keys>)")
                            .bind("feed", feed.id().value())
                            .bindList("keys", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                            .mapTo(String.class)
                            .list());
        }
        return known;
    }

    /// True where the feed was first seen to carry this since then.
    static boolean hasSince(Handle handle, Feed feed, Entry entry, Instant since) {
        return handle.createQuery("""
            select count(*) from sighting where feed_id = :feed and seen > :since and not past and entry_key = :key\
            """)
                        .bind("feed", feed.id().value())
                        .bind("since", since)
                        .bind("key", Fresh.polled(entry, since).key())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /// What leads to an article that was taken down is done at once, and never says again what that said.
    private static List<Sighting> insert(Handle handle, Feed feed, List<Fresh> entries, Optional<String> run) {
        Map<String, Long> removed =
                Tombstones.at(handle, entries.stream().map(Fresh::entry).toList());
        PreparedBatch batch = handle.prepareBatch("""
            insert into sighting (feed_id, entry_key, entry, title, url, url_hash, seen, state, claim, tries,
                article_id, done_at, past, filed)
            values (:feed, :key, :entry, :title, :url, :hash, :seen, :state, :run, 0, :article, :done, :past, :filed)\
            """);
        for (Fresh each : entries) {
            Optional<Long> tombstone = each.entry().link().map(AddressKey::of).map(removed::get);
            boolean gone = tombstone.isPresent();
            batch.bind("feed", feed.id().value())
                    .bind("key", each.key())
                    .bind("entry", Json.of(gone ? Tombstones.silent(each.entry()) : each.entry()))
                    .bind("title", gone ? "" : each.title())
                    .bind("url", each.url().map(URI::toString))
                    .bind("hash", each.url().map(AddressKey::of))
                    .bind("seen", each.seen())
                    .bind("state", gone ? "DONE" : "WAITING")
                    .bind("run", run.filter(_ -> !gone))
                    .bind("article", tombstone)
                    .bind("done", Optional.of(each.seen()).filter(_ -> gone))
                    .bind("past", each.past())
                    .bind("filed", each.filed().filter(_ -> !gone).map(Json::of))
                    .add();
        }
        List<Long> ids = batch.executePreparedBatch("id").mapTo(Long.class).list();
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Fresh each = entries.get(i);
            boolean goesOn =
                    each.entry().link().map(AddressKey::of).map(removed::get).isEmpty();
            SightingId id = new SightingId(ids.get(i));
            if (goesOn)
                sightings.add(new Sighting(
                        id, feed, each.entry(), each.seen(), 0, each.filed().isPresent()));
        }
        return sightings;
    }

    /// Stores that a feed carried an article that we hold.
    static void insertDone(Handle handle, long feed, Entry entry, Instant seen, ArticleId article) {
        Fresh row = Fresh.polled(entry, seen);
        handle.createUpdate("""
            insert into sighting (feed_id, entry_key, entry, title, url, url_hash, seen, state, tries, article_id, done_at)
            values (:feed, :key, :entry, :title, :url, :hash, :seen, 'DONE', 0, :article, :seen)
            on conflict do nothing\
            """)
                .bind("feed", feed)
                .bind("key", row.key())
                .bind("entry", Json.of(entry))
                .bind("title", entry.title())
                .bind("url", entry.link().map(URI::toString))
                .bind("hash", entry.link().map(AddressKey::of))
                .bind("seen", seen)
                .bind("article", article.value())
                .execute();
    }
}
