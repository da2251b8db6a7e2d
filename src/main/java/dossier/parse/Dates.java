package dossier.parse;

import dossier.model.DateFlag;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/// Reads dates of every kind that outlets write. The table of shapes stands in `SHAPES`; months and zones by name in
/// [DateWords]. A date that fits no shape is not guessed at.
final class Dates {
    private static final int LONGEST = 120;
    private static final Instant WEB = Instant.parse("1990-01-01T00:00:00Z");

    /// A date as read.
    ///
    /// @param zoned false where it had no zone and one was assumed
    record Read(Instant at, boolean zoned) {
        /// To the second: what stands behind it differs from one copy of a feed to the next.
        Read {
            at = at.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /// Hour, minute, second, fraction, half of the day, zone: what may follow every date.
    private static final String TIME = "(?:[t ,]*+(?:(?:a las|as|a|um|at|om|ore|alle|klo|kl\\.?|@|-) ?)?"
            + "(?<hour>\\d{1,2})(?: ?[:.h] ?(?<minute>\\d{1,2})(?:[:.](?<second>\\d{1,2})(?:[.,:]\\d++)?)?)?"
            + "(?: ?(?:uhr|h)(?!\\p{L}))? ?(?<half>[ap]\\.? ?m\\.?(?!\\p{L}))?)?[ ,]*+(?<zone>.*)";
    /// A weekday in front, which says nothing that the date does not.
    private static final String WEEKDAY = "(?:[\\p{L}-]+\\.?[, ]+){0,2}";

    /// A shape of dates, and how its day is found.
    private record Shape(Pattern pattern, Function<Matcher, Optional<LocalDate>> day) {}

    private static final List<Shape> SHAPES = List.of(
            // ISO 8601, RFC 3339, W3C-DTF: 2024-01-02T03:04:05+02:00, 2024/1/2, 2024.01.02, 20240102T0304, 2024-01-02
            shape("(?<y>\\d{4})([-/.])(?<m>\\d{1,2})\\2(?<d>\\d{1,2})(?!\\d)\\.?" + TIME, Dates::numbers),
            shape("(?<y>\\d{4})(?<m>\\d\\d)(?<d>\\d\\d)(?!\\d)" + TIME, Dates::numbers),
            shape(
                    "(?<y>\\d{4})(?<m>\\d\\d)(?<d>\\d\\d)t?(?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)?(?<half>)(?<zone>.*)",
                    Dates::numbers),
            // Hungarian writes the month first, in numbers: 2004-julius-13T9:15-05:00
            shape("(?<y>\\d{4})[-. ]+(?<word>\\p{L}{3,})[-. ]+(?<d>\\d{1,2})\\.?" + TIME, Dates::named),
            // Latvian: 2024. gada 3. septembris
            shape("(?<y>\\d{4})\\.? gada (?<d>\\d{1,2})\\. ?(?<word>\\p{L}{3,})" + TIME, Dates::named),
            // week and day of the year: 2003-W01-3, 2024-002, 2024002
            shape("(?<y>\\d{4})-?w(?<week>\\d\\d)(?:-?(?<wd>[1-7]))?" + TIME, Dates::week),
            shape("(?<y>\\d{4})-?(?<yd>\\d{3})(?!\\d)" + TIME, Dates::ordinal),
            // two digits a piece: 031231
            shape(
                    "(?<y>\\d\\d)(?<m>\\d\\d)(?<d>\\d\\d)(?<hour>)(?<minute>)(?<second>)(?<half>)(?<zone>)",
                    Dates::numbers),
            // only a month, only a year
            shape("(?<y>\\d{4})-(?<m>\\d\\d)(?<hour>)(?<minute>)(?<second>)(?<half>)(?<zone>)", Dates::numbers),
            shape("(?<y>(?:19|20)\\d\\d)(?<hour>)(?<minute>)(?<second>)(?<half>)(?<zone>)", Dates::numbers),
            // Chinese, Japanese and Korean
            shape("(?<y>\\d{4}) ?[年년] ?(?<m>\\d{1,2}) ?[月월] ?(?<d>\\d{1,2}) ?[日일]?[^\\d]{0,8}" + TIME, Dates::numbers),
            shape(
                    "(?<y>\\d{4}) ?[年년] ?(?<m>\\d{1,2}) ?[月월] ?(?<d>\\d{1,2}) ?[日일]? ?(?<hour>\\d{1,2})[時时시:]"
                            + " ?(?<minute>\\d{1,2})[分분]?(?:[: ]?(?<second>\\d{1,2})[秒초]?)?(?<half>)(?<zone>.*)",
                    Dates::numbers),
            // RFC 822 and its children: [Tue,] 02 [de] Jan[,] 2024 [03:04[:05]] zone
            shape(
                    WEEKDAY + "(?<d>\\d{1,2})[-./, ]*(?:de |di |of )?(?<word>\\p{L}{2,})[-./, ]*(?:de |del"
                            + " )?(?<y>\\d{2,4})(?!\\d)"
                            + TIME,
                    Dates::named),
            // Americans: [Tuesday,] January 2[,] 2024[,] 3:04 PM EST
            shape(
                    WEEKDAY + "(?<word>\\p{L}{3,})[-./, ]*(?<d>\\d{1,2})[-./, ]+(?<y>\\d{4})(?!\\d)" + TIME,
                    Dates::named),
            // asctime and date(1): Tue Jan  2 03:04:05 [EST] 2024
            shape(
                    WEEKDAY + "(?<word>\\p{L}{3,})[ ,]+(?<d>\\d{1,2})["
                            + " ,]+(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?(?<half>)"
                            + " (?<zone>[a-z+0-9:-]*?) ?(?<y>\\d{4})",
                    Dates::named),
            // the same with the day first, or the zone behind the year: Tue 2 Jan 03:04:05 2024, Jan 2 03:04:05 2024
            // GMT
            shape(
                    WEEKDAY
                            + "(?<d>\\d{1,2})[ ,]+(?<word>\\p{L}{3,})["
                            + " ,]+(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?(?<half>) (?<y>\\d{4})"
                            + " ?(?<zone>.*)",
                    Dates::named),
            shape(
                    WEEKDAY
                            + "(?<word>\\p{L}{3,})[ ,]+(?<d>\\d{1,2})["
                            + " ,]+(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?(?<half>) (?<y>\\d{4})"
                            + " ?(?<zone>.*)",
                    Dates::named),
            // time before the date: 15:09, 22 Dec 2017
            shape(
                    "(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?(?<half>),? (?:\\p{L}+,?"
                            + " )?(?<d>\\d{1,2})[- ](?<word>\\p{L}{3,})[- ,]+(?<y>\\d{4}) ?(?<zone>.*)",
                    Dates::named),
            shape(
                    "(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?(?<half>),?"
                            + " (?<a>\\d{1,2})(?<sep>[-/.])(?<b>\\d{1,2})\\k<sep>(?<y>\\d{4}) ?(?<zone>.*)",
                    Dates::slashed),
            // in numbers: 31.12.2023, 31/12/2023, 12/31/2023 10:00 PM, Fri, 26/06/2020
            shape(
                    WEEKDAY + "(?<a>\\d{1,2})(?<sep>[-/.])(?<b>\\d{1,2})\\k<sep>(?<y>\\d{4}|\\d{2})(?!\\d)" + TIME,
                    Dates::slashed));

    private static final Pattern EPOCH = Pattern.compile("-?\\d{9,10}(?:\\.\\d+)?|\\d{12,13}|\\d{15,16}");
    private static final Pattern NUMERIC_ZONE = Pattern.compile(
            "(?:gmt|utc|ut|z)? ?([+\\-\u2212\u2013]) ?(\\d{1,2})(?::?(\\d\\d))?(?::\\d\\d)?(?: ?(?:z|\\p{L}+))?");
    private static final String ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
    private static final int UNUSUAL = Integer.MIN_VALUE;
    /// Halves of the day in Chinese, Japanese and Korean stand before the hour.
    private static final Pattern HALF_FIRST =
            Pattern.compile("(上午|下午|午前|午後|오전|오후) ?(\\d{1,2}[:時时시]\\d\\d(?::\\d\\d)?)");
    private static final Pattern REIWA = Pattern.compile("^令和(\\d{1,2})年");
    private static final Pattern LOST_PLUS = Pattern.compile("\\d\\d:?\\d\\d");
    private static final Pattern REGION = Pattern.compile("[a-z]+/[a-z_+\\-0-9]+(?:/[a-z_]+)?|[a-z]{3}\\d[a-z]{3}");

    private Dates() {}

    private static Shape shape(String regex, Function<Matcher, Optional<LocalDate>> day) {
        return new Shape(Pattern.compile(regex), day);
    }

    /// The instant that a date means, where it can be believed; the flags tell what was odd about it.
    ///
    /// @param zone assumed where none is written
    static Optional<Instant> believed(String written, ZoneId zone, Set<DateFlag> flags) {
        Optional<Read> read = read(written, zone);
        if (read.isEmpty()) flags.add(DateFlag.UNREADABLE);
        else if (read.get().at().isBefore(WEB)) flags.add(DateFlag.ABSURD);
        else {
            if (!read.get().zoned()) flags.add(DateFlag.ZONE_ASSUMED);
            return Optional.of(read.get().at());
        }
        return Optional.empty();
    }

    /// The instant that a date means; a date without a time is its first instant.
    ///
    /// @param zone assumed where none is written
    static Optional<Read> read(String written, ZoneId zone) {
        if (written.length() > 4 * LONGEST) return Optional.empty();
        Optional<Read> usual = usual(written.strip());
        if (usual.isPresent()) return usual;
        String plain = fold(written);
        if (plain.isEmpty() || plain.length() > LONGEST) return Optional.empty();
        if (EPOCH.matcher(plain).matches()) return epoch(plain);
        for (Shape shape : SHAPES) {
            Matcher m = shape.pattern.matcher(plain);
            if (!m.matches()) continue;
            Optional<Read> read = assembled(shape, m, zone);
            if (read.isPresent()) return read;
        }
        return Optional.empty();
    }

    /// The two shapes that nearly all feeds write, read without the table: `Tue, 02 Jan 2024 03:04:05 +0100` (or
    /// `GMT`) and `2024-01-02T03:04:05+01:00` (or `Z`). Whatever is unusual in them is left to the table.
    private static Optional<Read> usual(String text) {
        try {
            if (text.length() >= 20 && text.charAt(4) == '-' && text.charAt(10) == 'T') return iso(text);
            if (text.length() >= 28 && text.charAt(3) == ',' && text.charAt(4) == ' ') return mail(text);
        } catch (DateTimeException unusual) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Read> iso(String text) {
        if (text.charAt(7) != '-') return Optional.empty();
        int at = 19;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) at++;
        }
        return usual(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), text, 11, at);
    }

    private static Optional<Read> mail(String text) {
        int dayEnd = text.charAt(6) == ' ' ? 6 : 7;
        if (text.charAt(dayEnd) != ' ' || text.charAt(dayEnd + 4) != ' ' || text.charAt(dayEnd + 9) != ' ')
            return Optional.empty();
        int month = ENGLISH.indexOf(text.substring(dayEnd + 1, dayEnd + 4));
        if (month < 0 || month % 4 != 0 || text.length() < dayEnd + 21 || text.charAt(dayEnd + 18) != ' ')
            return Optional.empty();
        int year = digits(text, dayEnd + 5, 4);
        return usual(year, month / 4 + 1, digits(text, 5, dayEnd - 5), text, dayEnd + 10, dayEnd + 19);
    }

    /// @param time where `03:04:05` stands
    /// @param zone where the zone stands
    private static Optional<Read> usual(int year, int month, int day, String text, int time, int zone) {
        int hour = digits(text, time, 2);
        int minute = digits(text, time + 3, 2);
        int second = digits(text, time + 6, 2);
        int offset = offset(text, zone);
        boolean odd = year < 1000 || month < 1 || day < 1 || offset == UNUSUAL || hour < 0 || minute < 0 || second < 0;
        if (odd || hour > 23 || minute > 59 || second > 59) return Optional.empty();
        if (text.charAt(time + 2) != ':' || text.charAt(time + 5) != ':') return Optional.empty();
        long days = LocalDate.of(year, month, day).toEpochDay();
        long at = days * 86_400 + hour * 3_600L + minute * 60L + second - offset;
        return Optional.of(new Read(Instant.ofEpochSecond(at), true));
    }

    /// Seconds from UTC of `Z`, `GMT`, `+0100` or `+01:00` at the end of the text.
    private static int offset(String text, int from) {
        String zone = text.substring(from);
        if (zone.equals("Z") || zone.equals("GMT")) return 0;
        boolean colon = zone.length() == 6 && zone.charAt(3) == ':';
        if ((zone.length() != 5 && !colon) || (zone.charAt(0) != '+' && zone.charAt(0) != '-')) return UNUSUAL;
        int hours = digits(zone, 1, 2);
        int minutes = digits(zone, colon ? 4 : 3, 2);
        if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return UNUSUAL;
        int seconds = hours * 3_600 + minutes * 60;
        return zone.charAt(0) == '+' ? seconds : -seconds;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// A number of so many digits, or -1.
    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(text.charAt(i))) return -1;
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /// Lower case, no accents, single spaces, no remarks in parentheses, no `th` behind a number.
    private static String fold(String written) {
        String once = written.indexOf('&') < 0 ? written : Parser.unescapeEntities(written, false);
        String plain = once.strip().toLowerCase(Locale.ROOT);
        if (!plain.chars().allMatch(c -> c < 128)) plain = western(bare(plain));
        plain = plain.replaceAll("[\\s\u3000]++", " ");
        if (plain.indexOf('/') == 0 || plain.indexOf('@') == 0)
            plain = plain.replaceFirst("^/date\\((-?\\d+)(?:[+-]\\d+)?\\)/$|^@(\\d+)$", "$1$2");
        plain = HALF_FIRST
                .matcher(plain)
                .replaceAll(half -> half.group(2) + (isMorning(half.group(1)) ? " am" : " pm"));
        if (plain.indexOf('(') >= 0) plain = plain.replaceAll(" ?\\([^()]*+\\)?", "");
        return plain.replaceAll("(?<=\\d)(?:st|nd|rd|th|er)\\b", "")
                .replaceAll("(?<=\\d{4}) ?(?:г|р)\\.?(?!\\p{L})", "")
                .replaceAll("(?:ngay )?(?<!\\d)(\\d{1,2}) thang (\\d{1,2})(?:,| nam)? (\\d{4})", "$1.$2.$3")
                .replaceAll("(?<=^\\d{4}) m\\.", "")
                .replaceAll("^(?:published|updated|posted|date)(?: on)?:? ", "")
                .strip();
    }

    /// Without accents, and without characters that are not seen.
    static String bare(String written) {
        String plain = Normalizer.normalize(written, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replace('\u00a0', ' ')
                .replaceAll("[\u200b-\u200f\u202a-\u202e]", "");
        // Hangul was taken apart by the step before.
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    /// Digits of any script as ours, and what some languages write in their own way: the Japanese era, the points in
    /// Thai months, Vietnamese months by number, the Lithuanian `m.` for year.
    private static String western(String bare) {
        StringBuilder digits = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            digits.append(c > 127 && Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
        }
        String plain = digits.toString();
        if (plain.startsWith("令和"))
            plain = REIWA.matcher(plain).replaceFirst(era -> 2018 + Integer.parseInt(era.group(1)) + "年");
        return plain.replaceAll("(?<=[\u0e01-\u0e2e])\\.", "");
    }

    private static boolean isMorning(String half) {
        return half.equals("上午") || half.equals("午前") || half.equals("오전");
    }

    private static Optional<Read> epoch(String number) {
        double value = Double.parseDouble(number);
        long digits = number.chars().filter(Character::isDigit).count();
        int dot = number.indexOf('.');
        long whole = dot < 0 ? digits : number.substring(0, dot).length();
        long millis = whole >= 15 ? (long) (value / 1000) : whole >= 12 ? (long) value : (long) (value * 1000);
        return Optional.of(new Read(Instant.ofEpochMilli(millis), true));
    }

    private static Optional<Read> assembled(Shape shape, Matcher m, ZoneId zone) {
        try {
            Optional<LocalDate> day = shape.day.apply(m);
            if (day.isEmpty() || day.get().getYear() < 1) return Optional.empty();
            Optional<LocalDateTime> local = at(day.get(), m);
            if (local.isEmpty()) return Optional.empty();
            String rest = group(m, "zone").strip();
            Optional<ZoneId> named = zone(rest);
            if (named.isEmpty() && !negligible(rest)) return Optional.empty();
            return Optional.of(new Read(local.get().atZone(named.orElse(zone)).toInstant(), named.isPresent()));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> at(LocalDate day, Matcher m) {
        if (group(m, "hour").isEmpty()) return Optional.of(day.atStartOfDay());
        int hour = number(m, "hour");
        int minute = number(m, "minute");
        int second = Math.min(59, number(m, "second"));
        String half = group(m, "half");
        if (half.startsWith("p") && hour < 12) hour += 12;
        if (half.startsWith("a") && hour == 12) hour = 0;
        if (hour == 24 && minute == 0) return Optional.of(day.plusDays(1).atStartOfDay());
        if (hour > 23 || minute > 59) return Optional.empty();
        return Optional.of(day.atTime(LocalTime.of(hour, minute, second)));
    }

    /// What stands behind a date and means nothing: a weekday, `Uhr`, a stray point.
    private static boolean negligible(String rest) {
        return rest.isEmpty() || (rest.length() <= 12 && rest.chars().noneMatch(Character::isDigit));
    }

    private static Optional<ZoneId> zone(String written) {
        if (written.isEmpty()) return Optional.empty();
        if (written.endsWith("]")) return bracketed(written);
        Matcher m = NUMERIC_ZONE.matcher(written);
        if (m.matches()) return Optional.of(offset(m));
        // Who puts a date into an address loses the plus.
        if (LOST_PLUS.matcher(written).matches()) return zone("+" + written);
        String word = DateWords.brief(written).split("[ ,]", -1)[0].replace(".", "");
        Optional<ZoneId> known = DateWords.offset(word).map(ZoneOffset::ofTotalSeconds);
        if (known.isPresent()) return known;
        if (DateWords.region(word).isPresent()) return DateWords.region(word).map(ZoneId::of);
        if (REGION.matcher(word).matches()) return region(word);
        // RFC 822's single letters were defined the wrong way round; RFC 2822 says to read them as UTC.
        return word.length() == 1 && word.charAt(0) >= 'a' && word.charAt(0) <= 'z'
                ? Optional.of(ZoneOffset.UTC)
                : Optional.empty();
    }

    /// Java writes `+01:00[Europe/Paris]`: the offset is enough.
    private static Optional<ZoneId> bracketed(String written) {
        int open = written.indexOf('[');
        if (open < 0) return Optional.empty();
        return zone(open > 0 ? written.substring(0, open).strip() : written.substring(1, written.length() - 1));
    }

    private static ZoneId offset(Matcher m) {
        int hours = Integer.parseInt(m.group(2));
        int minutes = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        int seconds = hours * 3600 + minutes * 60;
        if (seconds > 18 * 3600) return ZoneOffset.UTC;
        return ZoneOffset.ofTotalSeconds(m.group(1).equals("+") ? seconds : -seconds);
    }

    private static Optional<ZoneId> region(String word) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equalsIgnoreCase(word))
                .findFirst()
                .map(ZoneId::of);
    }

    private static Optional<LocalDate> numbers(Matcher m) {
        int month = Math.max(1, has(m, "m") ? number(m, "m") : 1);
        int day = Math.max(1, has(m, "d") ? number(m, "d") : 1);
        return day(year(group(m, "y")), month, day);
    }

    private static Optional<LocalDate> named(Matcher m) {
        return DateWords.month(group(m, "word")).flatMap(month -> day(year(group(m, "y")), month, number(m, "d")));
    }

    /// Day or month first? A number above 12 says it; else the dot and the dash are European, and who counts to
    /// twelve twice a day is American.
    private static Optional<LocalDate> slashed(Matcher m) {
        int a = number(m, "a");
        int b = number(m, "b");
        boolean american = b > 12
                || (a <= 12 && group(m, "sep").equals("/") && !group(m, "half").isEmpty());
        int year = year(group(m, "y"));
        return american ? day(year, a, b) : day(year, b, a);
    }

    private static Optional<LocalDate> week(Matcher m) {
        int weekday = has(m, "wd") ? number(m, "wd") : 1;
        return Optional.of(LocalDate.of(number(m, "y"), 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(m, "week"))
                .with(java.time.DayOfWeek.of(weekday)));
    }

    private static Optional<LocalDate> ordinal(Matcher m) {
        return Optional.of(LocalDate.ofYearDay(number(m, "y"), number(m, "yd")));
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31) return Optional.empty();
        int last = LocalDate.of(year, month, 1).lengthOfMonth();
        return day > last ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 2) return year < 70 ? 2000 + year : 1900 + year;
        // Thailand counts from the Buddha.
        if (year > 2500 && year < 2600) return year - 543;
        return digits.length() == 3 ? 1900 + year : year;
    }

    private static boolean has(Matcher m, String name) {
        return m.pattern().namedGroups().containsKey(name) && !group(m, name).isEmpty();
    }

    private static String group(Matcher m, String name) {
        return Optional.ofNullable(m.group(name)).orElse("");
    }

    private static int number(Matcher m, String name) {
        String digits = group(m, name);
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
