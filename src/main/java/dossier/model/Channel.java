package dossier.model;

import java.time.Instant;
import java.util.List;
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
        Aside aside) {
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
}
