package dossier.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says about time: when to come again, and how long its answer lasts.
final class Times {
    /// A server that asks to be left alone for a year most likely does not mean it.
    static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    /// Asked to come again at once by a server that is too busy, we still leave it this long.
    static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private static final Duration LONGEST_FRESH = Duration.ofDays(365);
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,18})");
    private static final Pattern NOT_KEPT = Pattern.compile("(?i)(?:^|[,\\s])no-(?:store|cache)(?:$|[,\\s])");

    /// The three forms of RFC 9110, section 5.6.7.
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private Times() {}

    /// How long `Retry-After` asks us to wait: seconds, or a date, seen from the server's own clock where it tells
    /// it.
    static Optional<Duration> pause(Headers headers, Instant now) {
        return headers.first("retry-after")
                .flatMap(value ->
                        seconds(value).or(() -> date(value).map(then -> Duration.between(clock(headers, now), then))))
                .map(pause -> clamp(pause, SHORTEST_PAUSE, LONGEST_PAUSE));
    }

    /// How long an answer may be reused (RFC 9111, section 4.2.1, as a private cache sees it).
    static Optional<Duration> freshFor(Headers headers, Instant now) {
        String control = headers.joined("cache-control").orElse("");
        if (NOT_KEPT.matcher(control).find()) return Optional.empty();
        Matcher maxAge = MAX_AGE.matcher(control);
        Optional<Duration> fresh = maxAge.find()
                ? seconds(maxAge.group(1))
                        .map(age -> age.minus(
                                headers.first("age").flatMap(Times::seconds).orElse(Duration.ZERO)))
                : headers.first("expires").flatMap(Times::date).map(end -> Duration.between(clock(headers, now), end));
        return fresh.filter(Duration::isPositive).map(age -> clamp(age, Duration.ZERO, LONGEST_FRESH));
    }

    private static Instant clock(Headers headers, Instant now) {
        return headers.first("date").flatMap(Times::date).orElse(now);
    }

    private static Optional<Duration> seconds(String value) {
        return value.strip().matches("[0-9]{1,18}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())))
                : Optional.empty();
    }

    private static Optional<Instant> date(String value) {
        String regular = value.strip().replaceAll("\\s+", " ");
        return DATES.stream().flatMap(form -> read(regular, form).stream()).findFirst();
    }

    private static Optional<Instant> read(String value, DateTimeFormatter form) {
        try {
            return Optional.of(Instant.from(form.parse(value)));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) return least;
        return value.compareTo(most) > 0 ? most : value;
    }
}
