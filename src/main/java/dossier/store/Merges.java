package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Decision;
import dossier.model.SightingId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What curators know better than any comparison of texts: two articles are one, or what was taken for one are two.
/// Later polls keep to it (law 4), and no number ever leads nowhere (law 7).
public final class Merges {
    /// What a curator joined with `:from`, as it goes over to `:into`.
    private static final String JOINED = """
        select case when l.low = :from then l.high else l.low end as id
        from story_link l
        where l.curator and (l.low = :from or l.high = :from) and l.low <> :into and l.high <> :into
            and not exists (select 1 from article a where a.id = :into and a.apart)\
        """;

    private final Database database;
    private final InstantSource clock;
    private final Standing standing;

    /// The merges in this database.
    public Merges(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.standing = new Standing(outlets);
    }

    /// Makes an article one with another: its entries and addresses become the other's, it is hidden, and its number
    /// leads there. What it said is kept, so that a split brings it back.
    ///
    /// @param from ceases to be an article of its own
    /// @return the changes that mirrors read
    /// @throws IllegalArgumentException where one of them is not there, was taken down, or both are the same
    public List<Change> merge(ArticleId into, ArticleId from, String actor, String note) {
        Decisions.requireActor(actor);
        List<Change> changes = database.write(handle -> {
            if (into.equals(from)) throw new IllegalArgumentException("Article " + into + " is itself already");
            ArticleId first = into.value() < from.value() ? into : from;
            requireLiving(handle, first);
            requireLiving(handle, first.equals(into) ? from : into);
            return merge(handle, into, from, actor.strip(), note);
        });
        database.flush();
        return changes;
    }

    private List<Change> merge(Handle handle, ArticleId into, ArticleId from, String actor, String note) {
        Instant now = clock.instant();
        handle.createUpdate("""
            update sighting set merged_from = coalesce(merged_from, :from), article_id = :into where article_id = :from\
            """)
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
        handle.createUpdate("""
            update article_address
            set merged_from = case when copied then merged_from else :from end, copied = true, article_id = :into
            where article_id = :from\
            """)
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
        handle.createUpdate("update article set merged_into = :into where id = :from or merged_into = :from")
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
        handle.createUpdate("delete from near_band where article_id = :from")
                .bind("from", from.value())
                .execute();
        handOn(handle, into, from);
        Stories.want(handle, from);
        Stories.want(handle, into);
        Decisions.write(handle, new Decision(from, Decision.What.MERGED, "", actor, now, said("into " + into, note)));
        Decisions.write(handle, new Decision(into, Decision.What.MERGE, "", actor, now, said("of " + from, note)));
        mark(handle, from, Change.What.REMOVED);
        mark(handle, into, Change.What.TAGGED);
        return List.of(
                standing.settle(handle, from.value(), now).orElseThrow(),
                standing.settle(handle, into.value(), now).orElseThrow());
    }

    /// What a curator joined with an article stays with the one it becomes, unless that was taken out of its story. The
    /// links themselves stay too, for a split.
    private static void handOn(Handle handle, ArticleId into, ArticleId from) {
        for (String sql : List.of("""
            update story_link set curator = true
            where (low = :into or high = :into)
                and case when low = :into then high else low end in (%s)\
            """, """
            insert into story_link (low, high, curator)
            select least(:into, j.id), greatest(:into, j.id), true from (%s) j
            on conflict do nothing\
            """))
            handle.createUpdate(sql.formatted(JOINED))
                    .bind("into", into.value())
                    .bind("from", from.value())
                    .execute();
    }

    /// Takes that back: only the texts link the others with the article then, and what a curator joined with itself, or
    /// with another that is still one with it.
    private static void takeBack(Handle handle, ArticleId into, ArticleId from) {
        handle.createUpdate("""
            update story_link set curator = false
            where (low = :into or high = :into)
                and case when low = :into then high else low end in (%s)
                and not exists (
                    select 1 from decision d
                    where d.article_id = :into and d.what = 'JOIN'
                        and (d.note = 'with ' || case when low = :into then high else low end
                            or d.note like 'with ' || case when low = :into then high else low end || ':%%'))\
            """.formatted(JOINED))
                .bind("into", into.value())
                .bind("from", from.value())
                .execute();
        handle.createQuery("select id from article where merged_into = :into order by id")
                .bind("into", into.value())
                .mapTo(Long.class)
                .list()
                .forEach(other -> handOn(handle, into, new ArticleId(other)));
    }

    /// What came of a split.
    public sealed interface Split {
        /// An article that had been merged is one of its own again.
        record Back(ArticleId article) implements Split {}

        /// Entries wait to become an article of their own; a worker takes them up at once, else the next poll.
        record Waiting(int sightings) implements Split {}
    }

    /// Takes an entry out of an article: what was merged comes back under its number; what was taken for a copy becomes
    /// an article of its own, and is never taken for one again.
    ///
    /// @throws IllegalArgumentException where the entry is not the article's, or the article's text came from it
    public Split split(ArticleId article, SightingId sighting, String actor, String note) {
        Decisions.requireActor(actor);
        Split split = database.write(handle -> {
            requireLiving(handle, article);
            Row found = row(handle, article, sighting);
            Instant now = clock.instant();
            Decisions.write(
                    handle,
                    new Decision(article, Decision.What.SPLIT, "", actor.strip(), now, said("off " + sighting, note)));
            Split done = found.mergedFrom().isPresent()
                    ? back(handle, article, new ArticleId(found.mergedFrom().get()), now)
                    : off(handle, article, sighting, found);
            mark(handle, article, Change.What.TAGGED);
            standing.settle(handle, article.value(), now);
            return done;
        });
        database.flush();
        return split;
    }

    private Split back(Handle handle, ArticleId article, ArticleId merged, Instant now) {
        for (String sql : List.of(
                "update sighting set article_id = :merged, merged_from = null where article_id = :id and merged_from ="
                        + " :merged",
                """
                update article_address set article_id = :merged, merged_from = null, copied = false
                where article_id = :id and merged_from = :merged\
                """,
                "update article set merged_into = null where id = :merged and merged_into = :id"))
            handle.createUpdate(sql)
                    .bind("merged", merged.value())
                    .bind("id", article.value())
                    .execute();
        takeBack(handle, article, merged);
        Stories.want(handle, article);
        Stories.want(handle, merged);
        mark(handle, merged, Change.What.NEW);
        standing.settle(handle, merged.value(), now);
        return new Split.Back(merged);
    }

    /// All entries of the copy, which is known by its host, go together.
    private static Split off(Handle handle, ArticleId article, SightingId sighting, Row found) {
        String host = found.url()
                .flatMap(url -> Optional.ofNullable(url.getHost()))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        List<String> keys = handle
                .createQuery("""
                    select url_hash, address from article_address where article_id = :id and copied and merged_from is null\
                    """)
                .bind("id", article.value())
                .map((row, _) -> new Copied(row.getString("url_hash"), URI.create(row.getString("address"))))
                .filter(copied -> host.equalsIgnoreCase(copied.address().getHost()))
                .collectIntoList()
                .stream()
                .map(Copied::key)
                .toList();
        if (keys.isEmpty())
            throw new IllegalArgumentException(
                    "Sighting %s leads to the article by the article's own address, so it is the article's"
                            .formatted(sighting));
        int waiting = handle.createUpdate("""
            update sighting
            set article_id = null, state = 'WAITING', claim = null, alone = true, done_at = null
            where article_id = :id and (id = :sighting or url_hash in (<keys>))\
            """)
                .bind("id", article.value())
                .bind("sighting", sighting.value())
                .bindList("keys", keys)
                .execute();
        handle.createUpdate("delete from article_address where url_hash in (<keys>)")
                .bindList("keys", keys)
                .execute();
        return new Split.Waiting(waiting);
    }

    private record Copied(String key, URI address) {}

    private record Row(Optional<URI> url, Optional<Long> mergedFrom) {}

    private static Row row(Handle handle, ArticleId article, SightingId sighting) {
        boolean own = handle.createQuery("""
            select count(*) from revision where article_id = :id and sighting_id = :sighting\
            """)
                        .bind("id", article.value())
                        .bind("sighting", sighting.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (own)
            throw new IllegalArgumentException(
                    "The text of article %s came from sighting %s; split off the others".formatted(article, sighting));
        return handle.createQuery("""
            select url, merged_from from sighting where id = :sighting and article_id = :id for update\
            """)
                .bind("id", article.value())
                .bind("sighting", sighting.value())
                .map((row, _) -> new Row(
                        dossier.store.Row.maybeUri(row, "url"), dossier.store.Row.maybeLong(row, "merged_from")))
                .findOne()
                .orElseThrow(
                        () -> new IllegalArgumentException("Article %s has no sighting %s; article trace %s lists them"
                                .formatted(article, sighting, article)));
    }

    private static void mark(Handle handle, ArticleId article, Change.What what) {
        handle.createUpdate("update article set untold = :what where id = :id")
                .bind("what", what.name())
                .bind("id", article.value())
                .execute();
    }

    static String said(String what, String note) {
        return note.isBlank() ? what : what + ": " + note.strip();
    }

    static void requireLiving(Handle handle, ArticleId article) {
        boolean there = handle.createQuery("select id from article where id = :id")
                .bind("id", article.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!there) throw new IllegalArgumentException("There is no article " + article);
        if (!locked(handle, article).equals(article))
            throw new IllegalArgumentException(
                    "Article %s is one with article %s already".formatted(article, now(handle, article)));
        if (Tombstones.isRemoved(handle, article))
            throw new IllegalArgumentException("Article %s was taken down".formatted(article));
    }

    /// The article that this one is now: itself, or the one it was merged into.
    static ArticleId now(Handle handle, ArticleId article) {
        return find(handle, article, "");
    }

    /// The same, locked.
    static ArticleId locked(Handle handle, ArticleId article) {
        ArticleId now = find(handle, article, " for update");
        if (!now.equals(article)) find(handle, now, " for update");
        return now;
    }

    private static ArticleId find(Handle handle, ArticleId article, String lock) {
        return handle.createQuery("select id, merged_into from article where id = :id" + lock)
                .bind("id", article.value())
                .map((row, _) -> dossier.store.Row.maybeLong(row, "merged_into").orElse(article.value()))
                .findOne()
                .map(ArticleId::new)
                .orElse(article);
    }
}
