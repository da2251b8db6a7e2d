package dossier.poll;

import static dossier.poll.Spans.longer;
import static dossier.poll.Spans.shorter;
import static dossier.poll.Spans.times;

import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Gap;
import dossier.model.Pulse;
import dossier.model.Pulse.Rhythm;
import dossier.model.Reading;
import dossier.model.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Learns from a visit to a feed, and plans the next one. It neither reads nor writes: what it learnt before comes with
/// the feed, what it learns leaves with the visit.
public final class Timetable {
    /// A home page that led to its feeds is looked at again now and then: sites move.
    private static final Duration HOME = Duration.ofDays(7);

    /// A feed whose rhythm is not known yet is not left alone for longer.
    private static final Duration UNKNOWN = Duration.ofHours(1);

    /// A share of new entries from which on a body is at risk; below it, caution after a gap wears off.
    private static final double CALM = 0.25;

    private static final double WEARS_OFF = 1.1;

    private static final double JITTER = 0.1;

    /// A feed that says when it is renewed is asked so soon after.
    private static final Duration RENEWAL = Duration.ofMinutes(5);

    private final PollSettings settings;

    /// A timetable within these bounds.
    public Timetable(PollSettings settings) {
        this.settings = settings;
    }

    /// The visit with what it taught, and with the time of the next one. A retired feed has none.
    public Visit plan(Visit visit) {
        Prints.Compared compared = compared(visit);
        Optional<Gap> gap = gap(visit, compared);
        Pulse pulse = learnt(visit, compared, gap);
        Optional<Instant> due = pause(visit, pulse).map(pause -> due(visit, pulse, pause));
        return new Visit(
                visit.feed(),
                visit.trip(),
                visit.reading(),
                due,
                due.map(next -> believing(visit, pulse, next)).orElse(pulse),
                gap,
                Watch.standing(visit, pulse, due.isEmpty()),
                visit.pushed());
    }

    // learning

    private static Prints.Compared compared(Visit visit) {
        return visit.reading() instanceof Reading.Entries read
                ? Prints.compare(visit.feed().pulse().window(), read.entries())
                : new Prints.Compared(List.of(), false);
    }

    /// Nothing is missing where a hub told meanwhile what this body holds.
    private static Optional<Gap> gap(Visit visit, Prints.Compared compared) {
        return visit.feed()
                .pulse()
                .window()
                .read()
                .filter(_ -> compared.missed() && !visit.pushed())
                .map(since -> new Gap(since, visit.trip().at()));
    }

    private Pulse learnt(Visit visit, Prints.Compared compared, Optional<Gap> gap) {
        Pulse before = visit.feed().pulse();
        Pulse.Strain strain = Moves.isLookBack(visit) ? before.strain() : Strains.after(visit, settings);
        return switch (visit.reading()) {
            case Reading.Entries read ->
                new Pulse(
                        safe(Rhythms.learn(known(visit), brought(visit, read, compared)), visit, compared, gap),
                        read.entries().isEmpty()
                                ? before.window()
                                : Prints.of(read.entries(), visit.trip().at()),
                        new Pulse.Wishes(read.head().ttl(), read.head().quiet()),
                        strain,
                        Moves.after(visit),
                        Trusts.after(visit, compared.fresh()));
            case Reading.Nothing _ ->
                new Pulse(
                        Rhythms.learn(
                                known(visit),
                                Rhythms.Brought.nothing(visit.trip().at())),
                        before.window(),
                        before.wishes(),
                        strain,
                        Moves.after(visit),
                        Trusts.after(visit, List.of()));
            case Reading.Announced _, Reading.Busy _, Reading.Gone _, Reading.Failed _ ->
                new Pulse(
                        before.rhythm(), before.window(), before.wishes(), strain, Moves.after(visit), before.trust());
        };
    }

    /// A feed from before rhythms were learnt starts from its last change.
    private static Rhythm known(Visit visit) {
        Rhythm rhythm = visit.feed().pulse().rhythm();
        if (rhythm.until().isPresent() || visit.reading() instanceof Reading.Entries) return rhythm;
        return visit.feed().lastChange().map(Rhythms::since).orElse(rhythm);
    }

    private static Rhythms.Brought brought(Visit visit, Reading.Entries read, Prints.Compared compared) {
        Instant at = visit.trip().at();
        List<Instant> dates = read.entries().stream()
                .flatMap(entry -> entry.published().stream())
                .filter(date -> !date.isAfter(at))
                .sorted()
                .toList();
        return new Rhythms.Brought(
                at, arrivals(visit, compared.fresh()), dates, read.entries().size());
    }

    /// When new entries came: at their dates, where those lie between the last body and this one; else somewhere
    /// between the last visit and this one. Of a first body only the dates tell.
    private static List<Instant> arrivals(Visit visit, List<Entry> fresh) {
        Instant at = visit.trip().at();
        Optional<Instant> until = visit.feed().pulse().rhythm().until();
        Instant read = visit.feed().lastRead().or(() -> until).orElse(Instant.MIN);
        List<Instant> arrivals = new ArrayList<>();
        long undated = 0;
        for (Entry entry : fresh) {
            Optional<Instant> date = entry.published().filter(then -> then.isAfter(read) && !then.isAfter(at));
            date.ifPresent(arrivals::add);
            if (date.isEmpty()) undated++;
        }
        if (until.isPresent()) arrivals.addAll(spread(until.get(), at, undated));
        arrivals.sort(Comparator.naturalOrder());
        return arrivals;
    }

    private static List<Instant> spread(Instant from, Instant to, long entries) {
        Duration step = Duration.between(from, to).dividedBy(entries + 1);
        return Stream.iterate(from.plus(step), at -> at.plus(step))
                .limit(entries)
                .toList();
    }

    /// After a gap half the pause is dared, and only step by step more again.
    private Rhythm safe(Rhythm rhythm, Visit visit, Prints.Compared compared, Optional<Gap> gap) {
        return with(rhythm, gap.isPresent() ? halved(rhythm, visit) : wornOff(rhythm, visit, compared));
    }

    private Optional<Duration> halved(Rhythm rhythm, Visit visit) {
        Duration pause = visit.feed()
                .pulse()
                .rhythm()
                .until()
                .map(until -> Duration.between(until, visit.trip().at()))
                .orElse(settings.longest());
        Duration dared = shorter(pause, rhythm.safe().orElse(pause)).dividedBy(2);
        return Optional.of(longer(dared, settings.shortest()));
    }

    private Optional<Duration> wornOff(Rhythm rhythm, Visit visit, Prints.Compared compared) {
        int size =
                visit.reading() instanceof Reading.Entries read ? read.entries().size() : 0;
        boolean calm = compared.fresh().size() < CALM * size;
        return rhythm.safe()
                .map(safe -> calm ? times(safe, WEARS_OFF) : safe)
                .filter(safe -> safe.compareTo(settings.longest()) < 0);
    }

    private Pulse believing(Visit visit, Pulse pulse, Instant due) {
        Instant at = visit.trip().at();
        Instant read = visit.feed().lastRead().orElse(at);
        Duration safe = Forecast.safe(pulse.rhythm(), at, pulse.window().size(), settings.longest());
        return new Pulse(
                pulse.rhythm(),
                pulse.window(),
                pulse.wishes(),
                pulse.strain(),
                pulse.move(),
                Trusts.until(pulse.trust(), read, safe, due));
    }

    private static Rhythm with(Rhythm rhythm, Optional<Duration> safe) {
        return new Rhythm(
                rhythm.until(),
                rhythm.since(),
                rhythm.entries(),
                rhythm.days(),
                rhythm.hours(),
                rhythm.weekdays(),
                rhythm.lately(),
                rhythm.expected(),
                rhythm.last(),
                rhythm.pace(),
                rhythm.longest(),
                rhythm.surge(),
                rhythm.fill(),
                safe);
    }

    // planning

    private Optional<Duration> pause(Visit visit, Pulse pulse) {
        if (Moves.isLookBack(visit) && pulse.move().adopted()) return Optional.of(polite(visit, pulse));
        return switch (visit.reading()) {
            case Reading.Entries _ -> Optional.of(polite(visit, pulse));
            case Reading.Nothing _ -> Optional.of(visit.feed().role() == Feed.Role.HOME ? HOME : polite(visit, pulse));
            case Reading.Announced _ -> Optional.of(HOME);
            case Reading.Busy busy -> Optional.of(Strains.pause(visit, busy.pause(), settings));
            case Reading.Failed failed -> Optional.of(Strains.backOff(visit, failed.fault(), settings));
            case Reading.Gone _ ->
                visit.feed().pulse().move().adopted()
                        ? Optional.of(Strains.backOff(visit, Fault.SOFT, settings))
                        : Optional.empty();
        };
    }

    /// The outlet's fixed interval wins; else the best pause within the bounds. The feed's wishes for a longer one are
    /// heard as far as nothing would be missed for it, and those of a server that refused us always.
    private Duration polite(Visit visit, Pulse pulse) {
        return visit.feed().outlet().poll().orElseGet(() -> {
            Instant at = visit.trip().at();
            Duration safe = Forecast.safe(pulse.rhythm(), at, pulse.window().size(), latest());
            Duration wish = shorter(wish(visit, pulse), safe);
            Duration longest = longest(pulse);
            Duration best = shorter(isTold(visit, at) ? longest : Forecast.best(pulse.rhythm(), at, longest), safe);
            return longer(longer(best, wish), pulse.strain().floor().orElse(settings.shortest()));
        });
    }

    /// Whose news a hub tells at once is asked only so often that nothing is missed should the hub fall silent.
    private static boolean isTold(Visit visit, Instant at) {
        return visit.feed().told().filter(at::isBefore).isPresent();
    }

    private Duration longest(Pulse pulse) {
        return pulse.rhythm().days() < 1 ? shorter(UNKNOWN, latest()) : latest();
    }

    private Duration wish(Visit visit, Pulse pulse) {
        return Stream.of(pulse.wishes().ttl(), visit.trip().freshFor())
                .flatMap(Optional::stream)
                .map(asked -> shorter(asked, latest()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Leaves room for the tenth that jitter may add.
    private Duration latest() {
        return settings.longest().multipliedBy(10).dividedBy(11);
    }

    /// Up to a tenth later, so that feeds asked together do not stay together; the same visit gets the same answer. A
    /// fixed interval is kept to the second.
    private Instant due(Visit visit, Pulse pulse, Duration pause) {
        Instant at = visit.trip().at();
        if (visit.feed().outlet().poll().isPresent()) return at.plus(pause);
        Random random = new Random(visit.feed().id().value() * 31 + at.getEpochSecond());
        Duration jitter = times(pause, JITTER * random.nextDouble());
        Instant due = at.plus(pause).plus(jitter);
        boolean read = visit.reading() instanceof Reading.Entries || visit.reading() instanceof Reading.Nothing;
        return read ? quiet(due, at, pulse, jitter) : due;
    }

    private Instant quiet(Instant due, Instant at, Pulse pulse, Duration jitter) {
        Instant renewed = QuietTimes.renewal(due, pulse.wishes(), at.plus(latest()));
        Instant soonAfter = renewed.plus(shorter(jitter, RENEWAL));
        return QuietTimes.after(renewed.equals(due) || !renewed.isAfter(at) ? due : soonAfter, pulse.wishes());
    }
}
