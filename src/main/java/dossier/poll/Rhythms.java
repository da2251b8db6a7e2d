package dossier.poll;

import static dossier.poll.Spans.days;
import static dossier.poll.Spans.fade;
import static dossier.poll.Spans.hours;
import static dossier.poll.Spans.longer;
import static dossier.poll.Spans.shorter;
import static dossier.poll.Spans.times;

import dossier.model.Pulse.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Learns when a feed's entries come, and says how many to expect.
///
/// The rate is what came per day watched, by the hour of the day and the day of the week; above that while entries
/// come in a burst, and ever lower the longer none came although some were expected.
final class Rhythms {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final double MEMORY_DAYS = days(MEMORY) / Math.log(2);
    private static final Duration BURST = Duration.ofHours(6);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(60);

    /// Entries older than that say nothing of today.
    private static final Duration OLDEST = Duration.ofDays(90);

    private static final Duration WEEK = Duration.ofDays(7);

    /// What is taken for granted of a feed that nothing is known of: an entry a day, believed until others come.
    private static final double PRIOR = 0.3;

    /// Entries that must have come before the hours of the day differ by half as much as they seem to.
    private static final double HOURS_PRIOR = 8;

    private static final double WEEKDAYS_PRIOR = 10;

    /// How readily a burst or a silence is believed; the smaller, the sooner.
    private static final double DOUBT = 2;

    /// A body of which so much is new is at risk of losing entries.
    private static final double FULL = 0.7;

    /// Entries that came within that time came at once: no interval helps.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private Rhythms() {}

    /// What a visit brought.
    ///
    /// @param at the time of the visit
    /// @param arrivals when the new entries came, oldest first
    /// @param dates of all entries of the body, oldest first
    /// @param size how many entries the body has
    record Brought(Instant at, List<Instant> arrivals, List<Instant> dates, int size) {
        static Brought nothing(Instant at) {
            return new Brought(at, List.of(), List.of(), 0);
        }
    }

    static Rhythm learn(Rhythm before, Brought brought) {
        Instant at = brought.at();
        Instant from = before.until().orElseGet(() -> firstOf(brought));
        if (at.isBefore(from)) return before;
        List<Instant> arrivals = brought.arrivals().stream()
                .filter(came -> !came.isBefore(at.minus(OLDEST)))
                .toList();
        Duration elapsed = Duration.between(from, at);
        double faded = fade(elapsed, MEMORY);
        double fast = fade(elapsed, BURST);
        double entries = before.entries() * faded + sum(arrivals, at, MEMORY);
        double days = before.days() * faded + MEMORY_DAYS * (1 - faded);
        boolean first = before.until().isEmpty();
        double expected = first ? 0 : expected(before, from, at);
        return new Rhythm(
                Optional.of(at),
                before.since().or(() -> Optional.of(from)),
                entries,
                days,
                shares(before.hours(), faded, arrivals, at, came -> utc(came).getHour()),
                shares(
                        before.weekdays(),
                        faded,
                        arrivals,
                        at,
                        came -> utc(came).getDayOfWeek().getValue() - 1),
                before.lately() * fast + sum(first ? List.of() : arrivals, at, BURST),
                before.expected() * fast + expected * Math.sqrt(fast),
                brought.arrivals().isEmpty()
                        ? before.last()
                        : Optional.of(brought.arrivals().getLast()),
                arrivals.isEmpty() ? before.pace() : pace(entries, days),
                longest(before, arrivals, elapsed),
                Math.max(before.surge() * fade(elapsed, LONGEST_MEMORY), most(brought.dates())),
                fill(before, brought, elapsed),
                before.safe());
    }

    /// A feed that was known before rhythms were learnt, and changed then last.
    static Rhythm since(Instant change) {
        Rhythm none = Rhythm.NONE;
        return new Rhythm(
                Optional.of(change),
                Optional.of(change),
                0,
                0,
                none.hours(),
                none.weekdays(),
                0,
                0,
                Optional.of(change),
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /// The first body shows what came before anyone watched.
    private static Instant firstOf(Brought brought) {
        Instant oldest = brought.at().minus(OLDEST);
        Instant first = brought.arrivals().stream().findFirst().orElse(brought.at());
        return first.isBefore(oldest) ? oldest : first;
    }

    private static double sum(List<Instant> arrivals, Instant at, Duration half) {
        return arrivals.stream()
                .mapToDouble(came -> fade(Duration.between(came, at), half))
                .sum();
    }

    private static Optional<Duration> pace(double entries, double days) {
        return entries < 1 || days <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (days * 86_400_000 / entries)));
    }

    private interface Slot {
        int of(Instant came);
    }

    private static List<Double> shares(
            List<Double> before, double faded, List<Instant> arrivals, Instant at, Slot slot) {
        List<Double> shares = new ArrayList<>();
        before.forEach(share -> shares.add(rounded(share * faded)));
        for (Instant came : arrivals) {
            int here = slot.of(came);
            shares.set(here, rounded(shares.get(here) + fade(Duration.between(came, at), MEMORY)));
        }
        return Collections.unmodifiableList(shares);
    }

    private static double rounded(double share) {
        return Math.round(share * 1000) / 1000.0;
    }

    private static Duration longest(Rhythm before, List<Instant> arrivals, Duration elapsed) {
        Duration longest = times(before.longest(), fade(elapsed, LONGEST_MEMORY));
        Optional<Instant> last = before.last();
        for (Instant came : arrivals) {
            if (last.isPresent()) longest = longer(longest, Duration.between(last.get(), came));
            last = Optional.of(came);
        }
        return longest;
    }

    /// The most entries within six hours.
    private static int most(List<Instant> dates) {
        int most = 0;
        for (int from = 0, to = 0; to < dates.size(); to++) {
            while (dates.get(from).isBefore(dates.get(to).minus(BURST))) from++;
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /// How many entries a burst may add to what the rhythm leads to expect: none for a feed that knows no bursts.
    static double surge(Rhythm rhythm) {
        double peak = 0;
        for (int hour = 0; hour < 24; hour++) peak = Math.max(peak, share(rhythm.hours(), hour, HOURS_PRIOR));
        double usual = peak * daily(rhythm) * BURST.toHours() / 24;
        return rhythm.surge() > 2 * (usual + 1) ? rhythm.surge() - usual : 0;
    }

    /// The shortest time in which most of the document was replaced, as its dates tell, or as the visits do.
    private static Optional<Duration> fill(Rhythm before, Brought brought, Duration elapsed) {
        Optional<Duration> old = before.fill().map(fill -> times(fill, 1 / fade(elapsed, MEMORY)));
        if (brought.size() < 2) return old;
        int most = (int) Math.ceil(brought.size() * FULL);
        Optional<Duration> dated = shortest(brought.dates(), most).or(() -> shortest(brought.dates(), brought.size()));
        boolean many = before.until().isPresent() && brought.arrivals().size() * 2 >= brought.size();
        Optional<Duration> visited = many
                ? Optional.of(times(elapsed, (double) most / brought.arrivals().size()))
                : Optional.empty();
        return shortest(old, shortest(dated, visited));
    }

    private static Optional<Duration> shortest(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) return one.or(() -> other);
        return Optional.of(shorter(one.get(), other.get()));
    }

    private static Optional<Duration> shortest(List<Instant> dates, int entries) {
        Optional<Duration> shortest = Optional.empty();
        for (int i = entries - 1; i < dates.size() && entries > 1; i++)
            shortest = shortest(shortest, Optional.of(Duration.between(dates.get(i - entries + 1), dates.get(i))));
        return shortest.filter(span -> span.compareTo(AT_ONCE) >= 0);
    }

    // forecast

    /// How many entries to expect in a span, taken as the rhythm has them. One week is like the other, so that a feed
    /// that is silent for long is not gone through hour by hour.
    static double expected(Rhythm rhythm, Instant from, Instant to) {
        Instant end = to.isBefore(from.plus(OLDEST)) ? to : from.plus(OLDEST);
        long weeks = Math.max(0, Duration.between(from, end).dividedBy(WEEK));
        double week = weeks == 0 ? 0 : hourly(rhythm, from, from.plus(WEEK));
        return weeks * week + hourly(rhythm, from.plus(WEEK.multipliedBy(weeks)), end);
    }

    private static double hourly(Rhythm rhythm, Instant from, Instant end) {
        double expected = 0;
        for (Instant at = from; at.isBefore(end); ) {
            Instant next = at.plus(Duration.ofHours(1));
            if (next.isAfter(end)) next = end;
            expected +=
                    rate(rhythm, at.plus(Duration.between(at, next).dividedBy(2))) * hours(Duration.between(at, next));
            at = next;
        }
        return expected;
    }

    /// How much livelier it is now than its rhythm has it: above 1 in a burst, below in a silence.
    static double mood(Rhythm rhythm, Instant now) {
        double missing = rhythm.last().map(last -> expected(rhythm, last, now)).orElse(0.0);
        return (DOUBT + rhythm.lately()) / (DOUBT + Math.max(rhythm.expected(), missing));
    }

    /// Entries per hour at this time, as the rhythm has it.
    static double rate(Rhythm rhythm, Instant at) {
        OffsetDateTime then = utc(at);
        double hour = share(rhythm.hours(), then.getHour(), HOURS_PRIOR);
        double weekday = share(rhythm.weekdays(), then.getDayOfWeek().getValue() - 1, WEEKDAYS_PRIOR);
        return daily(rhythm) / 24 * believed(hour, rhythm.days() - 1) * believed(weekday, rhythm.days() / 7 - 1);
    }

    private static double daily(Rhythm rhythm) {
        return (rhythm.entries() + PRIOR) / (rhythm.days() + PRIOR / (1 + rhythm.entries()));
    }

    /// Who has not seen all hours of a day, or all days of a week, cannot tell them apart.
    private static double believed(double share, double rounds) {
        return 1 + Math.clamp(rounds, 0, 1) * (share - 1);
    }

    /// How much more than the average falls into one of the slots; its neighbours have a say.
    private static double share(List<Double> counts, int slot, double prior) {
        int slots = counts.size();
        double all = 0;
        for (double count : counts) all += count;
        double here = slots == 24
                ? counts.get(slot) / 2 + counts.get((slot + 1) % slots) / 4 + counts.get((slot + slots - 1) % slots) / 4
                : counts.get(slot);
        return (here * slots + prior) / (all + prior);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
