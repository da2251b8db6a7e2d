package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Decision;
import dossier.model.Story;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stories: articles of several outlets that are versions of one text. Nothing is swallowed; each article
/// tells of the others.
///
/// Two articles are linked where their texts say so, or a curator does; a story is all that hangs together by
/// links. Both do not depend on who came first, as long as an article has no more than [Bands#MOST_VERSIONS]
/// others like it. Stories are looked at one after the other, after the articles are kept, so that no two
/// that come in the same moment miss each other. What is to be looked at stands in the database: a kill loses
/// none of it.
public final class Stories {
    private static final Logger LOG = LoggerFactory.getLogger(Stories.class);
    private static final int AT_ONCE = 50;

    /// Articles of one story; what lies behind them is not followed.
    private static final int LARGEST = 500;

    private final Database database;
    private final InstantSource clock;
    private final Bands bands;
    private final BiPredicate<String, String> versions;
    private final Standing standing;

    /// @param bands of a text: what versions of it have in common with it
    /// @param versions whether two texts are versions of one story; whichever is named first
    public Stories(
            Database database,
            Outlets outlets,
            InstantSource clock,
            Function<String, List<Long>> bands,
            BiPredicate<String, String> versions) {
        this.database = database;
        this.clock = clock;
        this.bands = new Bands(outlets, bands);
        this.versions = versions;
        this.standing = new Standing(outlets);
    }

    /// Asks for an article to be looked at.
    static void want(Handle handle, ArticleId article) {
        want(handle, article, "true");
    }

    /// The same, where it is of a story.
    static void wantIfOfStory(Handle handle, ArticleId article) {
        want(handle, article, "story is not null");
    }

    /// The same for one that is cleaned anew: where it is of a story, or was looked at not long ago.
    static void wantAgain(Handle handle, ArticleId article) {
        want(
                handle,
                article,
                "(story is not null or exists (select 1 from near_band n where n.article_id = article.id))");
    }

    /// The same for a new article: what was published long before we saw it is no news, and has no versions.
    static void wantIfNews(Handle handle, ArticleId article) {
        want(handle, article, "dated >= first_seen - interval '14' day");
    }

    private static void want(Handle handle, ArticleId article, String where) {
        handle.createUpdate("insert into story_wanted (article_id) select id from article where id = :id and " + where
                        + " on conflict do nothing")
                .bind("id", article.value())
                .execute();
    }

    /// Looks at what waits to be looked at, at most 50 articles: a moment's work.
    ///
    /// @return what the diary tells of it
    public List<Change> tie() {
        List<Change> changes = new ArrayList<>();
        for (long id : wanted(0)) changes.addAll(tied(id));
        return changes;
    }

    /// The same for all that waits, once, for commands that end.
    public void tieAll() {
        for (List<Long> ids = wanted(0); !ids.isEmpty(); ids = wanted(ids.getLast())) ids.forEach(this::tied);
    }

    private List<Long> wanted(long after) {
        return database.read(handle -> handle.createQuery("""
            select article_id from story_wanted where article_id > :after order by article_id limit :most\
            """)
                .bind("after", after)
                .bind("most", AT_ONCE)
                .mapTo(Long.class)
                .list());
    }

    /// One that cannot be looked at holds up no other: it is logged and waits no longer, unless it was only in
    /// another's way.
    private List<Change> tied(long id) {
        try {
            return database.write(handle -> {
                turn(handle);
                return isWanted(handle, id) ? tie(handle, id) : List.of(); // another node was faster
            });
        } catch (RuntimeException failed) {
            if (Database.wasInTheWay(failed)) {
                LOG.warn("The story of article {} could not be looked at now; it is tried again", id, failed);
                return List.of();
            }
            database.write(handle -> forget(handle, id));
            LOG.error(
                    "The story of article {} cannot be looked at; it stays as it is until the article changes",
                    id,
                    failed);
            return List.of();
        }
    }

    private static boolean isWanted(Handle handle, long id) {
        return handle.createQuery("select article_id from story_wanted where article_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private static int forget(Handle handle, long id) {
        return handle.createUpdate("delete from story_wanted where article_id = :id")
                .bind("id", id)
                .execute();
    }

    // curators

    /// Two articles are of one story, whatever their texts say.
    ///
    /// @throws IllegalArgumentException where one of them is not there, or both are the same
    public List<Change> join(ArticleId one, ArticleId other, String actor, String note) {
        Decisions.requireActor(actor);
        if (one.equals(other)) throw new IllegalArgumentException("Article " + one + " is itself already");
        long low = Math.min(one.value(), other.value());
        long high = Math.max(one.value(), other.value());
        List<Change> changes = database.write(handle -> {
            turn(handle);
            hold(handle, Set.of(low, high));
            Merges.requireLiving(handle, new ArticleId(low));
            Merges.requireLiving(handle, new ArticleId(high));
            unlink(handle, low, high);
            link(handle, low, high, true);
            decide(handle, one, Decision.What.JOIN, actor, "with " + other, note);
            decide(handle, other, Decision.What.JOIN, actor, "with " + one, note);
            return settled(handle, Set.of(low, high));
        });
        database.flush();
        return changes;
    }

    /// An article is of no story, whatever its text says: its links are gone, and its text makes no others. A
    /// link that a curator makes later holds.
    ///
    /// @throws IllegalArgumentException where it is not there
    public List<Change> part(ArticleId article, String actor, String note) {
        Decisions.requireActor(actor);
        List<Change> changes = database.write(handle -> {
            turn(handle);
            long id = article.value();
            Set<Long> about = around(handle, id);
            hold(handle, about);
            Merges.requireLiving(handle, article);
            handle.createUpdate("delete from story_link where low = :id or high = :id")
                    .bind("id", id)
                    .execute();
            apart(handle, id, true);
            decide(handle, article, Decision.What.PART, actor, "", note);
            return settled(handle, about);
        });
        database.flush();
        return changes;
    }

    /// Takes [#part] back: its text decides again.
    ///
    /// @throws IllegalArgumentException where it is not there, or nobody parted it
    public List<Change> unpart(ArticleId article, String actor, String note) {
        Decisions.requireActor(actor);
        List<Change> changes = database.write(handle -> {
            turn(handle);
            Merges.requireLiving(handle, article);
            if (!row(handle, article.value()).apart())
                throw new IllegalArgumentException("Nobody took article " + article + " out of its story");
            apart(handle, article.value(), false);
            decide(handle, article, Decision.What.PART, actor, "taken back", note);
            return tie(handle, article.value());
        });
        database.flush();
        return changes;
    }

    private void decide(Handle handle, ArticleId article, Decision.What what, String actor, String words, String note) {
        String said = Merges.said(words, note);
        Decisions.write(handle, new Decision(article, what, "", actor.strip(), clock.instant(), said));
    }

    private static void apart(Handle handle, long id, boolean apart) {
        handle.createUpdate("update article set apart = :apart where id = :id")
                .bind("apart", apart)
                .bind("id", id)
                .execute();
    }

    // links

    /// @param living neither taken down nor merged into another
    /// @param told the others, as the diary told of them last
    private record Row(
            long id, long outlet, boolean shown, boolean living, boolean apart, Optional<Long> story, String told) {}

    private static final String ROW =
            "select id, outlet_id, shown, removed_at, merged_into, apart, story, story_told from article ";

    /// One looks at stories at a time.
    private static void turn(Handle handle) {
        handle.execute("insert into story_turn (id) values (1) on conflict do nothing"); // an older backup has none
        handle.createQuery("select id from story_turn where id = 1 for update")
                .mapTo(Integer.class)
                .one();
    }

    /// Its text is looked at before any article is locked, as most are alone, and once more where it changed
    /// until then.
    private List<Change> tie(Handle handle, long id) {
        Set<Long> before = neighbours(handle, id);
        Optional<Text> text = text(handle, find(handle, id, ""));
        Set<Long> alike = alike(handle, id, text, before);
        Set<Long> about = around(handle, id);
        about.addAll(alike);
        hold(handle, about);
        forget(handle, id);
        Row row = find(handle, id, "");
        Optional<Text> now = text(handle, row);
        now.ifPresent(kept -> bands.keep(handle, new ArticleId(id), kept.plain(), kept.seen()));
        Set<Long> linked = now.equals(text) ? alike : alike(handle, id, now, before);
        about.addAll(linked);
        boolean alone = before.isEmpty()
                && linked.isEmpty()
                && row.story().isEmpty()
                && row.told().isEmpty();
        if (alone) return List.of(); // as most are
        handle.createUpdate("delete from story_link where (low = :id or high = :id) and not curator")
                .bind("id", id)
                .execute();
        for (long other : linked) link(handle, Math.min(id, other), Math.max(id, other), false);
        return settled(handle, about);
    }

    /// An article with those it is linked with and those of its story.
    private static Set<Long> around(Handle handle, long id) {
        Set<Long> around = new TreeSet<>(neighbours(handle, id));
        around.addAll(members(handle, id));
        around.add(id);
        return around;
    }

    /// Locks these articles and all that hang together with them, in the order of their numbers and before the
    /// diary, as whoever works on several does: so nobody waits in a circle. No link changes until the
    /// transaction ends, as it has the [#turn].
    private static void hold(Handle handle, Set<Long> about) {
        Set<Long> all = new TreeSet<>(about);
        if (about.size() > 1) {
            Map<Long, Row> rows = new HashMap<>();
            for (long start : about) if (!rows.containsKey(start)) all.addAll(hangingTogether(handle, start, rows));
        }
        Reruns.locked(handle, List.copyOf(all));
    }

    /// What its text is a version of: among those that have bands in common with it, and those that it was
    /// linked with when bands of both were still there.
    ///
    /// @param text nothing: none makes a link
    private Set<Long> alike(Handle handle, long id, Optional<Text> text, Set<Long> before) {
        if (text.isEmpty()) return Set.of();
        Text own = text.get();
        Set<Long> candidates = new TreeSet<>(before);
        candidates.addAll(bands.versions(handle, id, own.outlet(), own.plain(), own.seen(), own.dated()));
        Set<Long> alike = new TreeSet<>();
        for (long candidate : candidates)
            text(handle, find(handle, candidate, ""))
                    .filter(other -> other.outlet() != own.outlet() && versions.test(own.plain(), other.plain()))
                    .ifPresent(_ -> alike.add(candidate));
        return alike;
    }

    private record Text(long outlet, String plain, Instant seen, Instant dated) {}

    /// The text that makes links, where any may.
    private static Optional<Text> text(Handle handle, Row row) {
        if (!row.living() || row.apart()) return Optional.empty();
        return Optional.of(handle.createQuery("""
            select r.plain, a.first_seen, a.dated
            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id = :id\
            """)
                .bind("id", row.id())
                .map((found, _) -> new Text(
                        row.outlet(),
                        found.getString("plain"),
                        dossier.store.Row.instant(found, "first_seen"),
                        dossier.store.Row.instant(found, "dated")))
                .one());
    }

    private static void link(Handle handle, long low, long high, boolean curator) {
        handle.createUpdate("""
            insert into story_link (low, high, curator) values (:low, :high, :curator) on conflict do nothing\
            """)
                .bind("low", low)
                .bind("high", high)
                .bind("curator", curator)
                .execute();
    }

    private static void unlink(Handle handle, long low, long high) {
        handle.createUpdate("delete from story_link where low = :low and high = :high")
                .bind("low", low)
                .bind("high", high)
                .execute();
    }

    private static Set<Long> neighbours(Handle handle, long id) {
        return neighbours(handle, List.of(id)).getOrDefault(id, Set.of());
    }

    private static Map<Long, Set<Long>> neighbours(Handle handle, List<Long> ids) {
        Map<Long, Set<Long>> neighbours = new HashMap<>();
        handle.createQuery("""
            select low as here, high as there from story_link where low in (<ids>)
            union all
            select high as here, low as there from story_link where high in (<ids>)\
            """)
                .bindList("ids", ids)
                .map((row, _) -> neighbours
                        .computeIfAbsent(row.getLong("here"), _ -> new TreeSet<>())
                        .add(row.getLong("there")))
                .list();
        return neighbours;
    }

    /// All that are of its story now.
    static List<Long> members(Handle handle, long id) {
        Optional<Long> story = handle.createQuery("select story from article where id = :id and story is not null")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        // A question of its own: joined with itself, H2 walks through all articles.
        return story.map(of -> handle.createQuery("select id from article where story = :story order by id limit :most")
                        .bind("story", of)
                        .bind("most", LARGEST)
                        .mapTo(Long.class)
                        .list())
                .orElse(List.of());
    }

    private static Row row(Handle handle, long id) {
        return find(handle, id, " for update");
    }

    private static Row find(Handle handle, long id, String lock) {
        return handle.createQuery(ROW + "where id = :id" + lock)
                .bind("id", id)
                .map((row, _) -> row(row))
                .one();
    }

    private static Row row(ResultSet row) throws SQLException {
        boolean living = dossier.store.Row.maybeInstant(row, "removed_at").isEmpty()
                && dossier.store.Row.maybeLong(row, "merged_into").isEmpty();
        return new Row(
                row.getLong("id"),
                row.getLong("outlet_id"),
                row.getBoolean("shown"),
                living,
                row.getBoolean("apart"),
                dossier.store.Row.maybeLong(row, "story"),
                dossier.store.Row.maybeText(row, "story_told").orElse(""));
    }

    // stories

    /// Brings these articles, and what hangs together with them, to their stories, and tells the diary.
    private List<Change> settled(Handle handle, Set<Long> about) {
        Map<Long, Row> rows = new TreeMap<>();
        Map<Long, Set<Long>> stories = new TreeMap<>();
        Set<Long> done = new HashSet<>();
        for (long start : new TreeSet<>(about)) {
            if (done.contains(start)) continue;
            Set<Long> story = hangingTogether(handle, start, rows);
            done.addAll(story);
            for (long id : story) stories.put(id, story);
        }
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Long, Set<Long>> each : stories.entrySet())
            settle(handle, rows, each.getKey(), each.getValue()).ifPresent(changes::add);
        return changes;
    }

    /// Those that can be reached by links, the nearest first where there are too many; itself alone where it is
    /// no more.
    private static Set<Long> hangingTogether(Handle handle, long start, Map<Long, Row> rows) {
        Set<Long> story = new TreeSet<>(Set.of(start));
        read(handle, story, rows);
        if (!living(rows, start)) return story;
        for (Set<Long> last = story; !last.isEmpty() && story.size() < LARGEST; ) {
            Set<Long> next = new TreeSet<>();
            neighbours(handle, List.copyOf(last)).values().forEach(next::addAll);
            next.removeAll(story);
            read(handle, next, rows);
            last = next.stream()
                    .filter(id -> living(rows, id))
                    .limit(LARGEST - story.size())
                    .collect(Collectors.toSet());
            story.addAll(last);
        }
        return story;
    }

    private static void read(Handle handle, Set<Long> ids, Map<Long, Row> rows) {
        List<Long> unread = ids.stream().filter(id -> !rows.containsKey(id)).toList();
        if (unread.isEmpty()) return;
        handle.createQuery(ROW + "where id in (<ids>)")
                .bindList("ids", unread)
                .map((row, _) -> row(row))
                .forEach(row -> rows.put(row.id(), row));
    }

    private static boolean living(Map<Long, Row> rows, long id) {
        Row row = rows.get(id);
        return row != null && row.living();
    }

    private Optional<Change> settle(Handle handle, Map<Long, Row> rows, long id, Set<Long> members) {
        Optional<Long> story = members.size() > 1 ? members.stream().min(Long::compare) : Optional.empty();
        String others = members.stream()
                .filter(other -> other != id)
                .filter(other -> shown(rows, other))
                .limit(Story.MOST)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        Row row = row(handle, id);
        if (row.story().equals(story) && row.told().equals(others)) return Optional.empty();
        boolean news = row.shown() && !row.told().equals(others);
        handle.createUpdate("""
            update article
            set story = :story, story_told = :told,
                untold = case when :news and (untold is null or untold = :again) then 'STORY' else untold end
            where id = :id\
            """)
                .bind("story", story)
                .bind("told", others)
                .bind("news", news)
                .bind("again", Standing.AGAIN)
                .bind("id", id)
                .execute();
        return news ? standing.settle(handle, id, clock.instant()) : Optional.empty();
    }

    private static boolean shown(Map<Long, Row> rows, long id) {
        Row row = rows.get(id);
        return row != null && row.shown();
    }

    // reading

    /// The stories of these articles, with the others as far as they are shown.
    static Map<Long, Story> of(Handle handle, List<Long> ids, Outlets outlets) {
        Map<Long, Long> stories = new HashMap<>();
        handle.createQuery("select id, story from article where id in (<ids>) and story is not null")
                .bindList("ids", ids)
                .map((row, _) -> stories.put(row.getLong("id"), row.getLong("story")))
                .list();
        if (stories.isEmpty()) return Map.of();
        Map<Long, List<Story.Version>> first = first(handle, Set.copyOf(stories.values()), outlets);
        Map<Long, Story> all = new HashMap<>();
        stories.forEach((id, story) -> {
            List<Story.Version> others = first.getOrDefault(story, List.of()).stream()
                    .filter(version -> version.id().value() != id)
                    .limit(Story.MOST)
                    .toList();
            if (!others.isEmpty()) all.put(id, story(id, others));
        });
        return all;
    }

    /// The first articles of each story, one more than are told: an article does not tell of itself. Each story is
    /// read once, however many of its articles a page lists.
    private static Map<Long, List<Story.Version>> first(Handle handle, Set<Long> stories, Outlets outlets) {
        Map<Long, List<Story.Version>> first = new HashMap<>();
        handle.createQuery("""
            select b.story, b.id, b.slug, b.outlet_id, r.title
            from (
                select story, id, slug, outlet_id, revision,
                    row_number() over (partition by story order by id) as place
                from article
                where story in (<stories>) and shown) b
            join revision r on r.article_id = b.id and r.number = b.revision
            where b.place <= :most
            order by b.story, b.id\
            """)
                .bindList("stories", stories)
                .bind("most", Story.MOST + 1)
                .map((row, _) -> first.computeIfAbsent(row.getLong("story"), _ -> new ArrayList<>())
                        .add(new Story.Version(
                                new ArticleId(row.getLong("id")),
                                row.getString("slug"),
                                outlets.outlet(row.getLong("outlet_id")),
                                row.getString("title"))))
                .list();
        return first;
    }

    /// Its number is that of an article that is shown.
    private static Story story(long id, List<Story.Version> others) {
        return new Story(Math.min(id, others.getFirst().id().value()), others);
    }
}
