package dossier.cli;

import dossier.model.Entry;
import dossier.model.FeedHead;
import dossier.model.Markup;
import dossier.model.Reading;
import dossier.parse.Scout;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one look at a feed shows of it.
///
/// @param address where it was asked for
/// @param settled where it will be asked for: the end of a chain of permanent redirects
/// @param found where the answer came from
/// @param self the address that the feed gives as its own
/// @param site the page that it belongs to
/// @param title may be empty
/// @param newest the date of its newest entry
/// @param rhythm such as `about 5 a day`; empty where there are too few dates
/// @param text `full text`, `teaser` or `headlines`
/// @param headlines of the newest entries
/// @param links of all entries
record Portrait(
        URI address,
        URI settled,
        URI found,
        Optional<URI> self,
        Optional<URI> site,
        String title,
        String format,
        int entries,
        Optional<Instant> newest,
        String rhythm,
        String text,
        List<String> headlines,
        List<URI> links) {
    private static final int FULL = 1_200;
    private static final int SHOWN = 3;

    /// Empty where there is no feed.
    static Optional<Portrait> of(Scout.Tried tried) {
        return tried.visit().reading() instanceof Reading.Entries read
                ? Optional.of(of(tried, read.head(), read.entries()))
                : Optional.empty();
    }

    private static Portrait of(Scout.Tried tried, FeedHead head, List<Entry> entries) {
        URI address = tried.lead().address();
        URI found = tried.visit().trip().address();
        List<Instant> dates =
                entries.stream().flatMap(entry -> date(entry).stream()).sorted().toList();
        return new Portrait(
                address,
                tried.visit().trip().movedTo().orElse(address),
                found,
                head.signposts().self(),
                head.link(),
                head.title(),
                head.format(),
                entries.size(),
                dates.isEmpty() ? Optional.empty() : Optional.of(dates.getLast()),
                rhythm(dates),
                text(entries),
                newestFirst(entries).limit(SHOWN).map(Portrait::headline).toList(),
                entries.stream().flatMap(entry -> entry.link().stream()).toList());
    }

    private static Optional<Instant> date(Entry entry) {
        return entry.published().or(entry::updated);
    }

    private static Stream<Entry> newestFirst(List<Entry> entries) {
        Comparator<Entry> byDate = Comparator.comparing(entry -> date(entry).orElse(Instant.MIN));
        return entries.stream().sorted(byDate.reversed());
    }

    private static String headline(Entry entry) {
        String title = entry.title().isBlank() ? "(without a title)" : Table.oneLine(entry.title());
        return date(entry).map(at -> at.toString().substring(0, 10) + "  ").orElse("") + title;
    }

    /// The time between entries, as a person says it.
    static String rhythm(List<Instant> dates) {
        if (dates.size() < 2) return "";
        Duration span = Duration.between(dates.getFirst(), dates.getLast());
        if (span.isZero()) return "";
        double daily = (dates.size() - 1) / (span.toSeconds() / 86_400.0);
        if (daily >= 1) return "about " + Math.round(daily) + " a day";
        if (daily * 7 >= 1) return "about " + Math.round(daily * 7) + " a week";
        return daily * 30 >= 1 ? "about " + Math.round(daily * 30) + " a month" : "less than one a month";
    }

    /// By the middle one of the entries: one long story makes no feed of full texts.
    private static String text(List<Entry> entries) {
        List<Integer> lengths = entries.stream().map(Portrait::length).sorted().toList();
        int middle = lengths.isEmpty() ? 0 : lengths.get(lengths.size() / 2);
        if (middle >= FULL) return "full text";
        return middle > 0 ? "teaser" : "headlines";
    }

    private static int length(Entry entry) {
        return Math.max(length(entry.content()), length(entry.summary()));
    }

    /// Of the beginning, which is enough to tell.
    private static int length(Markup markup) {
        String html = markup.html();
        return html.substring(0, Math.min(html.length(), 10 * FULL))
                .replaceAll("<[^>]{0,2000}>", "")
                .strip()
                .length();
    }

    /// Lines for a person.
    String sentences() {
        StringBuilder text = new StringBuilder();
        text.append("%s%n  %s, %s%n"
                .formatted(title.isBlank() ? "(a feed without a title)" : Table.oneLine(title), settled, format));
        site.ifPresent(page -> text.append("  of %s%n".formatted(page)));
        text.append("  %d entries%s, %s%n".formatted(entries, rhythm.isEmpty() ? "" : ", " + rhythm, this.text));
        headlines.forEach(headline -> text.append("    ").append(headline).append(System.lineSeparator()));
        return text.toString();
    }
}
