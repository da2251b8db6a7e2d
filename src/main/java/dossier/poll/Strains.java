package dossier.poll;

import static dossier.poll.Spans.longer;
import static dossier.poll.Spans.shorter;
import static dossier.poll.Spans.times;

import dossier.model.Fault;
import dossier.model.Pulse.Strain;
import dossier.model.Reading;
import dossier.model.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Failures and refusals, and how long to leave a feed alone for them.
final class Strains {
    /// A dead feed is asked once in thirty days, for ever: outlets come back.
    private static final Duration DEAD = Duration.ofDays(30);

    /// A server may ask for a long pause, but nobody can switch a feed off that way.
    private static final Duration LONGEST_WISH = Duration.ofDays(7);

    private static final Duration FIRST = Duration.ofMinutes(10);

    private Strains() {}

    static Strain after(Visit visit, PollSettings settings) {
        Strain strain = visit.feed().pulse().strain();
        Optional<Instant> since =
                strain.since().or(() -> Optional.of(visit.trip().at()));
        return switch (visit.reading()) {
            case Reading.Failed failed ->
                new Strain(
                        before(visit, failed.fault()) + weight(failed.fault()), strain.busy(), since, strain.floor());
            case Reading.Busy _ ->
                new Strain(strain.strikes(), strain.busy() + 1, since, Optional.of(floor(visit, settings)));
            case Reading.Gone _ -> strain;
            case Reading.Entries _, Reading.Announced _, Reading.Nothing _ -> relieved(strain, settings);
        };
    }

    /// Twice as long with each hard failure; sooner again where it will likely mend.
    static Duration backOff(Visit visit, Fault fault, PollSettings settings) {
        return grown(longer(settings.shortest(), FIRST), before(visit, fault));
    }

    /// At least what the server asks for; longer each time, where it asks again and again.
    static Duration pause(Visit visit, Duration asked, PollSettings settings) {
        Duration own = grown(settings.shortest(), visit.feed().pulse().strain().busy() * 0.5);
        return longer(shorter(asked, LONGEST_WISH), longer(own, floor(visit, settings)));
    }

    private static Duration grown(Duration first, double doublings) {
        return shorter(times(first, Math.pow(2, Math.min(20, doublings))), DEAD);
    }

    /// Failures from before they were weighed count as if all had been like this one.
    private static double before(Visit visit, Fault fault) {
        double strikes = visit.feed().pulse().strain().strikes();
        return strikes > 0 ? strikes : visit.feed().failures() * weight(fault);
    }

    private static double weight(Fault fault) {
        return switch (fault) {
            case HARD -> 1;
            case SOFT -> 0.5;
            case TEMPORARY -> 0.25;
        };
    }

    /// A server that refuses was asked too often: half as long again between two visits.
    private static Duration floor(Visit visit, PollSettings settings) {
        Duration known = visit.feed().pulse().strain().floor().orElse(settings.shortest());
        Optional<Instant> before = visit.feed().pulse().rhythm().until();
        boolean first = visit.feed().pulse().strain().busy() == 0;
        if (!first || before.isEmpty()) return known;
        Duration asked = Duration.between(before.get(), visit.trip().at());
        return shorter(longer(known, times(asked, 1.5)), settings.longest());
    }

    /// The server is tried a little sooner each time, or else a busy hour would slow a feed for ever.
    private static Strain relieved(Strain strain, PollSettings settings) {
        Optional<Duration> floor = strain.floor()
                .map(floorOf -> times(floorOf, 0.98))
                .filter(floorOf -> floorOf.compareTo(settings.shortest()) > 0);
        return new Strain(0, 0, Optional.empty(), floor);
    }
}
