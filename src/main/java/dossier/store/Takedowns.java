package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Decision;
import dossier.model.Filed;
import dossier.model.Outlet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Takes articles down: their text is destroyed wherever the archive holds it, and a tombstone stays (law 7),
/// so that mirrors learn of it and no later poll brings them back. There is no way back.
public final class Takedowns {
    private static final int LONGEST_REASON = 2_000;

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Captures captures;
    private final Standing standing;

    /// @param captures where the pages lie
    public Takedowns(Database database, Outlets outlets, InstantSource clock, Captures captures) {
        this.database = database;
        this.clock = clock;
        this.captures = captures;
        this.outlets = outlets;
        this.standing = new Standing(outlets);
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is gone.
        ///
        /// @param change what mirrors read
        /// @param pages records of pages that were overwritten
        record Removed(Change change, int pages) implements Outcome {}

        /// It was gone before, and stays so for the reason given then.
        record Already(Instant at, String reason) implements Outcome {}
    }

    /// Takes an article down.
    ///
    /// @param reason for the public: whoever asks for the article reads it
    /// @throws IllegalArgumentException where nobody or no reason is named, or there is no such article
    public Outcome takeDown(ArticleId article, String reason, String actor) {
        if (actor.isBlank()) throw new IllegalArgumentException("A takedown needs somebody who decides");
        if (reason.isBlank()) throw new IllegalArgumentException("A takedown needs a reason");
        if (reason.strip().length() > LONGEST_REASON)
            throw new IllegalArgumentException(
                    "The reason has %,d characters; at most %,d".formatted(reason.length(), LONGEST_REASON));
        Outcome outcome = database.write(handle -> remove(handle, article, reason.strip(), actor.strip()));
        database.flush();
        return switch (outcome) {
            case Outcome.Removed removed -> new Outcome.Removed(removed.change(), captures.blank());
            case Outcome.Already already -> already;
        };
    }

    /// Takes over a takedown of another archive: where the article is not here, a tombstone keeps it out.
    ///
    /// @param outlet whose article it was
    /// @param destroy whether articles that are here are taken down too
    /// @param actor who decides, where the other archive does not say
    /// @return the articles that are here; where they are not to be destroyed, nothing is done
    public List<ArticleId> takeOver(Filed.Removed removed, Outlet outlet, boolean destroy, String actor) {
        String by = removed.by().isBlank() ? actor : removed.by();
        List<ArticleId> here = database.read(handle -> Tombstones.living(handle, outlets, removed));
        if (destroy) for (ArticleId article : here) takeDown(article, removed.reason(), by);
        else if (!here.isEmpty()) return here;
        database.write(handle -> Tombstones.erect(handle, outlets, removed, outlet, by, clock.instant()));
        return here;
    }

    /// Closes the database so that not even the free room of its file holds what was taken down. Nobody else
    /// may work on it; without this, H2 overwrites that room in the course of time.
    public void closeCompacted() {
        database.closeCompacted();
    }

    private Outcome remove(Handle handle, ArticleId article, String reason, String actor) {
        Instant now = clock.instant();
        Outcome.Already before = locked(handle, article);
        if (before.at().isAfter(Instant.MIN)) return before;
        Tombstones.destroyAll(handle, article);
        Stories.want(handle, article);
        Decisions.write(handle, new Decision(article, Decision.What.TAKEDOWN, "", actor, now, reason));
        handle.createUpdate("""
            update article set removed_at = :now, removed_why = :reason, untold = 'REMOVED' where id = :id\
            """)
                .bind("now", now)
                .bind("reason", reason)
                .bind("id", article.value())
                .execute();
        return new Outcome.Removed(standing.settle(handle, article.value(), now).orElseThrow(), 0);
    }

    private static Outcome.Already locked(Handle handle, ArticleId article) {
        return handle.createQuery("select removed_at, removed_why from article where id = :id for update")
                .bind("id", article.value())
                .map((row, _) -> new Outcome.Already(
                        Row.maybeInstant(row, "removed_at").orElse(Instant.MIN),
                        Row.maybeText(row, "removed_why").orElse("")))
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("There is no article " + article));
    }
}
