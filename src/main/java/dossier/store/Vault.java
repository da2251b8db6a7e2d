package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Filed;
import dossier.model.Item;
import dossier.model.Limit;
import dossier.model.Outlet;
import dossier.model.Seen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the archive holds beyond what it shows: whole texts, and pages as fetched. For operators; nothing here asks
/// what may leave the house.
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final int AT_ONCE = 500;

    private final Database database;
    private final Outlets outlets;
    private final WarcFiles files;

    /// @param data the data folder
    public Vault(Database database, Outlets outlets, Path data, InstantSource clock) {
        this.database = database;
        this.outlets = outlets;
        this.files = new WarcFiles(data.resolve("captures"), Long.MAX_VALUE, clock, _ -> 0);
    }

    /// Which of it.
    ///
    /// @param tag articles that stand under it, those below it among them
    /// @param since articles of this date and later ones; pages that were fetched then
    public record Choice(Optional<String> tag, Optional<Outlet> outlet, Instant since) {}

    /// An article whole.
    ///
    /// @param shown whether the public sees it
    /// @param limit how much of it may leave the house, where its outlet does not say it alone
    public record Whole(Item item, boolean shown, Optional<Limit> limit) {}

    /// What came of writing pages.
    ///
    /// @param lost pages that could not be read any more
    public record Pages(long written, long lost) {}

    /// The next articles in the order of their numbers.
    public List<Whole> articles(Choice choice, ArticleId after, int limit) {
        return database.read(handle -> {
            List<Long> ids = choose(handle.createQuery("""
                select a.id
                from article a
                where a.id > :after and a.removed_at is null and a.merged_into is null
                    and a.dated >= :since%s
                order by a.id
                limit :limit\\
                """.formatted(where(choice))), choice)
                    .bind("after", after.value())
                    .bind("limit", limit)
                    .mapTo(Long.class)
                    .list();
            return ItemRows.whole(handle, ids, outlets);
        });
    }

    /// The articles that were taken down since then, of the choice's outlet; under a tag stands none any more.
    ///
    /// @return in place of where they stand in a file, their address in the archive
    public List<Filed.Removed> removed(Choice choice) {
        if (choice.tag().isPresent()) return List.of();
        return database.read(handle -> choose(handle.createQuery("""
            select a.id, a.outlet_id, a.removed_at, coalesce(a.removed_why, '') as why, coalesce((
                select max(d.actor) from decision d where d.article_id = a.id and d.what = 'TAKEDOWN'), '') as actor
            from article a
            where a.removed_at is not null and a.removed_at >= :since%s
            order by a.id\
            """.formatted(where(choice))), choice)
                .map((row, _) -> removed(handle, row))
                .list());
    }

    private Filed.Removed removed(Handle handle, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<URI> addresses = handle.createQuery(
                        "select address from article_address where article_id = :id order by address")
                .bind("id", id)
                .mapTo(String.class)
                .map(URI::create)
                .list();
        List<Seen> sightings = handle.createQuery("""
            select s.entry_key, s.url, s.seen, f.url as feed_url, f.outlet_id
            from sighting s
            join feed f on f.id = s.feed_id
            where s.article_id = :id
            order by s.seen, s.id\
            """)
                .bind("id", id)
                .map((sighting, _) -> silent(sighting))
                .list();
        return new Filed.Removed(
                "/articles/" + id,
                Optional.of(outlets.outlet(row.getLong("outlet_id")).name()),
                addresses,
                sightings,
                Row.instant(row, "removed_at"),
                row.getString("why"),
                row.getString("actor"));
    }

    private Seen silent(ResultSet row) throws SQLException {
        URI feed = URI.create(row.getString("feed_url"));
        return new Seen(
                outlets.outlet(row.getLong("outlet_id")).name(),
                feed,
                Row.maybeUri(row, "url").orElse(feed),
                "",
                Row.instant(row, "seen"),
                Optional.of(row.getString("entry_key")));
    }

    /// How many articles there are at most.
    public long articles(Choice choice) {
        return database.read(handle -> choose(handle.createQuery("""
            select count(*)
            from article a
            where a.removed_at is null and a.merged_into is null and a.dated >= :since%s\\
            """.formatted(where(choice))), choice)
                .mapTo(Long.class)
                .one());
    }

    private static String where(Choice choice) {
        return (choice.tag().isPresent() ? """

            and exists (
                select 1
                from shelf_article p
                join shelf s on s.id = p.shelf_id
                where p.article_id = a.id and s.kind = 'TAG' and s.name = :tag)\\
            """ : "")
                + (choice.outlet().isPresent() ? "\nand a.outlet_id = :outlet" : "");
    }

    private Query choose(Query query, Choice choice) {
        query.bind("since", choice.since());
        choice.tag().ifPresent(tag -> query.bind("tag", tag));
        choice.outlet()
                .ifPresent(outlet -> query.bind(
                        "outlet", outlets.named(outlet.slug()).orElseThrow().id()));
        return query;
    }

    // pages

    /// Writes pages as fetched as one file of WARC 1.1, each record compressed by itself, in the order in which they
    /// were fetched. What was taken down is not among them.
    ///
    /// @param name of the file, as its first record tells it
    public Pages pages(Choice choice, String name, OutputStream out, LongConsumer progress) throws IOException {
        out.write(files.info(name));
        long after = 0;
        long written = 0;
        long lost = 0;
        while (true) {
            List<Kept> some = kept(choice, after);
            if (some.isEmpty()) return new Pages(written, lost);
            for (Kept kept : some) {
                Optional<byte[]> record = record(kept);
                if (record.isPresent()) out.write(record.get());
                if (record.isPresent()) written++;
                else lost++;
                progress.accept(written + lost);
            }
            after = some.getLast().id();
        }
    }

    /// How many pages there are.
    public long pages(Choice choice) {
        return database.read(handle ->
                captures(handle, "count(*)", "", choice).mapTo(Long.class).one());
    }

    private record Kept(long id, WarcFiles.Place place) {}

    private List<Kept> kept(Choice choice, long after) {
        return database.read(handle -> captures(
                        handle,
                        "c.id, c.file, c.record_at, c.record_bytes",
                        "\nand c.id > :after order by c.id limit " + AT_ONCE,
                        choice)
                .bind("after", after)
                .map((row, _) -> kept(row))
                .list());
    }

    private Query captures(Handle handle, String what, String rest, Choice choice) {
        boolean all = choice.tag().isEmpty() && choice.outlet().isEmpty();
        String which = all ? "" : """

            and (exists (
                    select 1
                    from sighting g
                    join article a on a.id = g.article_id
                    where g.capture_id = c.id%1$s)
                or exists (
                    select 1
                    from capture_part p
                    join sighting g on g.capture_id = p.capture_id
                    join article a on a.id = g.article_id
                    where p.part_id = c.id%1$s))\
            """.formatted(where(choice));
        return choose(
                handle.createQuery("select " + what + " from capture c where c.blank is null and c.fetched_at >= :since"
                        + which + rest),
                choice);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("id"),
                new WarcFiles.Place(row.getString("file"), row.getLong("record_at"), row.getLong("record_bytes")));
    }

    private Optional<byte[]> record(Kept kept) {
        try {
            return Optional.of(files.raw(kept.place()));
        } catch (IOException | UncheckedIOException lost) {
            LOG.warn("The page in {} cannot be read", kept.place(), lost);
            return Optional.empty();
        }
    }
}
