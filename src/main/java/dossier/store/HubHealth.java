package dossier.store;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// How it stands with the hub of a feed, for people.
///
/// @param hub who tells us of its news
/// @param until it said that it will; nothing where it did not say yes yet
/// @param pushed when it last told of news
/// @param heard what came of it last, a sentence
public record HubHealth(URI hub, Optional<Instant> until, Optional<Instant> pushed, String heard) {
    /// True where the hub tells us now.
    public boolean isLiving(Instant now) {
        return until.filter(now::isBefore).isPresent();
    }
}
