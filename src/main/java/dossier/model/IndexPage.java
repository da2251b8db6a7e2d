package dossier.model;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A page that lists articles, of an outlet that has no feed: polled in its place.
///
/// A selector is CSS, and may end in `@` and the name of an attribute. In JSON it is a path, names between dots.
///
/// @param url its address
/// @param json true: what is there is JSON; else HTML
/// @param items what holds one article each; in JSON the list of them, where that is not the whole document
/// @param link the article's address, within its item
/// @param title its headline
/// @param date when it was published
/// @param summary what it is about, in short
/// @param place where it was written
public record IndexPage(
        URI url,
        boolean json,
        Optional<String> items,
        Optional<String> link,
        Optional<String> title,
        Optional<String> date,
        Optional<String> summary,
        Place place) {
    /// What to look for, by the key under which it stands in the file.
    public Map<String, String> selectors() {
        Map<String, String> selectors = new TreeMap<>();
        items.ifPresent(text -> selectors.put("items", text));
        link.ifPresent(text -> selectors.put("link", text));
        title.ifPresent(text -> selectors.put("title", text));
        date.ifPresent(text -> selectors.put("date", text));
        summary.ifPresent(text -> selectors.put("summary", text));
        return selectors;
    }

    /// True where it is read in the same way as another, wherever both were written.
    public boolean isReadAs(IndexPage other) {
        return url.equals(other.url) && json == other.json && selectors().equals(other.selectors());
    }
}
