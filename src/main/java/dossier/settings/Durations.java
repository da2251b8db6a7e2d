package dossier.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `5m`, `1s`, `24h`, `500ms`, `1d`, `1h30m`, or as ISO 8601 has them: `PT5M`.
final class Durations {
    private static final String PART = "(\\d{1,9})\\s*(ms|s|m|h|d)\\s*";
    private static final Pattern ONE = Pattern.compile(PART);
    private static final Pattern ALL = Pattern.compile("(?:" + PART + "){1,5}");

    private Durations() {}

    static Optional<Duration> read(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.equals("0")) return Optional.of(Duration.ZERO);
        if (text.startsWith("p") || text.startsWith("-p")) return iso(text);
        return ALL.matcher(text).matches() ? Optional.of(sum(text)) : Optional.empty();
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException noDuration) {
            return Optional.empty();
        }
    }

    private static Duration sum(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = ONE.matcher(text);
        while (part.find()) sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        return sum;
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    /// The duration as [#read] takes it, in the largest unit that fits evenly.
    static String text(Duration duration) {
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = unit(unit).toMillis();
            if (duration.toMillis() != 0 && duration.toMillis() % size == 0) return duration.toMillis() / size + unit;
        }
        return duration.isZero() ? "0s" : duration.toMillis() + "ms";
    }
}
