package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Publish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads articles as the rules want them.
final class ReadArticles {
    private ReadArticles() {}

    /// At their newest revision, in the order of their numbers.
    static List<Kept> of(Handle handle, Outlets outlets, List<Long> ids) {
        return handle.createQuery(
                        "select a.id, a.revision, a.outlet_id, a.dated, a.rights, " + RevisionTable.COLUMNS + """

                            from article a
                            join revision r on r.article_id = a.id and r.number = a.revision
                            where a.id in (<ids>)
                            order by a.id\
                            """)
                .bindList("ids", ids)
                .map((row, _) -> kept(row, outlets))
                .list();
    }

    /// From `id`, `revision`, `outlet_id`, `dated` and `rights` of the article, and [RevisionTable#COLUMNS].
    static Kept kept(ResultSet row, Outlets outlets) throws SQLException {
        return kept(row, new ArticleId(row.getLong("id")), outlets.outlet(row.getLong("outlet_id")));
    }

    /// The same, where the row calls its number and its outlet otherwise.
    static Kept kept(ResultSet row, ArticleId id, Outlet outlet) throws SQLException {
        return new Kept(
                id,
                row.getInt("revision"),
                outlet,
                RevisionTable.content(row),
                Row.instant(row, "dated"),
                Optional.empty(),
                rights(row));
    }

    /// How much of an article may be shown, where a curator said so.
    static Optional<Publish> rights(ResultSet row) throws SQLException {
        return Row.maybeText(row, "rights").map(Publish::valueOf);
    }
}
