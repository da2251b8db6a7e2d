package dossier.parse;

import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Validators;
import dossier.model.Visit;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Goes and sees whether a lead is a feed. It asks one after the other, no more than it has to, and through the same
/// door as every other request: so a host's pace is kept.
public final class Scout {
    /// Leads asked at most for one page of the pipeline, and for a person who waits.
    private static final int MOST = 8;

    /// A home page without a feed is searched for one no oftener than each so many visits.
    private static final int PATIENCE = 4;

    private final Function<Feed, Fetch> ask;
    private final Parser parser;

    /// @param ask the door to the web
    public Scout(Function<Feed, Fetch> ask, Parser parser) {
        this.ask = ask;
        this.parser = parser;
    }

    /// A lead and what came of asking it.
    public record Tried(Lead lead, Fetch fetch, Visit visit) {
        /// True where a feed is there.
        public boolean isFeed() {
            return visit.reading() instanceof Reading.Entries;
        }
    }

    /// What was found at an address.
    ///
    /// @param page the address itself: a feed, a page or neither
    /// @param tried the leads asked, best first
    /// @param left how many more leads there were
    public record Survey(Tried page, List<Tried> tried, int left) {
        public Survey {
            tried = List.copyOf(tried);
        }

        /// All feeds found, best first.
        public List<Tried> feeds() {
            return page.isFeed()
                    ? List.of(page)
                    : tried.stream().filter(Tried::isFeed).toList();
        }
    }

    /// What a home page announces is believed only when it was seen once; where it announces nothing, the well-known
    /// addresses are tried. Other visits pass as they are.
    public Visit look(Visit visit) {
        if (visit.feed().role() != Feed.Role.HOME) return visit;
        return switch (visit.reading()) {
            case Reading.Announced home when visit.feed().lastRead().isEmpty() -> proven(visit, home.feeds());
            case Reading.Failed failed when failed.fault() == Fault.HARD && isTurn(visit.feed()) -> guessed(visit);
            case Reading.Announced _,
                    Reading.Entries _,
                    Reading.Nothing _,
                    Reading.Busy _,
                    Reading.Gone _,
                    Reading.Failed _ -> visit;
        };
    }

    private static boolean isTurn(Feed home) {
        return home.failures() % PATIENCE == 0;
    }

    /// The first that is a feed stands first. Where none is, and none may be one tomorrow, it is as if none had been
    /// announced.
    private Visit proven(Visit visit, List<URI> announced) {
        List<URI> open = new ArrayList<>(announced);
        for (URI address : announced.stream().limit(MOST).toList()) {
            Tried tried = tried(visit.feed().outlet(), sure(address));
            if (tried.isFeed() || !mayMend(tried.visit().reading())) open.remove(address);
            if (!tried.isFeed()) continue;
            open.addFirst(address);
            return with(visit, new Reading.Announced(open));
        }
        if (!open.isEmpty()) return with(visit, new Reading.Announced(open));
        return guessed(with(
                visit,
                new Reading.Failed(Fault.HARD, visit.trip().address() + " announces feeds, but none of them is one")));
    }

    private static Lead sure(URI address) {
        return new Lead(address, "", Lead.Source.ANNOUNCED, "announced by the page");
    }

    private static boolean mayMend(Reading reading) {
        return switch (reading) {
            case Reading.Busy _, Reading.Nothing _ -> true;
            case Reading.Failed failed -> failed.fault() != Fault.HARD;
            case Reading.Entries _, Reading.Announced _, Reading.Gone _ -> false;
        };
    }

    /// Who refuses us is not asked for more than the address that its own shape leads to.
    private Visit guessed(Visit visit) {
        int status = visit.trip().status();
        boolean answered = status >= 200 && status < 300;
        URI page = answered ? visit.trip().address() : visit.feed().url();
        List<Lead> guesses = answered ? Discovery.guesses(page) : Discovery.shapes(page);
        for (Lead lead : guesses.stream().limit(MOST).toList()) {
            Tried tried = tried(visit.feed().outlet(), lead);
            if (tried.isFeed()) return with(visit, new Reading.Announced(List.of(lead.address())));
            if (tried.visit().reading() instanceof Reading.Busy) return visit;
        }
        return visit;
    }

    private static Visit with(Visit visit, Reading reading) {
        return new Visit(visit.feed(), visit.trip(), reading, visit.due());
    }

    /// Looks at an address for a person: what it is, and which of its leads are feeds. A link that is called RSS often
    /// leads to a page of feeds: that page is looked through too.
    ///
    /// @param outlet whose headers are sent along
    /// @param most leads asked at most
    /// @param enough stop after so many feeds
    public Survey survey(Outlet outlet, URI address, int most, int enough) {
        Tried page = tried(outlet, new Lead(address, "", Lead.Source.ANNOUNCED, "as given"));
        if (page.isFeed()) return new Survey(page, List.of(), 0);
        Deque<Lead> open = new ArrayDeque<>(leads(page, address));
        Set<URI> known = new HashSet<>(open.stream().map(Lead::address).toList());
        List<Tried> tried = new ArrayList<>();
        int found = 0;
        while (!open.isEmpty() && tried.size() < most && found < enough) {
            Tried next = tried(outlet, open.removeFirst());
            tried.add(next);
            if (next.isFeed()) found++;
            if (next.lead().source() == Lead.Source.ANCHOR || next.lead().source() == Lead.Source.SITEMAPS)
                pageLeads(next).stream()
                        .filter(lead -> known.add(lead.address()))
                        .forEach(open::add);
            if (open.isEmpty() && found == 0 && isPage(page))
                guesses(page).stream().filter(lead -> known.add(lead.address())).forEach(open::add);
        }
        return new Survey(page, tried, open.size());
    }

    private List<Lead> leads(Tried page, URI address) {
        List<Lead> leads = pageLeads(page);
        if (!leads.isEmpty()) return leads;
        return isPage(page) ? guesses(page) : Discovery.shapes(address);
    }

    /// Where feeds may be, and last the list of sitemaps.
    private static List<Lead> guesses(Tried page) {
        URI address = page.visit().trip().address();
        List<Lead> guesses = new ArrayList<>(Discovery.guesses(address));
        guesses.add(new Lead(
                address.resolve("/robots.txt"), "", Lead.Source.SITEMAPS, "where sites name their sitemaps of news"));
        return guesses;
    }

    private List<Lead> pageLeads(Tried page) {
        return parser.page(page.fetch())
                .map(html -> Discovery.leads(html, page.visit().trip().address()))
                .orElseGet(() -> parser.sitemaps(page.fetch()).stream()
                        .map(uri -> new Lead(
                                uri,
                                "",
                                Lead.Source.SITEMAPS,
                                "a sitemap that " + page.lead().address() + " names"))
                        .toList());
    }

    private boolean isPage(Tried page) {
        return parser.page(page.fetch()).isPresent();
    }

    private Tried tried(Outlet outlet, Lead lead) {
        Feed feed = new Feed(
                new FeedId(0),
                sent(outlet, lead.address()),
                lead.address(),
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty());
        Fetch fetch = ask.apply(feed);
        return new Tried(lead, fetch, parser.parse(fetch));
    }

    /// A page may announce any host's feed; the outlet's secrets go to its own host only.
    private static Outlet sent(Outlet outlet, URI address) {
        boolean own = String.valueOf(outlet.home().getHost()).equalsIgnoreCase(address.getHost());
        return own || outlet.headers().isEmpty() ? outlet : outlet.withHeaders(Map.of());
    }
}
