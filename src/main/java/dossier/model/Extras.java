package dossier.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an entry says beyond headline, text and dates, by the modules of RSS and Atom. Kept as it was read, so that a
/// later view of the archive can show it.
///
/// @param contributors names of those who helped
/// @param rights the licence line, plain text, may be empty
/// @param source title of the feed that it was taken over from, may be empty
/// @param length how long its sound or film takes
/// @param explicit whether it says that it is not for children
/// @param point where on Earth it happened
/// @param comments the page of its comments
/// @param commentCount how many there are
/// @param commentFeed the feed of its comments
/// @param replyTo id of the entry that it answers
public record Extras(
        List<String> contributors,
        String rights,
        String source,
        Optional<Duration> length,
        Optional<Boolean> explicit,
        Optional<Point> point,
        Optional<URI> comments,
        Optional<Integer> commentCount,
        Optional<URI> commentFeed,
        Optional<String> replyTo) {
    /// A place in degrees, north and east.
    public record Point(double latitude, double longitude) {
        public Point {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
                throw new IllegalArgumentException("No place on Earth: " + latitude + ", " + longitude);
        }
    }

    public Extras {
        contributors = List.copyOf(contributors);
    }

    /// True where it says nothing.
    public boolean isEmpty() {
        return contributors.isEmpty()
                && rights.isEmpty()
                && source.isEmpty()
                && length.isEmpty()
                && explicit.isEmpty()
                && point.isEmpty()
                && comments.isEmpty()
                && commentCount.isEmpty()
                && commentFeed.isEmpty()
                && replyTo.isEmpty();
    }
}
