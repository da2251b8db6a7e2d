package dossier.store;

import dossier.model.FeedId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks into the history of visits, and into what they brought.
public final class Visits {
    private static final int MOST_LINKS = 500;

    private final Database database;

    /// The visits in this database.
    public Visits(Database database) {
        this.database = database;
    }

    /// How one visit went.
    ///
    /// @param took milliseconds until the last byte
    /// @param status HTTP status, 0 where there was no answer
    /// @param outcome `entries`, `announced`, `nothing`, `busy`, `gone`, `failed`
    /// @param entries in the document
    /// @param fresh those that were new
    /// @param due the next visit, as it was planned then
    public record Line(
            Instant at,
            long took,
            int status,
            long bytes,
            String outcome,
            int entries,
            int fresh,
            Optional<String> reason,
            Optional<Instant> due) {}

    /// The visits to a feed, newest first.
    public List<Line> of(FeedId feed, int most) {
        return database.read(handle -> handle.createQuery("""
            select at, took_ms, status, bytes, outcome, entries, fresh, reason, due
            from visit
            where feed_id = :feed
            order by at desc
            limit :most\
            """)
                .bind("feed", feed.value())
                .bind("most", most)
                .map((row, _) -> line(row))
                .list());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                Row.instant(row, "at"),
                row.getLong("took_ms"),
                row.getInt("status"),
                row.getLong("bytes"),
                row.getString("outcome"),
                row.getInt("entries"),
                row.getInt("fresh"),
                Row.maybeText(row, "reason"),
                Row.maybeInstant(row, "due"));
    }

    /// Which feeds that are polled carried these articles, and how many of them: most first.
    public Map<URI, Integer> carriers(List<URI> links) {
        Map<URI, Integer> carriers = new LinkedHashMap<>();
        List<String> keys =
                links.stream().limit(MOST_LINKS).map(AddressKey::of).distinct().toList();
        if (keys.isEmpty()) return carriers;
        database.read(handle -> handle.createQuery("""
            select f.url, count(distinct s.url_hash) as carried
            from sighting s
            join feed f on f.id = s.feed_id
            where s.url_hash in (<keys>) and f.active
            group by f.url
            order by 2 desc, f.url\
            """)
                .bindList("keys", keys)
                .map((row, _) -> carriers.put(URI.create(row.getString("url")), row.getInt("carried")))
                .list());
        return carriers;
    }
}
