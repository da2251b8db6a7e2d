package dossier.store;

import dossier.model.Alarm;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.FeedId;
import dossier.model.Gap;
import dossier.model.Pulse;
import dossier.model.Reading;
import dossier.model.Sighting;
import dossier.model.Validators;
import dossier.model.Visit;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The feeds: when they are due, and what came of visiting them.
public final class Feeds {
    private static final int AT_ONCE = 500;

    /// Feeds that are due, looked through for those whose host has time.
    private static final int LOOKED_THROUGH = 10_000;

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_REASON = 1_000;

    /// A home page that led to a feed is asked again this seldom, in case the feed moved.
    private static final Duration REDISCOVERY = Duration.ofDays(7);

    /// A feed found on a home page that failed this often: ask the home page whether there is another.
    private static final int LOST = 5;

    /// Far longer than any visit takes: whoever had the feed in hand has lost it.
    private static final Duration CLAIM = Duration.ofHours(6);

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final String run;
    private final Lock handingOut = new ReentrantLock();
    private volatile Optional<Round> only = Optional.empty();

    /// @param run name of this run of the worker, unlike any other: what other runs claimed is free again
    public Feeds(Database database, Outlets outlets, InstantSource clock, String run) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.run = run;
    }

    /// Feeds to visit now, longest due first, at most 500 at a time, and few of one host. Each is handed out once,
    /// until its visit is remembered or parked.
    public List<Feed> due() {
        Optional<Round> round = only;
        if (round.isPresent() && round.get().outlets().isEmpty()) return List.of();
        handingOut.lock();
        try {
            Instant now = clock.instant();
            List<Feed> due = database.read(handle -> due(handle, now, round));
            if (!due.isEmpty()) database.write(handle -> claim(handle, due, now));
            return due;
        } finally {
            handingOut.unlock();
        }
    }

    /// From now on [#due] hands out only feeds of this round, each once: for `poll`, which ends.
    public void only(Round round) {
        only = Optional.of(round);
    }

    /// Stores what a visit brought, all of it or nothing: validators, the next visit, the history, and the
    /// entries not seen before (law 1). The same visit given again changes nothing, but hands out again what is
    /// waiting.
    ///
    /// @return the entries that are new, now sightings
    public List<Sighting> remember(Visit visit) {
        Instant at = visit.trip().at().truncatedTo(ChronoUnit.MICROS);
        return database.write(handle -> {
            if (!FeedTable.lock(handle, visit.feed().id())) return List.of();
            if (knows(handle, visit.feed().id(), at)) return SightingTable.waitingOf(handle, visit.feed(), at, outlets);
            return remember(handle, visit, at);
        });
    }

    /// Makes the feeds of the named outlets due now, or all feeds where no outlet is named. Outlets go by name
    /// or slug. A feed that is retired is asked again only where its outlet is named; one whose server asked for a
    /// pause keeps it in any case.
    public Round askNow(Set<String> names) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<String> unknown = new TreeSet<>(names);
        Set<Long> asked = new HashSet<>();
        for (Outlets.Stored stored : outlets.all().values()) {
            if (!stored.configured()) continue;
            unknown.removeIf(name -> isNameOf(stored, name));
            if (names.isEmpty() || isNamed(stored, names)) asked.add(stored.id());
        }
        int feeds = asked.isEmpty() ? 0 : database.write(handle -> askNow(handle, asked, now, !names.isEmpty()));
        return new Round(now, names.isEmpty(), asked, feeds, List.copyOf(unknown));
    }

    /// A round in which nobody is asked.
    public Round nothing() {
        return new Round(clock.instant(), false, Set.of(), 0, List.of());
    }

    /// How far a round is. Feeds found on a home page meanwhile belong to it.
    public Progress progress(Round round) {
        Instant now = clock.instant();
        return database.read(handle -> progress(handle, round, now));
    }

    /// All feeds that are polled or once were, by outlet in the order of the configuration.
    public List<FeedHealth> list() {
        Instant now = clock.instant();
        return database.read(handle -> {
            FeedFigures figures = FeedFigures.read(handle, now);
            return handle.createQuery("""
                select f.id, f.outlet_id, f.url, f.role, f.found, f.active, f.title, f.format, f.moved_to,
                    f.visited_at, f.outcome, f.status, f.reason, f.due, f.failures, f.pulse
                from feed f
                join outlet o on o.id = f.outlet_id
                where f.role not in ('ADDED', 'FILE')
                order by o.configured desc, o.position, o.id, f.id\
                """).map((row, _) -> health(row, figures)).list();
        });
    }

    /// The visits to a feed, newest first.
    public List<FeedVisit> history(FeedId feed, int limit) {
        return database.read(handle -> handle.createQuery("""
            select at, took_ms, status, bytes, outcome, entries, fresh, reason, due
            from visit
            where feed_id = :feed
            order by at desc
            limit :limit\
            """)
                .bind("feed", feed.value())
                .bind("limit", limit)
                .map((row, _) -> FeedFigures.visit(row))
                .list());
    }

    /// When entries of a feed were missed, newest first.
    public List<Gap> gaps(FeedId feed, int limit) {
        return database.read(handle -> handle.createQuery("""
            select since, at
            from gap
            where feed_id = :feed
            order by at desc
            limit :limit\
            """)
                .bind("feed", feed.value())
                .bind("limit", limit)
                .map((row, _) -> new Gap(Row.instant(row, "since"), Row.instant(row, "at")))
                .list());
    }

    /// How often entries were missed, ever.
    public long gaps() {
        return database.read(handle ->
                handle.createQuery("select count(*) from gap").mapTo(Long.class).one());
    }

    /// What is usual for a feed.
    public SourceMonitor monitor(FeedId feed) {
        Instant now = clock.instant();
        return database.read(handle -> FeedFigures.monitor(handle, feed, now));
    }

    /// Forgets visits that nobody will ask for any more: those that brought nothing after a week, the rest
    /// after a quarter of a year.
    ///
    /// @return how many
    public int expireVisits() {
        Instant now = clock.instant();
        return database.write(handle -> handle.createUpdate("""
            delete from visit
            where at < :quarter or (at < :week and outcome = 'nothing')\
            """)
                .bind("quarter", now.minus(Duration.ofDays(90)))
                .bind("week", now.minus(Duration.ofDays(7)))
                .execute());
    }

    // due

    private List<Feed> due(Handle handle, Instant now, Optional<Round> round) {
        Turns turns = new Turns();
        inHand(handle, now).forEach(turns::isInHand);
        List<Long> ids = turns.of(waiting(handle, now, round), AT_ONCE);
        if (ids.isEmpty()) return List.of();
        return handle.createQuery(
                        "select " + FeedTable.POLLED + " from feed f where f.id in (<ids>) order by f.due, f.id")
                .bindList("ids", ids)
                .map((row, _) -> FeedTable.polled(row, outlets))
                .list();
    }

    private List<String> inHand(Handle handle, Instant now) {
        return handle.createQuery("select url from feed where claim = :run and claimed_at >= :lost")
                .bind("run", run)
                .bind("lost", now.minus(CLAIM))
                .mapTo(String.class)
                .list();
    }

    private List<Turns.Waiting> waiting(Handle handle, Instant now, Optional<Round> round) {
        boolean some = round.isPresent() && !round.get().all();
        var query = handle.createQuery("""
            select f.id, f.url
            from feed f
            where f.due <= :now
                and f.active
                and (f.claim is null or f.claim <> :run or f.claimed_at < :lost)
                and (f.visited_at is null or f.visited_at < :turn)
            """ + (some ? "and f.outlet_id in (<outlets>)\n" : "") + """
            order by f.due, f.id
            limit :limit\
            """)
                .bind("now", now)
                .bind("run", run)
                .bind("lost", now.minus(CLAIM))
                .bind("turn", round.map(Round::since).orElse(Instant.parse("9999-01-01T00:00:00Z")))
                .bind("limit", LOOKED_THROUGH);
        if (some) query.bindList("outlets", List.copyOf(round.orElseThrow().outlets()));
        return query.map((row, _) -> new Turns.Waiting(row.getLong("id"), row.getString("url")))
                .list();
    }

    private int claim(Handle handle, List<Feed> feeds, Instant now) {
        return handle.createUpdate("update feed set claim = :run, claimed_at = :now where id in (<ids>)")
                .bind("run", run)
                .bind("now", now)
                .bindList("ids", feeds.stream().map(feed -> feed.id().value()).toList())
                .execute();
    }

    // remember

    private static boolean knows(Handle handle, FeedId feed, Instant at) {
        return handle.createQuery("select id from visit where feed_id = :feed and at = :at and outcome <> 'pushed'")
                .bind("feed", feed.value())
                .bind("at", at)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private List<Sighting> remember(Handle handle, Visit visit, Instant at) {
        Feed feed = visit.feed();
        List<Sighting> fresh = List.of();
        switch (visit.reading()) {
            case Reading.Entries read -> {
                fresh = SightingTable.insertNew(
                        handle,
                        feed,
                        read.entries().stream()
                                .map(entry -> SightingTable.Fresh.polled(entry, at))
                                .toList(),
                        run);
                read(handle, feed, read, at);
            }
            case Reading.Announced home -> {
                announce(handle, feed, home.feeds());
                well(handle, feed, Validators.NONE, Optional.of(at));
            }
            case Reading.Nothing nothing ->
                well(
                        handle,
                        feed,
                        nothing.validators(),
                        Optional.of(at).filter(_ -> visit.trip().status() == 200));
            case Reading.Busy _, Reading.Gone _ -> {}
            case Reading.Failed _ -> {
                if (!isOldPlace(visit)) failed(handle, feed);
            }
        }
        Optional<Instant> due = due(handle, visit, at);
        visited(handle, visit, at, due);
        history(handle, visit, at, due, fresh.size());
        visit.gap().ifPresent(gap -> missed(handle, feed, gap, at));
        alarms(handle, visit, !fresh.isEmpty(), at);
        return fresh;
    }

    /// How pages are read changes with new articles alone.
    private static void alarms(Handle handle, Visit visit, boolean news, Instant at) {
        List<Alarm.Standing> standing = new ArrayList<>(visit.standing());
        FeedId feed = visit.feed().id();
        if (news) PageReadings.of(handle, feed).fallen(at).ifPresent(standing::add);
        AlarmTable.settle(handle, feed, standing, news ? Set.of() : Set.of(Alarm.Kind.UNREAD), at);
    }

    /// A feed that moved for good is well in its new place, whatever became of the old one.
    private static boolean isOldPlace(Visit visit) {
        Pulse.Move before = visit.feed().pulse().move();
        return before.adopted()
                && before.asks().isEmpty()
                && visit.pulse().move().adopted();
    }

    private static void missed(Handle handle, Feed feed, Gap gap, Instant at) {
        handle.createUpdate("insert into gap (feed_id, since, at) values (:feed, :since, :at)")
                .bind("feed", feed.id().value())
                .bind("since", gap.since())
                .bind("at", at)
                .execute();
    }

    private static void read(Handle handle, Feed feed, Reading.Entries read, Instant at) {
        FeedHead head = read.head();
        handle.createUpdate("""
            update feed
            set etag = :etag, last_modified = :modified, body_hash = :hash, last_read = :at, last_change = :at, failures = 0,
                title = :title, format = :format
            where id = :id\
            """)
                .bind("etag", read.validators().etag())
                .bind("modified", read.validators().lastModified())
                .bind("hash", read.bodyHash())
                .bind("at", at)
                .bind("title", Database.cut(head.title(), LONGEST_REASON))
                .bind("format", head.format())
                .bind("id", feed.id().value())
                .execute();
    }

    /// A 304 may bring new validators; where it brings none, the old ones stand.
    ///
    /// @param read when a whole body was had, the same as the last
    private static void well(Handle handle, Feed feed, Validators validators, Optional<Instant> read) {
        handle.createUpdate("""
            update feed
            set etag = coalesce(:etag, etag), last_modified = coalesce(:modified, last_modified),
                last_read = coalesce(:read, last_read), failures = 0
            where id = :id\
            """)
                .bind("etag", validators.etag())
                .bind("modified", validators.lastModified())
                .bind("read", read)
                .bind("id", feed.id().value())
                .execute();
    }

    private void failed(Handle handle, Feed feed) {
        handle.createUpdate("update feed set failures = failures + 1 where id = :id")
                .bind("id", feed.id().value())
                .execute();
        if (feed.failures() + 1 == LOST) askHome(handle, feed);
    }

    /// A feed that was found on a home page is lost: look there for another.
    private void askHome(Handle handle, Feed feed) {
        handle.createUpdate("""
            update feed
            set due = :now
            where active and role = 'HOME' and id <> :id and outlet_id in
                (select outlet_id from feed where id = :id and found)\
            """)
                .bind("now", clock.instant())
                .bind("id", feed.id().value())
                .execute();
    }

    /// The best feed that a home page announces is polled from now on, in place of the one found before. One that was
    /// polled and got lost comes after the others.
    private void announce(Handle handle, Feed home, List<URI> announced) {
        long outlet = handle.createQuery("select outlet_id from feed where id = :id")
                .bind("id", home.id().value())
                .mapTo(Long.class)
                .one();
        Set<String> lost = lost(handle, outlet);
        Optional<URI> best = announced.stream()
                .filter(url -> url.isAbsolute() && url.toASCIIString().length() <= LONGEST_URL)
                .filter(url -> !url.equals(home.url()))
                .min(Comparator.comparing(url -> lost.contains(url.toString())));
        if (best.isEmpty()) return;
        handle.createUpdate("""
            update feed set active = false, claim = null
            where outlet_id = :outlet and found and url <> :url\
            """)
                .bind("outlet", outlet)
                .bind("url", best.get().toString())
                .execute();
        find(handle, outlet, best.get());
    }

    private static Set<String> lost(Handle handle, long outlet) {
        return new HashSet<>(handle.createQuery("""
            select url from feed where outlet_id = :outlet and found and (failures >= :lost or due is null)\
            """)
                .bind("outlet", outlet)
                .bind("lost", LOST)
                .mapTo(String.class)
                .list());
    }

    private void find(Handle handle, long outlet, URI url) {
        Optional<Boolean> active = handle.createQuery(
                        "select active and due is not null from feed where outlet_id = :outlet and url = :url")
                .bind("outlet", outlet)
                .bind("url", url.toString())
                .mapTo(Boolean.class)
                .findOne();
        if (active.isEmpty()) FeedTable.insert(handle, outlet, url, Feed.Role.FEED, true, clock.instant());
        else if (!active.get()) wakeFound(handle, outlet, url);
    }

    private void wakeFound(Handle handle, long outlet, URI url) {
        long id = handle.createQuery("select id from feed where outlet_id = :outlet and url = :url")
                .bind("outlet", outlet)
                .bind("url", url.toString())
                .mapTo(Long.class)
                .one();
        FeedTable.wake(handle, id, Feed.Role.FEED, true, clock.instant());
    }

    private Optional<Instant> due(Handle handle, Visit visit, Instant at) {
        Feed feed = visit.feed();
        if (visit.reading() instanceof Reading.Gone && !feed.pulse().move().adopted()) {
            askHome(handle, feed);
            return Optional.empty();
        }
        boolean settled = feed.role() == Feed.Role.HOME && hasFound(handle, feed);
        Instant seldom = at.plus(REDISCOVERY);
        return visit.due().map(due -> settled && due.isBefore(seldom) ? seldom : due);
    }

    private static boolean hasFound(Handle handle, Feed home) {
        return handle.createQuery("""
            select count(*)
            from feed f
            join feed home on home.outlet_id = f.outlet_id
            where home.id = :id and f.found and f.active and f.due is not null and f.failures < :lost\
            """)
                        .bind("id", home.id().value())
                        .bind("lost", LOST)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static void visited(Handle handle, Visit visit, Instant at, Optional<Instant> due) {
        handle.createUpdate("""
            update feed
            set due = :due, claim = null, visited_at = :at, outcome = :outcome, status = :status,
                reason = :reason, moved_to = :moved, pulse = :pulse, hold_until = :hold
            where id = :id\
            """)
                .bind("due", due)
                .bind("at", at)
                .bind("outcome", outcome(visit.reading()))
                .bind("status", visit.trip().status())
                .bind("reason", reason(visit.reading()))
                .bind("moved", movedTo(visit).map(URI::toString))
                .bind(
                        "pulse",
                        visit.pulse().equals(Pulse.NONE) ? Optional.empty() : Optional.of(Json.of(visit.pulse())))
                .bind("hold", due.filter(_ -> visit.reading() instanceof Reading.Busy))
                .bind("id", visit.feed().id().value())
                .execute();
    }

    private static Optional<URI> movedTo(Visit visit) {
        Pulse.Move move = visit.pulse().move();
        return visit.trip().movedTo().or(() -> move.adopted() ? move.to() : Optional.empty());
    }

    private static void history(Handle handle, Visit visit, Instant at, Optional<Instant> due, int fresh) {
        Reading reading = visit.reading();
        FeedTable.visited(handle, visit, at, outcome(reading), reason(reading), due, fresh);
        if (fresh > 0) Hubs.missed(handle, visit.feed().id());
    }

    private static String outcome(Reading reading) {
        return switch (reading) {
            case Reading.Entries _ -> "entries";
            case Reading.Announced _ -> "announced";
            case Reading.Nothing _ -> "nothing";
            case Reading.Busy _ -> "busy";
            case Reading.Gone _ -> "gone";
            case Reading.Failed _ -> "failed";
        };
    }

    private static Optional<String> reason(Reading reading) {
        return switch (reading) {
            case Reading.Entries _, Reading.Announced _, Reading.Nothing _ -> Optional.empty();
            case Reading.Busy busy ->
                Optional.of("The server asks for a pause of " + busy.pause().toSeconds() + " s");
            case Reading.Gone _ -> Optional.of("The server says that the feed is gone for good");
            case Reading.Failed failed -> Optional.of(Database.cut(failed.reason(), LONGEST_REASON));
        };
    }

    // rounds

    private static boolean isNamed(Outlets.Stored stored, Set<String> names) {
        return names.stream().anyMatch(name -> isNameOf(stored, name));
    }

    private static boolean isNameOf(Outlets.Stored stored, String name) {
        return name.equalsIgnoreCase(stored.outlet().name())
                || name.toLowerCase(Locale.ROOT).equals(stored.outlet().slug());
    }

    /// A home page that led to a feed already is left to its own, rare turn.
    private static int askNow(Handle handle, Set<Long> asked, Instant now, boolean retiredToo) {
        return handle.createUpdate("""
            update feed
            set due = :now
            where active
                and outlet_id in (<outlets>)
                and (due is not null or :retired)
                and (hold_until is null or hold_until <= :now)
                and (role = 'FEED' or due <= :now or outlet_id not in
                    (select outlet_id from feed where found and active and due is not null))\
            """)
                .bind("now", now)
                .bind("retired", retiredToo)
                .bindList("outlets", List.copyOf(asked))
                .execute();
    }

    private static Progress progress(Handle handle, Round round, Instant now) {
        Set<Long> outlets = round.outlets();
        List<FeedState> states =
                handle.createQuery("""
                    select outlet_id, due, visited_at, outcome
                    from feed
                    where active or visited_at >= :since\
                    """).bind("since", round.since()).map((row, _) -> feedState(row)).list().stream()
                        .filter(state -> outlets.contains(state.outlet()))
                        .toList();
        int open =
                (int) states.stream().filter(state -> state.isOpen(round, now)).count();
        int failed =
                (int) states.stream().filter(state -> state.hasFailed(round)).count();
        int seen = (int) states.stream().filter(state -> state.isVisited(round)).count();
        Map<String, Long> found = sightings(handle, "s.seen >= :since and s.state <> 'WAITING'", round);
        long waiting = sightings(handle, "s.state = 'WAITING'", round).getOrDefault("WAITING", 0L);
        return new Progress(
                open + seen, open, failed, waiting, found.getOrDefault("PARKED", 0L), found.getOrDefault("DONE", 0L));
    }

    private record FeedState(long outlet, Optional<Instant> due, Optional<Instant> visited, Optional<String> outcome) {
        boolean isVisited(Round round) {
            return visited.filter(at -> !at.isBefore(round.since())).isPresent();
        }

        boolean isOpen(Round round, Instant now) {
            return !isVisited(round) && due.filter(at -> !at.isAfter(now)).isPresent();
        }

        boolean hasFailed(Round round) {
            return isVisited(round)
                    && outcome.filter(Set.of("failed", "gone")::contains).isPresent();
        }
    }

    private static FeedState feedState(ResultSet row) throws SQLException {
        return new FeedState(
                row.getLong("outlet_id"),
                Row.maybeInstant(row, "due"),
                Row.maybeInstant(row, "visited_at"),
                Row.maybeText(row, "outcome"));
    }

    private record Tally(long outlet, String state, long sightings) {}

    private static Map<String, Long> sightings(Handle handle, String which, Round round) {
        var query = handle.createQuery("""
            select f.outlet_id, s.state, count(*) as sightings
            from sighting s
            join feed f on f.id = s.feed_id
            where %s
            group by f.outlet_id, s.state\
            """.formatted(which));
        if (which.contains(":since")) query.bind("since", round.since());
        return query
                .map((row, _) -> new Tally(row.getLong("outlet_id"), row.getString("state"), row.getLong("sightings")))
                .list()
                .stream()
                .filter(tally -> round.outlets().contains(tally.outlet()))
                .collect(Collectors.groupingBy(Tally::state, Collectors.summingLong(Tally::sightings)));
    }

    // list

    private FeedHealth health(ResultSet row, FeedFigures figures) throws SQLException {
        long id = row.getLong("id");
        Pulse pulse = FeedTable.pulse(Row.maybeText(row, "pulse"));
        Outlets.Stored stored = outlets.stored(row.getLong("outlet_id"));
        Optional<Instant> due = Row.maybeInstant(row, "due");
        return new FeedHealth(
                new FeedId(id),
                stored.outlet().name(),
                stored.outlet().slug(),
                URI.create(row.getString("url")),
                Feed.Role.valueOf(row.getString("role")),
                row.getBoolean("found"),
                row.getBoolean("active") && due.isPresent(),
                Row.maybeText(row, "title").filter(title -> !title.isBlank()),
                Row.maybeText(row, "format"),
                Row.maybeUri(row, "moved_to"),
                Row.maybeInstant(row, "visited_at"),
                Row.maybeText(row, "outcome"),
                row.getInt("status"),
                Row.maybeText(row, "reason"),
                due,
                row.getInt("failures"),
                figures.entries(id),
                pulse.move().asks(),
                pulse.rhythm().pace(),
                figures.success(id),
                figures.gaps(id),
                figures.lastGap(id),
                figures.alarms(id),
                figures.hub(id));
    }
}
