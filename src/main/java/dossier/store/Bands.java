package dossier.store;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Finds the articles whose text may be that of another: an agency's story that several outlets print.
///
/// An outlet's own articles are never compared with each other, and those of blogs with none: what a person posts is
/// that person's, a reprint too.
final class Bands {
    /// Copies of a story appear within days; a text that comes back later is another matter.
    private static final Duration WINDOW = Duration.ofDays(7);

    private static final int MOST = 10;

    /// Versions that one article is compared with. A form that is filled in a hundred times a week is no story.
    static final int MOST_VERSIONS = 20;

    /// Rows that are looked through for them.
    private static final int MOST_ROWS = 5_000;

    private final Outlets outlets;
    private final Function<String, List<Long>> bands;

    Bands(Outlets outlets, Function<String, List<Long>> bands) {
        this.outlets = outlets;
        this.bands = bands;
    }

    /// Those that have most in common with it first.
    List<Long> alike(Handle handle, Article article, long outlet) {
        if (outlets.outlet(outlet).kind() == Kind.BLOG) return List.of();
        List<Long> own = bands.apply(article.content().text());
        if (own.isEmpty() || isAlone(handle, article)) return List.of();
        Instant seen = article.sighting().seen();
        return handle
                .createQuery("""
                    select b.article_id, a.outlet_id
                    from near_band b
                    join article a on a.id = b.article_id
                    where b.band in (<bands>) and b.at >= :from and b.at <= :to
                        and a.removed_at is null and a.merged_into is null and a.outlet_id <> :outlet
                    group by b.article_id, a.outlet_id
                    order by count(*) desc, b.article_id
                    limit :most\
                    """)
                .bindList("bands", own)
                .bind("from", seen.minus(WINDOW))
                .bind("to", seen.plus(WINDOW))
                .bind("outlet", outlet)
                .bind("most", MOST)
                .map((row, _) -> new Found(row.getLong("article_id"), row.getLong("outlet_id")))
                .filter(found -> outlets.outlet(found.outlet()).kind() != Kind.BLOG)
                .collectIntoList()
                .stream()
                .map(Found::article)
                .toList();
    }

    /// Articles of other outlets that may be versions of one story with it, those that have most in common
    /// with it first; of blogs too, as nothing is taken from them.
    List<Long> versions(Handle handle, long article, long outlet, String text, Instant seen, Instant dated) {
        List<Long> own = bands.apply(text);
        if (own.isEmpty()) return List.of();
        List<Long> near = near(handle, article, own, seen);
        if (near.isEmpty()) return List.of();
        Set<Long> fit = handle.createQuery("""
            select id
            from article
            where id in (<near>) and removed_at is null and merged_into is null and not apart
                and outlet_id <> :outlet and dated >= :from and dated <= :to\
            """)
                .bindList("near", near)
                .bind("outlet", outlet)
                .bind("from", dated.minus(WINDOW))
                .bind("to", dated.plus(WINDOW))
                .mapTo(Long.class)
                .collectIntoSet();
        return near.stream().filter(fit::contains).limit(MOST_VERSIONS).toList();
    }

    /// A question of its own: joined with the articles, H2 begins with all that are of these days.
    private static List<Long> near(Handle handle, long article, List<Long> own, Instant seen) {
        return handle.createQuery("""
            select b.article_id
            from (
                select article_id
                from near_band
                where band in (<bands>) and at >= :from and at <= :to and article_id <> :article
                limit :rows) b
            group by b.article_id
            order by count(*) desc, b.article_id
            limit :most\
            """)
                .bindList("bands", own)
                .bind("from", seen.minus(WINDOW))
                .bind("to", seen.plus(WINDOW))
                .bind("article", article)
                .bind("rows", MOST_ROWS)
                .bind("most", 10 * MOST_VERSIONS)
                .mapTo(Long.class)
                .list();
    }

    /// A curator said so.
    private static boolean isAlone(Handle handle, Article article) {
        return handle.createQuery("select alone from sighting where id = :id")
                .bind("id", article.sighting().id().value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private record Found(long article, long outlet) {}

    /// Of the newest revision alone.
    void keep(Handle handle, ArticleId id, Article article) {
        keep(handle, id, article.content().text(), article.sighting().seen());
    }

    /// Whoever compares no texts leaves what others keep: copies and stories share the rows, and one of them may be
    /// off.
    ///
    /// @param seen when the article was first seen
    void keep(Handle handle, ArticleId id, String text, Instant seen) {
        if (bands.equals(Articles.NO_BANDS)) return;
        List<Long> own = bands.apply(text);
        handle.createUpdate("delete from near_band where article_id = :id")
                .bind("id", id.value())
                .execute();
        if (own.isEmpty()) return;
        PreparedBatch batch =
                handle.prepareBatch("insert into near_band (article_id, band, at) values (:article, :band, :at)");
        own.stream().distinct().forEach(band -> batch.bind("article", id.value())
                .bind("band", band)
                .bind("at", seen)
                .add());
        batch.execute();
    }

    static int expire(Handle handle, Instant now) {
        return handle.createUpdate("delete from near_band where at < :before")
                .bind("before", now.minus(WINDOW).minus(WINDOW))
                .execute();
    }
}
