package dossier.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One visit to a feed: how it went, what it brought, and when to come again.
///
/// @param due the next visit; empty until the timetable planned it, and for a feed that is retired
/// @param pulse what is known of the feed after this visit
/// @param gap entries that were missed since the visit before
/// @param standing what the operator should know as long as it is so
/// @param pushed true: some of what it brought, a hub had brought since the last body was read
public record Visit(
        Feed feed,
        Trip trip,
        Reading reading,
        Optional<Instant> due,
        Pulse pulse,
        Optional<Gap> gap,
        List<Alarm.Standing> standing,
        boolean pushed) {
    /// A visit that taught nothing yet.
    public Visit(Feed feed, Trip trip, Reading reading, Optional<Instant> due) {
        this(feed, trip, reading, due, feed.pulse(), Optional.empty(), List.of(), false);
    }

    public Visit {
        standing = List.copyOf(standing);
    }

    /// The same visit with its successor planned.
    public Visit next(Optional<Instant> planned) {
        return new Visit(feed, trip, reading, planned, pulse, gap, standing, pushed);
    }

    /// The same visit, where a hub had brought some of it already.
    public Visit afterPushes() {
        return new Visit(feed, trip, reading, due, pulse, gap, standing, true);
    }
}
