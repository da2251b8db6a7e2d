package dossier.store;

import dossier.model.FeedId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// How far a feed was followed back. All counts are of the last run.
///
/// @param next the page where the next run begins; nothing where it begins with the feed itself
/// @param pages asked for and read
/// @param entries on them
/// @param fresh those of them that were new
/// @param waiting entries of the feed that are still to be worked off
/// @param oldest date on these pages
/// @param reason what was wrong, a sentence
public record Backfill(
        FeedId feed,
        State state,
        Optional<URI> next,
        int pages,
        int entries,
        int fresh,
        long waiting,
        Optional<Instant> oldest,
        Optional<String> reason) {
    /// Why it goes on no further.
    public enum State {
        /// It goes on.
        OPEN,
        /// Its oldest page was reached.
        END,
        /// What comes next was had by an earlier run.
        KNOWN,
        /// What comes next is older than was asked for.
        SINCE,
        /// There were as many new entries as were asked for.
        MOST,
        /// It was too many pages or took too long; the next run goes on.
        BOUND,
        /// The pages lead in a circle.
        CIRCLE,
        /// A page could not be had or read; the next run asks for it again.
        BROKEN;

        /// True where there is nothing more to be had, or no more was asked for.
        public boolean isWell() {
            return this == END || this == KNOWN || this == SINCE || this == MOST;
        }
    }
}
