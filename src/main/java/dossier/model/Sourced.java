package dossier.model;

import java.util.Optional;

/// A sighting with all that the text can be taken from.
///
/// @param capture where the page as fetched is kept
public record Sourced(Sighting sighting, Page page, Optional<CaptureId> capture) {
    /// The same, its page now kept.
    public Sourced kept(CaptureId id) {
        return new Sourced(sighting, page, Optional.of(id));
    }
}
