package dossier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A month of a tag: how many of its articles are of each day, and their titles.
///
/// @param tag as it is called now; as it was asked for, where there is none
/// @param counts articles by day, in the site's zone; days without any are left out
/// @param titles newest first, no more than fit on a page
/// @param newer the next month that has articles
/// @param older the one before
/// @param known false: there is no such tag, or the month has nothing of it; answered with 404
/// @param moved the path under the tag's present name; answered with 301
public record Calendar(
        String tag,
        YearMonth month,
        Map<LocalDate, Long> counts,
        List<Title> titles,
        Optional<YearMonth> newer,
        Optional<YearMonth> older,
        boolean known,
        Optional<String> moved,
        Aside aside) {
    /// An article by its title.
    ///
    /// @param path its address in this archive, without host
    public record Title(String path, String title, String language, String outlet, Instant date) {}

    public Calendar {
        counts = Map.copyOf(new TreeMap<>(counts));
        titles = List.copyOf(titles);
    }

    /// One that is not there.
    public static Calendar none(String tag, YearMonth month, Optional<String> moved, Aside aside) {
        return new Calendar(tag, month, Map.of(), List.of(), Optional.empty(), Optional.empty(), false, moved, aside);
    }

    /// All articles of the month.
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Where a month of a tag stands.
    public static String path(String tag, YearMonth month) {
        return Address.tag(tag) + "/months/" + month;
    }
}
