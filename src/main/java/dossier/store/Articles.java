package dossier.store;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Candidates;
import dossier.model.Content;
import dossier.model.Kept;
import dossier.model.Sighting;
import dossier.model.Slug;
import dossier.model.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The articles: each kept once, with every address and every sighting that led to it (law 2), and every edit
/// of it as a revision (law 6). What was taken down takes in the addresses and entries that lead to it, and forgets
/// what they say.
public final class Articles {
    /// Nothing on the web is older than the printing press; such a date is a mistake.
    private static final Instant OLDEST = Instant.parse("1400-01-01T00:00:00Z");

    /// The bands of any text where texts are not compared.
    public static final Function<String, List<Long>> NO_BANDS = _ -> List.of();

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Function<Candidates, Verdict> judge;
    private final Bands bands;

    /// @param judge asked once more where another thread was faster, and a verdict no longer holds
    /// @param bands of a text: what texts that are like it have in common with it
    public Articles(
            Database database,
            Outlets outlets,
            InstantSource clock,
            Function<Candidates, Verdict> judge,
            Function<String, List<Long>> bands) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.judge = judge;
        this.bands = new Bands(outlets, bands);
    }

    /// Articles that are never compared by their texts.
    Articles(Database database, Outlets outlets, InstantSource clock, Function<Candidates, Verdict> judge) {
        this(database, outlets, clock, judge, NO_BANDS);
    }

    /// Lets go of what is too old to be compared with anything that comes.
    ///
    /// @return how many rows
    public int expireBands() {
        return database.write(handle -> Bands.expire(handle, clock.instant()));
    }

    /// The articles we hold that this one might be: those with one of its addresses, the one that the same entry of the
    /// same feed led to before; and where there is none, those of other outlets whose text may be the same.
    public Candidates near(Article article) {
        return database.read(handle -> near(handle, article));
    }

    /// Stores the verdict in one transaction: a new article, a new revision, or one more sighting of what we
    /// hold. Run again, it changes nothing.
    public Kept keep(Verdict verdict) {
        Sighting sighting = verdict.article().sighting();
        return database.write(handle -> {
            Optional<ArticleId> linked = SightingTable.lockedArticle(handle, sighting.id());
            ArticleId id = settle(handle, verdict, linked);
            if (linked.isEmpty()
                    || !linked.get().equals(id)
                    || verdict.article().capture().isPresent())
                SightingTable.link(
                        handle,
                        sighting.id(),
                        id,
                        verdict.article().capture(),
                        !verdict.article().isTorn());
            if (Tombstones.isRemoved(handle, id))
                Tombstones.destroy(handle, sighting, verdict.article().capture());
            return kept(handle, id, sighting);
        });
    }

    private ArticleId settle(Handle handle, Verdict verdict, Optional<ArticleId> linked) {
        return switch (verdict) {
            case Verdict.New fresh -> linked.isPresent() ? judgeAgain(handle, fresh) : insert(handle, fresh.article());
            case Verdict.Same same -> same(handle, same.article(), same.id());
            case Verdict.Copy copy -> copy(handle, copy);
            case Verdict.Revised revised -> revise(handle, revised);
        };
    }

    private ArticleId judgeAgain(Handle handle, Verdict.New fresh) {
        return switch (judge.apply(near(handle, fresh.article()))) {
            case Verdict.New again -> create(handle, again.article()).id();
            case Verdict.Same same -> same(handle, same.article(), same.id());
            case Verdict.Copy copy -> copy(handle, copy);
            case Verdict.Revised revised -> revise(handle, revised);
        };
    }

    // near

    private Candidates near(Handle handle, Article article) {
        Map<Long, Candidates.By> ids = new LinkedHashMap<>();
        AddressTable.owners(handle, AddressTable.of(article).keySet())
                .forEach(id -> ids.put(id, Candidates.By.ADDRESS));
        AddressTable.copied(handle, AddressTable.of(article).keySet())
                .forEach(id -> ids.putIfAbsent(id, Candidates.By.COPY));
        handle.createQuery("select article_id from sighting where id = :id and article_id is not null")
                .bind("id", article.sighting().id().value())
                .mapTo(Long.class)
                .forEach(id -> ids.putIfAbsent(id, Candidates.By.ENTRY));
        if (ids.isEmpty())
            bands.alike(handle, article, owner(handle, article)).forEach(id -> ids.put(id, Candidates.By.TEXT));
        return new Candidates(article, known(handle, ids));
    }

    private static List<Candidates.Known> known(Handle handle, Map<Long, Candidates.By> ids) {
        if (ids.isEmpty()) return List.of();
        Map<Long, Candidates.Known> known = new LinkedHashMap<>();
        handle.createQuery("select a.id, a.revision, " + RevisionTable.COLUMNS + """

            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id in (<ids>)\
            """)
                .bindList("ids", List.copyOf(ids.keySet()))
                .map((row, _) -> known.put(row.getLong("id"), known(row, ids)))
                .list();
        return ids.keySet().stream().map(known::get).toList();
    }

    private static Candidates.Known known(ResultSet row, Map<Long, Candidates.By> ids) throws SQLException {
        long id = row.getLong("id");
        Candidates.By by = ids.getOrDefault(id, Candidates.By.ADDRESS);
        return new Candidates.Known(new ArticleId(id), by, row.getInt("revision"), RevisionTable.content(row));
    }

    // keep

    private record Created(ArticleId id, List<String> taken) {}

    /// Another thread may have kept the article since the verdict. Then the one just made is taken back, and the
    /// judge looks at both. One that is new even so stays without the addresses that it cannot have.
    private ArticleId insert(Handle handle, Article article) {
        handle.savepoint("before");
        Created created = create(handle, article);
        if (created.taken().isEmpty()) return created.id();
        handle.rollbackToSavepoint("before");
        return judgeAgain(handle, new Verdict.New(article));
    }

    private Created create(Handle handle, Article article) {
        Instant now = clock.instant();
        Content content = article.content();
        Instant seen = article.sighting().seen();
        Instant dated = dated(content, seen);
        long id = handle.createUpdate("""
            insert into article (slug, outlet_id, revision, dated, date_known, first_seen, changed_at,
                shown, untold)
            select :slug, coalesce(cast(:owner as bigint), outlet_id), 1, :dated, :known, :seen, :now, false, 'NEW'
            from feed
            where id = :feed\
            """)
                .bind("slug", slug(content.title()))
                .bind("owner", owner(article))
                .bind("dated", dated)
                .bind("known", published(content, seen).isPresent())
                .bind("seen", seen)
                .bind("now", now)
                .bind("feed", article.sighting().feed().id().value())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        ArticleId created = new ArticleId(id);
        List<String> taken = AddressTable.claim(handle, created, AddressTable.of(article));
        RevisionTable.insert(handle, created, 1, article, List.of(), now);
        Lines.learn(handle, outlets, article);
        bands.keep(handle, created, article);
        Stories.wantIfNews(handle, created);
        if (article.capture().isPresent()) Revisits.plan(handle, created, dated, now);
        return new Created(created, taken);
    }

    /// Under one name the address would be that of the article's history.
    private static String slug(String title) {
        String slug = Slug.of(title);
        return slug.equals("history") ? "the-history" : slug;
    }

    /// Who merely carried an article did not write it: where its address lies with an outlet of ours, it is that
    /// outlet's, and under its rights, whoever was read first. Nothing where the feed's own outlet will do.
    private @Nullable Long owner(Article article) {
        return outlets.ofAddress(
                        article.content().address(), article.sighting().feed().outlet())
                .map(Outlets.Stored::id)
                .orElse(null);
    }

    /// The article is locked first: an address that refers to it would lock it too, and two such would wait for each
    /// other.
    private static ArticleId same(Handle handle, Article article, ArticleId judged) {
        ArticleId id = Merges.locked(handle, judged);
        AddressTable.claim(handle, id, AddressTable.of(article), !id.equals(judged));
        return id;
    }

    private static ArticleId copy(Handle handle, Verdict.Copy copy) {
        ArticleId id = Merges.locked(handle, copy.id());
        AddressTable.claim(handle, id, AddressTable.of(copy.article()), true);
        return id;
    }

    /// The outlet whose the article would be.
    private long owner(Handle handle, Article article) {
        Long other = owner(article);
        if (other != null) return other;
        return handle.createQuery("select outlet_id from feed where id = :id")
                .bind("id", article.sighting().feed().id().value())
                .mapTo(Long.class)
                .one();
    }

    private ArticleId revise(Handle handle, Verdict.Revised verdict) {
        Article article = verdict.article();
        ArticleId id = same(handle, article, verdict.id());
        Newest newest = locked(handle, id);
        if (Tombstones.isRemoved(handle, id) || !id.equals(verdict.id())) return id;
        if (newest.content().equals(RevisionTable.asStored(article.content()))) return id;
        Instant now = clock.instant();
        int number = newest.revision() + 1;
        RevisionTable.insert(handle, id, number, article, verdict.why(), now);
        bands.keep(handle, id, article);
        if (article.capture().isPresent()) Revisits.plan(handle, id, now, now);
        Optional<Instant> published = published(article.content(), newest.firstSeen());
        boolean dated = !newest.dateKnown() && published.isPresent();
        handle.createUpdate("""
            update article
            set revision = :number, changed_at = :now, untold = case when untold = 'NEW' then 'NEW' else 'REVISED' end,
                dated = :dated, date_known = :known
            where id = :id\
            """)
                .bind("number", number)
                .bind("now", now)
                .bind("dated", dated ? published.get() : newest.dated())
                .bind("known", dated || newest.dateKnown())
                .bind("id", id.value())
                .execute();
        Stories.wantIfNews(handle, id);
        return id;
    }

    private record Newest(int revision, Content content, Instant firstSeen, Instant dated, boolean dateKnown) {}

    private static Newest locked(Handle handle, ArticleId id) {
        handle.createQuery("select id from article where id = :id for update")
                .bind("id", id.value())
                .mapTo(Long.class)
                .one();
        return handle.createQuery(
                        "select a.revision, a.first_seen, a.dated, a.date_known, " + RevisionTable.COLUMNS + """

                            from article a
                            join revision r on r.article_id = a.id and r.number = a.revision
                            where a.id = :id\
                            """)
                .bind("id", id.value())
                .map((row, _) -> newest(row))
                .one();
    }

    private static Newest newest(ResultSet row) throws SQLException {
        return new Newest(
                row.getInt("revision"),
                RevisionTable.content(row),
                Row.instant(row, "first_seen"),
                Row.instant(row, "dated"),
                row.getBoolean("date_known"));
    }

    static Optional<Instant> published(Content content, Instant seen) {
        return bySeen(content.published(), seen);
    }

    /// When it was published. Where nothing tells, it was at the latest when it was changed last, or first seen.
    static Instant dated(Content content, Instant seen) {
        return published(content, seen)
                .or(() -> bySeen(content.modified(), seen))
                .orElse(seen);
    }

    /// Not later than we saw it, whatever the page says.
    private static Optional<Instant> bySeen(Optional<Instant> told, Instant seen) {
        return told.filter(OLDEST::isBefore).map(at -> at.isAfter(seen) ? seen : at);
    }

    private Kept kept(Handle handle, ArticleId id, Sighting sighting) {
        return handle.createQuery("select a.revision, a.outlet_id, a.dated, a.rights, " + RevisionTable.COLUMNS + """

            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id = :id\
            """)
                .bind("id", id.value())
                .map((row, _) -> new Kept(
                        id,
                        row.getInt("revision"),
                        outlets.outlet(row.getLong("outlet_id")),
                        RevisionTable.content(row),
                        Row.instant(row, "dated"),
                        Optional.of(sighting.id()),
                        ReadArticles.rights(row)))
                .one();
    }
}
