package dossier.fetch;

import dossier.fetch.Outcome.Answered;
import dossier.model.Trip;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.cookie.BasicCookieStore;

/// One errand, from the address asked for to wherever redirects lead. Each step is looked at as if it were the
/// first: its scheme, port and address, its host's gate, and whether it may see what is meant for the outlet only.
///
/// Cookies live as long as the errand: some sites set one and redirect, and go in circles without it.
final class Walk {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PERMANENT = Set.of(301, 308);

    /// What came of it, and the way there.
    record Walked(Trip trip, Outcome outcome) {}

    private final Walker walker;
    private final Errand errand;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final Set<String> seen = new HashSet<>();
    private Optional<Instant> began = Optional.empty();
    private Duration took = Duration.ZERO;
    private long bytes;
    private Optional<URI> movedTo = Optional.empty();

    Walk(Walker walker, Errand errand) {
        this.walker = walker;
        this.errand = errand;
    }

    /// Goes all the way.
    Walked run() {
        Optional<Address> first = Address.of(errand.asked());
        return first.isPresent()
                ? from(first.get())
                : ended(
                        errand.asked(),
                        Outcome.hard("is no address that can be asked; it needs http or https, and a host"));
    }

    private Walked from(Address first) {
        Step step = new Step(first, 0, false, errand.own().holds(first), true);
        while (step.redirects() <= walker.settings().limits().redirects()) {
            Outcome outcome = take(step);
            if (!(outcome instanceof Answered answer) || !isRedirect(answer))
                return ended(step.to().uri(), outcome);
            String location = answer.headers().first("location").orElseThrow();
            Optional<Address> next = step.to().resolve(location);
            if (next.isEmpty()) return ended(step.to().uri(), nowhere(location));
            step = step.next(next.get(), PERMANENT.contains(answer.status()), errand.own());
            if (step.permanent()) movedTo = Optional.of(step.to().uri());
        }
        String many = "redirects more than " + walker.settings().limits().redirects() + " times";
        return ended(step.to().uri(), Outcome.hard(many));
    }

    private static boolean isRedirect(Answered answer) {
        return REDIRECTS.contains(answer.status())
                && answer.headers().first("location").isPresent();
    }

    private static Outcome nowhere(String location) {
        return Outcome.hard("leads to " + Trouble.quoted(location) + ", which is no address that can be asked");
    }

    /// Where a walk is.
    ///
    /// @param permanent only permanent redirects led here
    /// @param among the outlet's own servers, and never away from them or from encryption to the open
    /// @param stayed on the host asked first, likewise
    private record Step(Address to, int redirects, boolean permanent, boolean among, boolean stayed) {
        Step next(Address next, boolean forGood, Own own) {
            boolean safe = next.secure() || !to.secure();
            return new Step(
                    next,
                    redirects + 1,
                    forGood && (permanent || redirects == 0),
                    among && safe && own.holds(next),
                    stayed && safe && next.host().equals(to.host()) && isSameDoor(next));
        }

        /// Another port is another server; from http's to https's it is the same one.
        private boolean isSameDoor(Address next) {
            return next.port() == to.port() || (to.port() == 80 && next.port() == 443 && next.secure());
        }
    }

    private Outcome take(Step step) {
        Address to = step.to();
        Optional<String> objection = walker.guard().objection(to);
        if (objection.isPresent()) {
            walker.tally().guarded.increment();
            return Outcome.hard(objection.get());
        }
        if (!seen.add(to + " " + cookies.getCookies())) return Outcome.hard("redirects in a circle, back to " + to);
        Optional<Outcome> unwanted =
                resting(to).or(() -> errand.manners().unwanted().apply(to));
        return unwanted.orElseGet(() -> throughTheGate(step));
    }

    /// While we waited, the host may have said that it is too busy; the others who wait hear it too.
    private Outcome throughTheGate(Step step) {
        try (Gates.Pass pass = walker.gates().enter(step.to().neighbour())) {
            Optional<Outcome> resting = resting(step.to());
            if (resting.isPresent()) pass.unused();
            return resting.isPresent() ? resting.get() : ask(step);
        } catch (InterruptedException stopped) {
            throw Stopped.here();
        }
    }

    private Optional<Outcome> resting(Address to) {
        return walker.resting(to, errand.manners().sulks());
    }

    private Outcome ask(Step step) {
        if (began.isEmpty()) began = Optional.of(walker.clock().instant());
        Duration left = walker.settings().limits().whole().minus(took);
        if (!left.isPositive()) return Trouble.tooLong(walker.settings());
        long start = System.nanoTime();
        Http.Told told = walker.http().ask(new Http.Ask(step.to(), headers(step), cookies, errand, left));
        took = took.plusNanos(System.nanoTime() - start);
        bytes += told.bytes();
        if (told.outcome() instanceof Answered answer) walker.heed(step.to(), answer);
        walker.tally().asked(errand, told);
        return told.outcome();
    }

    private Map<String, String> headers(Step step) {
        Map<String, String> headers = new LinkedHashMap<>(errand.headers());
        Optional<String> user = Optional.ofNullable(errand.asked().getRawUserInfo());
        if (step.stayed()) user.ifPresent(name -> headers.put("authorization", basic(name)));
        if (step.among() && errand.own().maySee(step.to())) headers.putAll(walker.keys(errand.secrets()));
        return headers;
    }

    private static String basic(String user) {
        return Keys.basic(URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private Walked ended(URI end, Outcome outcome) {
        Instant at = began.orElseGet(() -> walker.clock().instant());
        int status =
                switch (outcome) {
                    case Answered answer -> answer.status();
                    case Outcome.Broken broken -> broken.status();
                    case Outcome.Unwanted _, Outcome.Resting _ -> 0;
                };
        walker.tally().ended(outcome);
        Optional<Duration> fresh = outcome instanceof Answered answer
                ? Times.freshFor(answer.headers(), walker.clock().instant())
                : Optional.empty();
        return new Walked(new Trip(at, took, status, bytes, end, movedTo, fresh), outcome);
    }
}
