package dossier.publish;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Dates as feeds and headers write them, to the second.
final class Dates {
    private static final DateTimeFormatter MAIL =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private Dates() {}

    /// `Thu, 21 Nov 2019 08:00:00 GMT`: RFC 822 as RSS wants it, and HTTP.
    static String mail(Instant instant) {
        return MAIL.format(instant.atOffset(ZoneOffset.UTC));
    }

    /// `2019-11-21T08:00:00Z`: RFC 3339.
    static String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
