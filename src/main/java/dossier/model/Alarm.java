package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Something about a feed that an operator should know: said once when it begins, and once when it ends.
///
/// @param id its number in the store
/// @param outlet name of the outlet
/// @param url the configured address of the feed
/// @param reason a sentence that goes on after the feed's address
/// @param ended empty while it lasts
public record Alarm(
        long id,
        FeedId feed,
        String outlet,
        URI url,
        Kind kind,
        String reason,
        Instant began,
        Optional<Instant> ended) {
    /// What is the matter.
    public enum Kind {
        /// It was lively and brings nothing any more.
        SILENT,
        /// It fails, or asks for pauses, for long.
        FAILING,
        /// It is gone for good (410), and not polled any more.
        GONE,
        /// It moved, and its new place is asked now; the configuration should follow.
        MOVED,
        /// Its pages were read well, and are refused now: a new layout, a wall.
        UNREAD
    }

    /// What a visit found to be the matter; the store knows whether that is new.
    public record Standing(Kind kind, Instant since, String reason) {}

    /// One line for an operator.
    public String sentence() {
        String what = outlet + ": " + url + " " + reason;
        return ended.isPresent() ? what + " - no longer" : what;
    }
}
