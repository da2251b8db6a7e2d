package dossier.poll;

import dossier.model.Pulse.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a feed asks not to be polled (RSS `skipHours`, `skipDays`), and when it is renewed (`sy:updateBase`).
final class QuietTimes {
    private static final int WEEK = 7 * 24;

    private QuietTimes() {}

    /// The first time from this one on at which the feed may be polled. One that names all hours of all days is not
    /// taken at its word.
    static Instant after(Instant due, Wishes wishes) {
        OffsetDateTime time = due.atOffset(ZoneOffset.UTC);
        for (int tries = 0; tries <= WEEK; tries++) {
            if (!isQuiet(time, wishes)) return time.toInstant();
            time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        return due;
    }

    private static boolean isQuiet(OffsetDateTime time, Wishes wishes) {
        return wishes.quiet().hours().contains(time.getHour())
                || wishes.quiet().days().contains(time.getDayOfWeek());
    }

    /// The first renewal from this time on, for a feed that says when it is renewed and how often; the last one before
    /// the latest time that is allowed, where the first would be after it.
    static Instant renewal(Instant due, Wishes wishes, Instant latest) {
        Optional<Instant> base = wishes.quiet().base();
        Optional<Duration> period = wishes.ttl().filter(Duration::isPositive);
        if (base.isEmpty() || period.isEmpty()) return due;
        long span = Math.max(1, period.get().toSeconds());
        long past = Math.floorMod(due.getEpochSecond() - base.get().getEpochSecond(), span);
        Instant next = past == 0 ? due : due.plusSeconds(span - past);
        return next.isAfter(latest) ? next.minusSeconds(span) : next;
    }
}
