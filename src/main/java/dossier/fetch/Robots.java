package dossier.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dossier.model.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What hosts say in robots.txt (RFC 9309), asked once a day and remembered. It is heard for article pages; a
/// feed is there to be asked for.
///
/// Where there is no such file (4xx), everything is allowed. Where it cannot be read (5xx, time-outs), the RFC
/// wants us to stay away: so we do, with what we knew before where there was something, and try again soon.
/// After a day without an answer we take it that there is none: a site whose robots.txt is broken for good would
/// have no text otherwise, and the RFC allows it "after a reasonably long period".
final class Robots {
    private static final String OUR_NAME = "dossier";

    /// What a rule takes in memory beyond its text.
    private static final long RULE = 150;

    /// RFC 9309 wants at least 500 KiB read; what is beyond does not count.
    private static final Errand.Limit LIMIT = new Errand.Limit(512 * 1024, true);

    /// Rules times characters. 30,000 rules with wildcards go into half a MiB, and each looks through the whole
    /// address: with a long one that is seconds of work for each page of a hostile host.
    private static final long MOST_WORK = 20_000_000;

    private static final Shelf.Bounds SHELF = new Shelf.Bounds(20_000, 32 << 20);
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final Duration STALE_FOR = Duration.ofHours(1);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(15);
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);

    /// Some sites ask for minutes between two requests and mean spam bots; half a minute offends nobody.
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /// What a host wants.
    private sealed interface Wish {
        /// It says so itself, or we take it that it has no wish.
        record Known(BaseRobotRules rules) implements Wish {}

        /// We could not find out, and that is the outcome for whoever wants a page.
        record Unknown(Instant since, Outcome outcome) implements Wish {}
    }

    private final Walker walker;
    private final Shelf<String, Wish> wishes;
    private final Collection<String> names;

    Robots(Walker walker) {
        this.walker = walker;
        this.wishes = new Shelf<>(SHELF, walker.clock());
        this.names = names(walker.settings().userAgent());
    }

    /// An operator may ask under another name; a rule for either is meant for us.
    private static Collection<String> names(String userAgent) {
        Collection<String> names = new TreeSet<>();
        names.add(OUR_NAME);
        String product = userAgent.strip().split("[/\\s(]", 2)[0].toLowerCase(Locale.ROOT);
        if (product.matches("[a-z_-]+")) names.add(product);
        return names;
    }

    /// Why a page may not be asked for now, as its host wishes.
    Optional<Outcome> objection(Address page) {
        return switch (wishes.get(page.origin(), stale -> ask(page, stale))) {
            case Wish.Known known
            when known.rules() instanceof SimpleRobotRules rules
                    && (long) rules.getRobotRules().size() * page.path().length() > MOST_WORK ->
                Optional.of(new Outcome.Unwanted(
                        "robots.txt of " + page.host() + " has too many rules to be weighed for so long an address"));
            case Wish.Known known when known.rules().isAllowed(page.toString()) -> Optional.empty();
            case Wish.Known _ -> Optional.of(new Outcome.Unwanted("robots.txt of " + page.host() + " forbids it"));
            case Wish.Unknown unknown -> Optional.of(unknown.outcome());
        };
    }

    private Shelf.Load<Wish> ask(Address page, Optional<Wish> stale) {
        Address file = page.at("/robots.txt");
        Walk.Walked walked = walker.go(errand(file.uri()));
        return switch (walked.outcome()) {
            case Outcome.Answered answer when answer.status() < 300 -> read(file, answer);
            case Outcome.Answered answer
            when answer.status() >= 500 || answer.status() == 429 ->
                unread(stale, Fault.TEMPORARY, "robots.txt of " + page.host() + " " + Status.answers(answer.status()));
            case Outcome.Answered _ -> known(everything(), GOOD_FOR, 0);
            case Outcome.Broken broken when broken.fault() == Fault.HARD -> known(everything(), GOOD_FOR, 0);
            case Outcome.Broken broken -> unread(stale, broken.fault(), "robots.txt: " + broken.reason());
            case Outcome.Unwanted unwanted -> unread(stale, Fault.SOFT, unwanted.reason());
            case Outcome.Resting resting -> unasked(stale, resting);
        };
    }

    private Errand errand(URI file) {
        Map<String, String> headers = Map.of("accept", "text/plain, */*;q=0.5", "accept-encoding", "identity");
        return new Errand(file, headers, Map.of(), Own.NOBODY, LIMIT, _ -> Optional.empty(), Errand.Manners.OF_ROBOTS);
    }

    private Shelf.Load<Wish> read(Address file, Outcome.Answered answer) {
        SimpleRobotRules rules = new SimpleRobotRulesParser(Long.MAX_VALUE, 0)
                .parseContent(file.toString(), answer.body().toArray(), "text/plain", names);
        if (rules.getCrawlDelay() > 0) walker.gates().slow(file.neighbour(), delay(rules));
        return known(
                rules,
                GOOD_FOR,
                2L * answer.body().size() + RULE * rules.getRobotRules().size());
    }

    private static Duration delay(BaseRobotRules rules) {
        return Duration.ofMillis(Math.min(rules.getCrawlDelay(), LONGEST_DELAY.toMillis()));
    }

    /// The host wants to be left alone, its robots.txt included: no answer, and no silence either.
    private Shelf.Load<Wish> unasked(Optional<Wish> stale, Outcome.Resting resting) {
        Instant now = walker.clock().instant();
        Wish wish = stale.filter(Wish.Known.class::isInstance).orElse(new Wish.Unknown(now, resting));
        return new Shelf.Load<>(wish, Duration.between(now, resting.until()), 500);
    }

    private Shelf.Load<Wish> unread(Optional<Wish> stale, Fault fault, String reason) {
        Instant now = walker.clock().instant();
        Outcome unread = new Outcome.Broken(0, fault, reason);
        return switch (stale.orElse(new Wish.Unknown(now, unread))) {
            case Wish.Known known -> known(known.rules(), STALE_FOR, 0);
            case Wish.Unknown before
            when !now.isBefore(before.since().plus(GIVEN_UP_AFTER)) -> known(everything(), GOOD_FOR, 0);
            case Wish.Unknown before -> new Shelf.Load<>(new Wish.Unknown(before.since(), unread), AGAIN_AFTER, 500);
        };
    }

    private static Shelf.Load<Wish> known(BaseRobotRules rules, Duration keep, long bytes) {
        return new Shelf.Load<>(new Wish.Known(rules), keep, 500 + bytes);
    }

    private static BaseRobotRules everything() {
        return new SimpleRobotRulesParser().failedFetch(404);
    }
}
