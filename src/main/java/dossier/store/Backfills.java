package dossier.store;

import dossier.model.Backpage;
import dossier.model.Bytes;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Reading;
import dossier.model.Signposts.Older;
import dossier.model.Visit;
import dossier.store.Backfill.State;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Follows feeds back to what they carried before they were polled, a page at a time. What is found are sightings like
/// any other; the feed's own row, with its timetable and its gaps, is not touched.
///
/// What a page brought is stored together with the address of the next one: a kill anywhere loses nothing, and the
/// next run goes on from there.
public final class Backfills {
    /// Feeds handed out at once.
    private static final int AT_ONCE = 50;

    /// A feed that has so many entries to be worked off is not asked for more: the queue belongs to what is new.
    private static final int WAITING = 100;

    /// One run asks for no more pages of a feed, and goes on no longer: a stranger may write pages without end.
    private static final int PAGES = 2_000;

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int TRIES = 3;
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /// Who asks for a longer pause is left alone until the next run.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Whoever has a page in hand for longer has lost it.
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_URL = 2_000;

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final String run;
    private volatile boolean resting;

    /// @param run the same name as that of [Feeds]
    public Backfills(Database database, Outlets outlets, InstantSource clock, String run) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.run = run;
    }

    /// Wishes that a feed is followed back: from where the last run ended, or from the feed itself where that had
    /// reached its oldest page.
    ///
    /// @param most new entries at which it ends; the page that brings the last of them is taken whole
    /// @param since what is older is left out
    /// @param anew true: from the feed itself, wherever the last run ended
    public void ask(FeedId feed, int most, Optional<Instant> since, boolean anew) {
        database.write(handle -> {
            FeedTable.lock(handle, feed);
            handle.createUpdate("""
                insert into backfill (feed_id, state, guessed, whole, most, began_at, tries, pages, entries, fresh)
                values (:feed, 'END', false, false, 0, :now, 0, 0, 0, 0)
                on conflict do nothing\
                """)
                    .bind("feed", feed.value())
                    .bind("now", clock.instant())
                    .execute();
            handle.createUpdate("delete from backfill_mark where feed_id = :feed")
                    .bind("feed", feed.value())
                    .execute();
            String from = anew ? ", next = null, guessed = false, whole = false" : "";
            return handle.createUpdate("""
                update backfill
                set state = 'OPEN', claim = null, most = :most, since = :since, began_at = :now, again_at = null, tries = 0,
                    pages = 0, entries = 0, fresh = 0, oldest = null, reason = null, resume = null\
                """ + from + " where feed_id = :feed")
                    .bind("most", most)
                    .bind("since", since)
                    .bind("now", clock.instant())
                    .bind("feed", feed.value())
                    .execute();
        });
    }

    /// From now on [#due] hands out nothing: for `poll`, which ends with its round.
    public void rest() {
        resting = true;
    }

    /// Pages to ask for now, of each feed one; each is handed out once, until it is remembered.
    public List<Backpage> due() {
        if (resting) return List.of();
        Instant now = clock.instant();
        List<Walk> open = open(now);
        return open.isEmpty() ? List.of() : take(open, now);
    }

    List<Walk> open(Instant now) {
        return database.read(handle -> open(handle, now));
    }

    List<Backpage> take(List<Walk> open, Instant now) {
        return database.write(handle -> {
            List<Walk> over = open.stream().filter(walk -> walk.isOver(now)).toList();
            over.forEach(walk -> bound(handle, walk));
            List<Walk> taken = open.stream()
                    .filter(walk -> !over.contains(walk))
                    .filter(walk -> waiting(handle, walk.feed.id()) < WAITING)
                    .filter(walk -> claim(handle, walk, now))
                    .toList();
            return taken.stream()
                    .map(walk -> Backpage.of(walk.feed, walk.page()))
                    .toList();
        });
    }

    /// Stores what a page brought, and where to go next.
    ///
    /// @return how many entries were new
    public int remember(Visit visit) {
        Instant at = visit.trip().at();
        return database.write(handle -> {
            FeedTable.lock(handle, visit.feed().id());
            Optional<Walk> walk = walk(handle, visit.feed().id());
            if (walk.isEmpty() || !walk.get().page().equals(visit.feed().url())) return 0;
            return switch (visit.reading()) {
                case Reading.Entries read -> read(handle, walk.get(), visit, read, at);
                case Reading.Busy busy ->
                    missed(
                            handle,
                            walk.get(),
                            busy.pause(),
                            "asks for a pause of " + busy.pause().toSeconds() + " s",
                            clock.instant());
                case Reading.Failed failed
                when failed.fault() != Fault.HARD ->
                    missed(handle, walk.get(), AGAIN, failed.reason(), clock.instant());
                case Reading.Failed failed -> broken(handle, walk.get(), failed.reason());
                case Reading.Gone _ -> broken(handle, walk.get(), "is gone for good (410)");
                case Reading.Announced _, Reading.Nothing _ -> broken(handle, walk.get(), "is no page of a feed");
            };
        });
    }

    /// The feed of this number.
    public Feed feed(FeedId feed) {
        return database.read(
                handle -> handle.createQuery("select " + FeedTable.COLUMNS + " from feed f where f.id = :feed")
                        .bind("feed", feed.value())
                        .map((row, _) -> FeedTable.feed(row, outlets))
                        .one());
    }

    /// Stores entries that an old copy of a feed has.
    ///
    /// @param at when the copy was made, or is read
    /// @return how many were new
    public int take(Feed feed, List<Entry> entries, Instant at) {
        return database.write(handle -> {
            FeedTable.lock(handle, feed.id());
            return SightingTable.insertUnclaimed(handle, feed, entries, at, true);
        });
    }

    /// How a feed's last run stands.
    public Optional<Backfill> find(FeedId feed) {
        return database.read(handle -> handle.createQuery("select * from backfill where feed_id = :feed")
                .bind("feed", feed.value())
                .map((row, _) -> backfill(row, waiting(handle, feed)))
                .findOne());
    }

    /// How many entries of a feed are still to be worked off.
    public long waiting(FeedId feed) {
        return database.read(handle -> waiting(handle, feed));
    }

    /// True where so many entries of a feed wait that no more should be added now.
    public boolean isFull(FeedId feed) {
        return waiting(feed) >= WAITING;
    }

    // due

    /// A run that goes on.
    record Walk(
            Feed feed,
            boolean polled,
            Optional<URI> next,
            boolean guessed,
            Optional<String> resume,
            boolean whole,
            Optional<Instant> since,
            int most,
            Instant began,
            int tries,
            int pages,
            int fresh) {
        URI page() {
            return next.orElseGet(feed::asked);
        }

        boolean isOver(Instant now) {
            return now.isAfter(began.plus(LONGEST));
        }

        /// What stands in the feed itself, its visits find.
        boolean isPast() {
            return next.isPresent() || !polled;
        }
    }

    private static String select(String where) {
        return "select " + FeedTable.POLLED + """
            , f.visited_at, b.next, b.guessed, b.resume, b.whole, b.since, b.most, b.began_at, b.tries, b.pages, b.fresh
            from backfill b
            join feed f on f.id = b.feed_id
            where b.state = 'OPEN' and
            """ + where;
    }

    private List<Walk> open(Handle handle, Instant now) {
        return handle.createQuery(select("""
            (b.claim is null or b.claim <> :run or b.claimed_at < :lost)
                and (b.again_at is null or b.again_at <= :now)
            order by b.began_at, b.feed_id
            limit :limit\
            """))
                .bind("run", run)
                .bind("lost", now.minus(CLAIM))
                .bind("now", now)
                .bind("limit", AT_ONCE)
                .map((row, _) -> walk(row))
                .list();
    }

    private Optional<Walk> walk(Handle handle, FeedId feed) {
        return handle.createQuery(select("b.feed_id = :feed"))
                .bind("feed", feed.value())
                .map((row, _) -> walk(row))
                .findOne();
    }

    private Walk walk(ResultSet row) throws SQLException {
        return new Walk(
                FeedTable.polled(row, outlets),
                Row.maybeInstant(row, "visited_at").isPresent(),
                Row.maybeUri(row, "next"),
                row.getBoolean("guessed"),
                Row.maybeText(row, "resume"),
                row.getBoolean("whole"),
                Row.maybeInstant(row, "since"),
                row.getInt("most"),
                Row.instant(row, "began_at"),
                row.getInt("tries"),
                row.getInt("pages"),
                row.getInt("fresh"));
    }

    private boolean claim(Handle handle, Walk walk, Instant now) {
        return handle.createUpdate("""
            update backfill
            set claim = :run, claimed_at = :now
            where feed_id = :feed and state = 'OPEN' and began_at = :began\
            """)
                        .bind("run", run)
                        .bind("now", now)
                        .bind("feed", walk.feed.id().value())
                        .bind("began", walk.began)
                        .execute()
                > 0;
    }

    private static long waiting(Handle handle, FeedId feed) {
        return handle.createQuery("select count(*) from sighting where state = 'WAITING' and feed_id = :feed")
                .bind("feed", feed.value())
                .mapTo(Long.class)
                .one();
    }

    // remember

    private int read(Handle handle, Walk walk, Visit visit, Reading.Entries read, Instant at) {
        List<Entry> wanted = read.entries().stream()
                .filter(entry -> !entry.isBefore(walk.since))
                .toList();
        int fresh = walk.isPast() ? SightingTable.insertUnclaimed(handle, walk.feed, wanted, at, true) : 0;
        Optional<Instant> oldest = dates(read.entries()).min(Comparator.naturalOrder());
        handle.createUpdate("""
            update backfill
            set pages = pages + 1, entries = entries + :entries, fresh = fresh + :fresh, tries = 0, again_at = null,
                oldest = case when :oldest < oldest or oldest is null then :oldest else oldest end,
                resume = coalesce(resume, :resume)
            where feed_id = :feed\
            """)
                .bind("entries", read.entries().size())
                .bind("fresh", fresh)
                .bind("oldest", oldest)
                .bind(
                        "resume",
                        walk.next
                                .filter(_ -> wanted.size() < read.entries().size())
                                .map(URI::toString))
                .bind("feed", walk.feed.id().value())
                .execute();
        Optional<Older> older = read.head()
                .signposts()
                .older()
                .filter(page -> page.address().toString().length() <= LONGEST_URL);
        boolean circle = wasHere(handle, walk, visit, read, older);
        go(handle, walk, state(walk, read, older, circle, fresh, at), older);
        return fresh;
    }

    private State state(
            Walk walk, Reading.Entries read, Optional<Older> older, boolean circle, int fresh, Instant now) {
        boolean old = walk.since.isPresent()
                && dates(read.entries())
                        .max(Comparator.naturalOrder())
                        .filter(newest -> newest.isBefore(walk.since.get()))
                        .isPresent();
        if (old) return State.SINCE;
        if (older.isEmpty()
                || (walk.next.isPresent()
                        && older.get().guessed()
                        && read.entries().isEmpty())) return State.END;
        if (circle) return older.get().guessed() ? State.END : State.CIRCLE;
        if (walk.whole && walk.next.isPresent() && fresh == 0) return State.KNOWN;
        if (walk.fresh + fresh >= walk.most) return State.MOST;
        boolean bound = walk.pages + 1 >= PAGES || walk.isOver(now);
        return bound ? State.BOUND : State.OPEN;
    }

    private static Stream<Instant> dates(List<Entry> entries) {
        return entries.stream().flatMap(entry -> entry.date().stream());
    }

    /// True where the way leads back to a page that this run has seen, or where this page says what another said. The
    /// feed itself may say the same as the newest page of its archive.
    private static boolean wasHere(Handle handle, Walk walk, Visit visit, Reading.Entries read, Optional<Older> older) {
        FeedId feed = walk.feed.id();
        mark(handle, feed, "at " + walk.page());
        mark(handle, feed, "at " + visit.trip().address());
        String keys = read.entries().stream().map(Entry::key).sorted().collect(Collectors.joining("\n"));
        boolean said = walk.next.isPresent() && !keys.isEmpty() && !mark(handle, feed, "said " + keys);
        return said
                || older.filter(page -> isMarked(handle, feed, "at " + page.address()))
                        .isPresent();
    }

    private static boolean isMarked(Handle handle, FeedId feed, String what) {
        return handle.createQuery("select count(*) from backfill_mark where feed_id = :feed and mark = :mark")
                        .bind("feed", feed.value())
                        .bind("mark", Bytes.utf8(what).sha256())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /// @return true where it is new
    private static boolean mark(Handle handle, FeedId feed, String what) {
        return handle.createUpdate("insert into backfill_mark (feed_id, mark) values (:feed, :mark) on conflict do"
                                + " nothing")
                        .bind("feed", feed.value())
                        .bind("mark", Bytes.utf8(what).sha256())
                        .execute()
                > 0;
    }

    private static int go(Handle handle, Walk walk, State state, Optional<Older> older) {
        boolean end = state == State.END || state == State.KNOWN || state == State.CIRCLE;
        Optional<String> next =
                end ? Optional.empty() : older.map(page -> page.address().toString());
        return handle.createUpdate("""
            update backfill
            set state = :state, claim = null,
                next = case when :open then :next else coalesce(resume, :next) end,
                guessed = :guessed,
                whole = whole or (:end and resume is null)
            where feed_id = :feed\
            """)
                .bind("state", state.name())
                .bind("open", state == State.OPEN)
                .bind("next", next)
                .bind("guessed", older.filter(Older::guessed).isPresent())
                .bind("end", end)
                .bind("feed", walk.feed.id().value())
                .execute();
    }

    /// A guess that leads nowhere was the last page.
    private static int broken(Handle handle, Walk walk, String reason) {
        if (walk.guessed) go(handle, walk, State.END, Optional.empty());
        else stop(handle, walk, reason);
        return 0;
    }

    /// The work on a page ended with an exception: it is asked for again, but not without end.
    int parked(Handle handle, Backpage page, String cause, Instant now) {
        Feed feed = page.feed();
        FeedTable.lock(handle, feed.id());
        return walk(handle, feed.id())
                .filter(walk -> walk.page().equals(feed.url()))
                .map(walk -> missed(handle, walk, AGAIN, "ended with a fault of ours: " + cause, now))
                .orElse(0);
    }

    private static int missed(Handle handle, Walk walk, Duration pause, String reason, Instant now) {
        boolean again = walk.tries + 1 < TRIES && pause.compareTo(PATIENCE) <= 0;
        if (!again) {
            stop(handle, walk, reason);
            return 0;
        }
        handle.createUpdate("""
            update backfill set tries = tries + 1, again_at = :again, claim = null where feed_id = :feed\
            """)
                .bind("again", now.plus(pause.multipliedBy(walk.tries + 1L)))
                .bind("feed", walk.feed.id().value())
                .execute();
        return 0;
    }

    /// Nobody came to its next page within the time of one run; the next run goes on from there. One that was asked for
    /// meanwhile is another run.
    private static void bound(Handle handle, Walk walk) {
        handle.createUpdate("""
            update backfill
            set state = 'BOUND', claim = null, next = coalesce(resume, next)
            where feed_id = :feed and state = 'OPEN' and began_at = :began\
            """)
                .bind("feed", walk.feed.id().value())
                .bind("began", walk.began)
                .execute();
    }

    private static void stop(Handle handle, Walk walk, String reason) {
        String page = walk.page() + " ";
        String sentence = reason.startsWith(page) ? reason : page + reason;
        handle.createUpdate("""
            update backfill
            set state = 'BROKEN', reason = :reason, claim = null, next = coalesce(resume, next)
            where feed_id = :feed\
            """)
                .bind("reason", sentence.substring(0, Math.min(sentence.length(), LONGEST_REASON)))
                .bind("feed", walk.feed.id().value())
                .execute();
    }

    private static Backfill backfill(ResultSet row, long waiting) throws SQLException {
        return new Backfill(
                new FeedId(row.getLong("feed_id")),
                State.valueOf(row.getString("state")),
                Row.maybeUri(row, "next"),
                row.getInt("pages"),
                row.getInt("entries"),
                row.getInt("fresh"),
                waiting,
                Row.maybeInstant(row, "oldest"),
                Row.maybeText(row, "reason"));
    }
}
