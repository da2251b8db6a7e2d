package dossier.extract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads dates as pages write them, for machines and for people, in the languages our outlets write.
final class Dates {
    private static final int EARLIEST = 1990;
    private static final int LATEST = 2100;
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T"
            + " ]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:[.,]\\d+)?\\s*(Z|UTC|GMT|[+-]\\d{1,2}:?\\d{2}|[+-]\\d{2})?)?");
    private static final Pattern COMPACT =
            Pattern.compile("^(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?(Z|[+-]\\d{4})?)?$");
    private static final Pattern SLASHED = Pattern.compile("\\b(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})\\b");
    private static final Pattern NUMERIC = Pattern.compile("\\b(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})\\b");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "\\b(\\d{1,2})(?:(?:st|nd|rd|th|er|º|°)?\\.?\\s+|\\.)(?:de |of )?(\\p{L}{3,12})\\.?,?\\s+(?:de |del"
                    + " )?(\\d{4})\\b");
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b(\\p{L}{3,12})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b");
    private static final Pattern EAST_ASIAN =
            Pattern.compile("(\\d{4})\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*(\\d{1,2})\\s*[日일]");
    private static final Pattern CLOCK = Pattern.compile(
            "\\b(\\d{1,2})[:.h](\\d{2})(?::\\d{2})?(?:\\s*([ap]m\\b|[ap]\\.\\s?m\\b)|\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("/((?:19|20)\\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\\d|3[01])(?:[/_.-]|$)");
    /// A part of the path that is a date and nothing else; within other words it is what they are about.
    private static final Pattern ADDRESS_REVERSED = Pattern.compile("/(\\d{2})([_-])(\\d{2})\\2(20\\d{2})(?:[/.]|$)");
    /// The last part of a path, a number that begins with a day and a time of it: `/A2026012914320005196`,
    /// `/202601291432-the-ferry`. One before it is mostly that of a copy (`/web/20160218174457/https://…`),
    /// and a longer one without a letter before it is any number.
    private static final Pattern STAMPED = Pattern.compile("/(?:[A-Za-z]{1,4}(?=\\d{12})|(?=\\d{12}(?:\\d{2})?(?!\\d)))"
            + "((?:19|20)\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?:[01]\\d|2[0-3])[0-5]\\d\\d*(?:[._-][^/]*)?/?$");
    private static final Map<String, Integer> MONTHS = months();

    private final ZoneId zone;

    Dates(ZoneId zone) {
        this.zone = zone;
    }

    private static Map<String, Integer> months() {
        List<String> lists = List.of(
                "january jan jan janvier janv enero ene gennaio gen januari januar jänner janeiro januára ledna"
                        + " stycznia января jaanuar tammikuuta ocak ianuarie jan",
                "february feb februar février févr fév febrero febbraio februari fevereiro fev února lutego февраля"
                        + " veebruar helmikuuta şubat februarie",
                "march mar märz mär mars marzo maart mrt março marco března marca марта märts maaliskuuta mart martie",
                "april apr avril avr abril abr aprile dubna kwietnia апреля aprill huhtikuuta nisan aprilie",
                "may mai mayo maggio mag mei maio května maja мая toukokuuta mayıs maj",
                "june jun juni juin junio giugno giu junho června czerwca июня juuni kesäkuuta haziran iunie",
                "july jul juli juillet juil julio luglio lug julho července lipca июля juuli heinäkuuta temmuz iulie",
                "august aug août aout agosto ago augustus augusti srpna sierpnia августа elokuuta ağustos",
                "september sep sept septembre septiembre settembre set setembro září września сентября syyskuuta eylül"
                        + " septembrie",
                "october oct oktober okt octobre octubre ottobre ott outubro out října października октября oktoober"
                        + " lokakuuta ekim octombrie",
                "november nov novembre noviembre novembro listopadu listopada ноября marraskuuta kasım noiembrie",
                "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro prosince grudnia"
                        + " декабря detsember joulukuuta aralık decembrie des desember");
        Map<String, Integer> months = new HashMap<>();
        for (int i = 0; i < lists.size(); i++) {
            for (String name : lists.get(i).split(" ", -1)) months.putIfAbsent(name, i + 1);
        }
        return Map.copyOf(months);
    }

    /// A date written for machines: ISO 8601 and its relatives, RFC 1123, seconds since 1970.
    Optional<OffsetDateTime> machine(String written) {
        String text = written.strip();
        if (text.length() < 6 || text.length() > 80) return Optional.empty();
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.find()) return of(iso, 7);
            Matcher compact = COMPACT.matcher(text);
            if (compact.find()) return of(compact, 7);
            if (text.matches("1[0-9]{9}")) return plausible(epoch(Long.parseLong(text)));
            if (text.matches("1[0-9]{12}")) return plausible(epoch(Long.parseLong(text) / 1000));
            if (text.length() > 20 && text.charAt(3) == ',') return rfc(text).or(() -> human(text));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
        return human(text);
    }

    private static OffsetDateTime epoch(long seconds) {
        return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    }

    private static Optional<OffsetDateTime> rfc(String text) {
        try {
            return plausible(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private Optional<OffsetDateTime> of(Matcher parts, int zoneGroup) {
        LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
        if (parts.group(4) == null) return plausible(day.atStartOfDay(zone).toOffsetDateTime());
        int second = parts.group(6) == null ? 0 : number(parts, 6);
        LocalDateTime time = day.atTime(number(parts, 4) % 24, number(parts, 5), Math.min(second, 59));
        String offset = parts.group(zoneGroup);
        return plausible(offset == null ? time.atZone(zone).toOffsetDateTime() : time.atOffset(offset(offset)));
    }

    private static ZoneOffset offset(String written) {
        if (Character.isLetter(written.charAt(0))) return ZoneOffset.UTC;
        String digits = written.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.length() == 3 ? digits.substring(0, 1) : digits.substring(0, 2));
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
        int sign = written.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    /// A date written for people: `14 November 2019`, `Nov. 14, 2019`, `14.11.2019 09:30`.
    Optional<OffsetDateTime> human(String written) {
        String text = written.length() > 200 ? written.substring(0, 200) : written;
        try {
            Optional<LocalDate> day = day(text);
            if (day.isEmpty()) return Optional.empty();
            return plausible(atClock(day.get(), text).atZone(zone).toOffsetDateTime());
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private Optional<LocalDate> day(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.find()) return Optional.of(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)));
        Matcher asian = EAST_ASIAN.matcher(text);
        if (asian.find()) return Optional.of(LocalDate.of(number(asian, 1), number(asian, 2), number(asian, 3)));
        Matcher slashed = SLASHED.matcher(text);
        if (slashed.find())
            return Optional.of(LocalDate.of(number(slashed, 1), number(slashed, 2), number(slashed, 3)));
        Matcher dayMonth = DAY_MONTH.matcher(text);
        while (dayMonth.find()) {
            int month = month(dayMonth.group(2));
            if (month > 0) return Optional.of(LocalDate.of(number(dayMonth, 3), month, number(dayMonth, 1)));
        }
        Matcher monthDay = MONTH_DAY.matcher(text);
        while (monthDay.find()) {
            int month = month(monthDay.group(1));
            if (month > 0) return Optional.of(LocalDate.of(number(monthDay, 3), month, number(monthDay, 2)));
        }
        Matcher numeric = NUMERIC.matcher(text);
        return numeric.find() ? numeric(numeric) : Optional.empty();
    }

    /// Day first, as most of the world writes, unless the numbers or American slashes say otherwise.
    private Optional<LocalDate> numeric(Matcher parts) {
        int first = number(parts, 1);
        int second = number(parts, 3);
        int year = number(parts, 4);
        if (year < 100) year += 2000;
        boolean monthFirst = second > 12 || (first <= 12 && parts.group(2).equals("/") && isAmerican());
        return Optional.of(monthFirst ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first));
    }

    private boolean isAmerican() {
        return zone.getId().startsWith("America/");
    }

    private static LocalDateTime atClock(LocalDate day, String text) {
        Matcher clock = CLOCK.matcher(text.replace(Integer.toString(day.getYear()), "    "));
        while (clock.find()) {
            int hour = number(clock, 1);
            int minute = number(clock, 2);
            if (hour > 23 || minute > 59 || (clock.group().indexOf('.') > 0 && clock.group(3) == null)) continue;
            String half = clock.group(3) == null ? "" : clock.group(3).toLowerCase(Locale.ROOT);
            if (half.startsWith("p") && hour < 12) hour += 12;
            if (half.startsWith("a") && hour == 12) hour = 0;
            return day.atTime(hour, minute);
        }
        return day.atStartOfDay();
    }

    /// `/2019/11/14/` in an address.
    Optional<OffsetDateTime> inAddress(String address) {
        return inOrder(ADDRESS.matcher(address));
    }

    /// The day that a number at the end of a path begins with.
    Optional<OffsetDateTime> stampedInPath(String path) {
        return inOrder(STAMPED.matcher(path));
    }

    private Optional<OffsetDateTime> inOrder(Matcher parts) {
        return parts.find() ? day(number(parts, 1), number(parts, 2), number(parts, 3)) : Optional.empty();
    }

    /// `/14-11-2019` in an address, in America `/11-14-2019`.
    Optional<OffsetDateTime> reversedInAddress(String address) {
        Matcher parts = ADDRESS_REVERSED.matcher(address);
        if (!parts.find()) return Optional.empty();
        int first = number(parts, 1);
        int second = number(parts, 3);
        boolean monthFirst = second > 12 || (isAmerican() && first <= 12);
        return day(number(parts, 4), monthFirst ? first : second, monthFirst ? second : first);
    }

    private Optional<OffsetDateTime> day(int year, int month, int day) {
        try {
            return plausible(LocalDate.of(year, month, day).atStartOfDay(zone).toOffsetDateTime());
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static int month(String name) {
        return MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static Optional<OffsetDateTime> plausible(OffsetDateTime time) {
        return Optional.of(time).filter(found -> found.getYear() >= EARLIEST && found.getYear() < LATEST);
    }
}
