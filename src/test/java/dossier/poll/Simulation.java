package dossier.poll;

import dossier.Samples;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.FeedId;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
import java.io.PrintStream;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Plays a month of a thousand feeds on a virtual clock, and prints what polling them costs and brings:
/// for our timetable (the one of production, gaps and all), for a fixed hour, and for the published
/// rules of two readers.
///
///     mvn -Dquick test-compile && java -cp … dossier.poll.Simulation [feeds] [days] [seed] [rule]
///
/// A fourth argument, `ours` for example, plays the rules alone whose names have it. Below the figures stands which
/// feeds our timetable missed entries of.
///
/// The rules of the others, as their sources have them with default settings:
///
/// - Miniflux (internal/model/feed.go at 112494bb; defaults of internal/config): `round_robin` asks
///   each hour, later where ttl, max-age, Expires or Retry-After say so, at most after 24 h;
///   `entry_frequency` asks a week divided by the entries of the last week, within 5 min and 24 h. A
///   feed that failed three times in a row (429 counts) is not asked any more. Its batches (100 feeds
///   each hour) are left out here: they would make it slower.
/// - CommaFeed (FeedRefreshIntervalCalculator at 1bd9b712; defaults of CommaFeedConfiguration at
///   6fa8d4be): half the mean time between the document's entries, within 5 min and 1 h; 1 h, 2 h and 4
///   h where the newest entry is older than 7, 14 and 30 days; max-age is heard; never later than 4 h.
///   Failures: three times after 5 min, then each time an hour later.
final class Simulation {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private Simulation() {}

    private static final Map<String, Function<World, Client>> RULES = new TreeMap<>(Map.of(
            "1 ours", Ours::new,
            "2 fixed 1 h", Fixed::new,
            "3 Miniflux round_robin", world -> new Miniflux(world, false),
            "4 Miniflux entry_frequency", world -> new Miniflux(world, true),
            "5 CommaFeed", CommaFeed::new));

    /// Arguments: how many feeds, how many days, which seed, and a part of a rule's name.
    public static void main(String[] args) {
        int feeds = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int days = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        print(System.out, run(feeds, days, seed, args.length > 3 ? args[3] : ""), feeds, days);
    }

    /// All rules over the same world.
    static Map<String, Score> run(int feeds, int days, long seed) {
        return run(feeds, days, seed, "");
    }

    private static Map<String, Score> run(int feeds, int days, long seed, String some) {
        List<World> worlds = IntStream.range(0, feeds)
                .mapToObj(i -> World.of(i, feeds, days, new Random(seed * 1_000_003 + i)))
                .toList();
        Map<String, Score> scores = new TreeMap<>();
        RULES.forEach((name, rule) -> {
            if (name.contains(some)) scores.put(name, play(worlds, days, rule));
        });
        return scores;
    }

    // what happens

    /// What kinds of feeds there are, and their share in a hundred.
    enum Kind {
        DAILY(20),
        SELDOM(14),
        WORKING_HOURS(20),
        ROUND_THE_CLOCK(9),
        BUSY_SHORT_WINDOW(4),
        BURSTS(11),
        DYING(4),
        OUTAGES(3),
        FALLING_SILENT(5),
        LYING(5),
        LIMITING(5);

        final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind of(int feed, int feeds) {
            int percent = (int) ((long) feed * 100 / feeds);
            for (Kind kind : values()) {
                percent -= kind.share;
                if (percent < 0) return kind;
            }
            return DAILY;
        }
    }

    /// One feed as it really is.
    ///
    /// @param came when its entries came, from 90 days before the start on
    /// @param window how many of them its document holds
    /// @param ttl what it asks for
    /// @param dead from when on it is not found
    /// @param limit it refuses whoever asks again within that time
    /// @param pause and asks for this one (Retry-After)
    /// @param outages share of requests that fail for a passing reason
    private record World(
            int id,
            Kind kind,
            List<Instant> came,
            int window,
            Optional<Duration> ttl,
            Optional<Duration> maxAge,
            Instant dead,
            Optional<Duration> limit,
            Duration pause,
            double outages) {
        static World of(int id, int feeds, int days, Random random) {
            Kind kind = Kind.of(id, feeds);
            Instant end = START.plus(Duration.ofDays(days));
            Instant dead = kind == Kind.DYING ? START.plus(part(random, days)) : Instant.MAX;
            Instant silent = kind == Kind.FALLING_SILENT ? START.plus(part(random, days)) : end;
            List<Instant> came = new Posts(kind, random).until(silent.isBefore(dead) ? silent : dead);
            Optional<Duration> ttl = random.nextInt(100) < 30 ? Optional.of(HOUR) : Optional.empty();
            Optional<Duration> maxAge =
                    random.nextInt(100) < 40 ? Optional.of(minutes(1 + random.nextInt(30))) : Optional.empty();
            boolean busy = kind == Kind.BUSY_SHORT_WINDOW;
            return new World(
                    id,
                    kind,
                    came,
                    window(kind, random),
                    busy ? Optional.empty() : ttl,
                    busy ? Optional.empty() : maxAge,
                    dead,
                    kind == Kind.LIMITING ? Optional.of(minutes(15 + random.nextInt(30))) : Optional.empty(),
                    minutes(20 + random.nextInt(160)),
                    kind == Kind.OUTAGES ? 0.2 : 0.005);
        }

        private static Duration part(Random random, int days) {
            return minutes(random.nextInt(days * 1440));
        }

        private static int window(Kind kind, Random random) {
            return switch (kind) {
                case DAILY, SELDOM, DYING -> 10 + random.nextInt(15);
                case WORKING_HOURS, OUTAGES, FALLING_SILENT, LYING, LIMITING -> 20 + random.nextInt(30);
                case ROUND_THE_CLOCK -> 40 + random.nextInt(60);
                case BUSY_SHORT_WINDOW -> 18 + random.nextInt(12);
                case BURSTS -> 30 + random.nextInt(20);
            };
        }

        /// How many entries there were by then.
        int count(Instant at) {
            int found = Collections.binarySearch(came, at);
            return found >= 0 ? found + 1 : -found - 1;
        }
    }

    /// When a feed of a kind posts.
    private static final class Posts {
        private final Kind kind;
        private final Random random;
        private final int zone;
        private final double perDay;

        Posts(Kind kind, Random random) {
            this.kind = kind;
            this.random = random;
            this.zone = random.nextInt(24);
            this.perDay = switch (kind) {
                case DAILY -> 0.7 + random.nextDouble();
                case SELDOM, DYING -> 1 / (2.0 + random.nextInt(20));
                case WORKING_HOURS, LYING -> 4 + random.nextInt(30);
                case ROUND_THE_CLOCK -> 40 + random.nextInt(110);
                case BUSY_SHORT_WINDOW -> 250 + random.nextInt(150);
                case BURSTS -> 0.2 + random.nextDouble() * 0.4;
                case OUTAGES, FALLING_SILENT, LIMITING -> 2 + random.nextInt(20);
            };
        }

        List<Instant> until(Instant end) {
            List<Instant> came = new ArrayList<>();
            for (Instant at = START.minus(Duration.ofDays(90)); at.isBefore(end); at = at.plus(minutes(5))) {
                int entries = poisson(perDay / 288 * shape(at));
                for (int i = 0; i < entries; i++) post(at.plusSeconds(random.nextInt(300)), came);
            }
            came.removeIf(at -> !at.isBefore(end));
            Collections.sort(came);
            return came;
        }

        private void post(Instant at, List<Instant> came) {
            int entries = kind == Kind.BURSTS ? 4 + random.nextInt(12) : 1;
            Instant next = at;
            for (int i = 0; i < entries; i++) {
                came.add(next);
                next = next.plusSeconds(60 + random.nextInt(900));
            }
        }

        /// Its mean over a week is about 1.
        private double shape(Instant at) {
            OffsetDateTime here = at.atOffset(ZoneOffset.UTC).plusHours(zone);
            int hour = here.getHour();
            boolean weekend = here.getDayOfWeek() == DayOfWeek.SATURDAY || here.getDayOfWeek() == DayOfWeek.SUNDAY;
            return switch (kind) {
                case DAILY -> hour >= 8 && hour < 12 ? 5 : 0.2;
                case WORKING_HOURS, LYING, LIMITING -> hour >= 8 && hour < 19 ? (weekend ? 0.5 : 2.4) : 0.15;
                case ROUND_THE_CLOCK, BUSY_SHORT_WINDOW -> 1 + 0.7 * Math.sin((hour - 9) / 24.0 * 2 * Math.PI);
                case SELDOM, BURSTS, DYING, OUTAGES, FALLING_SILENT -> hour >= 7 && hour < 23 ? 1.4 : 0.2;
            };
        }

        private int poisson(double mean) {
            double limit = Math.exp(-mean);
            int count = 0;
            for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) count++;
            return count;
        }
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    // what is asked and answered

    /// A server's answer.
    ///
    /// @param from the first of the document's entries, by number
    /// @param to the one after the last
    private record Answer(int status, int from, int to, Optional<Duration> retryAfter) {}

    /// A feed's server, which remembers whom it refused.
    private static final class Server {
        final World world;
        private final Random random;
        private Instant asked = Instant.MIN;
        private Instant refusedUntil = Instant.MIN;
        int requests;
        int conditional;
        int refused;
        int breaches;

        Server(World world) {
            this.world = world;
            this.random = new Random(world.id);
        }

        /// @param known what the client says that it has, by the number of entries; nothing: unconditional
        Answer ask(Instant at, Optional<Integer> known) {
            requests++;
            if (known.isPresent()) conditional++;
            if (at.isBefore(refusedUntil)) breaches++;
            Instant before = asked;
            asked = at;
            if (!at.isBefore(world.dead)) return new Answer(404, 0, 0, Optional.empty());
            if (random.nextDouble() < world.outages) return new Answer(500, 0, 0, Optional.empty());
            boolean tooSoon = world.limit.isPresent()
                    && !before.equals(Instant.MIN)
                    && at.isBefore(before.plus(world.limit.get()));
            if (tooSoon) {
                refused++;
                refusedUntil = at.plus(world.pause);
                return new Answer(429, 0, 0, Optional.of(world.pause));
            }
            int to = world.count(at);
            boolean lies = world.kind == Kind.LYING && known.isPresent();
            if (lies || known.equals(Optional.of(to))) return new Answer(304, 0, 0, Optional.empty());
            return new Answer(200, Math.max(0, to - world.window), to, Optional.empty());
        }
    }

    /// Someone who polls one feed.
    private interface Client {
        /// What it sends along: how many entries it knows of.
        Optional<Integer> known(Instant at);

        /// Takes the answer in.
        ///
        /// @return the next visit; [Instant#MAX] for never
        Instant take(Instant at, Answer answer);
    }

    private static Score play(List<World> worlds, int days, Function<World, Client> rule) {
        Score score = new Score();
        for (World world : worlds) play(world, days, rule.apply(world), score);
        return score;
    }

    private static void play(World world, int days, Client client, Score score) {
        Server server = new Server(world);
        Instant end = START.plus(Duration.ofDays(days));
        Instant first = START.plusSeconds(new Random(world.id).nextInt(3600));
        Instant[] seen = new Instant[world.came.size()];
        for (Instant at = first; at.isBefore(end); ) {
            Answer answer = server.ask(at, client.known(at));
            for (int i = answer.from; i < answer.to; i++) if (seen[i] == null) seen[i] = at;
            Instant next = client.take(at, answer);
            if (!next.isAfter(at)) throw new IllegalStateException("goes back in time");
            at = next;
        }
        score.add(server, seen, world.count(first), end);
    }

    /// What a rule costs and brings.
    static final class Score {
        long requests;
        long conditional;
        long refused;
        long breaches;
        long missed;
        long died;
        final Map<String, List<Instant>> missedOf = new TreeMap<>();
        final List<Long> delays = new ArrayList<>();
        final Map<Kind, Score> kinds = new TreeMap<>();

        private void add(Server server, Instant[] seen, int from, Instant end) {
            Score kind = kinds.computeIfAbsent(server.world.kind, _ -> new Score());
            for (Score score : List.of(this, kind)) {
                score.requests += server.requests;
                score.conditional += server.conditional;
                score.refused += server.refused;
                score.breaches += server.breaches;
                for (int i = from; i < seen.length; i++) score.add(server.world, i, seen[i], end);
            }
        }

        /// What left the document unseen is missed, and so is what was not seen within two days. What a feed took along
        /// when it died stands by itself, and what came last is left out: nobody had the time.
        private void add(World world, int entry, Instant at, Instant end) {
            Instant came = world.came.get(entry);
            if (at != null) delays.add(Duration.between(came, at).toSeconds());
            else if (world.dead.isBefore(end) && entry >= world.came.size() - world.window) died++;
            else if (came.isBefore(end.minus(Duration.ofDays(2)))) miss(world, came);
        }

        private void miss(World world, Instant came) {
            missed++;
            String feed = "feed " + world.id + " (" + world.kind + ", a document of " + world.window + ")";
            missedOf.computeIfAbsent(feed, _ -> new ArrayList<>()).add(came);
        }

        Duration delay(double share) {
            long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length == 0
                    ? Duration.ZERO
                    : Duration.ofSeconds(sorted[(int) Math.min(sorted.length - 1, sorted.length * share)]);
        }

        long entries() {
            return delays.size() + missed + died;
        }
    }

    // the rules

    /// Our own: the timetable of production, between a server and a store that remembers what ours would.
    private static final class Ours implements Client {
        private final Timetable timetable = new Timetable(PollSettings.DEFAULTS);
        private final World world;
        private final Outlet outlet = Samples.outlet();
        private final URI url = URI.create("https://daily.example/rss.xml");
        private Feed feed;

        Ours(World world) {
            this.world = world;
            this.feed = new Feed(
                    new FeedId(world.id),
                    outlet,
                    url,
                    Feed.Role.FEED,
                    Validators.NONE,
                    Optional.empty(),
                    0,
                    Optional.empty());
        }

        @Override
        public Optional<Integer> known(Instant at) {
            return feed.validatorsAt(at).etag().map(Integer::valueOf);
        }

        @Override
        public Instant take(Instant at, Answer answer) {
            Trip trip = new Trip(
                    at,
                    Duration.ZERO,
                    answer.status,
                    1000,
                    url,
                    Optional.empty(),
                    answer.to > 0 ? world.maxAge : Optional.empty());
            Visit visit = timetable.plan(new Visit(feed, trip, reading(answer), Optional.empty()));
            remember(visit);
            return visit.due().orElse(Instant.MAX);
        }

        private Reading reading(Answer answer) {
            Validators validators = new Validators(Optional.of(String.valueOf(answer.to)), Optional.empty());
            boolean same = feed.bodyHash().equals(Optional.of(String.valueOf(answer.to)));
            return switch (answer.status) {
                case 200 ->
                    same
                            ? new Reading.Nothing(validators)
                            : new Reading.Entries(head(), entries(answer), validators, String.valueOf(answer.to));
                case 304 -> new Reading.Nothing(feed.validators());
                case 429 -> new Reading.Busy(answer.retryAfter.orElse(HOUR));
                case 404 -> new Reading.Failed(Fault.HARD, "is not there");
                default -> new Reading.Failed(Fault.TEMPORARY, "answers 500");
            };
        }

        private FeedHead head() {
            return new FeedHead("", "rss20", Optional.empty(), Optional.empty(), world.ttl);
        }

        private List<Entry> entries(Answer answer) {
            List<Entry> entries = new ArrayList<>();
            for (int i = answer.to - 1; i >= answer.from; i--)
                entries.add(Samples.entry("e" + i, Optional.of(world.came.get(i))));
            return entries;
        }

        private void remember(Visit visit) {
            Instant at = visit.trip().at();
            boolean read = visit.trip().status() == 200;
            boolean failed = visit.reading() instanceof Reading.Failed;
            boolean busy = visit.reading() instanceof Reading.Busy;
            Optional<String> hash = visit.reading() instanceof Reading.Entries entries
                    ? Optional.of(entries.bodyHash())
                    : feed.bodyHash();
            feed = new Feed(
                    feed.id(),
                    outlet,
                    url,
                    Feed.Role.FEED,
                    hash.map(tag -> new Validators(Optional.of(tag), Optional.empty()))
                            .orElse(Validators.NONE),
                    hash,
                    failed ? feed.failures() + 1 : busy ? feed.failures() : 0,
                    read ? Optional.of(at) : feed.lastRead(),
                    hash.equals(feed.bodyHash()) ? feed.lastChange() : Optional.of(at),
                    visit.pulse());
        }
    }

    /// Each hour, whatever happens.
    private static final class Fixed implements Client {
        private Optional<Integer> known = Optional.empty();

        Fixed(World world) {}

        @Override
        public Optional<Integer> known(Instant at) {
            return known;
        }

        @Override
        public Instant take(Instant at, Answer answer) {
            if (answer.status == 200) known = Optional.of(answer.to);
            return at.plus(HOUR);
        }
    }

    private static final class Miniflux implements Client {
        private static final Duration LONGEST = Duration.ofHours(24);
        private final World world;
        private final boolean byFrequency;
        private Optional<Integer> known = Optional.empty();
        private int errors;

        Miniflux(World world, boolean byFrequency) {
            this.world = world;
            this.byFrequency = byFrequency;
        }

        @Override
        public Optional<Integer> known(Instant at) {
            return known;
        }

        @Override
        public Instant take(Instant at, Answer answer) {
            boolean well = answer.status == 200 || answer.status == 304;
            errors = well ? 0 : errors + 1;
            if (answer.status == 200) known = Optional.of(answer.to);
            if (errors >= 3) return Instant.MAX;
            Duration interval = byFrequency ? frequency(at) : HOUR;
            List<Duration> wishes = new ArrayList<>(List.of(interval, answer.retryAfter.orElse(Duration.ZERO)));
            if (answer.status == 200) wishes.add(world.ttl.orElse(Duration.ZERO));
            if (answer.status == 200) wishes.add(world.maxAge.orElse(Duration.ZERO));
            Duration wished = Collections.max(wishes);
            return at.plus(wished.compareTo(LONGEST) < 0 ? wished : LONGEST);
        }

        private Duration frequency(Instant at) {
            int weekly = known.map(all -> all - world.count(at.minus(Duration.ofDays(7))))
                    .orElse(0);
            if (weekly <= 0) return LONGEST;
            Duration interval = minutes(Math.round(7 * 24 * 60.0 / weekly));
            return interval.compareTo(minutes(5)) < 0
                    ? minutes(5)
                    : interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
        }
    }

    private static final class CommaFeed implements Client {
        private static final Duration SHORTEST = Duration.ofMinutes(5);
        private static final Duration LONGEST = Duration.ofHours(4);
        private final World world;
        private Optional<Integer> known = Optional.empty();
        private int from;
        private int errors;

        CommaFeed(World world) {
            this.world = world;
        }

        @Override
        public Optional<Integer> known(Instant at) {
            return known;
        }

        @Override
        public Instant take(Instant at, Answer answer) {
            boolean well = answer.status == 200 || answer.status == 304;
            errors = well ? 0 : errors + 1;
            if (answer.status == 200) {
                known = Optional.of(answer.to);
                from = answer.from;
            }
            if (!well) return at.plus(bounded(max(answer.retryAfter.orElse(Duration.ZERO), afterError())));
            Duration fresh = answer.status == 200 ? world.maxAge.orElse(Duration.ZERO) : Duration.ZERO;
            return at.plus(bounded(max(empirical(at), fresh)));
        }

        private Duration afterError() {
            return errors < 3 ? SHORTEST : HOUR.multipliedBy(errors - 2L);
        }

        private Duration empirical(Instant at) {
            int to = known.orElse(0);
            if (to == 0) return LONGEST;
            Instant newest = world.came.get(to - 1);
            long days = Duration.between(newest, at).toDays();
            if (days >= 30) return LONGEST;
            if (days >= 14) return LONGEST.dividedBy(2);
            if (days >= 7) return LONGEST.dividedBy(4);
            if (to - from < 2) return LONGEST;
            Duration mean = Duration.between(world.came.get(from), newest).dividedBy(to - from - 1L);
            Duration half = mean.dividedBy(2);
            Duration most = LONGEST.dividedBy(4);
            return half.compareTo(most) > 0 ? most : max(half, SHORTEST);
        }

        private static Duration bounded(Duration pause) {
            return max(SHORTEST, pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    // printing

    private static void print(PrintStream out, Map<String, Score> scores, int feeds, int days) {
        figures(out, scores, feeds, days);
        scores.forEach((name, score) -> score.missedOf.forEach((feed, missed) -> {
            if (name.contains("ours"))
                out.printf("missed of %s: %d, from %s%n", feed, missed.size(), missed.getFirst());
        }));
    }

    private static void figures(PrintStream out, Map<String, Score> scores, int feeds, int days) {
        out.printf(Locale.ROOT, "%d feeds, %d days%n%n", feeds, days);
        out.printf(
                "%-28s %9s %8s %11s %9s %9s %9s %7s %6s %8s %9s%n",
                "",
                "requests",
                "per day",
                "conditional",
                "entries",
                "median",
                "p95",
                "missed",
                "died",
                "refused",
                "breaches");
        scores.forEach((name, score) -> line(out, name, score, feeds, days));
        for (Kind kind : Kind.values()) {
            out.printf("%n%s%n", kind);
            scores.forEach((name, score) -> {
                if (score.kinds.containsKey(kind))
                    line(out, name, score.kinds.get(kind), Math.max(1, feeds * kind.share / 100), days);
            });
        }
    }

    private static void line(PrintStream out, String name, Score score, int feeds, int days) {
        out.printf(
                Locale.ROOT,
                "%-28s %9d %8.1f %10.1f%% %9d %8.1fm %8.1fm %7d %6d %8d %9d%n",
                name,
                score.requests,
                (double) score.requests / feeds / days,
                100.0 * score.conditional / score.requests,
                score.entries(),
                score.delay(0.5).toSeconds() / 60.0,
                score.delay(0.95).toSeconds() / 60.0,
                score.missed,
                score.died,
                score.refused,
                score.breaches);
    }
}
