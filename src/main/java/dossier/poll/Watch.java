package dossier.poll;

import static dossier.poll.Spans.longer;
import static dossier.poll.Spans.times;

import dossier.model.Alarm;
import dossier.model.Alarm.Kind;
import dossier.model.Alarm.Standing;
import dossier.model.Pulse;
import dossier.model.Pulse.Rhythm;
import dossier.model.Pulse.Strain;
import dossier.model.Reading;
import dossier.model.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an operator should know of a feed after a visit.
final class Watch {
    /// A feed must have been watched over a weekend before its silence means anything.
    private static final Duration WATCHED = Duration.ofDays(8);

    /// So many entries make a feed lively.
    private static final int LIVELY = 6;

    /// A silence counts that is so much longer than the longest one known,
    private static final double LONGER = 2;

    /// and in which so many entries should have come,
    private static final double MISSED = 6;

    /// but never a shorter one: that is no news to an operator.
    private static final Duration SHORTEST = Duration.ofHours(3);

    private static final Duration FAILING = Duration.ofHours(12);

    private Watch() {}

    static List<Standing> standing(Visit visit, Pulse pulse, boolean retired) {
        List<Standing> standing = new ArrayList<>();
        if (retired) standing.add(gone(visit));
        failing(visit, pulse.strain()).ifPresent(standing::add);
        silent(pulse.rhythm()).ifPresent(standing::add);
        moved(pulse.move()).ifPresent(standing::add);
        return standing;
    }

    private static Standing gone(Visit visit) {
        return new Standing(
                Kind.GONE,
                visit.trip().at(),
                "is gone for good (410) and not asked any more; take it out of the configuration");
    }

    private static Optional<Standing> failing(Visit visit, Strain strain) {
        Instant at = visit.trip().at();
        return strain.since()
                .filter(since -> !at.isBefore(since.plus(FAILING)))
                .map(since -> new Standing(Kind.FAILING, since, trouble(visit.reading(), Duration.between(since, at))));
    }

    private static String trouble(Reading reading, Duration lasting) {
        String what = reading instanceof Reading.Failed failed
                ? "could not be read: " + failed.reason()
                : "asks for a pause at every visit";
        return "has been failing for " + about(lasting) + "; it " + what;
    }

    /// Silence against the feed's own rhythm, as it was when its last entry came.
    private static Optional<Standing> silent(Rhythm rhythm) {
        if (rhythm.last().isEmpty() || rhythm.pace().isEmpty() || rhythm.until().isEmpty()) return Optional.empty();
        Instant last = rhythm.last().get();
        Duration pace = rhythm.pace().get();
        Duration silence = Duration.between(last, rhythm.until().get());
        Duration bearable = longer(longer(times(rhythm.longest(), LONGER), times(pace, MISSED)), SHORTEST);
        return silence.compareTo(bearable) > 0 && isLively(rhythm, last)
                ? Optional.of(new Standing(
                        Kind.SILENT,
                        last,
                        "has brought nothing for " + about(silence) + "; an entry every " + about(pace) + " was usual"))
                : Optional.empty();
    }

    private static boolean isLively(Rhythm rhythm, Instant last) {
        Duration watched = Duration.between(rhythm.since().orElse(last), last);
        return watched.compareTo(WATCHED) >= 0
                && watched.dividedBy(LIVELY).compareTo(rhythm.pace().orElse(watched)) >= 0;
    }

    private static Optional<Standing> moved(Pulse.Move move) {
        Optional<URI> to = move.adopted() ? move.to() : Optional.empty();
        return to.map(place -> new Standing(
                Alarm.Kind.MOVED,
                move.since().orElse(Instant.EPOCH),
                "moved for good to " + place + ", which is asked now; change the address in the configuration"));
    }

    private static String about(Duration time) {
        if (time.toHours() >= 48) return time.toDays() + " d";
        return time.toMinutes() >= 90 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
