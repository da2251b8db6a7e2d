package dossier.store;

import dossier.model.Article;
import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Candidates;
import dossier.model.Change;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.Evidence;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.Hit;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Kind;
import dossier.model.Markup;
import dossier.model.Match;
import dossier.model.Matched;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Place;
import dossier.model.Publish;
import dossier.model.Reading;
import dossier.model.Request;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.SafeHtml;
import dossier.model.Sighting;
import dossier.model.Site;
import dossier.model.Slug;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Verdict;
import dossier.model.Visit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A store with all its beans, and the other rooms' part played in one line each.
final class House implements AutoCloseable {
    static final Outlet DAILY = outlet("The Daily", Keep.TAGGED, "https://daily.example/rss");
    static final Outlet BLOG = new Outlet(
            "A Blog",
            "a-blog",
            Kind.BLOG,
            "about this and that",
            URI.create("https://blog.example/"),
            List.of(),
            Keep.ALL,
            Publish.FULL,
            false,
            TextFrom.AUTO,
            Optional.empty(),
            Optional.empty(),
            Optional.of(ZoneId.of("Europe/Paris")),
            Map.of("X-Key", "1"),
            Optional.of("CC BY"));
    static final Rule SPYING =
            new Rule("spying", "spying", "spying OR espionage", List.of(), false, new Place("rules.yaml", 3));

    final TestClock clock;
    final Database database;
    final Outlets outlets;
    final OutletLists lists;
    final Carriers carriers;
    final Feeds feeds;
    final Alarms alarms;
    final Sightings sightings;
    final Captures captures;
    final Articles articles;
    final Rules rules;
    final Taggings taggings;
    final Changes changes;
    final ParkedWork parked;
    final Archive archive;
    final Traces traces;
    final Census census;

    private final boolean own;

    /// A store of its own, closed with the house.
    House(StoreSettings settings, TestClock clock, String run) {
        this(Database.open(settings), settings.data(), clock, run, true);
    }

    private House(Database database, Path data, TestClock clock, String run, boolean own) {
        this.own = own;
        this.clock = clock;
        this.database = database;
        outlets = new Outlets(database, clock);
        lists = new OutletLists(database, outlets, clock);
        carriers = new Carriers(database);
        feeds = new Feeds(database, outlets, clock, run);
        alarms = new Alarms(database, outlets, clock);
        sightings = new Sightings(database, outlets, clock, run);
        captures = new Captures(database, outlets, data, clock);
        articles = new Articles(database, outlets, clock, House::judge);
        rules = new Rules(database, clock);
        taggings = new Taggings(database, outlets, clock);
        changes = new Changes(database, outlets);
        parked = new ParkedWork(database, clock, new Backfills(database, outlets, clock, "run-1"));
        archive = new Archive(database, outlets, site());
        traces = new Traces(database, outlets);
        census = new Census(database);
    }

    /// An empty store; its database is shared by all tests, one after the other.
    static House open(Engine engine, Path data) {
        return new House(engine.empty(data), data, new TestClock(), "run-1", false);
    }

    @Override
    public void close() {
        captures.close();
        if (own) database.close();
    }

    static Site site() {
        return new Site(
                "Archive",
                URI.create("https://archive.example"),
                ZoneId.of("Europe/Berlin"),
                DateTimeFormatter.ofPattern("dd/MM/yyyy"),
                3,
                5);
    }

    static Outlet outlet(String name, Keep keep, String... feeds) {
        return new Outlet(
                name,
                Slug.of(name),
                Kind.NEWS,
                "",
                URI.create("https://" + Slug.of(name) + ".example/"),
                List.of(feeds).stream().map(URI::create).toList(),
                keep,
                Publish.FULL,
                false,
                TextFrom.AUTO,
                Optional.of(Duration.ofMinutes(7)),
                Optional.of("en"),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    static Outlet at(String name, String home) {
        return Outlet.of(name, URI.create(home));
    }

    static Outlet under(Outlet outlet, Keep keep, boolean review, Publish publish) {
        return new Outlet(
                outlet.name(),
                outlet.slug(),
                outlet.kind(),
                outlet.tagline(),
                outlet.home(),
                outlet.feeds(),
                keep,
                publish,
                review,
                outlet.text(),
                outlet.poll(),
                outlet.language(),
                outlet.zone(),
                outlet.headers(),
                outlet.rights());
    }

    static Entry entry(String key) {
        return entry(key, "https://daily.example/" + key);
    }

    static Entry entry(String key, String link) {
        return entry(key, Optional.of(URI.create(link)));
    }

    static Entry linkless(String key) {
        return entry(key, Optional.empty());
    }

    private static Entry entry(String key, Optional<URI> link) {
        return new Entry(
                key,
                Optional.of(key),
                "Title of " + key,
                link,
                List.of("Ann Author"),
                Optional.of(Instant.parse("2026-02-28T10:00:00Z")),
                Optional.empty(),
                Set.of(),
                new Markup("<p>summary</p>"),
                Markup.NONE,
                List.of(),
                List.of(),
                Optional.of("en"));
    }

    static List<Entry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> entry("e" + i)).toList();
    }

    Trip trip(int status) {
        URI url = URI.create("https://daily.example/rss");
        return new Trip(clock.instant(), Duration.ofMillis(20), status, 1000, url, Optional.empty(), Optional.empty());
    }

    /// A visit that brought these entries; the next is due in an hour.
    Visit visit(Feed feed, List<Entry> entries) {
        FeedHead head = new FeedHead("The feed", "rss20", Optional.empty(), Optional.empty(), Optional.empty());
        Validators validators = new Validators(Optional.of("\"1\""), Optional.of("Sun, 01 Mar 2026 12:00:00 GMT"));
        return visit(feed, 200, new Reading.Entries(head, entries, validators, "hash"));
    }

    Visit visit(Feed feed, int status, Reading reading) {
        return new Visit(
                feed, trip(status), reading, Optional.of(clock.instant().plus(Duration.ofHours(1))));
    }

    Feed firstDue() {
        return feeds.due().getFirst();
    }

    /// A first poll of the only feed.
    List<Sighting> poll(List<Entry> entries) {
        return feeds.remember(visit(firstDue(), entries));
    }

    /// The only outlet, with its rule.
    List<RuleVersion> configure(Outlet... all) {
        outlets.sync(List.of(all));
        return rules.sync(List.of(SPYING));
    }

    static Content content(String address, String title, String text, String... aliases) {
        return new Content(
                URI.create(address),
                Set.copyOf(List.of(aliases).stream().map(URI::create).toList()),
                title,
                List.of("Ann Author"),
                Optional.of(Instant.parse("2026-02-28T10:00:00Z")),
                Optional.empty(),
                "en",
                SafeHtml.paragraph(text),
                text,
                Optional.empty(),
                List.of("world"),
                Content.From.PAGE);
    }

    static Content content(Sighting sighting, String text) {
        return content(
                sighting.entry().link().orElseThrow().toString(),
                sighting.entry().title(),
                text);
    }

    static Article article(Sighting sighting, Content content) {
        return new Article(
                sighting,
                Optional.empty(),
                content,
                List.of(new Evidence("title", "og:title", content.title())),
                List.of("short"));
    }

    static Page.Fetched page(String address, String body) {
        return new Page.Fetched(
                URI.create(address),
                URI.create(address),
                200,
                Map.of("content-type", "text/html; charset=utf-8", "content-encoding", "gzip", "x-odd", "a\r\nb: c"),
                new Body(Bytes.utf8(body), "text/html; charset=utf-8"),
                Instant.parse("2026-03-01T12:00:01Z"));
    }

    /// The address decides; another text or title is a revision.
    static Verdict judge(Candidates candidates) {
        if (candidates.known().isEmpty()) return new Verdict.New(candidates.article());
        Candidates.Known known = candidates.known().getFirst();
        Content content = candidates.article().content();
        boolean same = known.content().title().equals(content.title())
                && known.content().text().equals(content.text());
        if (same) return new Verdict.Same(candidates.article(), known.id());
        return new Verdict.Revised(candidates.article(), known.id(), List.of("text"));
    }

    static Matched matched(Kept kept, RuleVersion... rules) {
        List<Match> matches = new ArrayList<>();
        for (RuleVersion rule : rules) matches.add(new Match(rule, List.of(new Hit("text", "spying", 0, 6))));
        return new Matched(kept, matches);
    }

    Kept keep(Sighting sighting, Content content) {
        return articles.keep(judge(articles.near(article(sighting, content))));
    }

    /// The whole way of an article behind the extractor.
    List<Change> work(Sighting sighting, Content content, RuleVersion... matching) {
        return taggings.keep(matched(keep(sighting, content), matching));
    }

    Sourced fetched(Sighting sighting, String body) {
        return new Sourced(sighting, page(sighting.entry().link().orElseThrow().toString(), body), Optional.empty());
    }

    static Request get(String path, String... params) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < params.length; i += 2) map.put(params[i], params[i + 1]);
        return new Request(path, map, Optional.empty(), Optional.empty());
    }
}
