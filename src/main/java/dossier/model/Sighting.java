package dossier.model;

import java.time.Instant;

/// One entry seen in one feed: who carried what, under which headline, and when we saw it first.
///
/// @param tries how often its page was asked for in vain
/// @param filed true: it came out of a file, whose text is all there is to be had
public record Sighting(SightingId id, Feed feed, Entry entry, Instant seen, int tries, boolean filed) {
    /// One that was polled.
    public Sighting(SightingId id, Feed feed, Entry entry, Instant seen, int tries) {
        this(id, feed, entry, seen, tries, false);
    }
}
