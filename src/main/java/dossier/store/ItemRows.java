package dossier.store;

import dossier.model.Item;
import dossier.model.Kept;
import dossier.model.Limit;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.Results;
import dossier.model.Seen;
import dossier.model.Story;
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
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Articles as the public sees them, many at a time: four queries, however many there are.
final class ItemRows {
    private ItemRows() {}

    /// @param shown whether the public sees it
    private record Read(Kept kept, String slug, Instant changed, boolean shown) {
        /// @param decider who decided it, where that was a curator
        Optional<Limit> limit(String decider) {
            Optional<Limit> asked = Optional.of(kept.content().allowed())
                    .filter(publish -> publish != Publish.FULL)
                    .map(publish -> new Limit(publish, ""));
            return kept.decided().map(publish -> new Limit(publish, decider)).or(() -> asked);
        }
    }

    /// Makes something of an article and of what is known about it.
    private interface Maker<T> {
        T of(Read row, List<String> tags, List<Seen> sightings, List<Tagging> taggings);
    }

    /// The shown ones among these articles, in this order.
    static List<Item> shown(Handle handle, List<Long> ids, Outlets outlets) {
        return withStories(handle, read(handle, ids, outlets, "a.shown", ItemRows::shown), outlets);
    }

    private static List<Item> withStories(Handle handle, List<Item> items, Outlets outlets) {
        if (items.isEmpty()) return items;
        List<Long> ids = items.stream().map(item -> item.id().value()).toList();
        Map<Long, Story> stories = Stories.of(handle, ids, outlets);
        return items.stream()
                .map(item -> item.of(Optional.ofNullable(stories.get(item.id().value()))))
                .toList();
    }

    /// The same, each with the words that may be shown of it.
    static List<Results.Result> results(Handle handle, List<Long> ids, Outlets outlets) {
        return read(
                handle,
                ids,
                outlets,
                "a.shown",
                (row, tags, sightings, taggings) -> Results.Result.of(
                        shown(row, tags, sightings, taggings),
                        row.kept().published().content()));
    }

    /// All of these articles that were not taken down, whole: not for the public.
    static List<Vault.Whole> whole(Handle handle, List<Long> ids, Outlets outlets) {
        Map<Long, String> deciders = ids.isEmpty() ? Map.of() : deciders(handle, ids);
        return read(
                handle,
                ids,
                outlets,
                "a.removed_at is null",
                (row, tags, sightings, taggings) -> whole(
                        row,
                        tags,
                        sightings,
                        taggings,
                        deciders.getOrDefault(row.kept().id().value(), "")));
    }

    /// Who said last how much of an article may be shown.
    private static Map<Long, String> deciders(Handle handle, List<Long> ids) {
        Map<Long, String> deciders = new HashMap<>();
        handle.createQuery("""
            select article_id, actor from decision where what = 'RIGHTS' and article_id in (<ids>) order by id\
            """)
                .bindList("ids", ids)
                .map((row, _) -> Map.entry(row.getLong("article_id"), row.getString("actor")))
                .forEach(decided -> deciders.put(decided.getKey(), decided.getValue()));
        return deciders;
    }

    private static <T> List<T> read(Handle handle, List<Long> ids, Outlets outlets, String which, Maker<T> maker) {
        if (ids.isEmpty()) return List.of();
        Map<Long, List<Seen>> sightings = sightings(handle, ids, outlets);
        Map<Long, List<Tagging>> taggings = EffectiveTags.explained(handle, ids);
        Map<Long, T> items = new HashMap<>();
        handle.createQuery("select a.id, a.slug, a.revision, a.outlet_id, a.dated, a.rights, a.changed_at, a.shown, "
                        + RevisionTable.COLUMNS + """

                            from article a
                            join revision r on r.article_id = a.id and r.number = a.revision
                            where %s and a.id in (<ids>)\
                            """.formatted(which))
                .bindList("ids", ids)
                .map((row, _) -> row(row, outlets))
                .forEach(row -> {
                    long id = row.kept().id().value();
                    List<Tagging> said = taggings.getOrDefault(id, List.of());
                    List<String> tags =
                            said.stream().map(Tagging::tag).distinct().toList();
                    items.put(id, maker.of(row, tags, sightings.getOrDefault(id, List.of()), said));
                });
        return ids.stream().map(items::get).filter(Objects::nonNull).toList();
    }

    private static Item shown(Read row, List<String> tags, List<Seen> sightings, List<Tagging> taggings) {
        Kept kept = row.kept();
        return Item.shown(kept, row.slug(), kept.date(), row.changed(), tags, sightings, taggings);
    }

    private static Vault.Whole whole(
            Read row, List<String> tags, List<Seen> sightings, List<Tagging> taggings, String decider) {
        Kept kept = row.kept();
        Item item = Item.whole(kept, row.slug(), kept.date(), row.changed(), tags, sightings, taggings);
        return new Vault.Whole(item, row.shown(), row.limit(decider));
    }

    private static Read row(ResultSet row, Outlets outlets) throws SQLException {
        return new Read(
                ReadArticles.kept(row, outlets),
                row.getString("slug"),
                Row.instant(row, "changed_at"),
                row.getBoolean("shown"));
    }

    private static Map<Long, List<Seen>> sightings(Handle handle, List<Long> ids, Outlets outlets) {
        Map<Long, List<Seen>> sightings = new LinkedHashMap<>();
        handle.createQuery("""
            select s.article_id, s.title, s.url, s.entry_key, s.seen, f.url as feed_url, f.outlet_id
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
        Outlet outlet = outlets.outlet(row.getLong("outlet_id"));
        URI feed = URI.create(row.getString("feed_url"));
        Optional<URI> url = Row.maybeUri(row, "url");
        boolean told = url.filter(address -> !AddressKey.isShared(address, feed, outlet.home()))
                .isPresent();
        return new Seen(
                outlet.name(),
                feed,
                url.orElse(feed),
                row.getString("title"),
                Row.instant(row, "seen"),
                told ? Optional.empty() : Optional.of(row.getString("entry_key")));
    }

    private static <T> void add(Map<Long, List<T>> lists, long id, T value) {
        lists.computeIfAbsent(id, _ -> new ArrayList<>()).add(value);
    }
}
