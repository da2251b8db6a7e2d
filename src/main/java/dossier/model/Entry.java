package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An item of a feed, read and made regular, before anyone looked at the page behind it.
///
/// @param key identity within its feed: stable from poll to poll, at most 200 characters
/// @param guid RSS `guid`, Atom `id`, JSON Feed `id`, as sent
/// @param title plain text on one line, may be empty
/// @param link absolute http(s) address of the article, tracking parameters removed
/// @param authors names only
/// @param published when it says it was published, clamped
/// @param updated when it says it was changed, clamped
/// @param flags what was odd about its dates
/// @param summary RSS `description`, Atom `summary`, JSON Feed `summary`
/// @param content `content:encoded`, Atom `content`, JSON Feed `content_html`
/// @param categories plain text
/// @param enclosures pictures, sound, film
/// @param language BCP 47 where entry or feed says
/// @param extras what modules add, where they add anything
public record Entry(
        String key,
        Optional<String> guid,
        String title,
        Optional<URI> link,
        List<String> authors,
        Optional<Instant> published,
        Optional<Instant> updated,
        Set<DateFlag> flags,
        Markup summary,
        Markup content,
        List<String> categories,
        List<Enclosure> enclosures,
        Optional<String> language,
        Optional<Extras> extras) {
    /// An entry to which no module adds anything.
    public Entry(
            String key,
            Optional<String> guid,
            String title,
            Optional<URI> link,
            List<String> authors,
            Optional<Instant> published,
            Optional<Instant> updated,
            Set<DateFlag> flags,
            Markup summary,
            Markup content,
            List<String> categories,
            List<Enclosure> enclosures,
            Optional<String> language) {
        this(
                key,
                guid,
                title,
                link,
                authors,
                published,
                updated,
                flags,
                summary,
                content,
                categories,
                enclosures,
                language,
                Optional.empty());
    }

    /// An entry that says no more than where it leads.
    public static Entry of(String key, String title, Optional<URI> link) {
        return new Entry(
                key,
                Optional.empty(),
                title,
                link,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Markup.NONE,
                Markup.NONE,
                List.of(),
                List.of(),
                Optional.empty());
    }

    /// The same entry under another key, with another link or none.
    public Entry known(String otherKey, Optional<URI> otherLink) {
        return new Entry(
                otherKey,
                guid,
                title,
                otherLink,
                authors,
                published,
                updated,
                flags,
                summary,
                content,
                categories,
                enclosures,
                language,
                extras);
    }

    public Entry {
        authors = List.copyOf(authors);
        flags = Set.copyOf(flags);
        categories = List.copyOf(categories);
        enclosures = List.copyOf(enclosures);
    }

    /// When it was published, or else changed, as far as it says so.
    public Optional<Instant> date() {
        return published.or(() -> updated);
    }

    /// True where it says that it is older.
    public boolean isBefore(Optional<Instant> since) {
        return since.isPresent()
                && date().filter(at -> at.isBefore(since.get())).isPresent();
    }
}
