package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Keep;
import dossier.model.Outlet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Decides whether an article is shown, and where; puts it on its shelves and tells the diary.
final class Standing {
    /// In place of a change that is not told yet: nothing happened to the article itself, but whether it is
    /// shown has to be decided again.
    static final String AGAIN = "AGAIN";

    private final Outlets outlets;

    Standing(Outlets outlets) {
        this.outlets = outlets;
    }

    private record Article(
            ArticleId id, long outlet, boolean shown, Instant dated, Optional<String> untold, boolean removed) {}

    /// Brings shelves and diary to what the article is now. Nothing is written where all is told already.
    Optional<Change> settle(Handle handle, long id, Instant now) {
        Article article = locked(handle, id);
        Outlet outlet = outlets.outlet(article.outlet());
        List<String> tags = EffectiveTags.of(handle, id);
        Facts facts = new Facts(outlet, article.shown(), article.removed(), EffectiveTags.whole(handle, id));
        boolean shown = facts.shown(!tags.isEmpty());
        Set<Shelves.Name> should = shown ? shelves(outlet, TagNames.withThoseAbove(handle, tags)) : Set.of();
        Set<Shelves.Name> is = Shelves.of(handle, article.id());
        Optional<String> untold = article.untold().filter(what -> !what.equals(AGAIN));
        if (untold.isEmpty() && should.equals(is) && shown == article.shown()) {
            if (article.untold().isPresent()) clear(handle, id);
            return Optional.empty();
        }
        Change.What what = untold.map(Change.What::valueOf).orElse(Change.What.TAGGED);
        Change change = Diary.write(handle, now, article.id(), what);
        boolean reads = what == Change.What.REVISED || what == Change.What.RIGHTS;
        Shelves.move(handle, article.id(), article.dated(), is, should, reads, now);
        handle.createUpdate("update article set shown = :shown, untold = null, changed_at = :now where id = :id")
                .bind("shown", shown)
                .bind("now", now)
                .bind("id", id)
                .execute();
        if (shown != article.shown()) Stories.wantIfOfStory(handle, article.id());
        return Optional.of(change);
    }

    /// Another feed carried a shown article that is as it was: its pages and feeds say so, and who mirrors the archive
    /// wants to know.
    ///
    /// @param first false: that is told already
    Optional<Change> sighted(Handle handle, long id, boolean first, Instant now) {
        if (!first || !locked(handle, id).shown()) return Optional.empty();
        return Optional.of(Diary.write(handle, now, new ArticleId(id), Change.What.SIGHTED));
    }

    /// Why it has its tags has changed, if not which it has: the public sees that as well, so the diary has to tell.
    static void explainedOtherwise(Handle handle, ArticleId article) {
        handle.createUpdate("""
            update article
            set untold = 'TAGGED'
            where id = :id and shown and (untold is null or untold = :again)\
            """)
                .bind("id", article.value())
                .bind("again", AGAIN)
                .execute();
    }

    private static void clear(Handle handle, long id) {
        handle.createUpdate("update article set untold = null where id = :id")
                .bind("id", id)
                .execute();
    }

    /// All besides its tags that decides whether an article is shown.
    ///
    /// @param shown whether it is now
    /// @param whole what a curator said of it as a whole
    record Facts(Outlet outlet, boolean shown, boolean removed, Optional<Boolean> whole) {
        /// A curator's word comes first. An outlet under review shows nothing new by itself, but what was shown
        /// before review was asked for stays.
        boolean shown(boolean tagged) {
            if (removed) return false;
            if (whole.isPresent()) return whole.get();
            boolean byOutlet = outlet.keep() == Keep.ALL && (!outlet.review() || shown);
            return byOutlet || tagged;
        }
    }

    private static Set<Shelves.Name> shelves(Outlet outlet, Set<String> tags) {
        Set<Shelves.Name> names = new HashSet<>();
        names.add(Shelves.Name.ALL);
        names.add(Shelves.Name.outlet(outlet.slug()));
        tags.forEach(tag -> names.add(Shelves.Name.tag(tag)));
        return names;
    }

    private static Article locked(Handle handle, long id) {
        return handle.createQuery("""
            select id, outlet_id, shown, dated, untold, removed_at, merged_into
            from article
            where id = :id
            for update\
            """)
                .bind("id", id)
                .map((row, _) -> article(row))
                .one();
    }

    private static Article article(ResultSet row) throws SQLException {
        return new Article(
                new ArticleId(row.getLong("id")),
                row.getLong("outlet_id"),
                row.getBoolean("shown"),
                Row.instant(row, "dated"),
                Row.maybeText(row, "untold"),
                Row.maybeInstant(row, "removed_at").isPresent()
                        || Row.maybeLong(row, "merged_into").isPresent());
    }
}
