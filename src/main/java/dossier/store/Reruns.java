package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.RuleVersion;
import dossier.model.Tagging;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Runs rules over the whole archive again, as one change set: a batch of articles at a time, each in one transaction
/// with the mark of how far it came. So a kill anywhere costs a batch of work and nothing else, and the end is the
/// same. And back again.
///
/// What curators decided is not touched, and neither is what other rules say.
public final class Reruns {
    private static final int BATCH = 100;

    /// Characters of text that are read together.
    private static final long LONGEST = 8_000_000;

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Standing standing;
    private final int atOnce;

    /// The runs in this database.
    public Reruns(Database database, Outlets outlets, InstantSource clock) {
        this(database, outlets, clock, BATCH);
    }

    /// @param batch articles that are run in one transaction; twice as many rows are taken back in one
    Reruns(Database database, Outlets outlets, InstantSource clock, int batch) {
        this.atOnce = batch;
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.standing = new Standing(outlets);
    }

    /// The rules of a run, each in the wording it had when the run began.
    ///
    /// @param version 0: the rule was retired; what it said is withdrawn
    private record Named(String rule, int version) {}

    /// What came of one step.
    public sealed interface Step {
        /// It is in the store.
        record Kept(ChangeSet set) implements Step {}

        /// An article got a new revision since it was read: the batch is to be read again.
        record Moved() implements Step {}

        /// Another process goes on with this set.
        record Taken() implements Step {}
    }

    /// Begins a run.
    ///
    /// @param names of rules; a retired one loses what it tagged
    /// @throws IllegalArgumentException where there is no such rule, or another set is not finished
    public ChangeSet start(Set<String> names, Rules rules, String actor) {
        List<Rules.Known> known = rules.all();
        List<Named> spec = known.stream()
                .filter(rule -> names.isEmpty() ? rule.active() : names.contains(rule.name()))
                .map(rule ->
                        new Named(rule.name(), rule.active() ? rule.version().version() : 0))
                .toList();
        ChangeSet begun = database.write(
                handle -> ChangeSets.start(handle, ChangeSet.Kind.RERUN, Json.of(spec), actor, clock.instant()));
        database.flush();
        return begun;
    }

    /// The set that somebody must go on with: it was killed, or is in hand right now.
    public Optional<ChangeSet> unfinished() {
        return database.read(ChangeSets::unfinished);
    }

    /// All sets, newest first.
    public List<ChangeSet> all() {
        return database.read(ChangeSets::all);
    }

    /// The set of this number.
    public Optional<ChangeSet> find(long id) {
        return database.read(handle -> ChangeSets.find(handle, id));
    }

    /// Names of the rules that are run; none for a set of another kind.
    public List<String> names(ChangeSet set) {
        if (set.kind() != ChangeSet.Kind.RERUN) return List.of();
        return named(set).stream().map(Named::rule).toList();
    }

    /// The rules to be held against the articles.
    public List<RuleVersion> rules(ChangeSet set) {
        return database.read(handle -> named(set).stream()
                .filter(named -> named.version() > 0)
                .map(named ->
                        Rules.wording(handle, named.rule(), named.version()).orElseThrow())
                .toList());
    }

    /// The next articles, in the order of their numbers, as they stand; empty at the end.
    public List<Kept> next(ChangeSet set) {
        return database.read(handle -> {
            List<Long> ids = ids(handle, set.reached());
            return ids.isEmpty() ? List.of() : ReadArticles.of(handle, outlets, ids);
        });
    }

    /// Stores what the rules say of a batch.
    public Step keep(ChangeSet believed, List<Matched> batch) {
        return database.write(handle -> {
            Optional<ChangeSet> held = ChangeSets.hold(handle, believed);
            if (held.isEmpty()) return new Step.Taken();
            if (!stillSo(handle, batch)) return new Step.Moved();
            return new Step.Kept(keep(handle, held.get(), batch));
        });
    }

    /// All articles are done.
    public ChangeSet finish(ChangeSet set) {
        ChangeSet.State end = set.state() == ChangeSet.State.UNDOING ? ChangeSet.State.UNDONE : ChangeSet.State.DONE;
        ChangeSet done = database.write(handle -> ChangeSets.become(handle, set, end, clock.instant()));
        database.flush();
        return done;
    }

    /// Begins to take a set back; one that is not finished too.
    ///
    /// @throws IllegalArgumentException where it was taken back already, or a later set stands on it
    public ChangeSet undo(long id) {
        return database.write(handle -> {
            ChangeSet set = ChangeSets.find(handle, id)
                    .orElseThrow(() -> new IllegalArgumentException("There is no change set " + id));
            if (set.state() == ChangeSet.State.UNDONE)
                throw new IllegalArgumentException("Change set " + id + " was taken back already");
            if (set.state() == ChangeSet.State.UNDOING) return set;
            List<Long> above = ChangeSets.above(handle, id);
            if (!above.isEmpty())
                throw new IllegalArgumentException("Change set %d stands on what set %d changed; undo %d first"
                        .formatted(above.getLast(), id, above.getLast()));
            return ChangeSets.become(handle, set, ChangeSet.State.UNDOING, clock.instant());
        });
    }

    /// Brings the rows of the next articles back as they were, but for those that changed again since.
    ///
    /// @return nothing where all is done, or another process goes on
    public Optional<ChangeSet> undoNext(ChangeSet believed) {
        return database.write(handle -> {
            Optional<ChangeSet> held = ChangeSets.hold(handle, believed);
            if (held.isEmpty()) return Optional.<ChangeSet>empty();
            List<ChangeSets.Entry> entries = ChangeSets.entries(handle, held.get(), 2 * atOnce);
            if (entries.isEmpty()) return Optional.<ChangeSet>empty();
            return Optional.of(restore(handle, held.get(), entries));
        });
    }

    private static List<Named> named(ChangeSet set) {
        return Json.list(set.spec(), Named.class);
    }

    // forward

    private List<Long> ids(Handle handle, long after) {
        List<Long> ids = new ArrayList<>();
        long characters = 0;
        List<Map.Entry<Long, Long>> sizes = handle.createQuery("""
            select a.id, length(r.body) + length(r.plain) as characters
            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id > :after
            order by a.id
            limit :batch\
            """)
                .bind("after", after)
                .bind("batch", atOnce)
                .map((row, _) -> Map.entry(row.getLong("id"), row.getLong("characters")))
                .list();
        for (Map.Entry<Long, Long> size : sizes) {
            characters += size.getValue();
            if (characters > LONGEST && !ids.isEmpty()) break;
            ids.add(size.getKey());
        }
        return ids;
    }

    /// Locks the articles of the batch, all of them before the diary, and in their order: whoever works on one of
    /// them does so too, so nobody waits in a circle.
    private static boolean stillSo(Handle handle, List<Matched> batch) {
        Map<Long, Integer> now = locked(
                handle,
                batch.stream().map(matched -> matched.kept().id().value()).toList());
        return batch.stream()
                .map(Matched::kept)
                .allMatch(kept -> now.getOrDefault(kept.id().value(), -1) == kept.revision());
    }

    /// The revisions of these articles, which nobody else changes until the transaction ends.
    static Map<Long, Integer> locked(Handle handle, List<Long> ids) {
        Map<Long, Integer> revisions = new HashMap<>();
        if (ids.isEmpty()) return revisions;
        handle.createQuery("select id, revision from article where id in (<ids>) order by id for update")
                .bindList("ids", ids)
                .map((row, _) -> revisions.put(row.getLong("id"), row.getInt("revision")))
                .list();
        return revisions;
    }

    private ChangeSet keep(Handle handle, ChangeSet set, List<Matched> batch) {
        Instant now = clock.instant();
        Set<String> about = named(set).stream().map(Named::rule).collect(Collectors.toSet());
        List<Long> ids =
                batch.stream().map(matched -> matched.kept().id().value()).toList();
        Map<Long, Map<String, Taggings.Stored>> known = Taggings.known(handle, ids);
        Figures figures = set.figures().lookedAt(batch.size());
        List<Long> changed = new ArrayList<>();
        for (Matched matched : batch) {
            long id = matched.kept().id().value();
            Map<String, Taggings.Stored> said = known.getOrDefault(id, Map.of());
            Map<String, Taggings.Stored> after = new HashMap<>(said);
            Taggings.set(
                    handle,
                    matched,
                    said,
                    row -> about.contains(row.tagging().rule()),
                    false,
                    now,
                    (rule, was, became) -> {
                        after.put(rule, became);
                        record(handle, set, id, rule, was, became);
                    });
            if (after.equals(said)) continue;
            Weighing weighing = Weighing.of(handle, outlets, id);
            figures = figures.and(weighing.look(said.values()), weighing.look(after.values()));
            changed.add(id);
        }
        for (long id : changed) standing.settle(handle, id, now);
        return ChangeSets.advance(handle, set, ids.isEmpty() ? set.reached() : ids.getLast(), figures);
    }

    private static void record(
            Handle handle,
            ChangeSet set,
            long article,
            String rule,
            Optional<Taggings.Stored> was,
            Taggings.Stored became) {
        ChangeSets.record(
                handle,
                set.id(),
                new ChangeSets.Entry(article, rule, was.map(row -> Json.of(Image.of(row))), Json.of(Image.of(became))));
    }

    /// A row of `tagging` without its key.
    private record Image(String tag, int version, List<Hit> hits, Taggings.State state, String reason, Instant at) {
        static Image of(Taggings.Stored row) {
            return new Image(
                    row.tagging().tag(),
                    row.tagging().version(),
                    row.tagging().hits(),
                    row.state(),
                    row.reason(),
                    row.at());
        }

        /// The tag may be called otherwise by now.
        Image renamed(Handle handle) {
            return new Image(TagNames.now(handle, tag), version, hits, state, reason, at);
        }

        Taggings.Stored stored(String rule) {
            return new Taggings.Stored(new Tagging(tag, rule, version, hits), state, reason, at, true);
        }
    }

    // back

    private ChangeSet restore(Handle handle, ChangeSet set, List<ChangeSets.Entry> entries) {
        Map<Long, List<ChangeSets.Entry>> byArticle = new TreeMap<>();
        entries.forEach(entry -> byArticle
                .computeIfAbsent(entry.article(), _ -> new ArrayList<>())
                .add(entry));
        List<Long> ids = List.copyOf(byArticle.keySet());
        locked(handle, ids);
        Map<Long, Map<String, Taggings.Stored>> known = Taggings.known(handle, ids);
        long restored = 0;
        long left = 0;
        Map<Long, Boolean> touched = new LinkedHashMap<>();
        for (ChangeSets.Entry entry : entries) {
            Optional<Taggings.Stored> now = Optional.ofNullable(
                    known.getOrDefault(entry.article(), Map.of()).get(entry.item()));
            if (restore(handle, entry, now)) {
                restored++;
                touched.put(entry.article(), true);
            } else left++;
        }
        Instant time = clock.instant();
        for (long id : touched.keySet()) standing.settle(handle, id, time);
        return ChangeSets.advance(handle, set, ids.getLast(), set.figures().undone(restored, left));
    }

    private static boolean restore(Handle handle, ChangeSets.Entry entry, Optional<Taggings.Stored> now) {
        Image became = Json.read(entry.became(), Image.class).renamed(handle);
        if (now.isEmpty() || !Image.of(now.get()).equals(became)) return false;
        ArticleId article = new ArticleId(entry.article());
        Optional<Image> was =
                entry.was().map(json -> Json.read(json, Image.class).renamed(handle));
        Standing.explainedOtherwise(handle, article);
        was.ifPresentOrElse(
                image -> Taggings.put(handle, article, true, image.stored(entry.item())),
                () -> Taggings.remove(handle, article, entry.item()));
        return true;
    }
}
