package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Inquiry;
import dossier.model.Item;
import dossier.model.Kept;
import dossier.model.OutletCount;
import dossier.model.Position;
import dossier.model.Revision;
import dossier.model.SearchHits;
import dossier.model.TagCount;
import dossier.model.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The archive as programs read it, piece by piece: what `/api/v1` tells. It shows what [Archive] shows and no more.
///
/// A page of a list begins behind an article, not at a number, so that what arrives meanwhile moves nothing.
public final class Catalogue {
    /// Articles that a search gives at a time, and how often it is asked for one page: where filters leave little of
    /// what it finds, a page ends early and its `next` goes on from there.
    private static final int AT_ONCE = 200;

    private static final int TURNS = 10;

    /// Characters of text in one answer; one article is always told whole.
    private static final long LONGEST = 16_000_000;

    private final Database database;
    private final Outlets outlets;
    private final Archive archive;
    private final Search search;

    /// Finds shown articles by the words that the public may read, newest first.
    @FunctionalInterface
    public interface Search {
        /// The next that match, behind a place.
        SearchHits newest(String words, Position behind, int limit);
    }

    /// The catalogue of this database.
    public Catalogue(Database database, Outlets outlets, Archive archive, Search search) {
        this.database = database;
        this.outlets = outlets;
        this.archive = archive;
        this.search = search;
    }

    /// Shown articles, newest first, as the inquiry filters them.
    public Told articles(Inquiry inquiry) {
        return answer(inquiry, handle -> articles(handle, inquiry));
    }

    /// The article that the inquiry names.
    public Told article(Inquiry inquiry) {
        return answer(inquiry, handle -> ofArticle(handle, inquiry, Told.One::new));
    }

    /// Who carried it.
    public Told sightings(Inquiry inquiry) {
        return answer(inquiry, handle -> ofArticle(handle, inquiry, Told.Sightings::new));
    }

    /// What put it under its tags.
    public Told matches(Inquiry inquiry) {
        return answer(inquiry, handle -> ofArticle(handle, inquiry, Told.Matches::new));
    }

    /// What it said, newest first.
    public Told revisions(Inquiry inquiry) {
        return answer(inquiry, handle -> ofArticle(handle, inquiry, item -> revisions(handle, inquiry, item)));
    }

    /// The tags that have articles, by name.
    public Told tags(Inquiry inquiry) {
        return answer(inquiry, _ -> {
            List<TagCount> all = archive.aside().tags().stream()
                    .filter(tag -> tag.tag().compareTo(inquiry.name()) > 0)
                    .sorted(Comparator.comparing(TagCount::tag))
                    .toList();
            return new Told.Tags(inquiry, cut(all, inquiry.limit()), all.size() > inquiry.limit());
        });
    }

    /// The outlets by slug.
    public Told outlets(Inquiry inquiry) {
        return answer(inquiry, _ -> {
            List<OutletCount> all = archive.aside().outlets().stream()
                    .filter(outlet -> outlet.outlet().slug().compareTo(inquiry.name()) > 0)
                    .sorted(Comparator.comparing(outlet -> outlet.outlet().slug()))
                    .toList();
            return new Told.Outlets(inquiry, cut(all, inquiry.limit()), all.size() > inquiry.limit());
        });
    }

    /// The lines of the diary behind the one that the inquiry knows, each with what its article is now. The lines are
    /// read before the articles: what changes in between has a line of its own, further on.
    public Told changes(Inquiry inquiry) {
        return answer(inquiry, handle -> changes(handle, inquiry));
    }

    private Told answer(Inquiry inquiry, Function<Handle, Told> look) {
        if (inquiry.problem().isPresent())
            return new Told.Refused(inquiry.problem().get());
        Told told = database.read(look);
        database.flush(database.newestSeq());
        return told;
    }

    private static <T> List<T> cut(List<T> all, int limit) {
        return all.subList(0, Math.min(limit, all.size()));
    }

    /// How many of these articles, from the first on, may be in memory together; at least one.
    private static int fitting(Handle handle, List<Long> ids) {
        Map<Long, Long> sizes = Changes.sizes(handle, ids.stream().distinct().toList());
        long characters = 0;
        for (int i = 0; i < ids.size(); i++) {
            Long size = sizes.remove(ids.get(i));
            characters += size == null ? 0 : size;
            if (characters > LONGEST && i > 0) return i;
        }
        return ids.size();
    }

    // articles

    /// @param shelf on which they stand
    /// @param other on which they stand as well; 0: any
    private record Narrowed(long shelf, long other) {}

    private record Spot(long id, Instant dated) {
        Position behind() {
            return new Position(dated, id);
        }
    }

    private Told articles(Handle handle, Inquiry inquiry) {
        Optional<Shelves.Shelf> tag = inquiry.tag().flatMap(name -> tagShelf(handle, name));
        if (inquiry.tag().isPresent() && tag.isEmpty())
            return new Told.Unknown("There is no tag ‘" + inquiry.tag().get() + "’");
        Optional<Outlets.Stored> known = inquiry.outlet().flatMap(outlets::bySlug);
        if (inquiry.outlet().isPresent() && known.isEmpty())
            return new Told.Unknown("There is no outlet ‘" + inquiry.outlet().get() + "’");
        Optional<Shelves.Shelf> outlet =
                inquiry.outlet().flatMap(slug -> Shelves.find(handle, Shelves.Name.outlet(slug)));
        if (inquiry.outlet().isPresent() && outlet.isEmpty())
            return new Told.Articles(inquiry, List.of(), Optional.empty());
        Narrowed shelves = narrowed(handle, tag, outlet);
        return inquiry.words().isPresent()
                ? found(handle, inquiry, shelves, inquiry.words().get())
                : listed(handle, inquiry, shelves);
    }

    private static Optional<Shelves.Shelf> tagShelf(Handle handle, String asked) {
        return Archive.lead(handle, asked)
                .flatMap(now -> Archive.tag(handle, now))
                .or(() -> Archive.tag(handle, asked));
    }

    private static Narrowed narrowed(Handle handle, Optional<Shelves.Shelf> tag, Optional<Shelves.Shelf> outlet) {
        List<Shelves.Shelf> shelves = new ArrayList<>();
        tag.ifPresent(shelves::add);
        outlet.ifPresent(shelves::add);
        if (shelves.isEmpty())
            shelves.add(Shelves.find(handle, Shelves.Name.ALL).orElseThrow());
        shelves.sort(Comparator.comparing(Shelves.Shelf::articles));
        return new Narrowed(
                shelves.getFirst().id(), shelves.size() > 1 ? shelves.getLast().id() : 0);
    }

    private Told listed(Handle handle, Inquiry inquiry, Narrowed shelves) {
        List<Spot> spots = spots(handle, inquiry, shelves);
        List<Spot> first = cut(spots, inquiry.limit());
        List<Spot> page =
                cut(first, fitting(handle, first.stream().map(Spot::id).toList()));
        List<Item> items = ItemRows.shown(handle, page.stream().map(Spot::id).toList(), outlets);
        return new Told.Articles(
                inquiry,
                items,
                spots.size() > page.size() ? Optional.of(page.getLast().behind()) : Optional.empty());
    }

    private static List<Spot> spots(Handle handle, Inquiry inquiry, Narrowed shelves) {
        return handle.createQuery("""
            select s.article_id, s.dated
            from shelf_article s
            where s.shelf_id = :shelf and s.dated >= :from and s.dated < :to and s.dated <= :dated
                and (s.dated < :dated or s.article_id < :article)
                and (:other = 0 or exists (
                    select 1 from shelf_article o where o.article_id = s.article_id and o.shelf_id = :other))
            order by s.shelf_id, s.dated desc, s.article_id desc
            limit :limit\
            """)
                .bind("shelf", shelves.shelf())
                .bind("other", shelves.other())
                .bind("from", inquiry.from())
                .bind("to", inquiry.to())
                .bind("dated", inquiry.behind().dated())
                .bind("article", inquiry.behind().article())
                .bind("limit", inquiry.limit() + 1)
                .map((row, _) -> new Spot(row.getLong("article_id"), Row.instant(row, "dated")))
                .list();
    }

    // search

    /// The index knows dates to the millisecond, and its order is that of its dates; so are the places in it.
    private Told found(Handle handle, Inquiry inquiry, Narrowed shelves, String words) {
        List<Long> ids = new ArrayList<>();
        Position behind = start(inquiry);
        long characters = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            SearchHits hits = search.newest(words, behind, AT_ONCE);
            if (hits.problem().isPresent()
                    && hits.total() == 0
                    && hits.articles().isEmpty()
                    && turn == 0) return new Told.Refused("q: " + hits.problem().get());
            List<Long> some = hits.articles().stream().map(ArticleId::value).toList();
            if (some.isEmpty()) return page(handle, inquiry, ids, Optional.empty());
            Map<Long, Spot> spots = spots(handle, some);
            Map<Long, Spot> wanted = wanted(handle, inquiry, shelves, some);
            Map<Long, Long> sizes = Changes.sizes(handle, List.copyOf(wanted.keySet()));
            for (long id : some) {
                Spot spot = spots.get(id);
                if (spot != null && spot.dated().isBefore(inquiry.from()))
                    return page(handle, inquiry, ids, Optional.empty());
                if (wanted.containsKey(id)) {
                    characters += sizes.getOrDefault(id, 0L);
                    boolean full = ids.size() == inquiry.limit() || (characters > LONGEST && !ids.isEmpty());
                    if (full) return page(handle, inquiry, ids, Optional.of(behind));
                    ids.add(id);
                }
                if (spot != null) behind = inMilliseconds(spot);
            }
            if (some.size() < AT_ONCE) return page(handle, inquiry, ids, Optional.empty());
        }
        return page(handle, inquiry, ids, Optional.of(behind));
    }

    private static Position start(Inquiry inquiry) {
        Position upTo = new Position(inquiry.to(), 0);
        return inquiry.behind().dated().isAfter(upTo.dated()) ? upTo : inquiry.behind();
    }

    private static Position inMilliseconds(Spot spot) {
        return new Position(Instant.ofEpochMilli(spot.dated().toEpochMilli()), spot.id());
    }

    private Told page(Handle handle, Inquiry inquiry, List<Long> ids, Optional<Position> next) {
        return new Told.Articles(inquiry, ItemRows.shown(handle, ids, outlets), next);
    }

    private static Map<Long, Spot> spots(Handle handle, List<Long> ids) {
        Map<Long, Spot> spots = new HashMap<>();
        handle.createQuery("select id, dated from article where id in (<ids>)")
                .bindList("ids", ids)
                .map((row, _) -> new Spot(row.getLong("id"), Row.instant(row, "dated")))
                .forEach(spot -> spots.put(spot.id(), spot));
        return spots;
    }

    private static Map<Long, Spot> wanted(Handle handle, Inquiry inquiry, Narrowed shelves, List<Long> ids) {
        Map<Long, Spot> wanted = new HashMap<>();
        handle.createQuery("""
            select s.article_id, s.dated
            from shelf_article s
            where s.article_id in (<ids>) and s.shelf_id = :shelf and s.dated >= :from and s.dated < :to
                and (:other = 0 or exists (
                    select 1 from shelf_article o where o.article_id = s.article_id and o.shelf_id = :other))\
            """)
                .bindList("ids", ids)
                .bind("shelf", shelves.shelf())
                .bind("other", shelves.other())
                .bind("from", inquiry.from())
                .bind("to", inquiry.to())
                .map((row, _) -> new Spot(row.getLong("article_id"), Row.instant(row, "dated")))
                .forEach(spot -> wanted.put(spot.id(), spot));
        return wanted;
    }

    // one article

    private Told ofArticle(Handle handle, Inquiry inquiry, Function<Item, Told> tell) {
        ArticleId asked = inquiry.article().orElseThrow();
        ArticleId now = Merges.now(handle, asked);
        if (!now.equals(asked)) return new Told.Elsewhere(inquiry, now);
        long id = asked.value();
        Optional<Told.State.Removed> removed =
                Optional.ofNullable(removed(handle, List.of(id)).get(id));
        if (removed.isPresent())
            return new Told.Gone(
                    new ArticleId(id), removed.get().at(), removed.get().reason());
        List<Item> items = ItemRows.shown(handle, List.of(id), outlets);
        return items.isEmpty() ? new Told.Unknown("There is no article " + id) : tell.apply(items.getFirst());
    }

    private static Map<Long, Told.State.Removed> removed(Handle handle, List<Long> ids) {
        Map<Long, Told.State.Removed> removed = new HashMap<>();
        if (ids.isEmpty()) return removed;
        handle.createQuery("""
            select id, removed_at, coalesce(removed_why, '') as why
            from article
            where id in (<ids>) and removed_at is not null\
            """)
                .bindList("ids", ids)
                .map((row, _) -> removed.put(
                        row.getLong("id"),
                        new Told.State.Removed(Row.instant(row, "removed_at"), row.getString("why"))))
                .list();
        return removed;
    }

    // revisions

    private Told revisions(Handle handle, Inquiry inquiry, Item item) {
        List<Revision> all =
                Versions.revisions(handle, item, before(inquiry), inquiry.limit() + 1, Catalogue::revision);
        List<Revision> page = cut(all, inquiry.limit());
        return new Told.Revisions(inquiry, item, page, all.size() > page.size());
    }

    private static int before(Inquiry inquiry) {
        return inquiry.name().isEmpty() ? 0 : Integer.parseInt(inquiry.name());
    }

    private static Revision revision(ResultSet row, Kept kept) throws SQLException {
        return new Revision(
                kept.revision(),
                Row.instant(row, "at"),
                kept.content().title(),
                RevisionTable.texts(row, "why"),
                kept.published().content().body());
    }

    // changes

    private Told changes(Handle handle, Inquiry inquiry) {
        long last = Diary.lastSeq(handle);
        if (inquiry.since() > last) return new Told.Ahead(inquiry.since(), last);
        List<Change> all = changes(handle, inquiry.since(), inquiry.limit());
        List<Change> changes = cut(
                all,
                fitting(
                        handle,
                        all.stream().map(change -> change.article().value()).toList()));
        Map<Long, Long> newest = new LinkedHashMap<>();
        for (Change change : changes) newest.put(change.article().value(), change.seq());
        List<Long> ids = List.copyOf(newest.keySet());
        Map<Long, Told.State> states = new HashMap<>();
        for (Item item : ItemRows.shown(handle, ids, outlets))
            states.put(item.id().value(), new Told.State.Shown(item));
        states.putAll(removed(handle, ids));
        List<Told.Line> lines = changes.stream()
                .map(change -> line(change, newest.getOrDefault(change.article().value(), 0L), states))
                .toList();
        return new Told.Changes(inquiry, lines, last);
    }

    private static List<Change> changes(Handle handle, long since, int limit) {
        return handle.createQuery("""
            select seq, at, article_id, what
            from change
            where seq > :since and seq <= :until
            order by seq\
            """)
                .bind("since", since)
                .bind("until", since + limit)
                .map((row, _) -> new Change(
                        row.getLong("seq"),
                        Row.instant(row, "at"),
                        new ArticleId(row.getLong("article_id")),
                        Change.What.valueOf(row.getString("what"))))
                .list();
    }

    private static Told.Line line(Change change, long newest, Map<Long, Told.State> states) {
        Told.State state = change.seq() < newest
                ? new Told.State.Later(newest)
                : states.getOrDefault(change.article().value(), new Told.State.Hidden());
        return new Told.Line(change, state);
    }
}
