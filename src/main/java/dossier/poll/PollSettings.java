package dossier.poll;

import java.time.Duration;

/// Bounds of the timetable.
///
/// @param shortest no feed is asked more often, unless its outlet has a fixed interval
/// @param longest no feed is left alone longer, unless it fails or asks for it
public record PollSettings(Duration shortest, Duration longest) {
    /// What holds where nothing is set.
    public static final PollSettings DEFAULTS = new PollSettings(Duration.ofMinutes(5), Duration.ofHours(24));

    public PollSettings {
        if (shortest.isNegative() || shortest.isZero())
            throw new IllegalArgumentException("poll.shortest must be longer than nothing");
        if (shortest.compareTo(longest) > 0)
            throw new IllegalArgumentException("poll.shortest must not exceed poll.longest");
    }
}
