package dossier.model;

import java.net.URI;
import java.util.Optional;

/// A page of a feed's past, to be asked for: not the feed itself, whose visits it has nothing to do with.
///
/// @param feed whose page it is, at the page's address
public record Backpage(Feed feed) {
    /// The page of a feed at this address, asked for unconditionally.
    public static Backpage of(Feed feed, URI page) {
        return new Backpage(new Feed(
                feed.id(),
                feed.outlet(),
                page,
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty()));
    }
}
