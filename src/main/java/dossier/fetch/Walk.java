package dossier.fetch;

import dossier.fetch.Outcome.Answered;
import dossier.model.Trip;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    /// Headers that are ours to set, whatever an outlet's configuration says.
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection");

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
        Step step = Step.first(first, errand.own());
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
    /// @param among the outlet's own hosts, and never away from them or from encryption to the open
    /// @param stayed on the host asked first, likewise
    private record Step(Address to, int redirects, boolean permanent, boolean among, boolean stayed) {
        static Step first(Address to, Set<String> own) {
            return new Step(to, 0, false, own.contains(to.host()), true);
        }

        Step next(Address next, boolean forGood, Set<String> own) {
            boolean safe = next.secure() || !to.secure();
            return new Step(
                    next,
                    redirects + 1,
                    forGood && (permanent || redirects == 0),
                    among && safe && own.contains(next.host()),
                    stayed && safe && next.host().equals(to.host()));
        }
    }

    private Outcome take(Step step) {
        Address to = step.to();
        Optional<String> objection = walker.guard().objection(to);
        if (objection.isPresent()) return Outcome.hard(objection.get());
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
        return errand.manners().rests() ? walker.resting(to) : Optional.empty();
    }

    private Outcome ask(Step step) {
        if (began.isEmpty()) began = Optional.of(walker.clock().instant());
        Duration left = walker.settings().limits().whole().minus(took);
        if (!left.isPositive()) return Trouble.tooLong(walker.settings());
        long start = System.nanoTime();
        Http.Told told = walker.http().ask(new Http.Ask(step.to(), headers(step), cookies, errand, left));
        took = took.plusNanos(System.nanoTime() - start);
        bytes += told.bytes();
        return told.outcome();
    }

    private Map<String, String> headers(Step step) {
        Map<String, String> headers = new LinkedHashMap<>(errand.headers());
        Optional<String> user = Optional.ofNullable(errand.asked().getRawUserInfo());
        if (step.stayed()) user.ifPresent(name -> headers.put("authorization", basic(name)));
        if (step.among()) errand.secrets().forEach((name, value) -> put(headers, name, value));
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        boolean legal =
                name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        String lower = name.toLowerCase(Locale.ROOT);
        if (legal && !OURS.contains(lower)) headers.put(lower, value);
    }

    private static String basic(String user) {
        String plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private Walked ended(URI end, Outcome outcome) {
        Instant at = began.orElseGet(() -> walker.clock().instant());
        int status =
                switch (outcome) {
                    case Answered answer -> answer.status();
                    case Outcome.Broken broken -> broken.status();
                    case Outcome.Unwanted _ -> 0;
                };
        Optional<Duration> fresh = outcome instanceof Answered answer
                ? Times.freshFor(answer.headers(), walker.clock().instant())
                : Optional.empty();
        return new Walked(new Trip(at, took, status, bytes, end, movedTo, fresh), outcome);
    }
}
