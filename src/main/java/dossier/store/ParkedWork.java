package dossier.store;

import dossier.model.Admission;
import dossier.model.Article;
import dossier.model.Backpage;
import dossier.model.Candidates;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.Parked;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.Sourced;
import dossier.model.Verdict;
import dossier.model.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;

/// Work that failed with an exception: kept with its cause until it is tried again.
public final class ParkedWork {
    private static final int LONGEST_CAUSE = 2_000;
    private static final int LONGEST_DETAIL = 20_000;
    private static final int LONGEST_WORK = 4_000;

    /// A feed that failed with an exception is asked again after an hour; twice as long after each further
    /// failure.
    private static final Duration SHORTEST = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 5;

    private final Database database;
    private final InstantSource clock;
    private final Backfills backfills;
    private final AtomicInteger lost = new AtomicInteger();

    /// What is parked in this database.
    public ParkedWork(Database database, InstantSource clock, Backfills backfills) {
        this.database = database;
        this.clock = clock;
        this.backfills = backfills;
    }

    /// Keeps the cause. A sighting is set aside until [#retry]; a feed is visited again later, and a page of its past a
    /// few times. The work may be any record of the river: the sighting or feed in it is found.
    public void keep(Parked parked) {
        Instant now = clock.instant();
        Optional<SightingId> sighting = sighting(parked.work());
        Optional<FeedId> feed = feed(parked.work());
        try {
            database.write(handle -> {
                sighting.ifPresent(id -> park(handle, id));
                feed.ifPresent(id -> park(handle, id, parked, now));
                if (parked.work() instanceof Backpage page) backfills.parked(handle, page, parked.cause(), now);
                return insert(handle, parked, sighting, feed, now);
            });
        } catch (RuntimeException notKept) {
            lost.incrementAndGet();
            throw notKept;
        }
    }

    /// How often this process could not even keep the cause. Such work stays claimed: nothing is lost, but nobody
    /// does it before the next run.
    public int lost() {
        return lost.get();
    }

    /// All parked sightings wait again, and `sightings.waiting()` hands them out.
    ///
    /// @return how many
    public int retry() {
        Instant now = clock.instant();
        return database.write(handle -> {
            handle.createUpdate("""
                update parked
                set retried_at = :now
                where retried_at is null
                    and sighting_id in (select id from sighting where state = 'PARKED')\
                """).bind("now", now).execute();
            return handle.execute("""
                update sighting
                set state = case when added is null or article_id is not null then 'WAITING' else 'ASKED' end,
                    claim = null
                where state = 'PARKED'\
                """);
        });
    }

    private static void park(Handle handle, SightingId sighting) {
        handle.createUpdate("""
            update sighting set state = 'PARKED', claim = null where id = :id and state in ('WAITING', 'ASKED')\
            """).bind("id", sighting.value()).execute();
    }

    private static void park(Handle handle, FeedId feed, Parked parked, Instant now) {
        int failures = handle.createQuery("select failures from feed where id = :id for update")
                .bind("id", feed.value())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
        Duration pause = SHORTEST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        handle.createUpdate("""
            update feed
            set claim = null, failures = failures + 1, due = :due, visited_at = :now, outcome = 'failed',
                status = 0, reason = :reason
            where id = :id\
            """)
                .bind("due", now.plus(pause))
                .bind("now", now)
                .bind("reason", Database.cut(parked.cause(), LONGEST_CAUSE))
                .bind("id", feed.value())
                .execute();
    }

    private static int insert(
            Handle handle, Parked parked, Optional<SightingId> sighting, Optional<FeedId> feed, Instant now) {
        return handle.createUpdate("""
            insert into parked (at, route, cause, detail, work, sighting_id, feed_id)
            values (:at, :route, :cause, :detail, :work, :sighting, :feed)\
            """)
                .bind("at", now)
                .bind("route", parked.route())
                .bind("cause", Database.cut(parked.cause(), LONGEST_CAUSE))
                .bind("detail", Database.cut(parked.detail(), LONGEST_DETAIL))
                .bind("work", work(parked.work(), sighting, feed))
                .bind("sighting", sighting.map(SightingId::value))
                .bind("feed", feed.map(FeedId::value))
                .execute();
    }

    private static String work(Object work, Optional<SightingId> sighting, Optional<FeedId> feed) {
        if (sighting.isPresent()) return "sighting " + sighting.get();
        if (feed.isPresent()) return "feed " + feed.get();
        return Database.cut(String.valueOf(work), LONGEST_WORK);
    }

    private static Optional<SightingId> sighting(Object work) {
        return switch (work) {
            case Sighting sighting -> Optional.of(sighting.id());
            case Sourced sourced -> Optional.of(sourced.sighting().id());
            case Article article -> Optional.of(article.sighting().id());
            case Admission admission ->
                Optional.of(admission.article().sighting().id());
            case Candidates candidates ->
                Optional.of(candidates.article().sighting().id());
            case Verdict verdict -> Optional.of(verdict.article().sighting().id());
            case Kept kept -> kept.sighting();
            case Matched matched -> matched.kept().sighting();
            default -> Optional.empty();
        };
    }

    private static Optional<FeedId> feed(Object work) {
        return switch (work) {
            case Feed feed -> Optional.of(feed.id());
            case Fetch fetch -> Optional.of(fetch.feed().id());
            case Visit visit -> Optional.of(visit.feed().id());
            default -> Optional.empty();
        };
    }
}
