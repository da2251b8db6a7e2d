package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an article says: the part of it that revisions compare.
///
/// @param address canonical address of the original, absolute, tracking parameters removed
/// @param aliases other addresses that lead to it (the feed's link, redirects), without `address`
/// @param title headline without the site's name, plain text, never empty
/// @param authors names only
/// @param published first publication, where known
/// @param modified last change the original tells of
/// @param language BCP 47, `und` where unknown
/// @param body the text with its structure and figures
/// @param text the same as plain text for rules and search: one line a block, without title and captions
/// @param picture the lead picture
/// @param categories as page and feed name them
/// @param from where the body was taken from: `page` or `feed`
/// @param allowed as much of it as the page lets others show (`noarchive` and its kin); the outlet may allow less
public record Content(
        URI address,
        Set<URI> aliases,
        String title,
        List<String> authors,
        Optional<Instant> published,
        Optional<Instant> modified,
        String language,
        SafeHtml body,
        String text,
        Optional<Picture> picture,
        List<String> categories,
        From from,
        Publish allowed) {
    /// Which of the two sources gave the body.
    public enum From {
        PAGE,
        FEED
    }

    public Content {
        if (title.isBlank()) throw new IllegalArgumentException("An article needs a title: " + address);
        aliases = Set.copyOf(aliases);
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
    }

    /// What an article says whose page has no wish of its own.
    public Content(
            URI address,
            Set<URI> aliases,
            String title,
            List<String> authors,
            Optional<Instant> published,
            Optional<Instant> modified,
            String language,
            SafeHtml body,
            String text,
            Optional<Picture> picture,
            List<String> categories,
            From from) {
        this(
                address,
                aliases,
                title,
                authors,
                published,
                modified,
                language,
                body,
                text,
                picture,
                categories,
                from,
                Publish.FULL);
    }

    /// The same, known by these addresses.
    public Content at(URI here, Set<URI> others) {
        return new Content(
                here,
                others,
                title,
                authors,
                published,
                modified,
                language,
                body,
                text,
                picture,
                categories,
                from,
                allowed);
    }

    /// The same, of which no more may be shown than this.
    public Content atMost(Publish most) {
        return new Content(
                address,
                aliases,
                title,
                authors,
                published,
                modified,
                language,
                body,
                text,
                picture,
                categories,
                from,
                allowed.atMost(most));
    }
}
