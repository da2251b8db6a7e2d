package dossier.store;

import dossier.model.Alarm;
import dossier.model.Entry;
import dossier.model.FeedId;
import dossier.model.Pulse;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the history says of the feeds, each figure one query for all of them.
record FeedFigures(
        Map<Long, Long> entries,
        Map<Long, Double> success,
        Map<Long, Gaps> gaps,
        Map<Long, List<Alarm.Kind>> alarms,
        Map<Long, HubHealth> hubs) {
    /// Visits that had nothing new are kept no longer: beyond that, shares would be wrong.
    private static final Duration WEEK = Duration.ofDays(7);

    private static final Duration MONTH = Duration.ofDays(30);
    private static final int NEWEST = 100;

    private record Gaps(long count, Instant last) {}

    static FeedFigures read(Handle handle, Instant now) {
        FeedFigures figures =
                new FeedFigures(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        handle.createQuery("select feed_id, count(*) as entries from sighting group by feed_id")
                .map((row, _) -> figures.entries.put(row.getLong("feed_id"), row.getLong("entries")))
                .list();
        handle.createQuery("""
            select feed_id, avg(case when outcome in ('entries', 'announced', 'nothing') then 1.0 else 0.0 end) as share
            from visit
            where at >= :week and outcome <> 'pushed'
            group by feed_id\
            """)
                .bind("week", now.minus(WEEK))
                .map((row, _) -> figures.success.put(row.getLong("feed_id"), row.getDouble("share")))
                .list();
        handle.createQuery("""
            select feed_id, count(*) as gaps, max(at) as newest
            from gap
            where at >= :month
            group by feed_id\
            """)
                .bind("month", now.minus(MONTH))
                .map((row, _) -> figures.gaps.put(
                        row.getLong("feed_id"), new Gaps(row.getLong("gaps"), Row.instant(row, "newest"))))
                .list();
        handle.createQuery("select feed_id, kind from alarm where ended is null order by id")
                .map((row, _) -> figures.alarms
                        .computeIfAbsent(row.getLong("feed_id"), _ -> new ArrayList<>())
                        .add(Alarm.Kind.valueOf(row.getString("kind"))))
                .list();
        handle.createQuery("select feed_id, hub, lease_until, pushed_at, heard from websub")
                .map((row, _) -> figures.hubs.put(
                        row.getLong("feed_id"),
                        new HubHealth(
                                URI.create(row.getString("hub")),
                                Row.maybeInstant(row, "lease_until"),
                                Row.maybeInstant(row, "pushed_at"),
                                row.getString("heard"))))
                .list();
        return figures;
    }

    long entries(long feed) {
        return entries.getOrDefault(feed, 0L);
    }

    Optional<Double> success(long feed) {
        return Optional.ofNullable(success.get(feed));
    }

    long gaps(long feed) {
        return Optional.ofNullable(gaps.get(feed)).map(Gaps::count).orElse(0L);
    }

    Optional<Instant> lastGap(long feed) {
        return Optional.ofNullable(gaps.get(feed)).map(Gaps::last);
    }

    List<Alarm.Kind> alarms(long feed) {
        return alarms.getOrDefault(feed, List.of());
    }

    Optional<HubHealth> hub(long feed) {
        return Optional.ofNullable(hubs.get(feed));
    }

    static FeedVisit visit(ResultSet row) throws SQLException {
        return new FeedVisit(
                Row.instant(row, "at"),
                Duration.ofMillis(row.getLong("took_ms")),
                row.getInt("status"),
                row.getLong("bytes"),
                row.getString("outcome"),
                row.getInt("entries"),
                row.getInt("fresh"),
                Row.maybeText(row, "reason"),
                Row.maybeInstant(row, "due"));
    }

    // monitor

    static SourceMonitor monitor(Handle handle, FeedId feed, Instant now) {
        Pulse.Rhythm rhythm = rhythm(handle, feed);
        Visits visits = visits(handle, feed, now);
        Lengths lengths = lengths(handle, feed);
        PageReadings pages = PageReadings.of(handle, feed);
        List<Entry> newest = newest(handle, feed);
        return new SourceMonitor(
                rhythm.pace(),
                rhythm.last(),
                Optional.of(rhythm.longest()).filter(Duration::isPositive),
                visits.all,
                share(visits.well, visits.all),
                share(visits.nothing, visits.well),
                visits.bytes,
                lengths.median,
                share(lengths.paged, lengths.all),
                pages.share(),
                pages.refused(),
                share(newest.stream().filter(FeedFigures::isDated).count(), newest.size()),
                share(lengths.doubled, lengths.all));
    }

    private static List<Entry> newest(Handle handle, FeedId feed) {
        return handle.createQuery(
                        "select entry from sighting where feed_id = :feed and not past order by id desc limit :newest")
                .bind("feed", feed.value())
                .bind("newest", NEWEST)
                .map((row, _) -> Json.read(row.getString("entry"), Entry.class))
                .list();
    }

    private static boolean isDated(Entry entry) {
        return entry.published().isPresent() && entry.flags().isEmpty();
    }

    private static Pulse.Rhythm rhythm(Handle handle, FeedId feed) {
        return handle.createQuery("select pulse from feed where id = :id")
                .bind("id", feed.value())
                .map((row, _) -> FeedTable.pulse(Row.maybeText(row, "pulse")))
                .findOne()
                .orElse(Pulse.NONE)
                .rhythm();
    }

    private record Visits(long all, long well, long nothing, Optional<Long> bytes) {}

    private static Visits visits(Handle handle, FeedId feed, Instant now) {
        return handle.createQuery("""
            select count(*) as visits,
                count(case when outcome in ('entries', 'announced', 'nothing') then 1 end) as well,
                count(case when outcome = 'nothing' then 1 end) as nothing,
                percentile_disc(0.5) within group (order by case when bytes > 0 then bytes end) as bytes
            from visit
            where feed_id = :feed and at >= :week and outcome <> 'pushed'\
            """)
                .bind("feed", feed.value())
                .bind("week", now.minus(WEEK))
                .map((row, _) -> new Visits(
                        row.getLong("visits"),
                        row.getLong("well"),
                        row.getLong("nothing"),
                        Row.maybeLong(row, "bytes")))
                .one();
    }

    private record Lengths(long all, long paged, long doubled, Optional<Long> median) {}

    private static Lengths lengths(Handle handle, FeedId feed) {
        return handle.createQuery("""
            select count(*) as articles, count(capture_id) as paged, count(doubled) as doubled,
                percentile_disc(0.5) within group (order by characters) as median
            from (
                select char_length(r.plain) as characters, s.capture_id,
                    case when exists (
                        select 1
                        from sighting o
                        where o.article_id = s.article_id and o.id < s.id
                    ) then 1 end as doubled
                from sighting s
                join article a on a.id = s.article_id
                join revision r on r.article_id = a.id and r.number = a.revision
                where s.feed_id = :feed and not s.past
                order by s.id desc
                limit :newest
            ) as newest\
            """)
                .bind("feed", feed.value())
                .bind("newest", NEWEST)
                .map((row, _) -> new Lengths(
                        row.getLong("articles"),
                        row.getLong("paged"),
                        row.getLong("doubled"),
                        Row.maybeLong(row, "median")))
                .one();
    }

    private static Optional<Double> share(long some, long all) {
        return all == 0 ? Optional.empty() : Optional.of((double) some / all);
    }
}
