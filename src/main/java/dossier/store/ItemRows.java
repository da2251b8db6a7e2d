package dossier.store;

import dossier.model.Item;
import dossier.model.Kept;
import dossier.model.Seen;
import dossier.model.Tagging;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Articles as the public sees them, many at a time: three queries, however many there are.
final class ItemRows {
    private ItemRows() {}

    private record Shown(Kept kept, String slug, Instant dated, Instant changed) {}

    /// The shown ones among these articles, in this order.
    static List<Item> shown(Handle handle, List<Long> ids, Outlets outlets) {
        if (ids.isEmpty()) return List.of();
        Map<Long, List<Seen>> sightings = sightings(handle, ids, outlets);
        Map<Long, List<Tagging>> taggings = EffectiveTags.explained(handle, ids);
        Map<Long, Item> items = new HashMap<>();
        handle.createQuery("select a.id, a.slug, a.revision, a.outlet_id, a.dated, a.rights, a.changed_at, "
                        + RevisionTable.COLUMNS + """

                        from article a
                        join revision r on r.article_id = a.id and r.number = a.revision
                        where a.shown and a.id in (<ids>)\
                        """)
                .bindList("ids", ids)
                .map((row, _) -> row(row, outlets))
                .forEach(row -> {
                    long id = row.kept().id().value();
                    items.put(
                            id, item(row, sightings.getOrDefault(id, List.of()), taggings.getOrDefault(id, List.of())));
                });
        return ids.stream().map(items::get).filter(Objects::nonNull).toList();
    }

    private static Item item(Shown row, List<Seen> sightings, List<Tagging> taggings) {
        List<String> tags = taggings.stream().map(Tagging::tag).distinct().toList();
        return Item.shown(row.kept(), row.slug(), row.dated(), row.changed(), tags, sightings, taggings);
    }

    private static Shown row(ResultSet row, Outlets outlets) throws SQLException {
        Kept kept = ReadArticles.kept(row, outlets);
        return new Shown(kept, row.getString("slug"), kept.date(), Row.instant(row, "changed_at"));
    }

    private static Map<Long, List<Seen>> sightings(Handle handle, List<Long> ids, Outlets outlets) {
        Map<Long, List<Seen>> sightings = new LinkedHashMap<>();
        handle.createQuery("""
            select s.article_id, s.title, coalesce(s.url, f.url) as url, s.seen, f.url as feed_url, f.outlet_id
            from sighting s
            join feed f on f.id = s.feed_id
            where s.article_id in (<ids>)
            order by s.article_id, s.seen, s.id\
            """)
                .bindList("ids", ids)
                .map((row, _) -> Map.entry(row.getLong("article_id"), seen(row, outlets)))
                .forEach(seen -> add(sightings, seen.getKey(), seen.getValue()));
        return sightings;
    }

    private static Seen seen(ResultSet row, Outlets outlets) throws SQLException {
        return new Seen(
                outlets.outlet(row.getLong("outlet_id")).name(),
                URI.create(row.getString("feed_url")),
                URI.create(row.getString("url")),
                row.getString("title"),
                Row.instant(row, "seen"));
    }

    private static <T> void add(Map<Long, List<T>> lists, long id, T value) {
        lists.computeIfAbsent(id, _ -> new ArrayList<>()).add(value);
    }
}
