package dossier.cli;

import dossier.dedupe.Historian;
import dossier.dedupe.Judge;
import dossier.dedupe.Likeness;
import dossier.extract.Extractor;
import dossier.fetch.Courier;
import dossier.fetch.FetchSettings;
import dossier.fetch.Fetcher;
import dossier.fetch.Pauses;
import dossier.model.Fetch;
import dossier.model.Follower;
import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Listed;
import dossier.model.OutletList;
import dossier.model.Problem;
import dossier.model.Reply;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Site;
import dossier.model.Sourced;
import dossier.parse.ListReader;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import dossier.parse.Scout;
import dossier.poll.Bell;
import dossier.poll.BellSettings;
import dossier.poll.PollSettings;
import dossier.poll.Timetable;
import dossier.publish.Api;
import dossier.publish.Dump;
import dossier.publish.Letters;
import dossier.publish.Opml;
import dossier.publish.Publisher;
import dossier.publish.Sitemaps;
import dossier.rules.Watch;
import dossier.search.Candidates;
import dossier.search.Index;
import dossier.search.Passages;
import dossier.search.Searcher;
import dossier.settings.Configuration;
import dossier.settings.Settings;
import dossier.store.Absences;
import dossier.store.Additions;
import dossier.store.Alarms;
import dossier.store.Archive;
import dossier.store.Articles;
import dossier.store.Backfills;
import dossier.store.BackupPlan;
import dossier.store.Backups;
import dossier.store.Captures;
import dossier.store.Carriers;
import dossier.store.Catalogue;
import dossier.store.Census;
import dossier.store.Changes;
import dossier.store.Database;
import dossier.store.Decisions;
import dossier.store.Feeds;
import dossier.store.Followers;
import dossier.store.HostPauses;
import dossier.store.Hubs;
import dossier.store.Intake;
import dossier.store.Lines;
import dossier.store.Merges;
import dossier.store.Months;
import dossier.store.OutletLists;
import dossier.store.Outlets;
import dossier.store.ParkedWork;
import dossier.store.Previews;
import dossier.store.Recleans;
import dossier.store.Reruns;
import dossier.store.Revisits;
import dossier.store.RuleStatistics;
import dossier.store.Rules;
import dossier.store.Sightings;
import dossier.store.StoreSettings;
import dossier.store.Stories;
import dossier.store.Taggings;
import dossier.store.Tags;
import dossier.store.Takedowns;
import dossier.store.Traces;
import dossier.store.Vault;
import dossier.store.WorkerLock;
import dossier.web.Pages;
import dossier.web.Statics;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Makes the beans and names them. Each is made once, from the settings of its stage.
public final class House implements AutoCloseable {
    private final Configuration configuration;
    private final InstantSource clock;
    private final Database database;
    private final Outlets outlets;
    private final OutletLists lists;
    private final Rules rules;
    private final Feeds feeds;
    private final Backfills backfills;
    private final Hubs hubs;
    private final Alarms alarms;
    private final Late<Bell> bell;
    private final Sightings sightings;
    private final Additions additions;
    private final Captures captures;
    private final Lines lines;
    private final Articles articles;
    private final Stories stories;
    private final Taggings taggings;
    private final Changes changes;
    private final ParkedWork parked;
    private final Archive archive;
    private final Decisions decisions;
    private final Reruns reruns;
    private final Late<Fetcher> fetcher;
    private final Late<Courier> courier;
    private final Parser parser;
    private final Late<ListReader> listReader;
    private final Extractor extractor;
    private final Judge judge = new Judge();
    private final Late<Watch> watch;
    private final Late<Index> index;
    private final Late<Searcher> searcher;
    private final Site site;
    private final Takedowns takedowns;
    private final Revisits revisits;
    private final Backups backups;
    private final Intake intake;
    private final Path data;
    private boolean compactAtEnd;

    private House(Dossier dossier, Configuration configuration, Path data) {
        InstantSource clock = dossier.clock();
        Settings settings = configuration.settings();
        this.configuration = configuration;
        this.clock = clock;
        this.data = data;
        this.site = settings.site();
        this.database = Database.open(store(settings, data));
        this.outlets = new Outlets(database, clock);
        this.lists = new OutletLists(database, outlets, clock);
        this.rules = new Rules(database, clock);
        String run = UUID.randomUUID().toString();
        this.feeds = new Feeds(database, outlets, clock, run);
        this.backfills = new Backfills(database, outlets, clock, run);
        this.alarms = new Alarms(database, outlets, clock);
        this.bell = new Late<>(() -> new Bell(bell(settings)));
        this.sightings = new Sightings(database, outlets, clock, run);
        this.additions = new Additions(database, outlets, clock, run);
        this.intake = new Intake(database, outlets, clock, run);
        this.captures = new Captures(database, outlets, data, clock);
        this.lines = new Lines(database, outlets);
        this.articles = new Articles(
                database,
                outlets,
                clock,
                judge::judge,
                settings.bool("article.copies") ? Likeness::bands : Articles.NO_BANDS);
        boolean told = settings.bool("article.stories");
        this.stories = new Stories(
                database,
                outlets,
                clock,
                told ? Likeness::bands : Articles.NO_BANDS,
                (one, other) -> told && Likeness.areVersions(one, other));
        this.taggings = new Taggings(database, outlets, clock);
        this.changes = new Changes(database, outlets);
        this.parked = new ParkedWork(database, clock, backfills);
        this.archive = new Archive(database, outlets, site);
        this.decisions = new Decisions(database, outlets, clock);
        this.reruns = new Reruns(database, outlets, clock);
        this.backups = new Backups(database, data, clock);
        this.revisits = new Revisits(
                database,
                outlets,
                clock,
                captures,
                settings.integer("revisit.days"),
                settings.integer("revisit.per-host-day"));
        this.takedowns = new Takedowns(database, outlets, clock, captures);
        this.fetcher = new Late<>(() -> {
            HostPauses pauses = new HostPauses(database, clock);
            return fetcher(dossier, configuration, new Pauses(pauses.all(), pauses::keep));
        });
        this.courier = new Late<>(() -> new Courier(asked(configuration)));
        this.parser = new Parser(ParseSettings.DEFAULTS);
        this.hubs = new Hubs(database, outlets, clock, parser::parse);
        this.listReader = new Late<>(() -> new ListReader(fetcher.get()::fetch, ParseSettings.DEFAULTS));
        this.extractor = new Extractor(dossier.sites());
        this.watch = new Late<>(() -> new Watch(List.of(), site.zone()));
        this.index = new Late<>(() -> new Index(data.resolve("index")));
        this.searcher = new Late<>(() -> new Searcher(index.get(), site.zone(), site.pageSize(), tags()::now));
    }

    /// Opens the house over the data folder that the call names. Nothing runs yet.
    static House open(Dossier dossier, Configuration configuration) {
        return open(dossier, configuration, dossier.data());
    }

    /// Opens the house over this data folder.
    static House open(Dossier dossier, Configuration configuration, Path data) {
        return new House(dossier, configuration, data);
    }

    /// The classes of the beans by the names that the routes use.
    public static Map<String, Class<?>> beanTypes() {
        return Map.ofEntries(
                Map.entry("timetable", Timetable.class),
                Map.entry("fetcher", Fetcher.class),
                Map.entry("followers", Followers.class),
                Map.entry("letters", Letters.class),
                Map.entry("courier", Courier.class),
                Map.entry("parser", Parser.class),
                Map.entry("scout", Scout.class),
                Map.entry("extractor", Extractor.class),
                Map.entry("judge", Judge.class),
                Map.entry("historian", Historian.class),
                Map.entry("watch", Watch.class),
                Map.entry("lists", OutletLists.class),
                Map.entry("listReader", ListReader.class),
                Map.entry("rules", Rules.class),
                Map.entry("feeds", Feeds.class),
                Map.entry("backfills", Backfills.class),
                Map.entry("hubs", Hubs.class),
                Map.entry("alarms", Alarms.class),
                Map.entry("bell", Bell.class),
                Map.entry("sightings", Sightings.class),
                Map.entry("additions", Additions.class),
                Map.entry("captures", Captures.class),
                Map.entry("lines", Lines.class),
                Map.entry("revisits", Revisits.class),
                Map.entry("backups", BackupPlan.class),
                Map.entry("articles", Articles.class),
                Map.entry("stories", Stories.class),
                Map.entry("taggings", Taggings.class),
                Map.entry("changes", Changes.class),
                Map.entry("tags", Tags.class),
                Map.entry("parked", ParkedWork.class),
                Map.entry("archive", Archive.class),
                Map.entry("catalogue", Catalogue.class),
                Map.entry("months", Months.class),
                Map.entry("index", Index.class),
                Map.entry("searcher", Searcher.class),
                Map.entry("passages", Passages.class),
                Map.entry("publisher", Publisher.class),
                Map.entry("api", Api.class),
                Map.entry("opml", Opml.class),
                Map.entry("sitemaps", Sitemaps.class),
                Map.entry("pages", Pages.class),
                Map.entry("statics", Statics.class));
    }

    /// The beans by the names that the routes use.
    Map<String, Object> beans() {
        return Map.ofEntries(
                Map.entry("timetable", timetable()),
                Map.entry("fetcher", fetcher.get()),
                Map.entry("followers", new Followers(database, catalogue(), followers(), clock)),
                Map.entry("letters", letters()),
                Map.entry("courier", courier.get()),
                Map.entry("parser", parser),
                Map.entry("scout", new Scout(fetcher.get()::fetch, parser)),
                Map.entry("extractor", extractor),
                Map.entry("judge", judge),
                Map.entry("historian", new Historian()),
                Map.entry("watch", watch.get()),
                Map.entry("lists", lists),
                Map.entry("listReader", listReader.get()),
                Map.entry("rules", rules),
                Map.entry("feeds", feeds),
                Map.entry("backfills", backfills),
                Map.entry("hubs", hubs),
                Map.entry("alarms", alarms),
                Map.entry("bell", bell.get()),
                Map.entry("sightings", sightings),
                Map.entry("additions", additions),
                Map.entry("captures", captures),
                Map.entry("lines", lines),
                Map.entry("revisits", revisits),
                Map.entry("backups", plan(backups, configuration.settings(), clock)),
                Map.entry("articles", articles),
                Map.entry("stories", stories),
                Map.entry("taggings", taggings),
                Map.entry("changes", changes),
                Map.entry("tags", tags()),
                Map.entry("parked", parked),
                Map.entry("archive", archive),
                Map.entry("catalogue", catalogue()),
                Map.entry("months", months()),
                Map.entry("index", index.get()),
                Map.entry("searcher", searcher.get()),
                Map.entry("passages", new Passages(site.zone(), tags()::now)),
                Map.entry("publisher", publisher()),
                Map.entry("api", api()),
                Map.entry("opml", new Opml(site)),
                Map.entry("sitemaps", new Sitemaps(site)),
                Map.entry("pages", new Pages(site)),
                Map.entry("statics", new Statics()));
    }

    private Timetable timetable() {
        Settings settings = configuration.settings();
        return new Timetable(new PollSettings(settings.duration("poll.shortest"), settings.duration("poll.longest")));
    }

    Catalogue catalogue() {
        return new Catalogue(database, outlets, archive, (words, behind, limit) -> searcher.get()
                .newest(words, behind, limit));
    }

    /// Asks for articles as the API does.
    Api api() {
        return new Api(site);
    }

    Dump dump() {
        return new Dump(site);
    }

    /// For operators: what the archive holds beyond what it shows.
    Vault vault() {
        return new Vault(database, outlets, data, clock);
    }

    StaticSite staticSite(Folder folder, Bar bar) {
        return new StaticSite(archive, catalogue(), months(), publisher(), site, folder, bar);
    }

    private Months months() {
        return new Months(database, archive, site.zone());
    }

    Publisher publisher() {
        return new Publisher(site, address("websub.hub"));
    }

    private List<Follower> followers() {
        List<Follower> followers = new ArrayList<>();
        address("webhook.url").ifPresent(address -> followers.add(new Follower(Follower.Kind.WEBHOOK, address)));
        address("websub.hub").ifPresent(address -> followers.add(new Follower(Follower.Kind.HUB, address)));
        return followers;
    }

    private Letters letters() {
        Optional<String> secret =
                Optional.of(configuration.settings().text("webhook.secret")).filter(text -> !text.isEmpty());
        return new Letters(site, secret, clock);
    }

    private Optional<URI> address(String setting) {
        Settings settings = configuration.settings();
        return settings.text(setting).isEmpty() ? Optional.empty() : Optional.of(settings.uri(setting));
    }

    /// For the one worker of this data folder: stores the configured outlets and rules.
    void takeOver() {
        watch.get().replace(follow());
    }

    private List<RuleVersion> follow() {
        lists.sync(configuration.outlets(), configuration.lists());
        return syncRules();
    }

    /// For the worker whose pages are there: hubs may be asked to tell it of news. Where nobody said at which address
    /// it is to be found, or that address leads to this network alone, no hub could.
    void serve() {
        Settings settings = configuration.settings();
        boolean found = settings.place("site.url").isPresent() && Courier.mayReach(asked(configuration), site.url());
        if (found && settings.bool("websub.subscribe")) hubs.listen(site.url());
    }

    /// What tags are called.
    Tags tags() {
        return new Tags(database, outlets, clock);
    }

    /// Stores the rules and the names of tags of the file: a running worker takes them over by itself.
    List<RuleVersion> syncRules() {
        List<Problem> problems = rules.clashes(configuration.rules()).stream()
                .map(rule -> new Problem(
                        rule.place(),
                        "the desk has a rule ‘%s’ already; call this one otherwise (name: …), or take the other away: rules remove '%s'"
                                .formatted(rule.name(), rule.name())))
                .toList();
        if (!problems.isEmpty()) throw new Refused(problems);
        List<RuleVersion> versions = rules.sync(configuration.rules());
        tags().sync(configuration.tags());
        return versions;
    }

    /// Asks for the lists of outlets that are due, as the route `upkeep-lists` does: for `poll`, which ends.
    ///
    /// @return why some could not be read; what they named before is polled all the same
    List<String> askLists() {
        List<String> unreadable = new ArrayList<>();
        for (OutletList list : lists.due()) {
            Listed listed = listReader.get().read(list);
            lists.remember(listed);
            if (listed instanceof Listed.Unreadable(var _, String reason)) unreadable.add(reason);
        }
        return unreadable;
    }

    /// So that a command tells of what is configured now, even before the first poll. A running worker keeps to what
    /// it started with.
    void followWhereNobodyWorks(Path data) {
        Optional<WorkerLock> lock = WorkerLock.tryTake(data);
        try {
            if (lock.isPresent()) follow();
        } finally {
            lock.ifPresent(WorkerLock::close);
        }
    }

    Configuration configuration() {
        return configuration;
    }

    OutletLists lists() {
        return lists;
    }

    Feeds feeds() {
        return feeds;
    }

    Backfills backfills() {
        return backfills;
    }

    Parser parser() {
        return parser;
    }

    /// How many pieces of work were lost in this process until the next one takes them up.
    int lost() {
        return parked.lost();
    }

    Alarms alarms() {
        return alarms;
    }

    Archive archive() {
        return archive;
    }

    Captures captures() {
        return captures;
    }

    Lines lines() {
        return lines;
    }

    Extractor extractor() {
        return extractor;
    }

    Rules rules() {
        return rules;
    }

    Decisions decisions() {
        return decisions;
    }

    RuleStatistics statistics() {
        return new RuleStatistics(database, clock);
    }

    Previews previews() {
        return new Previews(database, outlets);
    }

    Candidates candidates() {
        return new Candidates(index.get(), site.zone());
    }

    /// Articles with a change after this one, as they stand.
    Iterable<Indexable> changedAfter(long seq) {
        return () -> new ArticleWalk(changes, seq);
    }

    Merges merges() {
        return new Merges(database, outlets, clock);
    }

    Stories stories() {
        return stories;
    }

    Takedowns takedowns() {
        return takedowns;
    }

    /// The file of the database is to be written anew at the end: nobody else works on it.
    void compactAtEnd() {
        compactAtEnd = true;
    }

    Intake intake() {
        return intake;
    }

    /// The way of a sighting that came out of a file, as `routes/article.yaml` has it: for commands that end.
    Consumer<Sighting> way(Watch rules) {
        return sighting -> {
            Sourced sourced = captures.keep(fetcher.get().page(Sourced.wanted(sighting)));
            keep(lines.known(sourced), rules);
        };
    }

    private void keep(Sourced sourced, Watch rules) {
        Kept kept = articles.keep(judge.judge(articles.near(extractor.extract(sourced))));
        taggings.keep(rules.match(kept));
    }

    Reruns reruns() {
        return reruns;
    }

    Outlets outlets() {
        return outlets;
    }

    Additions additions() {
        return additions;
    }

    Recleans recleans() {
        return new Recleans(database, outlets, clock);
    }

    Searcher searcher() {
        return searcher.get();
    }

    Changes changes() {
        return changes;
    }

    Census.Figures figures() {
        return new Census(database).figures();
    }

    Carriers carriers() {
        return new Carriers(database);
    }

    Absences absences() {
        return new Absences(database, outlets);
    }

    Traces traces() {
        return new Traces(database, outlets);
    }

    Reply opml() {
        return new Opml(site).write(archive.subscriptions());
    }

    /// Every article of the archive as it stands, in the order of its last change.
    Iterable<Indexable> allArticles() {
        return () -> new ArticleWalk(changes, 0);
    }

    /// The way of a feed's answer through the beans, as the routes lead it: for those who have no routes. Pages are not
    /// asked for.
    void take(Fetch answer) {
        for (Sighting sighting : feeds.remember(timetable().plan(parser.parse(answer))))
            keep(Sourced.wanted(sighting), watch.get());
    }

    /// Makes the search index again from the archive.
    ///
    /// @return the change up to which it holds all
    long rebuildIndex() {
        index.get().clearAll();
        bringIndexUpToDate();
        return index.get().position();
    }

    Backups backups() {
        return backups;
    }

    private static BackupPlan plan(Backups backups, Settings settings, InstantSource clock) {
        return new BackupPlan(
                backups,
                Optional.of(settings.text("backup.folder"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of),
                settings.duration("backup.every"),
                settings.integer("backup.keep"),
                clock);
    }

    /// What the routes `article-stories` and `publish-index` do each second, until nothing is left: for commands
    /// that end.
    void bringIndexUpToDate() {
        stories.tieAll();
        Index all = index.get();
        for (List<Indexable> next = changes.after(all.position());
                !next.isEmpty();
                next = changes.after(all.position())) all.keep(next);
        all.keep(List.of());
    }

    /// Asks as the settings say.
    static Fetcher fetcher(Dossier dossier, Configuration configuration, Pauses pauses) {
        return new Fetcher(asked(configuration), dossier.clock(), dossier.environment(), pauses);
    }

    private static FetchSettings asked(Configuration configuration) {
        Settings settings = configuration.settings();
        FetchSettings.Limits limits = new FetchSettings.Limits(
                settings.duration("http.connect-timeout"),
                settings.duration("http.response-timeout"),
                settings.duration("http.timeout"),
                settings.bytes("http.max-bytes"),
                FetchSettings.Limits.DEFAULTS.ratio(),
                settings.integer("http.max-redirects"));
        return new FetchSettings(
                settings.text("http.user-agent"),
                Optional.of(settings.text("http.proxy"))
                        .filter(proxy -> !proxy.isEmpty())
                        .map(FetchSettings.Proxy::of),
                settings.bool("http.allow-private"),
                settings.duration("http.per-host-delay"),
                limits);
    }

    private static BellSettings bell(Settings settings) {
        return new BellSettings(
                Optional.of(settings.text("alarm.webhook"))
                        .filter(address -> !address.isEmpty())
                        .map(_ -> settings.uri("alarm.webhook")),
                Optional.of(settings.text("alarm.secret")).filter(secret -> !secret.isEmpty()),
                settings.hostPort("http.proxy"),
                settings.duration("http.response-timeout"));
    }

    private static StoreSettings store(Settings settings, Path data) {
        if (settings.text("store.url").isEmpty()) return StoreSettings.in(data);
        return new StoreSettings(
                settings.text("store.url"), settings.text("store.user"), settings.text("store.password"), data);
    }

    @Override
    public void close() {
        watch.ifMade(Watch::close);
        fetcher.ifMade(Fetcher::close);
        courier.ifMade(Courier::close);
        bell.ifMade(Bell::close);
        index.ifMade(Index::close);
        captures.close();
        if (compactAtEnd) takedowns.closeCompacted();
        else database.close();
    }
}
