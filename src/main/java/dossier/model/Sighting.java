package dossier.model;

import java.time.Instant;

/// One entry seen in one feed: who carried what, under which headline, and when we saw it first.
///
/// @param tries how often its page was asked for in vain
public record Sighting(SightingId id, Feed feed, Entry entry, Instant seen, int tries) {}
