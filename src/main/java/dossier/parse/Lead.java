package dossier.parse;

import java.net.URI;

/// An address that may be a feed's, and why we think so.
///
/// @param title as the page calls it; may be empty
/// @param why a few words for a person
public record Lead(URI address, String title, Source source, String why) {
    /// Where a lead comes from, surest first.
    public enum Source {
        /// The page announces it.
        ANNOUNCED,
        /// Addresses of this shape have a feed at that address.
        SHAPE,
        /// The page links to it.
        ANCHOR,
        /// Where programs of websites put their feed.
        WELL_KNOWN,
        /// It lists sitemaps, and Google's kind for news is as good as a feed.
        SITEMAPS
    }
}
