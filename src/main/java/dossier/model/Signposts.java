package dossier.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where a feed points, beside its entries: the links of the document itself.
///
/// @param self the address that it gives as its own (`rel="self"`, JSON Feed's `feed_url`): its topic in WebSub
/// @param hubs who is told of its news at once (`rel="hub"`, WebSub), in the feed's order
/// @param older the page of the feed that has what came before
public record Signposts(Optional<URI> self, List<URI> hubs, Optional<Older> older) {
    /// A feed that points nowhere.
    public static final Signposts NONE = new Signposts(Optional.empty(), List.of(), Optional.empty());

    /// A page with what came before.
    ///
    /// @param guessed true: the feed does not name it, but programs of its kind have it there
    public record Older(URI address, boolean guessed) {}

    public Signposts {
        hubs = List.copyOf(hubs);
    }

    /// These, and where they say nothing, those.
    public Signposts or(Signposts other) {
        return new Signposts(self.or(other::self), hubs.isEmpty() ? other.hubs : hubs, older.or(other::older));
    }
}
