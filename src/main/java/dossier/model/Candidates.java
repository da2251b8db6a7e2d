package dossier.model;

import java.util.List;

/// An article and those we hold that it might be.
public record Candidates(Article article, List<Known> known) {
    public Candidates {
        known = List.copyOf(known);
    }

    /// An article we hold.
    ///
    /// @param by why it came into question
    /// @param content its newest revision
    public record Known(ArticleId id, By by, int revision, Content content) {}

    /// The reason why an article comes into question.
    public enum By {
        /// It has this address.
        ADDRESS,
        /// The address is that of a copy of it, which another outlet has.
        COPY,
        /// The same key in the same feed.
        ENTRY,
        /// Its text may be the same: that is still to be looked at.
        TEXT
    }
}
