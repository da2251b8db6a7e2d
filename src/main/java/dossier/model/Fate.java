package dossier.model;

import java.time.Instant;
import java.util.Optional;

/// What became of an article since it was first kept.
///
/// @param revisions how many there are
/// @param goneSince when its original was first found to be gone; empty while it stands
/// @param goneWhy how that was noticed: `answers 404 Not Found`; empty while it stands
public record Fate(int revisions, Optional<Instant> goneSince, String goneWhy) {
    /// Of an article that never changed.
    public static final Fate NONE = new Fate(1, Optional.empty(), "");
}
