package dossier.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What every errand needs: the limits, the guard, the gates and the wire.
///
/// @param rests hosts that are left alone for a while
/// @param pauses told of each that a host asked for
/// @param tally counts what was asked, and what was not
/// @param environment where outlets' secrets may stand
record Walker(
        FetchSettings settings,
        InstantSource clock,
        Map<String, String> environment,
        Guard guard,
        Gates gates,
        Http http,
        Shelf<String, Rest> rests,
        Pauses pauses,
        Tally tally) {
    private static final Shelf.Bounds HOSTS = new Shelf.Bounds(20_000, Long.MAX_VALUE);

    /// Of a host that had too many requests, and does not say how long it wants to be left alone.
    private static final Duration REST = Duration.ofMinutes(5);

    static Walker of(
            FetchSettings settings, InstantSource clock, Pace pace, Map<String, String> environment, Pauses pauses) {
        Guard guard = new Guard(settings);
        Tally tally = new Tally();
        Gates gates = new Gates(settings.perHostDelay(), new Shelf<>(HOSTS, clock), pace, tally);
        Shelf<String, Rest> rests = new Shelf<>(HOSTS, clock);
        pauses.before().forEach((host, until) -> {
            Duration left = Duration.between(clock.instant(), until);
            if (left.isPositive()) rests.put(host, new Shelf.Load<>(new Rest(until, true), left, 1));
        });
        Http http = new Http(settings, guard);
        return new Walker(settings, clock, environment, guard, gates, http, rests, pauses, tally);
    }

    /// Does an errand, wherever redirects lead.
    Walk.Walked go(Errand errand) {
        return new Walk(this, errand).run();
    }

    /// An outlet's own headers as they are sent.
    Map<String, String> keys(Map<String, String> configured) {
        return Keys.of(configured, environment);
    }

    /// Until when a host is left alone.
    ///
    /// @param asked true: it asked for it; false: it let us wait in vain
    record Rest(Instant until, boolean asked) {}

    /// "Too many requests" is said to us, not to the one address, and so is "come again in an hour": the host's other
    /// feeds and pages wait as well. A bare 503 may be about the one address.
    void heed(Address host, Outcome.Answered answer) {
        Optional<Duration> pause = Times.pause(answer.headers(), clock.instant());
        switch (answer.status()) {
            case Status.TOO_MANY_REQUESTS -> rest(host, pause.orElse(REST), true);
            case Status.UNAVAILABLE -> pause.ifPresent(asked -> rest(host, asked, true));
            default -> {}
        }
    }

    /// Leaves a host alone for so long.
    void rest(Address host, Duration pause, boolean asked) {
        Instant until = clock.instant().plus(pause);
        boolean longer = rests.find(host.neighbour())
                .filter(rest -> rest.until().isAfter(until))
                .isEmpty();
        if (longer) rests.put(host.neighbour(), new Shelf.Load<>(new Rest(until, asked), pause, 1));
        if (asked) tally.pauses.increment();
        if (asked && longer) pauses.keep().accept(host.neighbour(), until);
    }

    /// Whether a host is left alone now, as the outcome of wanting to ask it.
    ///
    /// @param sulks true: even where it did not ask for it
    Optional<Outcome> resting(Address host, boolean sulks) {
        return rests.find(host.neighbour())
                .filter(rest -> rest.asked() || sulks)
                .map(rest -> Trouble.resting(host, clock.instant(), rest));
    }
}
