package dossier.model;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What the visits to a feed taught the timetable, taken along from each to the next.
///
/// @param rhythm when entries come
/// @param window which entries the last body held
/// @param wishes what the feed asks of those who poll it
/// @param strain how it refuses and fails
/// @param move where a permanent redirect leads, and whether that place is believed
/// @param trust whether its word that nothing changed is worth anything
public record Pulse(Rhythm rhythm, Window window, Wishes wishes, Strain strain, Move move, Trust trust) {
    /// Of a feed that was never visited.
    public static final Pulse NONE =
            new Pulse(Rhythm.NONE, Window.NONE, Wishes.NONE, Strain.NONE, Move.NONE, Trust.NONE);

    public Pulse {
        Objects.requireNonNull(rhythm);
        Objects.requireNonNull(window);
        Objects.requireNonNull(wishes);
        Objects.requireNonNull(strain);
        Objects.requireNonNull(move);
        Objects.requireNonNull(trust);
    }

    /// When entries come. Counts and times fade, so that what is long ago counts less.
    ///
    /// @param until up to when it was watched
    /// @param since from when on
    /// @param entries that came, faded
    /// @param days watched, faded alike
    /// @param hours the share of each hour of the day (UTC), as faded counts; 24 of them, or none
    /// @param weekdays the same of each day of the week, from Monday; 7 of them, or none
    /// @param lately entries of the last hours, faded fast
    /// @param expected how many of them the rhythm had led to expect
    /// @param last when the newest entry came
    /// @param pace the usual time from one entry to the next, as it was then: silence does not change it
    /// @param longest the longest silence between two entries, slowly forgotten
    /// @param surge the most entries that came within six hours, slowly forgotten
    /// @param fill the shortest time in which most of a document was replaced, slowly forgotten
    /// @param safe the longest pause that is still risked since entries were missed
    public record Rhythm(
            Optional<Instant> until,
            Optional<Instant> since,
            double entries,
            double days,
            List<Double> hours,
            List<Double> weekdays,
            double lately,
            double expected,
            Optional<Instant> last,
            Optional<Duration> pace,
            Duration longest,
            double surge,
            Optional<Duration> fill,
            Optional<Duration> safe) {
        /// Nothing known.
        public static final Rhythm NONE = new Rhythm(
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty());

        public Rhythm {
            hours = hours.size() == 24 ? List.copyOf(hours) : Collections.nCopies(24, 0.0);
            weekdays = weekdays.size() == 7 ? List.copyOf(weekdays) : Collections.nCopies(7, 0.0);
            Objects.requireNonNull(longest);
        }
    }

    /// The entries of the last body that had any, newest first, as fingerprints.
    ///
    /// @param prints fingerprints in Base64; the timetable reads them
    /// @param size how many entries the body held
    /// @param newest the date of the newest
    /// @param read when
    public record Window(String prints, int size, Optional<Instant> newest, Optional<Instant> read) {
        /// Nothing read yet.
        public static final Window NONE = new Window("", 0, Optional.empty(), Optional.empty());
    }

    /// What a feed asks of those who poll it.
    ///
    /// @param ttl how long it asks to be left alone
    /// @param quiet when it asks not to be polled at all, and when it is renewed
    public record Wishes(Optional<Duration> ttl, Quiet quiet) {
        /// It asks for nothing.
        public static final Wishes NONE = new Wishes(Optional.empty(), Quiet.NONE);

        public Wishes {
            Objects.requireNonNull(quiet);
        }
    }

    /// `skipHours`, `skipDays` and `sy:updateBase`.
    ///
    /// @param hours of the day, 0 to 23, in UTC
    /// @param days of the week, in UTC
    /// @param base an instant at which the feed was renewed; it is again each `ttl` after it
    public record Quiet(Set<Integer> hours, Set<DayOfWeek> days, Optional<Instant> base) {
        /// It may be polled at any time.
        public static final Quiet NONE = new Quiet(Set.of(), Set.of(), Optional.empty());

        public Quiet {
            hours = Set.copyOf(hours);
            days = Set.copyOf(days);
        }
    }

    /// How a feed refuses and fails.
    ///
    /// @param strikes failures in a row, each by its weight
    /// @param busy how often in a row it asked for a pause
    /// @param since when the present trouble began
    /// @param floor it asked for a pause when it was asked more often than this
    public record Strain(double strikes, int busy, Optional<Instant> since, Optional<Duration> floor) {
        /// All is well.
        public static final Strain NONE = new Strain(0, 0, Optional.empty(), Optional.empty());
    }

    /// Where a permanent redirect leads.
    ///
    /// @param to the place; it is asked itself only once it is adopted
    /// @param proofs how many visits were led there in a row, and found a feed
    /// @param since when the first of them was, or when it was adopted
    /// @param adopted whether the place is asked instead of the configured address
    /// @param looked when the configured address was last asked
    /// @param asks what the next visit asks for; empty: the configured address
    public record Move(
            Optional<URI> to,
            int proofs,
            Optional<Instant> since,
            boolean adopted,
            Optional<Instant> looked,
            Optional<URI> asks) {
        /// It is where the configuration says.
        public static final Move NONE =
                new Move(Optional.empty(), 0, Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    /// Whether a server's word that nothing changed is worth anything.
    ///
    /// @param lies how often it turned out wrong
    /// @param doubtedUntil until then it is not asked whether, but for the whole body
    /// @param said when it last said so, since a body was last had
    /// @param since when it was first asked
    public record Trust(int lies, Optional<Instant> doubtedUntil, Optional<Instant> said, Optional<Instant> since) {
        /// Nothing is held against it.
        public static final Trust NONE = new Trust(0, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
