package dossier.store;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells which feeds brought which articles: two that bring the same are one feed under two addresses.
public final class Carriers {
    private static final int MOST_LINKS = 500;

    private final Database database;

    /// The sightings in this database.
    public Carriers(Database database) {
        this.database = database;
    }

    /// Which feeds that are polled carried these articles, and how many of them: most first.
    public Map<URI, Integer> of(List<URI> links) {
        Map<URI, Integer> carriers = new LinkedHashMap<>();
        List<String> keys =
                links.stream().limit(MOST_LINKS).map(AddressKey::of).distinct().toList();
        if (keys.isEmpty()) return carriers;
        database.read(handle -> handle.createQuery("""
            select f.url, count(distinct s.url_hash) as carried
            from sighting s
            join feed f on f.id = s.feed_id
            where s.url_hash in (<keys>) and f.active
            group by f.url
            order by 2 desc, f.url\
            """)
                .bindList("keys", keys)
                .map((row, _) -> carriers.put(URI.create(row.getString("url")), row.getInt("carried")))
                .list());
        return carriers;
    }
}
