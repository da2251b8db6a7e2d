package dossier.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A sighting with all that the text can be taken from.
///
/// @param capture where the page as fetched is kept
/// @param parts the pages on which the article goes on, in order; only the last may be wanted or missing
/// @param learnt what the outlet's pages say again and again
public record Sourced(Sighting sighting, Page page, Optional<CaptureId> capture, List<Part> parts, Learnt learnt) {
    public Sourced {
        parts = List.copyOf(parts);
    }

    /// Before it was asked on which pages it goes on, and what the outlet's pages have in common.
    public Sourced(Sighting sighting, Page page, Optional<CaptureId> capture) {
        this(sighting, page, capture, List.of(), Learnt.NONE);
    }

    /// A sighting whose page is still to be asked for.
    public static Sourced wanted(Sighting sighting) {
        return new Sourced(sighting, new Page.Wanted(), Optional.empty());
    }

    /// The same, with what came of asking for its page.
    public Sourced with(Page found) {
        return new Sourced(sighting, found, capture, parts, learnt);
    }

    /// The same, its page now kept.
    public Sourced kept(CaptureId id) {
        return new Sourced(sighting, page, Optional.of(id), parts, learnt);
    }

    /// The same, with other parts.
    public Sourced with(List<Part> others) {
        return new Sourced(sighting, page, capture, others, learnt);
    }

    /// The same, with one part more.
    public Sourced followedBy(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return with(more);
    }

    /// The same, with another last part.
    public Sourced endingIn(Part part) {
        List<Part> others = new ArrayList<>(parts);
        others.set(others.size() - 1, part);
        return with(others);
    }

    /// The same, with what the outlet's pages have in common.
    public Sourced with(Learnt common) {
        return new Sourced(sighting, page, capture, parts, common);
    }

    /// True where a part is still to be asked for: the way of the data goes round until it is not.
    public boolean isUnfinished() {
        return !parts.isEmpty() && parts.getLast().page() instanceof Page.Wanted;
    }

    /// True where the article goes on on a page that is not here.
    public boolean isTorn() {
        return !parts.isEmpty() && !parts.getLast().isHere();
    }
}
