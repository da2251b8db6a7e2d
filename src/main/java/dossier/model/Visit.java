package dossier.model;

import java.time.Instant;
import java.util.Optional;

/// One visit to a feed: how it went, what it brought, and when to come again.
///
/// @param due the next visit; empty until the timetable planned it, and for a feed that is retired
public record Visit(Feed feed, Trip trip, Reading reading, Optional<Instant> due) {
    /// The same visit with its successor planned.
    public Visit next(Optional<Instant> planned) {
        return new Visit(feed, trip, reading, planned);
    }
}
