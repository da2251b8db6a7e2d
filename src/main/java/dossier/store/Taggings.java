package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.Matched;
import dossier.model.Tagging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the rules say of the articles. The last step of an article's way: with it the sighting is done.
public final class Taggings {
    private final Database database;
    private final InstantSource clock;
    private final Standing standing;

    /// The taggings of this database.
    public Taggings(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.standing = new Standing(outlets);
    }

    enum State {
        IN_FORCE,
        /// Waits for a curator.
        PENDING,
        WITHDRAWN
    }

    /// Makes the article's taggings those of the matches, shows or hides it accordingly, tells the diary what
    /// is new, and marks the sighting as done: all of it or nothing. Run again, it changes nothing.
    ///
    /// What a retired rule said stays. A match found in an older revision than the newest is passed over: the
    /// thread that brought the newest brings its matches too.
    ///
    /// @return the change, or nothing where there was none
    public List<Change> keep(Matched matched) {
        Kept kept = matched.kept();
        List<Change> changes = database.write(handle -> {
            Instant now = clock.instant();
            kept.sighting().ifPresent(sighting -> SightingTable.done(handle, sighting, now));
            if (newestRevision(handle, kept.id()) == kept.revision()) set(handle, matched, now);
            return standing.settle(handle, kept.id().value(), now).stream().toList();
        });
        if (!changes.isEmpty()) database.flush();
        return changes;
    }

    /// Tags in force, in alphabetical order.
    static List<String> inForce(Handle handle, long article) {
        return handle.createQuery("""
            select distinct tag
            from tagging
            where article_id = :article and state = 'IN_FORCE'
            order by tag\
            """)
                .bind("article", article)
                .mapTo(String.class)
                .list();
    }

    static Tagging tagging(ResultSet row) throws SQLException {
        return new Tagging(
                row.getString("tag"),
                row.getString("rule"),
                row.getInt("version"),
                Json.list(row.getString("hits"), Hit.class));
    }

    private static int newestRevision(Handle handle, ArticleId article) {
        return handle.createQuery("select revision from article where id = :id for update")
                .bind("id", article.value())
                .mapTo(Integer.class)
                .one();
    }

    private record Stored(Tagging tagging, State state, boolean active) {}

    private static void set(Handle handle, Matched matched, Instant now) {
        Map<String, Stored> known = known(handle, matched.kept().id());
        for (Match match : matched.matches()) {
            Optional<Stored> old =
                    Optional.ofNullable(known.remove(match.rule().rule().name()));
            set(handle, matched.kept(), match, old, now);
        }
        known.values().stream()
                .filter(stored -> stored.active() && stored.state() != State.WITHDRAWN)
                .forEach(stored -> withdraw(handle, matched.kept().id(), stored, now));
    }

    private static Map<String, Stored> known(Handle handle, ArticleId article) {
        Map<String, Stored> known = new HashMap<>();
        handle.createQuery("""
            select t.tag, t.rule, t.version, t.hits, t.state, r.active
            from tagging t
            join rule r on r.name = t.rule
            where t.article_id = :article\
            """)
                .bind("article", article.value())
                .map((row, _) ->
                        new Stored(tagging(row), State.valueOf(row.getString("state")), row.getBoolean("active")))
                .forEach(stored -> known.put(stored.tagging().rule(), stored));
        return known;
    }

    private static void set(Handle handle, Kept kept, Match match, Optional<Stored> old, Instant now) {
        var rule = match.rule().rule();
        Tagging tagging = new Tagging(rule.tag(), rule.name(), match.rule().version(), match.hits());
        State state = state(kept, match, old);
        if (old.isPresent() && old.get().state() == state && old.get().tagging().equals(tagging)) return;
        String sql = old.isPresent() ? """
            update tagging
            set version = :version, tag = :tag, hits = :hits, state = :state, at = :at
            where article_id = :article and rule = :rule\
            """ : """
                insert into tagging (article_id, rule, version, tag, hits, state, at)
                values (:article, :rule, :version, :tag, :hits, :state, :at)\
                """;
        handle.createUpdate(sql)
                .bind("article", kept.id().value())
                .bind("rule", tagging.rule())
                .bind("version", tagging.version())
                .bind("tag", tagging.tag())
                .bind("hits", Json.of(tagging.hits()))
                .bind("state", state.name())
                .bind("at", now)
                .execute();
    }

    /// What is in force stays so: review was asked for later, and is for what comes then.
    private static State state(Kept kept, Match match, Optional<Stored> old) {
        boolean review = kept.outlet().review() || match.rule().rule().review();
        boolean inForce = old.filter(stored -> stored.state() == State.IN_FORCE).isPresent();
        return review && !inForce ? State.PENDING : State.IN_FORCE;
    }

    private static void withdraw(Handle handle, ArticleId article, Stored stored, Instant now) {
        handle.createUpdate("""
            update tagging
            set state = 'WITHDRAWN', at = :at
            where article_id = :article and rule = :rule\
            """)
                .bind("at", now)
                .bind("article", article.value())
                .bind("rule", stored.tagging().rule())
                .execute();
    }
}
