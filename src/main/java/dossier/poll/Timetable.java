package dossier.poll;

import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Reading;
import dossier.model.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/// Plans the next visit to a feed from what this one brought.
public final class Timetable {
    /// A server may ask for a long pause, but nobody can switch a feed off that way.
    private static final Duration LONGEST_WISH = Duration.ofDays(7);

    /// A dead feed is asked once in thirty days, for ever: outlets come back.
    private static final Duration DEAD = Duration.ofDays(30);

    /// A home page that led to its feeds is looked at again now and then: sites move.
    private static final Duration HOME = Duration.ofDays(7);

    /// A feed is asked about this often in the time that it usually takes to bring something new.
    private static final int ASKS_PER_ENTRY = 4;

    private final PollSettings settings;

    /// A timetable within these bounds.
    public Timetable(PollSettings settings) {
        this.settings = settings;
    }

    /// The visit, with the time of the next one. A retired feed has none.
    public Visit plan(Visit visit) {
        return visit.next(pause(visit).map(pause -> visit.trip().at().plus(jittered(pause, visit))));
    }

    private Optional<Duration> pause(Visit visit) {
        Feed feed = visit.feed();
        return switch (visit.reading()) {
            case Reading.Entries read -> Optional.of(polite(visit, read.head().ttl(), rhythm(visit, read)));
            case Reading.Nothing _ -> Optional.of(polite(visit, Optional.empty(), sinceLastChange(visit)));
            case Reading.Announced _ -> Optional.of(HOME);
            case Reading.Busy busy -> Optional.of(longer(settings.shortest(), shorter(busy.pause(), LONGEST_WISH)));
            case Reading.Failed failed -> Optional.of(backOff(failed.fault(), feed.failures()));
            case Reading.Gone _ -> Optional.empty();
        };
    }

    /// The outlet's fixed interval wins; else our guess within the bounds, but no sooner than the server asks for.
    private Duration polite(Visit visit, Optional<Duration> ttl, Duration guess) {
        return visit.feed().outlet().poll().orElseGet(() -> {
            Duration wish = Stream.of(ttl, visit.trip().freshFor())
                    .flatMap(Optional::stream)
                    .map(asked -> shorter(asked, latest()))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            return longer(wish, within(guess));
        });
    }

    /// The usual time between two of its newest entries, and the silence since the last one, tell how soon the next
    /// is due.
    private Duration rhythm(Visit visit, Reading.Entries read) {
        List<Instant> newest = read.entries().stream()
                .map(Entry::published)
                .flatMap(Optional::stream)
                .filter(published -> !published.isAfter(visit.trip().at()))
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .toList();
        if (newest.isEmpty()) return settings.shortest().multipliedBy(ASKS_PER_ENTRY);
        Duration silence = Duration.between(newest.getFirst(), visit.trip().at());
        Duration usual =
                Duration.between(newest.getLast(), newest.getFirst()).dividedBy(Math.max(1, newest.size() - 1));
        return longer(silence, usual).dividedBy(ASKS_PER_ENTRY);
    }

    private Duration sinceLastChange(Visit visit) {
        Function<Instant, Duration> silence =
                read -> Duration.between(read, visit.trip().at()).dividedBy(ASKS_PER_ENTRY);
        return visit.feed().lastChange().map(silence).orElse(settings.shortest());
    }

    /// Twice as long with each failure; sooner again where it will likely mend.
    private Duration backOff(Fault fault, int failures) {
        double weight =
                switch (fault) {
                    case HARD -> 1;
                    case SOFT -> 0.5;
                    case TEMPORARY -> 0.25;
                };
        Duration first = longer(settings.shortest(), Duration.ofMinutes(10));
        double times = Math.pow(2, Math.min(20, failures) * weight);
        return shorter(first.multipliedBy((long) Math.ceil(times)), DEAD);
    }

    private Duration within(Duration guess) {
        return longer(shorter(guess, latest()), settings.shortest());
    }

    /// Leaves room for the tenth that [#jittered] may add.
    private Duration latest() {
        return settings.longest().multipliedBy(10).dividedBy(11);
    }

    /// Up to a tenth later, so that feeds asked together do not stay together; the same visit gets the same answer. A
    /// fixed interval is kept to the second.
    private static Duration jittered(Duration pause, Visit visit) {
        if (visit.feed().outlet().poll().isPresent()) return pause;
        Random random =
                new Random(visit.feed().id().value() * 31 + visit.trip().at().getEpochSecond());
        return pause.plusMillis((long) (pause.toMillis() * 0.1 * random.nextDouble()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
