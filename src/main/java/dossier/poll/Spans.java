package dossier.poll;

import java.time.Duration;

/// Arithmetic with durations.
final class Spans {
    private Spans() {}

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static Duration times(Duration span, double factor) {
        return Duration.ofMillis((long) (span.toMillis() * factor));
    }

    static double hours(Duration span) {
        return span.toMillis() / 3_600_000.0;
    }

    static double days(Duration span) {
        return span.toMillis() / 86_400_000.0;
    }

    /// How much is left after this time of what is halved each `half`.
    static double fade(Duration span, Duration half) {
        return Math.pow(0.5, (double) span.toMillis() / half.toMillis());
    }
}
