package dossier.store;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.CaptureId;
import dossier.model.Content;
import dossier.model.Evidence;
import dossier.model.Picture;
import dossier.model.Publish;
import dossier.model.SafeHtml;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The rows of `revision`: what an article said, each time it changed.
final class RevisionTable {
    /// What [#content] reads; `r` is the revision.
    static final String COLUMNS = "r.title, r.address, r.body, r.plain, r.more";

    private RevisionTable() {}

    /// What of the content has no column.
    private record More(
            Set<URI> aliases,
            List<String> authors,
            Optional<Instant> published,
            Optional<Instant> modified,
            String language,
            Optional<Picture> picture,
            List<String> categories,
            Content.From from,
            Optional<Publish> allowed) {
        static More of(Content content) {
            return new More(
                    content.aliases().stream().collect(Collectors.toCollection(TreeSet::new)),
                    content.authors(),
                    content.published(),
                    content.modified(),
                    content.language(),
                    content.picture(),
                    content.categories(),
                    content.from(),
                    Optional.of(content.allowed()).filter(allowed -> allowed != Publish.FULL));
        }
    }

    static void insert(Handle handle, ArticleId id, int number, Article article, List<String> why, Instant at) {
        Content content = article.content();
        handle.createUpdate("""
            insert into revision (article_id, number, at, title, address, body, plain, more, evidence,
                flags, why, capture_id, sighting_id)
            values (:article, :number, :at, :title, :address, :body, :plain, :more, :evidence,
                :flags, :why, :capture, :sighting)\
            """)
                .bind("article", id.value())
                .bind("number", number)
                .bind("at", at)
                .bind("title", content.title())
                .bind("address", content.address().toString())
                .bind("body", content.body().markup())
                .bind("plain", content.text())
                .bind("more", Json.of(More.of(content)))
                .bind("evidence", Json.of(article.evidence()))
                .bind("flags", Json.of(article.flags()))
                .bind("why", Json.of(why))
                .bind("capture", article.capture().map(CaptureId::value))
                .bind("sighting", article.sighting().id().value())
                .execute();
    }

    /// Of an article that says nothing any more.
    static String nothingMore() {
        return Json.of(new More(
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "und",
                Optional.empty(),
                List.of(),
                Content.From.FEED,
                Optional.empty()));
    }

    static Content content(ResultSet row) throws SQLException {
        return content(
                URI.create(row.getString("address")),
                row.getString("title"),
                row.getString("body"),
                row.getString("plain"),
                row.getString("more"));
    }

    private static Content content(URI address, String title, String body, String plain, String json) {
        More more = Json.read(json, More.class);
        return new Content(
                address,
                more.aliases(),
                title,
                more.authors(),
                more.published(),
                more.modified(),
                more.language(),
                SafeHtml.vouchedFor(body),
                plain,
                more.picture(),
                more.categories(),
                more.from(),
                more.allowed().orElse(Publish.FULL));
    }

    /// What cleaning makes of a page: all of a revision but its addresses and its history.
    record Cleaned(String title, String body, String plain, String more, String evidence, String flags) {
        /// What [#of] reads; `r` is the revision.
        static final String COLUMNS = RevisionTable.COLUMNS + ", r.evidence, r.flags";

        static Cleaned of(Content content, List<Evidence> evidence, List<String> flags) {
            return new Cleaned(
                    Database.clean(content.title()),
                    Database.clean(content.body().markup()),
                    Database.clean(content.text()),
                    Database.clean(Json.of(More.of(content))),
                    Database.clean(Json.of(evidence)),
                    Database.clean(Json.of(flags)));
        }

        static Cleaned of(ResultSet row) throws SQLException {
            return new Cleaned(
                    row.getString("title"),
                    row.getString("body"),
                    row.getString("plain"),
                    row.getString("more"),
                    row.getString("evidence"),
                    row.getString("flags"));
        }

        Content content(URI address) {
            return RevisionTable.content(address, title, body, plain, more);
        }
    }

    /// Puts another cleaning of the same page in the place of the one that stands there.
    static void replace(Handle handle, ArticleId id, int number, Cleaned cleaned) {
        handle.createUpdate("""
            update revision
            set title = :title, body = :body, plain = :plain, more = :more, evidence = :evidence, flags = :flags
            where article_id = :article and number = :number\
            """)
                .bind("title", cleaned.title())
                .bind("body", cleaned.body())
                .bind("plain", cleaned.plain())
                .bind("more", cleaned.more())
                .bind("evidence", cleaned.evidence())
                .bind("flags", cleaned.flags())
                .bind("article", id.value())
                .bind("number", number)
                .execute();
        Stories.wantAgain(handle, id);
    }

    /// How much of itself a page lets others show; `more` is the column of that name.
    static Publish allowed(String more) {
        return Json.read(more, More.class).allowed().orElse(Publish.FULL);
    }

    /// The language, fit for a document; `more` is the column of that name.
    static String language(String more) {
        String tag =
                Locale.forLanguageTag(Json.read(more, More.class).language()).toLanguageTag();
        return tag.equals("und") ? "" : tag;
    }

    /// Where the text was taken from; `more` is the column of that name.
    static Content.From from(String more) {
        return Json.read(more, More.class).from();
    }

    static List<Evidence> evidence(ResultSet row) throws SQLException {
        return Json.list(row.getString("evidence"), Evidence.class);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Json.list(row.getString(column), String.class);
    }

    /// The content as it would be read back.
    static Content asStored(Content content) {
        return Cleaned.of(content, List.of(), List.of()).content(content.address());
    }
}
