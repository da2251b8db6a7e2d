package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Slug;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// The lists of shown articles: all, by tag, by outlet. A shelf knows how many articles stand on it, so that no
/// page has to count them. Written only under the diary's lock (see [Diary]), which keeps the counts right.
final class Shelves {
    private Shelves() {}

    enum Kind {
        ALL,
        TAG,
        OUTLET
    }

    /// @param name the tag, the outlet's slug, nothing for the shelf of all
    record Name(Kind kind, String name) implements Comparable<Name> {
        static final Name ALL = new Name(Kind.ALL, "");

        static Name tag(String tag) {
            return new Name(Kind.TAG, tag);
        }

        static Name outlet(String slug) {
            return new Name(Kind.OUTLET, slug);
        }

        @Override
        public int compareTo(Name other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    /// @param changed newest change among the articles that stand or stood on it
    record Shelf(long id, Name name, long articles, Optional<Instant> changed) {}

    static Set<Name> of(Handle handle, ArticleId article) {
        return new HashSet<>(handle.createQuery("""
            select s.kind, s.name
            from shelf_article a
            join shelf s on s.id = a.shelf_id
            where a.article_id = :article\
            """)
                .bind("article", article.value())
                .map((row, _) -> name(row))
                .list());
    }

    static Optional<Shelf> find(Handle handle, Name name) {
        return handle.createQuery("""
            select id, kind, name, articles, changed_at
            from shelf
            where kind = :kind and name = :name\
            """)
                .bind("kind", name.kind().name())
                .bind("name", name.name())
                .map((row, _) -> shelf(row))
                .findOne();
    }

    /// The shelf of a tag by the tag's name in addresses. Where two tags share it, the older one.
    static Optional<Shelf> tagBySlug(Handle handle, String slug) {
        return handle.createQuery("""
            select id, kind, name, articles, changed_at
            from shelf
            where kind = 'TAG' and slug = :slug
            order by id
            limit 1\
            """)
                .bind("slug", slug)
                .map((row, _) -> shelf(row))
                .findOne();
    }

    static Shelf shelf(ResultSet row) throws SQLException {
        return new Shelf(row.getLong("id"), name(row), row.getLong("articles"), Row.maybeInstant(row, "changed_at"));
    }

    /// Makes the shelf where there is none; to be called by one writer at a time.
    static long ensure(Handle handle, Name name) {
        Optional<Shelf> shelf = find(handle, name);
        if (shelf.isPresent()) return shelf.get().id();
        return handle.createUpdate("""
            insert into shelf (kind, name, slug, articles) values (:kind, :name, :slug, 0)\
            """)
                .bind("kind", name.kind().name())
                .bind("name", name.name())
                .bind("slug", Slug.of(name.name()))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /// Takes an article from where it stands to where it should. Shelves on which it stays are marked as
    /// changed too: there is news of one of their articles.
    ///
    /// @param reads true: it reads otherwise than before, so it takes a new place at the end of each shelf,
    ///     where those look who know the earlier places
    static void move(
            Handle handle,
            ArticleId article,
            Instant dated,
            Set<Name> is,
            Set<Name> should,
            boolean reads,
            Instant now) {
        Set<Name> all = new TreeSet<>(is);
        all.addAll(should);
        for (Name name : all) {
            long shelf = ensure(handle, name);
            int more = 0;
            if (!is.contains(name)) more = put(handle, shelf, article, dated);
            else if (!should.contains(name)) more = -take(handle, shelf, article);
            else date(handle, shelf, article, dated);
            if (!should.contains(name)) leave(handle, shelf, article, now);
            else if (reads || !is.contains(name)) place(handle, shelf, article);
            handle.createUpdate("update shelf set articles = articles + :more, changed_at = :now where id = :id")
                    .bind("more", more)
                    .bind("now", now)
                    .bind("id", shelf)
                    .execute();
        }
    }

    private static int put(Handle handle, long shelf, ArticleId article, Instant dated) {
        return handle.createUpdate("""
            insert into shelf_article (shelf_id, article_id, dated) values (:shelf, :article, :dated)\
            """)
                .bind("shelf", shelf)
                .bind("article", article.value())
                .bind("dated", dated)
                .execute();
    }

    private static int take(Handle handle, long shelf, ArticleId article) {
        return handle.createUpdate("delete from shelf_article where shelf_id = :shelf and article_id = :article")
                .bind("shelf", shelf)
                .bind("article", article.value())
                .execute();
    }

    /// Gives the article the next place of the shelf; the one it had stays empty. It is found by the article: of two
    /// indexes H2 takes that of the shelf, which is long, unless the shelf is an expression.
    private static void place(Handle handle, long shelf, ArticleId article) {
        long last = last(handle, shelf);
        handle.createUpdate("delete from shelf_place where article_id = :article and shelf_id + 0 = :shelf")
                .bind("article", article.value())
                .bind("shelf", shelf)
                .execute();
        handle.createUpdate("insert into shelf_place (shelf_id, place, article_id) values (:shelf, :place, :article)")
                .bind("shelf", shelf)
                .bind("place", last + 1)
                .bind("article", article.value())
                .execute();
    }

    /// By the index that begins with the last: asked for `max`, H2 looks through the whole shelf.
    private static long last(Handle handle, long shelf) {
        return handle.createQuery("""
            select place from shelf_place where shelf_id = :shelf order by shelf_id, place desc limit 1\
            """)
                .bind("shelf", shelf)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /// The place stays the article's, so that those who have it learn that it left.
    private static void leave(Handle handle, long shelf, ArticleId article, Instant now) {
        handle.createUpdate("""
            update shelf_place
            set taken_at = :now
            where article_id = :article and shelf_id + 0 = :shelf and taken_at is null\
            """)
                .bind("shelf", shelf)
                .bind("article", article.value())
                .bind("now", now)
                .execute();
    }

    private static void date(Handle handle, long shelf, ArticleId article, Instant dated) {
        handle.createUpdate("""
            update shelf_article
            set dated = :dated
            where shelf_id = :shelf and article_id = :article and dated <> :dated\
            """)
                .bind("shelf", shelf)
                .bind("article", article.value())
                .bind("dated", dated)
                .execute();
    }

    private static Name name(ResultSet row) throws SQLException {
        return new Name(Kind.valueOf(row.getString("kind")), row.getString("name"));
    }
}
