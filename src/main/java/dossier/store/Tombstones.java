package dossier.store;

import dossier.model.ArticleId;
import dossier.model.CaptureId;
import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.Filed;
import dossier.model.Markup;
import dossier.model.Outlet;
import dossier.model.Seen;
import dossier.model.Sighting;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What is left of an article that was taken down: its number, its addresses, the keys of its entries, when and why.
/// Enough to know it again, and nothing of what it said.
final class Tombstones {
    /// In place of every title.
    static final String TITLE = "Taken down";

    private Tombstones() {}

    /// Locks the article, so that it is not taken down between this question and what follows.
    static boolean isRemoved(Handle handle, ArticleId article) {
        return handle.createQuery("select removed_at from article where id = :id for update")
                .bind("id", article.value())
                .map((row, _) -> Row.maybeInstant(row, "removed_at").isPresent())
                .one();
    }

    /// Those of the entries that lead to a tombstone: by the key of their address, the article.
    static Map<String, Long> at(Handle handle, List<Entry> entries) {
        List<String> keys = entries.stream()
                .flatMap(entry -> entry.link().stream())
                .map(AddressKey::of)
                .distinct()
                .toList();
        Map<String, Long> removed = new HashMap<>();
        if (keys.isEmpty()) return removed;
        handle.createQuery("""
            select d.url_hash, d.article_id
            from article_address d
            join article a on a.id = d.article_id
            where d.url_hash in (<keys>) and a.removed_at is not null\
            """)
                .bindList("keys", keys)
                .map((row, _) -> removed.put(row.getString("url_hash"), row.getLong("article_id")))
                .list();
        return removed;
    }

    // tombstones of other archives

    /// Articles that are here and not taken down, of what another archive took down: by address, or by their key in a
    /// feed.
    static List<ArticleId> living(Handle handle, Outlets outlets, Filed.Removed removed) {
        return known(handle, outlets, removed, "a.removed_at is null");
    }

    private static List<ArticleId> known(Handle handle, Outlets outlets, Filed.Removed removed, String which) {
        Set<Long> ids = new TreeSet<>();
        Set<String> keys = addresses(outlets, removed).keySet();
        if (!keys.isEmpty())
            handle.createQuery("""
                select distinct a.id
                from article_address d
                join article a on a.id = d.article_id
                where d.url_hash in (<keys>) and %s\
                """.formatted(which))
                    .bindList("keys", List.copyOf(keys))
                    .mapTo(Long.class)
                    .forEach(ids::add);
        for (Seen seen : removed.carried()) {
            Optional<Outlets.Stored> outlet = outlets.named(seen.outlet());
            if (outlet.isEmpty() || seen.entry().isEmpty()) continue;
            handle.createQuery("""
                select a.id
                from feed f
                join sighting s on s.feed_id = f.id
                join article a on a.id = s.article_id
                where f.outlet_id = :outlet and f.url = :feed and s.entry_key = :key and %s\
                """.formatted(which))
                    .bind("outlet", outlet.get().id())
                    .bind("feed", seen.feed().toString())
                    .bind("key", entry(seen).key())
                    .mapTo(Long.class)
                    .forEach(ids::add);
        }
        return ids.stream().map(ArticleId::new).toList();
    }

    /// What tells the article from others.
    private static SortedMap<String, URI> addresses(Outlets outlets, Filed.Removed removed) {
        SortedMap<String, URI> addresses = new TreeMap<>();
        Set<String> shared = new TreeSet<>();
        for (URI address : removed.addresses()) addresses.put(AddressKey.of(address), address);
        removed.outlet().ifPresent(name -> shared.addAll(shared(outlets, name)));
        for (Seen seen : removed.carried()) {
            seen.link().ifPresent(link -> addresses.put(AddressKey.of(link), link));
            shared.add(AddressKey.of(seen.feed()));
            shared.addAll(shared(outlets, seen.outlet()));
        }
        addresses.keySet().removeAll(shared);
        return addresses;
    }

    /// Addresses of an outlet that tell no article from others.
    private static List<String> shared(Outlets outlets, String name) {
        return outlets.named(name).stream()
                .map(Outlets.Stored::outlet)
                .flatMap(outlet -> Stream.concat(Stream.of(outlet.home()), outlet.feeds().stream()))
                .map(AddressKey::of)
                .toList();
    }

    /// Keeps out what another archive took down: its addresses and the keys of its entries lead to a tombstone.
    ///
    /// @return the tombstone: the one that was there, or a new one
    static ArticleId erect(
            Handle handle, Outlets outlets, Filed.Removed removed, Outlet outlet, String actor, Instant now) {
        List<ArticleId> there = known(handle, outlets, removed, "a.removed_at is not null");
        ArticleId id = there.isEmpty() ? erectNew(handle, outlets, removed, outlet, actor) : there.getFirst();
        AddressTable.claim(handle, id, addresses(outlets, removed));
        for (Seen seen : removed.carried()) {
            Optional<Outlets.Stored> carrier = outlets.named(seen.outlet());
            if (carrier.isEmpty()) continue;
            long feed = FeedTable.filed(handle, carrier.get().id(), seen.feed());
            Instant at = seen.seen().isAfter(now) ? now : seen.seen();
            SightingTable.insertDone(handle, feed, entry(seen), at, id);
        }
        return id;
    }

    private static ArticleId erectNew(
            Handle handle, Outlets outlets, Filed.Removed removed, Outlet outlet, String actor) {
        long id = handle.createUpdate("""
            insert into article (slug, outlet_id, revision, dated, date_known, first_seen, changed_at, shown,
                removed_at, removed_why)
            values ('taken-down', :outlet, 1, :at, false, :at, :at, false, :at, :why)\
            """)
                .bind("outlet", outlets.named(outlet.slug()).orElseThrow().id())
                .bind("at", removed.at())
                .bind("why", removed.reason())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
            insert into revision (article_id, number, at, title, address, body, plain, more, evidence, flags, why,
                sighting_id)
            values (:id, 1, :at, :title, :address, '', '', :more, '[]', '[]', '[]', 0)\
            """)
                .bind("id", id)
                .bind("at", removed.at())
                .bind("title", TITLE)
                .bind(
                        "address",
                        removed.addresses().stream()
                                .findFirst()
                                .orElse(outlet.home())
                                .toString())
                .bind("more", RevisionTable.nothingMore())
                .execute();
        ArticleId tombstone = new ArticleId(id);
        String note = removed.reason();
        Decisions.write(handle, new Decision(tombstone, Decision.What.TAKEDOWN, "", actor, removed.at(), note));
        return tombstone;
    }

    private static Entry entry(Seen seen) {
        Entry entry = Entry.of(seen.entry().orElseGet(() -> seen.url().toString()), "", seen.link());
        return entry.known(SightingTable.Fresh.polled(entry, seen.seen()).key(), entry.link());
    }

    /// The entry without a word of what it says.
    static Entry silent(Entry entry) {
        return new Entry(
                entry.key(),
                Optional.empty(),
                "",
                entry.link(),
                List.of(),
                entry.published(),
                entry.updated(),
                Set.of(),
                Markup.NONE,
                Markup.NONE,
                List.of(),
                List.of(),
                Optional.empty());
    }

    /// Empties a sighting, and has the page that it brought overwritten.
    static void destroy(Handle handle, Sighting sighting, Optional<CaptureId> capture) {
        destroy(handle, sighting.id().value(), sighting.entry());
        capture.ifPresent(id -> handle.createUpdate("""
            update capture set blank = 'WANTED' where id = :id and blank is null\
            """).bind("id", id.value()).execute());
        PartTable.blank(handle);
    }

    /// Empties all that stands in the database, what was merged into the article too, and has the pages overwritten.
    static void destroyAll(Handle handle, ArticleId article) {
        handle.createQuery("select id from article where merged_into = :id order by id")
                .bind("id", article.value())
                .mapTo(Long.class)
                .list()
                .forEach(merged -> destroyOne(handle, new ArticleId(merged)));
        destroyOne(handle, article);
    }

    private static void destroyOne(Handle handle, ArticleId article) {
        long id = article.value();
        entries(handle, id).forEach((sighting, entry) -> destroy(handle, sighting, entry));
        handle.createUpdate("""
            update sighting set state = 'DONE', claim = null, again_at = null, article_id = :id
            where article_id = :id
                or (article_id is null and url_hash in (select url_hash from article_address where article_id = :id))\
            """).bind("id", id).execute();
        handle.createUpdate("""
            update revision
            set title = :title, body = '', plain = '', more = :more, evidence = '[]', flags = '[]'
            where article_id = :id\
            """)
                .bind("title", TITLE)
                .bind("more", RevisionTable.nothingMore())
                .bind("id", id)
                .execute();
        handle.createUpdate("update tagging set hits = '[]' where article_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("delete from near_band where article_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("delete from change_set_row where article_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("""
            update parked set cause = :title, detail = '', work = ''
            where sighting_id in (select id from sighting where article_id = :id)\
            """).bind("title", TITLE).bind("id", id).execute();
        handle.createUpdate("""
            update capture set blank = 'WANTED'
            where blank is null
                and (id in (select capture_id from sighting where article_id = :id)
                    or id in (select capture_id from revision where article_id = :id)
                    or url_hash in (select url_hash from article_address where article_id = :id))\
            """).bind("id", id).execute();
        PartTable.blank(handle);
    }

    private static Map<Long, Entry> entries(Handle handle, long article) {
        Map<Long, Entry> entries = new HashMap<>();
        handle.createQuery("""
            select id, entry from sighting
            where article_id = :id
                or (article_id is null and url_hash in (select url_hash from article_address where article_id = :id))
            order by id
            for update\
            """)
                .bind("id", article)
                .map((row, _) -> entries.put(row.getLong("id"), Json.read(row.getString("entry"), Entry.class)))
                .list();
        return entries;
    }

    private static void destroy(Handle handle, long sighting, Entry entry) {
        Entry silent = silent(entry);
        handle.createUpdate("""
            update sighting
            set entry = :entry, title = '', url = :url, page = null, again_at = null,
                filed = case when filed is null then null else '{}' end
            where id = :id\
            """)
                .bind("entry", Json.of(silent))
                .bind("url", silent.link().map(URI::toString))
                .bind("id", sighting)
                .execute();
    }
}
