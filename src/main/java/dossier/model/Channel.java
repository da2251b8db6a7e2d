package dossier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A list of articles with an address of its own: the front page, a tag, an outlet, a day, a search. Written as a
/// page or a feed.
///
/// @param type what it lists
/// @param name the tag, the outlet's name, the day as `yyyy-mm-dd`, the query; empty for the front page
/// @param path its address without host and `feed.*`: `/`, `/tags/spying`, `/search?q=…`
/// @param items newest first
/// @param page from 1
/// @param pages how many there are, at least 1
/// @param total articles on all pages
/// @param updated newest change among all its articles
/// @param known false: there is no such tag, outlet or day; answered with 404
/// @param problem what is wrong with the query; answered with 400
/// @param moved the path where it stands now, with the tag's present name; answered with 301
/// @param past what its feeds tell of all that came before; nothing where they tell of nothing but the present
public record Channel(
        Type type,
        String name,
        String path,
        List<Item> items,
        int page,
        int pages,
        long total,
        Optional<Instant> updated,
        boolean known,
        Optional<String> problem,
        Optional<String> moved,
        Aside aside,
        Optional<Past> past) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /// What a channel lists.
    public enum Type {
        ALL,
        TAG,
        OUTLET,
        DAY,
        SEARCH
    }

    public Channel {
        items = List.copyOf(items);
    }

    /// A list that did not move.
    public Channel(
            Type type,
            String name,
            String path,
            List<Item> items,
            int page,
            int pages,
            long total,
            Optional<Instant> updated,
            boolean known,
            Optional<String> problem,
            Aside aside) {
        this(
                type,
                name,
                path,
                items,
                page,
                pages,
                total,
                updated,
                known,
                problem,
                Optional.empty(),
                aside,
                Optional.empty());
    }

    /// The same list at another address.
    public Channel movedTo(String elsewhere) {
        return new Channel(
                type,
                name,
                path,
                items,
                page,
                pages,
                total,
                updated,
                known,
                problem,
                Optional.of(elsewhere),
                aside,
                past);
    }

    /// The same list with its past.
    public Channel with(Past before) {
        return new Channel(
                type,
                name,
                path,
                items,
                page,
                pages,
                total,
                updated,
                known,
                problem,
                moved,
                aside,
                Optional.of(before));
    }

    /// The same list, last changed then.
    public Channel dated(Optional<Instant> changed) {
        return new Channel(type, name, path, items, page, pages, total, changed, known, problem, moved, aside, past);
    }

    /// What stands above the list: `Archive for ‘spying’`. Empty for the front page, which is the site itself.
    public String heading() {
        return switch (type) {
            case ALL -> "";
            case TAG -> "Archive for ‘" + name + "’";
            case DAY -> "Archive for " + inWords(name);
            case OUTLET -> name;
            case SEARCH -> name.isBlank() ? "Search" : "Search for ‘" + name + "’";
        };
    }

    /// The same, with the name of the site: the title of a feed or a window.
    public String title(Site site) {
        return heading().isEmpty() ? site.title() : heading() + " · " + site.title();
    }

    private static String inWords(String day) {
        try {
            return LocalDate.parse(day).format(DAY);
        } catch (DateTimeParseException notADay) {
            return "‘" + day + "’";
        }
    }
}
