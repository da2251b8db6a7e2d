package dossier.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What every errand needs: the limits, the guard, the gates and the wire.
///
/// @param rests hosts that are left alone for a while
record Walker(
        FetchSettings settings, InstantSource clock, Guard guard, Gates gates, Http http, Shelf<String, Rest> rests) {
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

    /// Until when a host is left alone, and why: "had too many requests".
    record Rest(Instant until, String why) {}

    /// Leaves a host alone for so long.
    void rest(Address host, Duration pause, String why) {
        Rest rest = new Rest(clock.instant().plus(pause), why);
        rests.put(host.neighbour(), new Shelf.Load<>(rest, pause, 1));
    }

    /// Whether a host is left alone now, as the outcome of wanting to ask it.
    Optional<Outcome> resting(Address host) {
        return rests.find(host.neighbour())
                .map(rest -> Trouble.resting(host, Duration.between(clock.instant(), rest.until()), rest.why()));
    }
}
