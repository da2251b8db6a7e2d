package dossier.parse;

import dossier.model.Pulse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a feed asks of those who poll it: RSS `skipHours` and `skipDays`, and `sy:updateBase`.
final class Wishing {
    /// Nobody needs more of them; a stranger's feed may name thousands.
    private static final int MOST = 100;

    private Wishing() {}

    static Pulse.Wishes of(Node channel, Optional<Duration> ttl) {
        return new Pulse.Wishes(ttl, new Pulse.Quiet(hours(channel), days(channel), base(channel)));
    }

    /// In UTC, from 0 to 23; the first RSS counted from 1 to 24.
    private static Set<Integer> hours(Node channel) {
        Set<Integer> hours = new HashSet<>();
        for (String hour : words(channel, "skiphours", "hour"))
            if (hour.matches("\\d{1,2}") && Integer.parseInt(hour) <= 24) hours.add(Integer.parseInt(hour) % 24);
        return hours;
    }

    private static Set<DayOfWeek> days(Node channel) {
        Set<DayOfWeek> days = new HashSet<>();
        for (String written : words(channel, "skipdays", "day"))
            for (DayOfWeek day : DayOfWeek.values())
                if (day.name().equals(written.toUpperCase(Locale.ROOT))) days.add(day);
        return days;
    }

    private static List<String> words(Node channel, String list, String item) {
        return channel.all(List.of(list)).stream()
                .flatMap(found -> found.all(List.of(item)).stream())
                .limit(MOST)
                .map(found -> Text.spaced(found.text()))
                .toList();
    }

    private static Optional<Instant> base(Node channel) {
        return channel.all(List.of("sy:updatebase")).stream()
                .flatMap(found -> Dates.read(found.text(), ZoneOffset.UTC).stream())
                .map(Dates.Read::at)
                .findFirst();
    }
}
