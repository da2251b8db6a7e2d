package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Aside;
import dossier.model.Channel;
import dossier.model.Chronicle;
import dossier.model.Found;
import dossier.model.Item;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Past;
import dossier.model.Recent;
import dossier.model.Request;
import dossier.model.Results;
import dossier.model.Scope;
import dossier.model.SearchHits;
import dossier.model.Site;
import dossier.model.SitemapRow;
import dossier.model.Slug;
import dossier.model.TagCount;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The archive as the public reads it: what is shown, newest first, and no more of each article than its outlet
/// allows.
///
/// A list that is asked for as a feed (its path ends with `feed.rss`, `.atom` or `.json`) is its first page, of
/// [Site#feedSize()] articles; else a page of [Site#pageSize()]. Before its last part may stand `archive/3`: the third
/// page of the feed's archive, in the order in which the articles came to stand in the list. Such a page is made when
/// it is full, and what comes later changes nothing on it; so the feed itself holds, beside its newest, what is on no
/// such page yet.
public final class Archive {
    /// Rows of one sitemap; sitemaps.org allows 50,000.
    public static final int SITEMAP = 45_000;

    /// Characters of lists that are kept in memory.
    private static final long MOST_KEPT = 12_000_000;

    private static final Pattern FEED = Pattern.compile("/feed\\.[a-z]+$");
    private static final Pattern PAST = Pattern.compile("/archive/([1-9][0-9]{0,6})/feed\\.[a-z]+$");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Database database;
    private final Outlets outlets;
    private final Site site;
    private final Recent<String, Held> lists = new Recent<>(MOST_KEPT, kept -> weight(kept.channel()));
    private volatile Beside beside = new Beside(new State(-1, Map.of()), new Aside(List.of(), List.of(), List.of()));

    /// What stands beside the lists.
    private record Beside(State state, Aside aside) {}

    /// A list as it was read, up to which change, and under which outlets.
    private record Held(State state, Channel channel) {}

    /// The archive under this presentation.
    public Archive(Database database, Outlets outlets, Site site) {
        this.database = database;
        this.outlets = outlets;
        this.site = site;
    }

    /// All that is shown.
    public Channel newest(Request request) {
        return kept(request, () -> readNewest(request));
    }

    private Channel readNewest(Request request) {
        return database.read(handle -> {
            Shelves.Shelf shelf = Shelves.find(handle, Shelves.Name.ALL).orElseThrow();
            return list(handle, request, new Heading(Channel.Type.ALL, "", "/"), shelf);
        });
    }

    /// The articles of a tag; parameter `tag`: as it is written, or as it would stand in an address. An old name leads
    /// to the present one.
    public Channel tag(Request request) {
        return kept(request, () -> readTag(request));
    }

    private Channel readTag(Request request) {
        String asked = request.param("tag");
        return database.read(handle -> {
            Optional<String> lead = lead(handle, asked);
            if (lead.isPresent()) {
                Heading old = new Heading(Channel.Type.TAG, asked, "/tags/" + segment(asked));
                return nothing(handle, old).movedTo("/tags/" + segment(lead.get()));
            }
            Optional<Shelves.Shelf> shelf = tag(handle, asked);
            String tag = shelf.map(found -> found.name().name()).orElse(asked);
            Heading heading = new Heading(Channel.Type.TAG, tag, "/tags/" + segment(tag));
            return shelf.map(found -> list(handle, request, heading, found)).orElseGet(() -> nothing(handle, heading));
        });
    }

    /// The articles of an outlet; parameter `slug`.
    public Channel outlet(Request request) {
        String slug = request.param("slug");
        Optional<Outlet> outlet = outlets.bySlug(slug).map(Outlets.Stored::outlet);
        boolean page = !FEED.matcher(request.path()).find();
        Optional<Scope> scope =
                outlet.filter(_ -> page).map(known -> database.read(handle -> Rules.scope(handle, known.name())));
        return kept(request, scope, () -> readOutlet(request, outlet, scope));
    }

    private Channel readOutlet(Request request, Optional<Outlet> outlet, Optional<Scope> scope) {
        String slug = request.param("slug");
        Heading heading =
                new Heading(Channel.Type.OUTLET, outlet.map(Outlet::name).orElse(slug), "/outlets/" + segment(slug));
        return database.read(handle -> {
            if (outlet.isEmpty()) return nothing(handle, heading);
            Channel channel = Shelves.find(handle, Shelves.Name.outlet(slug))
                    .map(shelf -> list(handle, request, heading, shelf))
                    .orElseGet(() -> channel(handle, heading, List.of(), Leaf.ONLY, Optional.empty(), true));
            return scope.map(channel::under).orElse(channel);
        });
    }

    /// The articles of a day in the site's zone; parameter `day`, as `yyyy-mm-dd`. A day without any is not
    /// known.
    public Channel day(Request request) {
        String asked = request.param("day");
        Heading heading = new Heading(Channel.Type.DAY, asked, "/days/" + segment(asked));
        Optional<LocalDate> day = day(asked);
        return told(database.read(handle ->
                day.map(date -> day(handle, request, heading, date)).orElseGet(() -> nothing(handle, heading))));
    }

    /// What a search found, in its order.
    public Channel hits(SearchHits hits) {
        return told(database.read(handle -> hits(handle, hits, ItemRows.shown(handle, numbers(hits), outlets))));
    }

    /// The same, with as much of each article as the public may read: to show why it was found.
    public Results results(SearchHits hits) {
        return told(database.read(handle -> {
            List<Results.Result> results = ItemRows.results(handle, numbers(hits), outlets);
            List<Item> items = results.stream().map(Results.Result::item).toList();
            return new Results(hits(handle, hits, items), hits.facets(), results);
        }));
    }

    private static List<Long> numbers(SearchHits hits) {
        return hits.articles().stream().map(ArticleId::value).toList();
    }

    private Channel hits(Handle handle, SearchHits hits, List<Item> items) {
        Heading heading = new Heading(Channel.Type.SEARCH, hits.query(), "/search?q=" + segment(hits.query()));
        Optional<Instant> updated = items.stream().map(Item::changed).max(Comparator.naturalOrder());
        return new Channel(
                heading.type(),
                heading.name(),
                heading.path(),
                items,
                hits.page(),
                Math.max(1, hits.pages()),
                hits.total(),
                updated,
                hits.page() <= Math.max(1, hits.pages()),
                hits.problem(),
                aside(handle));
    }

    /// An article; parameters `id` and `slug`.
    public Found article(Request request) {
        return told(database.read(handle -> article(handle, request)));
    }

    /// The versions of an article, as much of each as the public may see; parameter `id`.
    public Chronicle history(Request request) {
        return told(database.read(handle -> {
            Optional<ArticleId> id = id(request).map(asked -> Merges.now(handle, asked));
            if (id.isEmpty()) return Chronicle.of(new Found.Nowhere(request.path()));
            return switch (article(handle, request)) {
                case Found.Elsewhere _, Found.Here _ -> {
                    List<Item> items = ItemRows.shown(handle, List.of(id.get().value()), outlets);
                    if (items.isEmpty()) yield Chronicle.of(new Found.Nowhere(request.path()));
                    Item item = items.getFirst();
                    Found here = new Found.Here(item, aside(handle), Versions.fate(handle, id.get()));
                    yield new Chronicle(here, Versions.of(handle, item));
                }
                case Found.Tombstone removed -> Chronicle.of(removed);
                case Found.Nowhere nowhere -> Chronicle.of(nowhere);
            };
        }));
    }

    private static Optional<ArticleId> id(Request request) {
        return Optional.of(request.param("id"))
                .filter(id -> ID.matcher(id).matches())
                .map(id -> new ArticleId(Long.parseLong(id)));
    }

    /// Its number leads to the article that it is now.
    private Found merged(Handle handle, ArticleId now, Request request) {
        Optional<String> removed = removed(handle, now);
        if (removed.isPresent()) return new Found.Tombstone(now, removed.get());
        List<Item> items = ItemRows.shown(handle, List.of(now.value()), outlets);
        return items.isEmpty()
                ? new Found.Nowhere(request.path())
                : new Found.Elsewhere(items.getFirst().path());
    }

    private Found article(Handle handle, Request request) {
        Optional<ArticleId> asked = id(request);
        if (asked.isEmpty()) return new Found.Nowhere(request.path());
        ArticleId id = asked.get();
        ArticleId now = Merges.now(handle, id);
        if (!now.equals(id)) return merged(handle, now, request);
        Optional<String> removed = removed(handle, id);
        if (removed.isPresent()) return new Found.Tombstone(id, removed.get());
        List<Item> items = ItemRows.shown(handle, List.of(id.value()), outlets);
        if (items.isEmpty()) return new Found.Nowhere(request.path());
        Item item = items.getFirst();
        if (!item.slug().equals(request.param("slug"))) return new Found.Elsewhere(item.path());
        return new Found.Here(item, aside(handle), Versions.fate(handle, id));
    }

    /// What stands beside every list. Outlets in the order of the configuration, those without articles among
    /// them, then those that left it but for their articles; tags by their number of articles.
    public Aside aside() {
        return database.read(this::aside);
    }

    /// The same outlets as others may subscribe to them: one whose feed was found from its home page has that feed.
    public Aside subscriptions() {
        return database.read(handle -> {
            Map<String, List<URI>> found = found(handle);
            Aside aside = aside(handle);
            return new Aside(
                    aside.tags(),
                    aside.outlets().stream()
                            .map(count -> new OutletCount(withFound(count.outlet(), found), count.articles()))
                            .toList(),
                    aside.blogroll().stream()
                            .map(outlet -> withFound(outlet, found))
                            .toList());
        });
    }

    private static Outlet withFound(Outlet outlet, Map<String, List<URI>> found) {
        return outlet.feeds().isEmpty() ? outlet.withFeeds(found.getOrDefault(outlet.slug(), List.of())) : outlet;
    }

    private static Map<String, List<URI>> found(Handle handle) {
        Map<String, List<URI>> found = new HashMap<>();
        handle.createQuery("""
            select o.slug, f.url
            from feed f
            join outlet o on o.id = f.outlet_id
            where f.found and f.active
            order by f.id\
            """)
                .map((row, _) -> found.computeIfAbsent(row.getString("slug"), _ -> new ArrayList<>())
                        .add(URI.create(row.getString("url"))))
                .list();
        return found;
    }

    /// Addresses of articles and when they changed, newest articles first, [#SITEMAP] at a time; parameter
    /// `page`.
    public List<SitemapRow> sitemap(Request request) {
        int from = (request.page() - 1) * SITEMAP;
        return from < 0 ? List.of() : told(database.read(handle -> sitemap(handle, from, listed())));
    }

    /// How many pages [#sitemap] has, at least 1.
    public int sitemapPages() {
        long shown = database.read(
                handle -> Shelves.find(handle, Shelves.Name.ALL).orElseThrow().articles());
        return pages(shown, SITEMAP);
    }

    // lists

    /// A list is read again only when the diary or the outlets moved since: every change of what a list shows has its
    /// line there. JSON tells more of an article than its list, which words of which rule matched, and that has
    /// no line.
    private Channel kept(Request request, Supplier<Channel> read) {
        return kept(request, Optional.empty(), read);
    }

    /// The same for the page of an outlet, which also names rules.
    private Channel kept(Request request, Optional<Scope> scope, Supplier<Channel> read) {
        if (request.path().endsWith(".json")) return told(read.get());
        State now = state();
        String key =
                String.join("\n", request.path(), request.param("tag"), request.param("slug"), "" + request.page());
        Optional<Held> known = lists.get(key)
                .filter(held ->
                        held.state().equals(now) && held.channel().scope().equals(scope));
        if (known.isPresent()) return known.get().channel();
        Channel channel = told(read.get());
        if (channel.known() && channel.moved().isEmpty()) lists.put(key, new Held(now, channel));
        return channel;
    }

    /// What was read is in the file before anybody hears of it: else a kill would take numbers back that readers keep,
    /// and give them to other articles (law 7).
    private <T> T told(T read) {
        database.flush(database.newestSeq());
        return read;
    }

    /// How far the archive is: equal only while neither the diary nor the outlets moved, and so no list that [#kept]
    /// keeps.
    ///
    /// It is in the file; what is read after it may go further, see [#told].
    public State state() {
        long seq = database.newestSeq();
        database.flush(seq);
        return new State(seq, outlets.all());
    }

    /// A state of the archive. Outlets are compared by identity: they are read anew as a whole.
    public record State(long seq, Map<Long, ?> outlets) {
        @Override
        public boolean equals(Object other) {
            return other instanceof State that && seq == that.seq && outlets == that.outlets;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(seq);
        }
    }

    private static long weight(Channel channel) {
        return 10_000
                + channel.items().stream()
                        .mapToLong(item -> 2_000
                                + item.body().markup().length()
                                + 300L
                                        * (item.sightings().size()
                                                + item.matches().size()))
                        .sum();
    }

    /// Of a list: its type, name and path.
    private record Heading(Channel.Type type, String name, String path) {}

    /// A page of a list.
    private record Leaf(int page, int pages, long total, int size) {
        static final Leaf ONLY = new Leaf(1, 1, 0, 0);

        boolean exists() {
            return page <= pages;
        }

        int offset() {
            return (page - 1) * size;
        }
    }

    private Leaf leaf(Request request, long total) {
        return new Leaf(request.page(), pages(total, site.pageSize()), total, site.pageSize());
    }

    private static int pages(long total, int size) {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    private Channel list(Handle handle, Request request, Heading heading, Shelves.Shelf shelf) {
        Matcher past = PAST.matcher(request.path());
        if (past.find()) return past(handle, heading, shelf, Integer.parseInt(past.group(1)));
        if (FEED.matcher(request.path()).find()) return feed(handle, heading, shelf);
        Leaf leaf = leaf(request, shelf.articles());
        List<Long> ids = leaf.exists() ? ids(handle, shelf, leaf) : List.of();
        return channel(handle, heading, ids, leaf, shelf.changed(), leaf.exists());
    }

    private Channel feed(Handle handle, Heading heading, Shelves.Shelf shelf) {
        int full = Places.fullPages(handle, shelf, site.feedSize());
        Leaf leaf = new Leaf(1, 1, shelf.articles(), site.feedSize());
        List<Long> ids = Places.current(handle, shelf, full, site.feedSize());
        Channel channel = channel(handle, heading, ids, leaf, shelf.changed(), true);
        return channel.with(new Past(0, full, Places.gone(handle, shelf, site.feedSize())));
    }

    private Channel past(Handle handle, Heading heading, Shelves.Shelf shelf, int page) {
        int full = Places.fullPages(handle, shelf, site.feedSize());
        if (page > full) return nothing(handle, heading);
        List<Past.Tombstone> gone = Places.gone(handle, shelf, site.feedSize(), page);
        Leaf leaf = new Leaf(1, 1, shelf.articles(), site.feedSize());
        Channel channel =
                channel(handle, heading, Places.of(handle, shelf, site.feedSize(), page), leaf, Optional.empty(), true);
        Optional<Instant> changed = Stream.concat(
                        channel.items().stream().map(Item::changed),
                        gone.stream().map(Past.Tombstone::at))
                .max(Comparator.naturalOrder());
        return channel.dated(changed).with(new Past(page, full, gone));
    }

    private Channel day(Handle handle, Request request, Heading heading, LocalDate day) {
        Instant from = start(day);
        Instant to = start(day.plusDays(1));
        long shelf = Shelves.find(handle, Shelves.Name.ALL).orElseThrow().id();
        DayFacts facts = facts(handle, shelf, from, to);
        Leaf leaf = leaf(request, facts.articles());
        boolean known = facts.articles() > 0 && leaf.exists();
        List<Long> ids = known ? ids(handle, shelf, from, to, leaf) : List.of();
        return channel(handle, heading, ids, leaf, facts.changed(), known);
    }

    private Channel nothing(Handle handle, Heading heading) {
        return channel(handle, heading, List.of(), Leaf.ONLY, Optional.empty(), false);
    }

    private Channel channel(
            Handle handle, Heading heading, List<Long> ids, Leaf leaf, Optional<Instant> updated, boolean known) {
        return new Channel(
                heading.type(),
                heading.name(),
                heading.path(),
                ItemRows.shown(handle, ids, outlets),
                leaf.page(),
                leaf.pages(),
                leaf.total(),
                updated,
                known,
                Optional.empty(),
                aside(handle));
    }

    /// The shelf stands first in the order, although it is always the same, so that H2 too reads along the
    /// index.
    private static List<Long> ids(Handle handle, Shelves.Shelf shelf, Leaf leaf) {
        return handle.createQuery("""
            select article_id
            from shelf_article
            where shelf_id = :shelf
            order by shelf_id, dated desc, article_id desc
            limit :size offset :offset\
            """)
                .bind("shelf", shelf.id())
                .bind("size", leaf.size())
                .bind("offset", leaf.offset())
                .mapTo(Long.class)
                .list();
    }

    private static List<Long> ids(Handle handle, long shelf, Instant from, Instant to, Leaf leaf) {
        return handle.createQuery("""
            select article_id
            from shelf_article
            where shelf_id = :shelf and dated >= :from and dated < :to
            order by shelf_id, dated desc, article_id desc
            limit :size offset :offset\
            """)
                .bind("shelf", shelf)
                .bind("from", from)
                .bind("to", to)
                .bind("size", leaf.size())
                .bind("offset", leaf.offset())
                .mapTo(Long.class)
                .list();
    }

    private record DayFacts(long articles, Optional<Instant> changed) {}

    private static DayFacts facts(Handle handle, long shelf, Instant from, Instant to) {
        return handle.createQuery("""
            select count(*) as articles, max(a.changed_at) as changed
            from shelf_article s
            join article a on a.id = s.article_id
            where s.shelf_id = :shelf and s.dated >= :from and s.dated < :to\
            """)
                .bind("shelf", shelf)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> new DayFacts(row.getLong("articles"), Row.maybeInstant(row, "changed")))
                .one();
    }

    private Instant start(LocalDate day) {
        ZoneId zone = site.zone();
        return day.atStartOfDay(zone).toInstant();
    }

    private static Optional<LocalDate> day(String asked) {
        if (!DAY.matcher(asked).matches()) return Optional.empty();
        try {
            return Optional.of(LocalDate.parse(asked)).filter(day -> day.getYear() > 0);
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    /// What a tag is called now that was asked for by an old name. A tag that has articles under just this name stays
    /// where it is.
    static Optional<String> lead(Handle handle, String asked) {
        return TagNames.lead(handle, asked)
                .or(() -> decoded(asked).flatMap(tag -> TagNames.lead(handle, tag)))
                .filter(tag -> !tag.equals(asked) && !decoded(asked).equals(Optional.of(tag)))
                .filter(tag -> !Slug.of(tag).equals(asked));
    }

    static Optional<Shelves.Shelf> tag(Handle handle, String asked) {
        return Shelves.find(handle, Shelves.Name.tag(asked))
                .or(() -> decoded(asked).flatMap(tag -> Shelves.find(handle, Shelves.Name.tag(tag))))
                .or(() -> Shelves.tagBySlug(handle, Slug.of(asked)));
    }

    private static Optional<String> decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return decoded.equals(text) ? Optional.empty() : Optional.of(decoded);
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    /// Text as one part of a path or one value of a query.
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static Optional<String> removed(Handle handle, ArticleId id) {
        return handle.createQuery("""
            select coalesce(removed_why, '') as why
            from article
            where id = :id and removed_at is not null\
            """)
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne();
    }

    /// The outlets that search engines may list; never empty, so that SQL takes it for a list.
    private List<Long> listed() {
        List<Long> listed = new ArrayList<>(List.of(0L));
        outlets.all().forEach((id, stored) -> {
            if (!stored.outlet().noindex()) listed.add(id);
        });
        return listed;
    }

    private static List<SitemapRow> sitemap(Handle handle, int from, List<Long> listed) {
        return handle.createQuery("""
            select a.id, a.slug, a.changed_at
            from shelf_article s
            join article a on a.id = s.article_id
            where s.shelf_id = (select id from shelf where kind = 'ALL') and a.outlet_id in (<listed>)
            order by s.shelf_id, s.dated desc, s.article_id desc
            limit :limit offset :from\
            """)
                .bindList("listed", listed)
                .bind("limit", SITEMAP)
                .bind("from", from)
                .map((row, _) -> new SitemapRow(
                        "/articles/" + row.getLong("id") + "/" + row.getString("slug"), Row.instant(row, "changed_at")))
                .list();
    }

    // beside

    /// Worked out anew only when the diary or the configuration moved.
    private Aside aside(Handle handle) {
        Map<Long, Outlets.Stored> configured = outlets.all();
        State now = new State(Diary.lastSeq(handle), configured);
        Beside last = beside;
        if (last.state().equals(now)) return last.aside();
        Aside made = aside(handle, configured);
        beside = new Beside(now, made);
        return made;
    }

    private static Aside aside(Handle handle, Map<Long, Outlets.Stored> all) {
        List<Shelves.Shelf> shelves = handle.createQuery("select id, kind, name, articles, changed_at from shelf")
                .map((row, _) -> Shelves.shelf(row))
                .list();
        List<Outlets.Stored> ordered = all.values().stream()
                .sorted(Comparator.comparing(Outlets.Stored::configured)
                        .reversed()
                        .thenComparing(Outlets.Stored::position)
                        .thenComparing(Outlets.Stored::id))
                .toList();
        return new Aside(tags(shelves), outlets(shelves, ordered), blogroll(ordered));
    }

    private static List<TagCount> tags(List<Shelves.Shelf> shelves) {
        return shelves.stream()
                .filter(shelf -> shelf.name().kind() == Shelves.Kind.TAG && shelf.articles() > 0)
                .map(shelf -> new TagCount(shelf.name().name(), shelf.articles()))
                .sorted(Comparator.comparing(TagCount::articles).reversed().thenComparing(TagCount::tag))
                .toList();
    }

    private static List<OutletCount> outlets(List<Shelves.Shelf> shelves, List<Outlets.Stored> ordered) {
        Map<String, Long> counts = new HashMap<>();
        shelves.stream()
                .filter(shelf -> shelf.name().kind() == Shelves.Kind.OUTLET)
                .forEach(shelf -> counts.put(shelf.name().name(), shelf.articles()));
        return ordered.stream()
                .filter(stored -> stored.configured()
                        || counts.getOrDefault(stored.outlet().slug(), 0L) > 0)
                .map(stored -> new OutletCount(
                        stored.outlet(), counts.getOrDefault(stored.outlet().slug(), 0L)))
                .toList();
    }

    private static List<Outlet> blogroll(List<Outlets.Stored> ordered) {
        return ordered.stream()
                .filter(stored -> stored.configured() && stored.outlet().kind() == Kind.BLOG)
                .map(Outlets.Stored::outlet)
                .toList();
    }
}
