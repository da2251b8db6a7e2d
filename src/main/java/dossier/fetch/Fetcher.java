package dossier.fetch;

import dossier.fetch.Outcome.Answered;
import dossier.fetch.Outcome.Broken;
import dossier.fetch.Outcome.Resting;
import dossier.fetch.Outcome.Unwanted;
import dossier.model.Again;
import dossier.model.Backpage;
import dossier.model.Body;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Revisit;
import dossier.model.Revisited;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.model.Trip;
import dossier.model.Validators;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks for feeds and for the pages behind their entries. Meant to be called from thousands of virtual threads:
/// each call blocks until its host's turn has come and the answer is there, and none throws for what a server
/// does.
public final class Fetcher implements AutoCloseable {
    /// A server that is too busy and does not say for how long.
    private static final Duration PAUSE = Duration.ofMinutes(30);

    /// A host that let us wait in vain is not tried again at once: hundreds of its pages may wait, and each would
    /// keep someone busy until its time-out.
    private static final Duration SULK = Duration.ofMinutes(1);

    private static final String FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, "
            + "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, "
            + "text/html;q=0.5, */*;q=0.3";
    private static final String PAGES = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5";

    /// Headers that are no longer true of a body unpacked, or that concern the one exchange only.
    private static final Set<String> SPENT = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "keep-alive",
            "set-cookie",
            "set-cookie2",
            "trailer",
            "transfer-encoding");

    /// Two entries often lead to one page, within the same moment.
    private static final Duration SHARED_FOR = Duration.ofSeconds(60);

    private static final Shelf.Bounds SHARED = new Shelf.Bounds(256, 16 << 20);

    private final FetchSettings settings;
    private final InstantSource clock;
    private final Walker walker;
    private final Robots robots;
    private final Shelf<PageKey, Page> pages;

    /// What tells one page from another: the address, and the keys that may be shown there. The language that an
    /// outlet's readers are thought to want is no part of it: a page that two outlets lead to becomes one article.
    private record PageKey(String address, Map<String, String> secrets, Own own) {
        /// Who sends no secrets shares with everybody.
        PageKey {
            own = secrets.isEmpty() ? Own.NOBODY : own;
        }

        static PageKey of(URI link, Outlet outlet) {
            String plain = Address.of(link).map(Address::toString).orElseGet(link::toString);
            return new PageKey(plain, outlet.headers(), Own.of(outlet));
        }
    }

    /// Outlets' secrets stand in their configuration, and what is learnt is forgotten at the end.
    public Fetcher(FetchSettings settings, InstantSource clock) {
        this(settings, clock, Map.of(), Pauses.FORGOTTEN);
    }

    /// @param environment where outlets' secrets may stand, by the names of variables
    /// @param pauses that hosts asked for in earlier runs, and where those of this run are kept
    public Fetcher(FetchSettings settings, InstantSource clock, Map<String, String> environment, Pauses pauses) {
        this(settings, clock, Pace.REAL, environment, pauses);
    }

    Fetcher(FetchSettings settings, InstantSource clock, Pace pace) {
        this(settings, clock, pace, Map.of(), Pauses.FORGOTTEN);
    }

    private Fetcher(
            FetchSettings settings, InstantSource clock, Pace pace, Map<String, String> environment, Pauses pauses) {
        this.settings = settings;
        this.clock = clock;
        this.walker = Walker.of(settings, clock, pace, environment, pauses);
        this.robots = new Robots(walker);
        this.pages = new Shelf<>(SHARED, clock);
    }

    /// Asks for a feed, or for a home page that shall lead to one.
    ///
    /// An unchanged feed has status 200 in its trip where the body was read and found to be the last one, and
    /// 304 where we only have the server's word for it.
    public Fetch fetch(Feed feed) {
        Validators sent = feed.validatorsAt(clock.instant());
        Walk.Walked walked = walker.go(errand(feed, sent));
        Trip trip = walked.trip();
        return switch (walked.outcome()) {
            case Answered answer when Status.isDocument(answer.status()) -> document(feed, trip, answer);
            case Answered answer when answer.status() == Status.NOT_MODIFIED -> notModified(feed, trip, sent, answer);
            case Answered answer -> withoutDocument(feed, trip, answer);
            case Broken broken -> new Fetch.Failed(feed, trip, broken.fault(), broken.reason());
            case Unwanted unwanted -> new Fetch.Failed(feed, trip, Fault.SOFT, unwanted.reason());
            case Resting resting -> new Fetch.Busy(feed, trip, left(resting));
        };
    }

    /// Asks for a page of a feed's past, as politely as for a feed.
    public Fetch past(Backpage page) {
        return fetch(page.feed());
    }

    private Duration left(Resting resting) {
        return Duration.between(clock.instant(), resting.until());
    }

    private Errand errand(Feed feed, Validators known) {
        Map<String, String> headers = headers(isFeed(feed) ? FEEDS : PAGES, feed.outlet());
        known.etag().ifPresent(etag -> headers.put("if-none-match", etag));
        known.lastModified().ifPresent(date -> headers.put("if-modified-since", date));
        return new Errand(
                feed.asked(),
                headers,
                feed.outlet().headers(),
                Own.of(feed.outlet()),
                new Errand.Limit(settings.limits().bytes(), false),
                _ -> Optional.empty(),
                // Nobody offers a page to be polled, as a feed is offered: robots.txt has its word.
                feed.index().isPresent() ? new Errand.Manners(false, robots::objection) : Errand.Manners.OF_FEEDS);
    }

    private static boolean isFeed(Feed feed) {
        return feed.role() == Feed.Role.FEED
                && feed.index().filter(page -> !page.json()).isEmpty();
    }

    private Map<String, String> headers(String accept, Outlet outlet) {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", accept);
        headers.put("accept-encoding", Coding.ACCEPTED);
        outlet.language().ifPresent(language -> headers.put("accept-language", language + ", *;q=0.5"));
        return headers;
    }

    private Fetch document(Feed feed, Trip trip, Answered answer) {
        if (answer.body().size() == 0)
            return new Fetch.Failed(feed, trip, Fault.SOFT, "answers with an empty document");
        boolean same = feed.failures() == 0
                && feed.bodyHash().equals(Optional.of(answer.body().sha256()));
        if (same) return new Fetch.Unchanged(feed, trip, validators(answer.headers()));
        Body body =
                new Body(answer.body(), answer.headers().first("content-type").orElse(""));
        return new Fetch.Fresh(
                feed, trip, body, validators(answer.headers()), Links.in(answer.headers(), trip.address()));
    }

    private Fetch withoutDocument(Feed feed, Trip trip, Answered answer) {
        return switch (answer.status()) {
            case Status.TOO_MANY_REQUESTS, Status.UNAVAILABLE ->
                new Fetch.Busy(
                        feed,
                        trip,
                        Times.pause(answer.headers(), clock.instant()).orElse(PAUSE));
            case Status.GONE -> new Fetch.Gone(feed, trip);
            default -> new Fetch.Failed(feed, trip, Status.fault(answer.status()), reason(answer));
        };
    }

    private static Fetch notModified(Feed feed, Trip trip, Validators sent, Answered answer) {
        return sent.equals(Validators.NONE)
                ? new Fetch.Failed(feed, trip, Fault.SOFT, "answers 304 Not Modified although it was not asked whether")
                : new Fetch.Unchanged(feed, trip, renewed(sent, answer.headers()));
    }

    private static String reason(Answered answer) {
        boolean redirect = answer.status() >= 300 && answer.status() < 400;
        return Status.answers(answer.status()) + (redirect ? " without saying where to" : "");
    }

    private static Validators validators(Headers headers) {
        return new Validators(
                headers.first("etag").filter(Fetcher::mayBeSentBack),
                headers.first("last-modified").filter(Fetcher::mayBeSentBack));
    }

    /// A 304 may bring new validators; what it does not bring stays as it was (RFC 9111, section 4.3.4).
    private static Validators renewed(Validators known, Headers headers) {
        Validators sent = validators(headers);
        return new Validators(sent.etag().or(known::etag), sent.lastModified().or(known::lastModified));
    }

    private static boolean mayBeSentBack(String value) {
        return value.length() <= 1000 && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /// Asks for the page behind an entry, unless it is at hand.
    public Sourced page(Sourced sourced) {
        if (sourced.page() instanceof Page.Wanted) return sourced.with(found(sourced.sighting()));
        walker.tally().handedOn.increment();
        return sourced;
    }

    /// Asks for the page on which an article goes on, where one is wanted.
    public Sourced part(Sourced sourced) {
        if (!sourced.isUnfinished()) return sourced;
        Part part = sourced.parts().getLast();
        return sourced.endingIn(
                part.with(shared(part.address(), sourced.sighting().feed().outlet())));
    }

    /// The same for a page that was asked for again.
    public Again goOn(Again again) {
        return again.with(part(again.now()));
    }

    private Page found(Sighting sighting) {
        if (sighting.filed()) return new Page.Unasked("it came out of a file, with its text");
        Outlet outlet = sighting.feed().outlet();
        if (outlet.text() == TextFrom.FEED) return new Page.Unasked("the outlet's text is taken from its feed");
        Optional<URI> link = sighting.entry().link();
        if (link.isEmpty()) return new Page.Unasked("the entry has no link");
        return shared(link.get(), outlet);
    }

    private Page shared(URI link, Outlet outlet) {
        boolean[] asked = {false};
        Page page = pages.get(PageKey.of(link, outlet), _ -> {
            asked[0] = true;
            return load(link, outlet);
        });
        if (!asked[0]) walker.tally().handedOn.increment();
        return page;
    }

    private Shelf.Load<Page> load(URI link, Outlet outlet) {
        Errand errand = new Errand(
                link,
                headers(PAGES, outlet),
                outlet.headers(),
                Own.of(outlet),
                new Errand.Limit(settings.limits().bytes(), false),
                Media::unfit,
                new Errand.Manners(true, robots::objection));
        Page page = page(link, walker.go(errand));
        return switch (page) {
            case Page.Fetched it ->
                new Shelf.Load<>(page, SHARED_FOR, 1000 + it.body().bytes().size());
            case Page.Missing _, Page.Unasked _, Page.Wanted _ -> new Shelf.Load<>(page, SHARED_FOR, 1000);
            case Page.Later _ -> new Shelf.Load<>(page, Duration.ZERO, 0);
        };
    }

    private Page page(URI asked, Walk.Walked walked) {
        return switch (walked.outcome()) {
            case Answered answer when Status.isDocument(answer.status()) -> page(asked, walked.trip(), answer);
            case Answered answer -> new Page.Missing(Status.fault(answer.status()), reason(answer));
            case Broken broken -> brokenPage(walked.trip(), broken);
            case Unwanted unwanted -> new Page.Unasked(unwanted.reason());
            case Resting resting -> new Page.Later(resting.until(), resting.reason());
        };
    }

    private static Page page(URI asked, Trip trip, Answered answer) {
        if (answer.body().size() == 0) return new Page.Missing(Fault.SOFT, "answers with an empty page");
        Optional<String> unfit = Media.unfit(answer.headers(), answer.body());
        if (unfit.isPresent()) return new Page.Missing(Fault.HARD, unfit.get());
        Map<String, String> headers = new HashMap<>(answer.headers().joined());
        headers.keySet().removeAll(SPENT);
        Body body =
                new Body(answer.body(), answer.headers().first("content-type").orElse(""));
        return new Page.Fetched(asked, trip.address(), answer.status(), headers, body, trip.at());
    }

    private Page brokenPage(Trip trip, Broken broken) {
        Duration patience = Collections.min(
                List.of(settings.limits().connect(), settings.limits().response()));
        boolean inVain = broken.fault() == Fault.TEMPORARY && trip.took().compareTo(patience) >= 0;
        if (inVain) Address.of(trip.address()).ifPresent(host -> walker.rest(host, SULK, false));
        return new Page.Missing(broken.fault(), broken.reason());
    }

    /// Asks for a page once more, unless it is still as we hold it: as politely as for the first time.
    public Revisited again(Revisit revisit) {
        Outlet outlet = revisit.sighting().feed().outlet();
        Map<String, String> headers = headers(PAGES, outlet);
        revisit.validators()
                .etag()
                .filter(Fetcher::mayBeSentBack)
                .ifPresent(etag -> headers.put("if-none-match", etag));
        revisit.validators()
                .lastModified()
                .filter(Fetcher::mayBeSentBack)
                .ifPresent(date -> headers.put("if-modified-since", date));
        Errand errand = new Errand(
                revisit.address(),
                headers,
                outlet.headers(),
                Own.of(outlet),
                new Errand.Limit(settings.limits().bytes(), false),
                Media::unfit,
                new Errand.Manners(true, robots::objection));
        return revisited(revisit, walker.go(errand));
    }

    private Revisited revisited(Revisit revisit, Walk.Walked walked) {
        if (walked.outcome() instanceof Answered answer) {
            if (answer.status() == Status.NOT_MODIFIED) return new Revisited.Unchanged(revisit);
            if (answer.status() == Status.GONE || answer.status() == Status.NOT_FOUND)
                return new Revisited.Gone(revisit, reason(answer));
        }
        return switch (page(revisit.address(), walked)) {
            case Page.Fetched page -> new Revisited.Answered(revisit, page);
            case Page.Missing missing -> new Revisited.Missed(revisit, missing.reason());
            case Page.Unasked unasked -> new Revisited.Missed(revisit, unasked.reason());
            case Page.Later later -> new Revisited.Later(revisit, later.until(), later.reason());
            case Page.Wanted _ -> new Revisited.Missed(revisit, "was not asked for");
        };
    }

    /// How politely all this was done so far.
    public Politeness politeness() {
        return walker.tally().figures();
    }

    /// Hangs up on everybody.
    @Override
    public void close() {
        walker.http().close();
    }
}
