package dossier.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What every errand needs: the limits, the guard, the gates and the wire.
///
/// @param rests hosts that asked to be left alone, and until when
record Walker(
        FetchSettings settings,
        InstantSource clock,
        Guard guard,
        Gates gates,
        Http http,
        Shelf<String, Instant> rests) {
    private static final Shelf.Bounds HOSTS = new Shelf.Bounds(20_000, Long.MAX_VALUE);

    static Walker of(FetchSettings settings, InstantSource clock, Pace pace) {
        Guard guard = new Guard(settings);
        Gates gates = new Gates(settings.perHostDelay(), new Shelf<>(HOSTS, clock), pace);
        return new Walker(settings, clock, guard, gates, new Http(settings, guard), new Shelf<>(HOSTS, clock));
    }

    /// Does an errand, wherever redirects lead.
    Walk.Walked go(Errand errand) {
        return new Walk(this, errand).run();
    }

    /// A host asked to be left alone for so long.
    void rest(Address host, Duration pause) {
        rests.put(host.neighbour(), new Shelf.Load<>(clock.instant().plus(pause), pause, 1));
    }

    /// How much longer a host wants to be left alone.
    Optional<Duration> resting(Address host) {
        return rests.find(host.neighbour()).map(until -> Duration.between(clock.instant(), until));
    }
}
