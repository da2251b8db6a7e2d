package dossier.store;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Bytes;
import dossier.model.CaptureId;
import dossier.model.Content;
import dossier.model.Evidence;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.Sighting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Puts better cleanings of the pages as fetched (law 5) in the place of the ones that stand, as one change set: a
/// batch of articles at a time, each in one transaction with the mark of how far it came. And back again.
///
/// Only the newest revision of an article is cleaned anew. It keeps its number and its addresses: nothing changed
/// upstream, so the article's history tells of nothing. The diary does, since what the public reads is another text.
public final class Recleans {
    private static final int BATCH = 40;

    /// All that an article can be cleaned from again, but for the page itself.
    private static final String HELD = """
        select a.id as article_id, a.revision, a.outlet_id as owner, a.dated, a.rights, a.date_known, a.first_seen,
            %s, r.capture_id, %s
        from article a
        join revision r on r.article_id = a.id and r.number = a.revision
        join sighting s on s.id = r.sighting_id
        join feed f on f.id = s.feed_id
        where a.id > :after and a.removed_at is null and a.merged_into is null%%s
        order by a.id
        limit :batch\
        """.formatted(RevisionTable.Cleaned.COLUMNS, SightingTable.COLUMNS);

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Standing standing;

    /// The re-cleans in this database.
    public Recleans(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.standing = new Standing(outlets);
    }

    /// Which articles are cleaned anew.
    ///
    /// @param articles only these; empty: all
    /// @param outlets slugs of the only outlets; empty: all
    /// @param from dated on or after
    /// @param until dated before
    public record Scope(Set<Long> articles, Set<String> outlets, Optional<Instant> from, Optional<Instant> until) {
        /// The whole archive.
        public static final Scope ALL = new Scope(Set.of(), Set.of(), Optional.empty(), Optional.empty());

        public Scope {
            articles = Set.copyOf(articles);
            outlets = Set.copyOf(outlets);
        }
    }

    /// An article with all that it can be cleaned from again.
    ///
    /// @param sighting that brought its newest revision
    /// @param capture its page, where there was one
    /// @param dateKnown false: it is dated by its last change, or the time it was first seen
    public record Held(
            Kept kept,
            Sighting sighting,
            Optional<CaptureId> capture,
            List<String> flags,
            Instant firstSeen,
            boolean dateKnown) {
        public Held {
            flags = List.copyOf(flags);
        }

        /// What the cleaner makes of it now; nothing where that is what stands there.
        public Optional<Anew> anew(Article cleaned) {
            Content stands = kept.content();
            Content now = RevisionTable.asStored(cleaned.content().at(stands.address(), stands.aliases()));
            if (now.equals(stands)) return Optional.empty();
            Instant date = date(now, firstSeen, dateKnown, kept.date());
            return Optional.of(new Anew(kept.saying(now, date), cleaned.evidence(), cleaned.flags()));
        }
    }

    /// An article as it is cleaned now.
    public record Anew(Kept kept, List<Evidence> evidence, List<String> flags) {
        public Anew {
            evidence = List.copyOf(evidence);
            flags = List.copyOf(flags);
        }
    }

    /// A row of a change set: the cleaning with the date that came of it.
    private record Image(RevisionTable.Cleaned cleaned, int revision, Instant dated, boolean dateKnown) {
        String hash() {
            return Bytes.utf8(Json.of(this)).sha256();
        }
    }

    /// What stands in the store.
    private record Stored(Image image, Instant firstSeen, Kept kept) {}

    /// Begins a change set.
    ///
    /// @throws IllegalArgumentException where another set is not finished
    public ChangeSet start(Scope scope, String actor) {
        ChangeSet begun = database.write(
                handle -> ChangeSets.start(handle, ChangeSet.Kind.RECLEAN, Json.of(scope), actor, clock.instant()));
        database.flush();
        return begun;
    }

    /// Which articles a set is about.
    public Scope scope(ChangeSet set) {
        return Json.read(set.spec(), Scope.class);
    }

    /// How many articles there are of a scope.
    public long count(Scope scope) {
        return database.read(handle -> bound(
                        handle.createQuery(
                                "select count(*) from article a where a.removed_at is null and a.merged_into is null"
                                        + where(scope)),
                        scope)
                .mapTo(Long.class)
                .one());
    }

    /// The next articles of a scope, in the order of their numbers; empty at the end.
    public List<Held> next(Scope scope, long after) {
        return database.read(handle -> bound(handle.createQuery(HELD.formatted(where(scope))), scope)
                .bind("after", after)
                .bind("batch", BATCH)
                .map((row, _) -> held(row))
                .list());
    }

    /// Stores new cleanings of a batch, and what the rules say of them.
    ///
    /// @param batch the articles looked at
    /// @param anew those of them that change, by article
    /// @param rules that were held against them
    public Reruns.Step keep(ChangeSet believed, List<Held> batch, Map<Matched, Anew> anew, Set<String> rules) {
        return database.write(handle -> {
            Optional<ChangeSet> held = ChangeSets.hold(handle, believed);
            if (held.isEmpty()) return new Reruns.Step.Taken();
            if (!stillSo(handle, batch)) return new Reruns.Step.Moved();
            Instant now = clock.instant();
            Figures figures = held.get().figures().lookedAt(batch.size());
            List<Long> changed = new ArrayList<>();
            for (Map.Entry<Matched, Anew> each : anew.entrySet()) {
                Kept kept = each.getKey().kept();
                Stored was = stored(handle, kept.id());
                Image became = image(was, each.getValue());
                ChangeSets.record(
                        handle,
                        held.get().id(),
                        new ChangeSets.Entry(
                                kept.id().value(), "cleaning", Optional.of(Json.of(was.image())), became.hash()));
                figures = put(handle, each.getKey(), became, rules, figures, now);
                changed.add(kept.id().value());
            }
            for (long id : changed) standing.settle(handle, id, now);
            long reached = batch.isEmpty()
                    ? held.get().reached()
                    : batch.getLast().kept().id().value();
            return new Reruns.Step.Kept(ChangeSets.advance(handle, held.get(), reached, figures));
        });
    }

    /// The next articles of a set as they were before it, for the rules to look at; empty at the end.
    public List<Kept> before(ChangeSet set) {
        return database.read(handle -> {
            List<Kept> before = new ArrayList<>();
            for (ChangeSets.Entry entry : ChangeSets.entries(handle, set, BATCH)) {
                Stored now = stored(handle, new ArticleId(entry.article()));
                Image was = was(entry);
                Content words = was.cleaned().content(now.kept().content().address());
                before.add(now.kept().saying(words, was.dated()));
            }
            return before;
        });
    }

    /// Brings the next articles back as they were, but for those that changed again since.
    ///
    /// @param before what [#before] gave, with what the rules say of it
    public Reruns.Step restore(ChangeSet believed, List<Matched> before, Set<String> rules) {
        return database.write(handle -> {
            Optional<ChangeSet> held = ChangeSets.hold(handle, believed);
            if (held.isEmpty()) return new Reruns.Step.Taken();
            Map<Long, Matched> matched = new LinkedHashMap<>();
            before.forEach(each -> matched.put(each.kept().id().value(), each));
            Reruns.locked(handle, List.copyOf(matched.keySet()));
            Instant now = clock.instant();
            List<Long> restored = new ArrayList<>();
            List<ChangeSets.Entry> entries = ChangeSets.entries(handle, held.get(), BATCH);
            for (ChangeSets.Entry entry : entries) {
                Matched old = matched.get(entry.article());
                Image stands = stored(handle, new ArticleId(entry.article())).image();
                if (old == null || !stands.hash().equals(entry.became())) continue;
                put(handle, old, was(entry), rules, Figures.NONE, now);
                restored.add(entry.article());
            }
            for (long id : restored) standing.settle(handle, id, now);
            Figures figures = held.get().figures().undone(restored.size(), entries.size() - (long) restored.size());
            return new Reruns.Step.Kept(
                    ChangeSets.advance(handle, held.get(), entries.getLast().article(), figures));
        });
    }

    private static Image was(ChangeSets.Entry entry) {
        return Json.read(entry.was().orElseThrow(), Image.class);
    }

    /// Whether each article of the batch is as it was read; they are locked, in the order of their numbers.
    private static boolean stillSo(Handle handle, List<Held> batch) {
        Map<Long, Integer> now = Reruns.locked(
                handle, batch.stream().map(held -> held.kept().id().value()).toList());
        return batch.stream()
                .map(Held::kept)
                .allMatch(kept -> now.getOrDefault(kept.id().value(), -1) == kept.revision());
    }

    private static Image image(Stored was, Anew anew) {
        Content content = anew.kept().content();
        return new Image(
                RevisionTable.Cleaned.of(content, anew.evidence(), anew.flags()),
                was.image().revision(),
                date(
                        content,
                        was.firstSeen(),
                        was.image().dateKnown(),
                        was.image().dated()),
                Articles.published(content, was.firstSeen()).isPresent());
    }

    /// A date that is found only now counts; one that was known stays, whatever is found.
    private static Instant date(Content content, Instant firstSeen, boolean known, Instant dated) {
        return known ? dated : Articles.dated(content, firstSeen).truncatedTo(ChronoUnit.MICROS);
    }

    private Figures put(Handle handle, Matched matched, Image image, Set<String> rules, Figures figures, Instant now) {
        ArticleId id = matched.kept().id();
        RevisionTable.replace(handle, id, image.revision(), image.cleaned());
        handle.createUpdate("""
            update article
            set dated = :dated, date_known = :known, changed_at = :now,
                untold = case when untold = 'NEW' then 'NEW' else 'REVISED' end
            where id = :id\
            """)
                .bind("dated", image.dated())
                .bind("known", image.dateKnown())
                .bind("now", now)
                .bind("id", id.value())
                .execute();
        Map<String, Taggings.Stored> said = Taggings.known(handle, id);
        Map<String, Taggings.Stored> after = new LinkedHashMap<>(said);
        Taggings.set(
                handle,
                matched,
                said,
                row -> rules.contains(row.tagging().rule()),
                false,
                now,
                (rule, _, became) -> after.put(rule, became));
        Weighing weighing = Weighing.of(handle, outlets, id.value());
        return figures.and(weighing.look(said.values()), weighing.look(after.values()));
    }

    // rows

    private Stored stored(Handle handle, ArticleId id) {
        return handle.createQuery("""
            select a.revision, a.outlet_id, a.dated, a.rights, a.date_known, a.first_seen, %s
            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id = :id\
            """.formatted(RevisionTable.Cleaned.COLUMNS))
                .bind("id", id.value())
                .map((row, _) -> stored(row, id))
                .one();
    }

    private Stored stored(ResultSet row, ArticleId id) throws SQLException {
        Kept kept = ReadArticles.kept(row, id, outlets.outlet(row.getLong("outlet_id")));
        Image image =
                new Image(RevisionTable.Cleaned.of(row), kept.revision(), kept.date(), row.getBoolean("date_known"));
        return new Stored(image, Row.instant(row, "first_seen"), kept);
    }

    private Held held(ResultSet row) throws SQLException {
        Kept kept =
                ReadArticles.kept(row, new ArticleId(row.getLong("article_id")), outlets.outlet(row.getLong("owner")));
        return new Held(
                kept,
                SightingTable.sighting(row, outlets),
                Row.maybeLong(row, "capture_id").map(CaptureId::new),
                RevisionTable.texts(row, "flags"),
                Row.instant(row, "first_seen"),
                row.getBoolean("date_known"));
    }

    private static String where(Scope scope) {
        String where = "";
        if (!scope.articles().isEmpty()) where += " and a.id in (<articles>)";
        if (!scope.outlets().isEmpty())
            where += " and a.outlet_id in (select id from outlet where slug in (<outlets>))";
        if (scope.from().isPresent()) where += " and a.dated >= :from";
        if (scope.until().isPresent()) where += " and a.dated < :until";
        return where;
    }

    private static Query bound(Query query, Scope scope) {
        bind(query, "articles", scope.articles());
        bind(query, "outlets", scope.outlets());
        scope.from().ifPresent(from -> query.bind("from", from));
        scope.until().ifPresent(until -> query.bind("until", until));
        return query;
    }

    private static <T extends Comparable<T>> void bind(Query query, String name, Collection<T> values) {
        if (!values.isEmpty()) query.bindList(name, List.copyOf(new TreeSet<>(values)));
    }
}
