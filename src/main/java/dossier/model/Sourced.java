package dossier.model;

import java.util.Optional;

/// A sighting with all that the text can be taken from.
///
/// @param capture where the page as fetched is kept
public record Sourced(Sighting sighting, Page page, Optional<CaptureId> capture) {
    /// A sighting whose page is still to be asked for.
    public static Sourced wanted(Sighting sighting) {
        return new Sourced(sighting, new Page.Wanted(), Optional.empty());
    }

    /// The same, with what came of asking for its page.
    public Sourced with(Page found) {
        return new Sourced(sighting, found, capture);
    }

    /// The same, its page now kept.
    public Sourced kept(CaptureId id) {
        return new Sourced(sighting, page, Optional.of(id));
    }
}
