package dossier.poll;

import static dossier.poll.Spans.shorter;
import static dossier.poll.Spans.times;

import dossier.model.Pulse.Rhythm;
import java.time.Duration;
import java.time.Instant;

/// When to come again so that requests and waiting entries together cost the least.
///
/// A request is worth a certain time of waiting, added up over all entries that wait. Coming whenever the entries that
/// may be there by now have waited that long together is the best there is for a steady feed (twice the entries, √2
/// times the requests), and close to it for any other.
final class Forecast {
    /// A request costs as much as one entry's waiting for so many hours.
    private static final double PRICE = 0.95;

    private static final double STEP = 1.0 / 12;

    /// Of the shortest time in which most of a document was ever replaced, so much is dared.
    private static final double DARED = 0.9;

    /// So much of the document may be new by then, twice the usual spread above what is expected.
    private static final double ROOM = 0.6;

    /// A burst that fills most of the document by itself leaves no more to be cautious about than this.
    private static final double LEAST_ROOM = 0.15;

    /// Bursts seem to come one by one until several come together. Where so many of the kind it knows would replace the
    /// whole document, a feed is not left alone for longer than that, however quiet it is.
    private static final double TOGETHER = 5;

    private static final Duration BETWEEN_BURSTS = Duration.ofHours(4);

    private Forecast() {}

    /// The pause that costs the least.
    static Duration best(Rhythm rhythm, Instant now, Duration longest) {
        double mood = Rhythms.mood(rhythm, now);
        double waiting = 0;
        double waited = 0;
        for (double at = 0; at < Spans.hours(longest); at += STEP) {
            double rate = mood * Rhythms.rate(rhythm, later(now, at + STEP / 2));
            double next = waited + waiting * STEP + rate * STEP * STEP / 2;
            if (next >= PRICE) return Spans.times(Duration.ofHours(1), at + within(rate, waiting, PRICE - waited));
            waiting += rate * STEP;
            waited = next;
        }
        return longest;
    }

    /// When in a step the price is reached: `waiting·t + rate·t²/2 = rest`.
    private static double within(double rate, double waiting, double rest) {
        return rate <= 0 ? STEP : Math.min(STEP, (Math.sqrt(waiting * waiting + 2 * rate * rest) - waiting) / rate);
    }

    /// The longest pause after which nothing will have left the document unseen, as far as anyone can know.
    static Duration safe(Rhythm rhythm, Instant now, int size, Duration longest) {
        Duration safe = rhythm.fill().map(fill -> times(fill, DARED)).orElse(longest);
        safe = shorter(safe, rhythm.safe().orElse(longest));
        if (mayBurst(rhythm, now, size)) safe = shorter(safe, BETWEEN_BURSTS);
        return shorter(safe, filled(rhythm, now, size, longest));
    }

    /// Not of a feed that has been silent for twice as long as ever before: that one is left alone ever longer.
    private static boolean mayBurst(Rhythm rhythm, Instant now, int size) {
        double surge = Rhythms.surge(rhythm);
        Duration lively = rhythm.longest().multipliedBy(2);
        return size >= 2
                && surge > 0
                && surge * TOGETHER >= size
                && rhythm.last()
                        .filter(last -> !last.plus(lively).isBefore(now))
                        .isPresent();
    }

    private static Duration filled(Rhythm rhythm, Instant now, int size, Duration longest) {
        double mood = Math.max(1, Rhythms.mood(rhythm, now));
        double room = Math.max(LEAST_ROOM * size, ROOM * size - Rhythms.surge(rhythm));
        double entries = 0;
        if (size < 2) return longest;
        for (double at = 0; at < Spans.hours(longest); at += STEP) {
            entries += mood * Rhythms.rate(rhythm, later(now, at + STEP / 2)) * STEP;
            if (entries + 2 * Math.sqrt(entries) >= room) return times(Duration.ofHours(1), at);
        }
        return longest;
    }

    private static Instant later(Instant now, double hours) {
        return now.plusMillis((long) (hours * 3_600_000));
    }
}
