package dossier.store;

import dossier.model.Article;
import dossier.model.Feed;
import dossier.model.Learnt;
import dossier.model.Page;
import dossier.model.Sourced;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What the pages of each outlet say again and again.
public final class Lines {
    /// After so many pages all counts are halved: what an outlet said two years ago fades, and lines that stood on one
    /// page are forgotten.
    static final int MANY = 100;

    private final Database database;

    private final Outlets outlets;

    /// Lines of the outlets of this archive.
    public Lines(Database database, Outlets outlets) {
        this.database = database;
        this.outlets = outlets;
    }

    /// The sighting with what its outlet's pages have in common, as far as that is known.
    public Sourced known(Sourced sourced) {
        Feed feed = sourced.sighting().feed();
        URI address = sourced.page() instanceof Page.Fetched page
                ? page.address()
                : sourced.sighting().entry().link().orElse(feed.url());
        Learnt learnt = database.read(handle -> outlet(handle, outlets, address, feed)
                .map(outlet -> learnt(handle, outlet))
                .orElse(Learnt.NONE));
        return sourced.with(learnt);
    }

    /// Whose page it is: that of the outlet where it stands, whoever carried it.
    private static Optional<Long> outlet(Handle handle, Outlets outlets, URI address, Feed feed) {
        return outlets.ofAddress(address, feed.outlet()).map(Outlets.Stored::id).or(() -> handle.createQuery(
                        "select outlet_id from feed where id = :feed")
                .bind("feed", feed.id().value())
                .mapTo(Long.class)
                .findOne());
    }

    private static Learnt learnt(Handle handle, long outlet) {
        int pages = pages(handle, outlet);
        if (pages < Learnt.ENOUGH) return Learnt.NONE;
        Map<Long, Integer> seen = handle
                .createQuery("""
                    select line, pages
                    from outlet_line
                    where outlet_id = :outlet and pages * :in >= :pages\
                    """)
                .bind("outlet", outlet)
                .bind("in", Learnt.ONE_IN)
                .bind("pages", pages)
                .map((row, _) -> Map.entry(row.getLong("line"), row.getInt("pages")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Learnt(pages, seen);
    }

    private static int pages(Handle handle, long outlet) {
        return handle.createQuery("select pages from outlet_pages where outlet_id = :outlet")
                .bind("outlet", outlet)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /// Learns from the page of an article that is new: once, in the transaction that keeps it.
    static void learn(Handle handle, Outlets outlets, Article article) {
        if (article.lines().isEmpty()) return;
        outlet(handle, outlets, article.content().address(), article.sighting().feed())
                .ifPresent(outlet -> learn(handle, outlet, article.lines()));
    }

    private static void learn(Handle handle, long outlet, Set<Long> lines) {
        handle.createUpdate("insert into outlet_pages (outlet_id, pages) values (:outlet, 0) on conflict do nothing")
                .bind("outlet", outlet)
                .execute();
        // Who has this row has all lines of the outlet: nobody waits for anybody crosswise.
        handle.createUpdate("update outlet_pages set pages = pages + 1 where outlet_id = :outlet")
                .bind("outlet", outlet)
                .execute();
        List<Long> sorted = lines.stream().sorted().toList();
        each(handle, outlet, sorted, """
            insert into outlet_line (outlet_id, line, pages) values (:outlet, :line, 0) on conflict do nothing\
            """);
        each(handle, outlet, sorted, """
            update outlet_line set pages = pages + 1 where outlet_id = :outlet and line = :line\
            """);
        if (pages(handle, outlet) >= MANY) halve(handle, outlet);
    }

    private static void each(Handle handle, long outlet, List<Long> lines, String sql) {
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            lines.forEach(
                    line -> batch.bind("outlet", outlet).bind("line", line).add());
            batch.execute();
        }
    }

    private static void halve(Handle handle, long outlet) {
        for (String table : List.of("outlet_pages", "outlet_line"))
            handle.createUpdate("update " + table + " set pages = pages / 2 where outlet_id = :outlet")
                    .bind("outlet", outlet)
                    .execute();
        handle.createUpdate("delete from outlet_line where outlet_id = :outlet and pages = 0")
                .bind("outlet", outlet)
                .execute();
    }
}
