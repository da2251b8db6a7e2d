package dossier.store;

import dossier.model.Past;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The order in which articles came to stand on a shelf, in pages of so many places: what archived feeds are made of.
final class Places {
    private Places() {}

    /// How many pages are full.
    static int fullPages(Handle handle, Shelves.Shelf shelf, int size) {
        long last = handle.createQuery("select coalesce(max(place), 0) from shelf_place where shelf_id = :shelf")
                .bind("shelf", shelf.id())
                .mapTo(Long.class)
                .one();
        return (int) (last / size);
    }

    /// What stands on a page, the last that came first.
    static List<Long> of(Handle handle, Shelves.Shelf shelf, int size, int page) {
        return handle.createQuery("""
            select article_id
            from shelf_place
            where shelf_id = :shelf and place > :from and place <= :to and taken_at is null
            order by place desc\
            """)
                .bind("shelf", shelf.id())
                .bind("from", (long) (page - 1) * size)
                .bind("to", (long) page * size)
                .mapTo(Long.class)
                .list();
    }

    /// The newest articles and those that are on no full page, newest first.
    static List<Long> current(Handle handle, Shelves.Shelf shelf, int full, int size) {
        return handle.createQuery("""
            select article_id, dated
            from (
                select article_id, dated
                from shelf_article
                where shelf_id = :shelf
                order by shelf_id, dated desc, article_id desc
                limit :size) newest
            union
            select s.article_id, s.dated
            from shelf_place p
            join shelf_article s on s.shelf_id = p.shelf_id and s.article_id = p.article_id
            where p.shelf_id = :shelf and p.place > :full and p.taken_at is null
            order by 2 desc, 1 desc\
            """)
                .bind("shelf", shelf.id())
                .bind("size", size)
                .bind("full", (long) full * size)
                .map((row, _) -> row.getLong("article_id"))
                .list();
    }

    /// What left last and did not come back.
    static List<Past.Tombstone> gone(Handle handle, Shelves.Shelf shelf, int most) {
        return handle.createQuery("""
            select a.id, a.slug, max(p.taken_at) as taken
            from (
                select article_id, taken_at
                from shelf_place
                where shelf_id = :shelf and taken_at > :ever
                order by shelf_id, taken_at desc
                limit :most) p
            join article a on a.id = p.article_id
            where not exists (
                select 1 from shelf_article s where s.article_id = p.article_id and s.shelf_id = :shelf)
            group by a.id, a.slug
            order by 3 desc, 1 desc\
            """)
                .bind("shelf", shelf.id())
                .bind("ever", Instant.EPOCH)
                .bind("most", most)
                .map((row, _) -> tombstone(row))
                .list();
    }

    /// What left a page and did not come back.
    static List<Past.Tombstone> gone(Handle handle, Shelves.Shelf shelf, int size, int page) {
        return handle.createQuery("""
            select a.id, a.slug, max(p.taken_at) as taken
            from shelf_place p
            join article a on a.id = p.article_id
            where p.shelf_id = :shelf and p.place > :from and p.place <= :to and p.taken_at is not null
                and not exists (
                    select 1 from shelf_article s where s.article_id = p.article_id and s.shelf_id = :shelf)
            group by a.id, a.slug
            order by 3 desc, 1 desc\
            """)
                .bind("shelf", shelf.id())
                .bind("from", (long) (page - 1) * size)
                .bind("to", (long) page * size)
                .map((row, _) -> tombstone(row))
                .list();
    }

    private static Past.Tombstone tombstone(ResultSet row) throws SQLException {
        return new Past.Tombstone(
                "/articles/" + row.getLong("id") + "/" + row.getString("slug"), Row.instant(row, "taken"));
    }
}
