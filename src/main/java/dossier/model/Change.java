package dossier.model;

import java.time.Instant;

/// One line of the archive's diary (law 7).
///
/// @param seq 1, 2, 3, … without a gap, in the order in which the changes became visible
/// @param what what happened to the article
public record Change(long seq, Instant at, ArticleId article, What what) {
    /// What happened.
    public enum What {
        /// It was kept for the first time.
        NEW,
        /// It has a new revision.
        REVISED,
        /// Its tags changed, and with them perhaps whether it is shown.
        TAGGED,
        /// How much of it may leave the house has changed, or its licence line.
        RIGHTS,
        /// Other articles are versions of the same story, or no longer.
        STORY,
        /// Another feed carried it; the article itself is as it was.
        SIGHTED,
        /// It was taken down; a tombstone is left.
        REMOVED
    }
}
