package dossier.model;

import java.util.Optional;

/// A sighting with all that the text can be taken from.
///
/// @param capture where the page as fetched is kept
/// @param learnt what the outlet's pages say again and again
public record Sourced(Sighting sighting, Page page, Optional<CaptureId> capture, Learnt learnt) {
    /// Before it was asked what the outlet's pages have in common.
    public Sourced(Sighting sighting, Page page, Optional<CaptureId> capture) {
        this(sighting, page, capture, Learnt.NONE);
    }

    /// A sighting whose page is still to be asked for.
    public static Sourced wanted(Sighting sighting) {
        return new Sourced(sighting, new Page.Wanted(), Optional.empty());
    }

    /// The same, with what came of asking for its page.
    public Sourced with(Page found) {
        return new Sourced(sighting, found, capture, learnt);
    }

    /// The same, its page now kept.
    public Sourced kept(CaptureId id) {
        return new Sourced(sighting, page, Optional.of(id), learnt);
    }

    /// The same, with what the outlet's pages have in common.
    public Sourced with(Learnt common) {
        return new Sourced(sighting, page, capture, common);
    }
}
