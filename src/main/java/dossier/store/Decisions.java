package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Decision;
import dossier.model.Publish;
import dossier.model.Tagging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// What curators decide (law 4). A decision is written down for ever, acts at once, and is told in the diary; no rule,
/// no new run of the rules and no new revision takes it back, only another decision does.
public final class Decisions {
    private final Database database;
    private final InstantSource clock;
    private final Standing standing;

    /// The decisions in this database.
    public Decisions(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.standing = new Standing(outlets);
    }

    /// Something that waits for a curator.
    ///
    /// @param reason `REVIEW`: the rule or the outlet asks for it; `CAP`: the rule tagged too much that day
    public record Waiting(ArticleId article, String title, String outlet, String tag, String rule, String reason) {}

    /// @throws IllegalArgumentException where nobody is named
    static void requireActor(String actor) {
        if (actor.isBlank()) throw new IllegalArgumentException("A decision needs somebody who decides");
    }

    /// Decides about these tags of an article, or without a tag about the article as a whole. To approve the whole
    /// approves each tag that waits as well.
    ///
    /// @return the change, or nothing where the decision changes nothing that the public sees
    public Optional<Change> decide(ArticleId article, Decision.What what, Set<String> tags, String actor, String note) {
        requireActor(actor);
        boolean byOthers =
                switch (what) {
                    case TAG, UNTAG, APPROVE, REJECT, RELEASE, NOTE -> false;
                    case RIGHTS, MERGE, MERGED, SPLIT, JOIN, PART, TAKEDOWN -> true;
                };
        if (byOthers)
            throw new IllegalArgumentException(what + " is more than a word; see #allow, Merges and Takedowns");
        if (tags.isEmpty() && (what == Decision.What.TAG || what == Decision.What.UNTAG))
            throw new IllegalArgumentException("Which tag?");
        Optional<Change> change = database.write(handle -> {
            Instant now = clock.instant();
            lock(handle, article);
            Set<String> about = tags.isEmpty() ? whole(handle, article, what) : named(handle, tags);
            List<Tagging> before = explained(handle, article);
            for (String tag : about) write(handle, new Decision(article, what, tag, actor.strip(), now, note));
            if (!explained(handle, article).equals(before)) Standing.explainedOtherwise(handle, article);
            return standing.settle(handle, article.value(), now);
        });
        database.flush();
        return change;
    }

    /// Decides how much of an article may be shown from now on, in all its revisions and at every exit.
    ///
    /// @param rights nothing: what its outlet and its page allow
    /// @return the change, or nothing where that holds already
    public Optional<Change> allow(ArticleId article, Optional<Publish> rights, String actor, String note) {
        requireActor(actor);
        Optional<Change> change = database.write(handle -> {
            Instant now = clock.instant();
            lock(handle, article);
            allow(handle, article, rights, actor.strip(), note.strip(), now);
            return standing.settle(handle, article.value(), now);
        });
        database.flush();
        return change;
    }

    /// The same; the article is still to be settled.
    static void allow(
            Handle handle, ArticleId article, Optional<Publish> rights, String actor, String note, Instant now) {
        String level =
                rights.map(publish -> publish.name().toLowerCase(Locale.ROOT)).orElse("as its outlet");
        String words = note.isEmpty() ? level : level + ": " + note;
        write(handle, new Decision(article, Decision.What.RIGHTS, "", actor, now, words));
        handle.createUpdate("""
            update article
            set rights = :rights,
                untold = case when untold is null or untold = :again then 'RIGHTS' else untold end
            where id = :id and coalesce(rights, '') <> coalesce(:rights, '')\
            """)
                .bind("rights", rights.map(Publish::name))
                .bind("again", Standing.AGAIN)
                .bind("id", article.value())
                .execute();
    }

    /// All that was ever decided about an article, oldest first.
    public List<Decision> of(ArticleId article) {
        return database.read(handle -> of(handle, article));
    }

    /// What waits for a curator, oldest first.
    public List<Waiting> waiting(int most) {
        return database.read(handle -> handle.createQuery("""
            select t.article_id, r.title, o.name, t.tag, t.rule, t.reason
            from tagging t
            join article a on a.id = t.article_id
            join revision r on r.article_id = a.id and r.number = a.revision
            join outlet o on o.id = a.outlet_id
            where t.state = 'PENDING' and a.removed_at is null
                and not exists (
                    select 1 from decided d
                    where d.article_id = t.article_id and (d.tag = t.tag or (d.tag = '' and not d.positive)))
            order by t.at, t.article_id, t.rule
            limit :most\
            """)
                .bind("most", most)
                .map((row, _) -> new Waiting(
                        new ArticleId(row.getLong("article_id")),
                        row.getString("title"),
                        row.getString("name"),
                        row.getString("tag"),
                        row.getString("rule"),
                        row.getString("reason")))
                .list());
    }

    static List<Decision> of(Handle handle, ArticleId article) {
        return handle.createQuery("""
            select article_id, what, tag, actor, at, note
            from decision
            where article_id = :article
            order by id\
            """)
                .bind("article", article.value())
                .map((row, _) -> decision(row))
                .list();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                new ArticleId(row.getLong("article_id")),
                Decision.What.valueOf(row.getString("what")),
                row.getString("tag"),
                row.getString("actor"),
                Row.instant(row, "at"),
                row.getString("note"));
    }

    private static List<Tagging> explained(Handle handle, ArticleId article) {
        return EffectiveTags.explained(handle, List.of(article.value())).getOrDefault(article.value(), List.of());
    }

    private static void lock(Handle handle, ArticleId article) {
        boolean there = handle.createQuery("select id from article where id = :id for update")
                .bind("id", article.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!there) throw new IllegalArgumentException("There is no article " + article);
    }

    private static Set<String> named(Handle handle, Set<String> tags) {
        Set<String> names = new TreeSet<>();
        for (String tag : tags) names.add(TagNames.now(handle, tag.strip()));
        if (names.contains("")) throw new IllegalArgumentException("A tag has a name");
        return names;
    }

    private static Set<String> whole(Handle handle, ArticleId article, Decision.What what) {
        Set<String> about = new TreeSet<>(Set.of(""));
        if (what == Decision.What.APPROVE) about.addAll(pending(handle, article));
        return about;
    }

    private static List<String> pending(Handle handle, ArticleId article) {
        return handle.createQuery("select distinct tag from tagging where article_id = :article and state = 'PENDING'")
                .bind("article", article.value())
                .mapTo(String.class)
                .list();
    }

    static void write(Handle handle, Decision decision) {
        long id = handle.createUpdate("""
            insert into decision (article_id, what, tag, actor, at, note)
            values (:article, :what, :tag, :actor, :at, :note)\
            """)
                .bind("article", decision.article().value())
                .bind("what", decision.what().name())
                .bind("tag", decision.tag())
                .bind("actor", decision.actor())
                .bind("at", decision.at())
                .bind("note", decision.note())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        if (!decision.isOpinion()) return;
        handle.createUpdate("delete from decided where article_id = :article and tag = :tag")
                .bind("article", decision.article().value())
                .bind("tag", decision.tag())
                .execute();
        decision.what().positive().ifPresent(positive -> hold(handle, decision, positive, id));
    }

    private static void hold(Handle handle, Decision decision, boolean positive, long id) {
        handle.createUpdate("""
            insert into decided (article_id, tag, positive, decision_id) values (:article, :tag, :positive, :id)\
            """)
                .bind("article", decision.article().value())
                .bind("tag", decision.tag())
                .bind("positive", positive)
                .bind("id", id)
                .execute();
    }
}
