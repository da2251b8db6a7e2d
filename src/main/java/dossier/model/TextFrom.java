package dossier.model;

/// Where an outlet's text is taken from.
public enum TextFrom {
    /// The feed alone; the page is not asked for.
    FEED,
    /// The page, the feed only where the page cannot be had.
    PAGE,
    /// Whichever of the two holds the article.
    AUTO
}
