package dossier.extract;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which day an article was published on, where machines are told one and readers are shown another. Machines are
/// mostly told the better one: what readers are shown may be the day of the last change.
final class Shown {
    /// What stands between `published` and its day: `on Monday, the`.
    private static final int A_FEW_WORDS = 24;
    private static final int DAYS_OF_WRITING = 7;
    private static final int EASTERNMOST = 14 * 60;
    private static final int WESTERNMOST = -12 * 60;
    private static final Pattern IN_UTC = Pattern.compile("\\d\\s?(?:Z|GMT|UTC|[+]00:?00)$");

    private final List<String> lines;
    private final Dates dates;

    /// @param lines the short lines about the headline that hold a date, but for those that tell of a change
    Shown(List<String> lines, Dates dates) {
        this.lines = lines;
        this.dates = dates;
    }

    /// What machines are told first, unless what readers are shown plainly says another.
    ///
    /// @param told what machines are told, of none of the days shown
    /// @param address the day that the page's address names
    /// @param meta what the page's metas say
    /// @param item the day under the headline that is marked as that of publication
    /// @param change when it is said to have been changed last
    Dating.Found orTold(
            Dating.Found told,
            Supplier<Optional<Dating.Found>> address,
            Supplier<Optional<Dating.Found>> meta,
            Supplier<Optional<Dating.Found>> item,
            Supplier<Optional<Dating.Found>> change) {
        List<Dating.Found> shown = shown();
        if (shown.isEmpty())
            return address.get().flatMap(day -> sameInstant(told, day)).orElse(told);
        return shown.stream()
                .flatMap(line -> sameInstant(told, line).stream())
                .findFirst()
                .or(this::labelled)
                .or(() -> outvoted(told, shown, meta))
                .or(() -> marked(told, item, change))
                .or(() -> soonAfter(told, shown, change))
                .orElse(told);
    }

    private List<Dating.Found> shown() {
        return lines.stream()
                .flatMap(text -> found("line by the headline", text, text).stream())
                .toList();
    }

    private Optional<Dating.Found> found(String source, String line, String dated) {
        return dates.human(dated).map(time -> new Dating.Found(source, line, time));
    }

    /// Of one day, as written or in UTC.
    static boolean isDayOf(Dating.Found line, Dating.Found told) {
        LocalDate day = line.time().toLocalDate();
        return day.equals(told.time().toLocalDate())
                || day.equals(told.time().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
    }

    /// An instant that machines are told in UTC, by the clock that readers are shown: where that shows no hour, by the
    /// least offset that makes it their day.
    private static Optional<Dating.Found> sameInstant(Dating.Found told, Dating.Found line) {
        if (isMidnight(told.time()) || !IN_UTC.matcher(told.written()).find()) return Optional.empty();
        LocalDateTime utc = told.time().toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime local = line.time().toLocalDateTime();
        long days = ChronoUnit.DAYS.between(utc.toLocalDate(), local.toLocalDate());
        if (Math.abs(days) != 1) return Optional.empty();
        long least = 60L * (days > 0 ? 24 - utc.getHour() : -1 - utc.getHour());
        long minutes = isMidnight(line.time()) ? least : ChronoUnit.MINUTES.between(utc, local);
        if (minutes % 15 != 0 || minutes > EASTERNMOST || minutes < WESTERNMOST) return Optional.empty();
        OffsetDateTime time = told.time().withOffsetSameInstant(ZoneOffset.ofTotalSeconds((int) minutes * 60));
        return Optional.of(new Dating.Found(told.source() + ", as shown", told.written(), time));
    }

    private static boolean isMidnight(OffsetDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /// The first line that says in words that this is the day when it was published.
    private Optional<Dating.Found> labelled() {
        for (String text : lines) {
            Optional<String> dated = labelled(text);
            if (dated.isPresent()) return found("line that says published", text, dated.get());
        }
        return Optional.empty();
    }

    /// A line from the date on that it calls that of publishing.
    static Optional<String> labelled(String text) {
        Matcher label = Dateline.TOLD_PUBLISHED.matcher(text);
        Matcher dated = Dateline.DATED.matcher(text);
        while (label.find()) {
            if (!dated.find(label.end()) || dated.start() - label.end() > A_FEW_WORDS) continue;
            if (!Dateline.isChange(text.substring(label.end()))) return Optional.of(text.substring(dated.start()));
        }
        return Optional.empty();
    }

    /// Where JSON-LD and metas are of two minds, that which readers are shown.
    private static Optional<Dating.Found> outvoted(
            Dating.Found told, List<Dating.Found> shown, Supplier<Optional<Dating.Found>> meta) {
        if (!told.source().startsWith("json-ld")) return Optional.empty();
        return meta.get()
                .filter(other -> !isDayOf(other, told) && !isDayOf(told, other))
                .filter(other -> shown.stream().anyMatch(line -> isDayOf(line, other)));
    }

    /// A day that readers are shown and machines are told of in the same place, unless it is that of the last change.
    private static Optional<Dating.Found> marked(
            Dating.Found told, Supplier<Optional<Dating.Found>> item, Supplier<Optional<Dating.Found>> change) {
        return item.get().filter(other -> !isDayOf(other, told)).filter(other -> change.get()
                .filter(last -> isDayOf(other, last))
                .isEmpty());
    }

    /// Machines may be told when its writing began. Weeks later, the day of the last change is just that.
    private static Optional<Dating.Found> soonAfter(
            Dating.Found told, List<Dating.Found> shown, Supplier<Optional<Dating.Found>> change) {
        Dating.Found line = shown.getFirst();
        long days =
                ChronoUnit.DAYS.between(told.time().toLocalDate(), line.time().toLocalDate());
        boolean soon = days > 0 && days <= DAYS_OF_WRITING;
        return Optional.of(line)
                .filter(_ ->
                        soon && change.get().filter(last -> isDayOf(line, last)).isPresent());
    }
}
