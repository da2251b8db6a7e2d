package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A sighting as the public sees it: who carried the article, under which headline, since when.
///
/// @param url where the feed said it stands; the feed itself, where it did not say
/// @param entry its key within the feed, where no address tells it from others
public record Seen(String outlet, URI feed, URI url, String title, Instant seen, Optional<String> entry) {
    /// One that its address tells from others.
    public Seen(String outlet, URI feed, URI url, String title, Instant seen) {
        this(outlet, feed, url, title, seen, Optional.empty());
    }

    /// The address that the feed gave.
    public Optional<URI> link() {
        return Optional.of(url).filter(address -> entry.isEmpty() || !address.equals(feed));
    }
}
