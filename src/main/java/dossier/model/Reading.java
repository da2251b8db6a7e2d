package dossier.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// What a visit to a feed brought.
public sealed interface Reading {
    /// A feed with its entries, in the feed's order.
    ///
    /// @param bodyHash SHA-256 of the body they were read from
    record Entries(FeedHead head, List<Entry> entries, Validators validators, String bodyHash) implements Reading {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /// A home page, and the feeds of posts it announces, best first; never empty.
    record Announced(List<URI> feeds) implements Reading {
        public Announced {
            feeds = List.copyOf(feeds);
        }
    }

    /// Nothing new.
    record Nothing(Validators validators) implements Reading {}

    /// The server asks for a pause.
    record Busy(Duration pause) implements Reading {}

    /// The feed is gone for good (410).
    record Gone() implements Reading {}

    /// It could not be had or read; the reason is a sentence for the operator.
    record Failed(Fault fault, String reason) implements Reading {}
}
