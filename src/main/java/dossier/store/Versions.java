package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Chronicle;
import dossier.model.Content;
import dossier.model.Fate;
import dossier.model.Item;
import dossier.model.Kept;
import dossier.model.Publish;
import dossier.model.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The revisions of an article as the public may see them.
final class Versions {
    private static final Pattern PICTURE = Pattern.compile("<img[^>]*?\\ssrc=\"([^\"]*)\"");

    private Versions() {}

    static Fate fate(Handle handle, ArticleId article) {
        return handle.createQuery("""
            select a.revision, v.gone_since, coalesce(v.gone_why, '') as gone_why
            from article a
            left join revisit v on v.article_id = a.id
            where a.id = :id\
            """)
                .bind("id", article.value())
                .map((row, _) -> new Fate(
                        row.getInt("revision"), Row.maybeInstant(row, "gone_since"), row.getString("gone_why")))
                .one();
    }

    /// The newest ones.
    static List<Version> of(Handle handle, Item item) {
        return revisions(handle, item, 0, Chronicle.MOST, Versions::version);
    }

    /// Makes something of a row of `revision`.
    interface Reader<T> {
        /// What is made of the row, and of the article as it was then, with no more allowed of it than now.
        T read(ResultSet row, Kept kept) throws SQLException;
    }

    /// The revisions of an article, newest first. What the newest one's page does not let out, older ones do not
    /// either.
    ///
    /// @param before only those with a lower number; 0: all
    static <T> List<T> revisions(Handle handle, Item item, int before, int most, Reader<T> reader) {
        return handle.createQuery(
                        "select r.number, r.at, r.why, a.rights, n.more as newest, " + RevisionTable.COLUMNS + """

                            from revision r
                            join article a on a.id = r.article_id
                            join revision n on n.article_id = a.id and n.number = a.revision
                            where r.article_id = :id and (:before = 0 or r.number < :before)
                            order by r.number desc
                            limit :most\
                            """)
                .bind("id", item.id().value())
                .bind("before", before)
                .bind("most", most)
                .map((row, _) -> reader.read(row, kept(row, item)))
                .list();
    }

    private static Kept kept(ResultSet row, Item item) throws SQLException {
        Content content = RevisionTable.content(row).atMost(RevisionTable.allowed(row.getString("newest")));
        return new Kept(
                item.id(),
                row.getInt("number"),
                item.outlet(),
                content,
                item.date(),
                Optional.empty(),
                ReadArticles.rights(row));
    }

    private static Version version(ResultSet row, Kept kept) throws SQLException {
        Content content = kept.content();
        boolean whole = kept.allowed() == Publish.FULL;
        return new Version(
                kept.revision(),
                Row.instant(row, "at"),
                RevisionTable.texts(row, "why"),
                whole,
                content.title(),
                whole ? content.text() : "",
                whole ? pictures(content) : List.of());
    }

    private static List<String> pictures(Content content) {
        List<String> pictures = new ArrayList<>();
        Matcher matcher = PICTURE.matcher(content.body().markup());
        while (matcher.find()) pictures.add(matcher.group(1).replace("&amp;", "&"));
        return pictures;
    }
}
