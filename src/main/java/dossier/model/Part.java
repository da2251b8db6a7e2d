package dossier.model;

import java.net.URI;
import java.util.Optional;

/// A further page of an article that goes on over several: the second, the third and so on.
///
/// @param address as the page before names it
/// @param page as fetched, or why it is not there
/// @param capture where the page as fetched is kept
public record Part(URI address, Page page, Optional<CaptureId> capture) {
    /// What the flag of an article begins with that goes on, but not here.
    public static final String MISSING = "part missing";

    /// One that is still to be asked for.
    public static Part wanted(URI address) {
        return new Part(address, new Page.Wanted(), Optional.empty());
    }

    /// The same, with what came of asking for it.
    public Part with(Page found) {
        return new Part(address, found, capture);
    }

    /// The same, its page now kept.
    public Part kept(CaptureId id) {
        return new Part(address, page, Optional.of(id));
    }

    /// True where the page is here.
    public boolean isHere() {
        return page instanceof Page.Fetched;
    }
}
