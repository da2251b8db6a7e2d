package dossier.model;

import java.time.Duration;

/// What came of asking for a feed.
public sealed interface Fetch {
    /// The feed that was asked.
    Feed feed();

    /// How it went.
    Trip trip();

    /// A body to read.
    ///
    /// @param signposts where the answer's own headers point (`Link`, RFC 8288)
    record Fresh(Feed feed, Trip trip, Body body, Validators validators, Signposts signposts) implements Fetch {
        /// A body whose headers point nowhere.
        public Fresh(Feed feed, Trip trip, Body body, Validators validators) {
            this(feed, trip, body, validators, Signposts.NONE);
        }
    }

    /// 304, or a body with the hash of the last one.
    record Unchanged(Feed feed, Trip trip, Validators validators) implements Fetch {}

    /// 429 or 503; pause as asked by `Retry-After`, or our own guess.
    record Busy(Feed feed, Trip trip, Duration pause) implements Fetch {}

    /// 410.
    record Gone(Feed feed, Trip trip) implements Fetch {}

    /// No usable answer. The reason is a sentence for the operator.
    record Failed(Feed feed, Trip trip, Fault fault, String reason) implements Fetch {}
}
