package dossier.store;

import dossier.model.Change;
import dossier.model.Feed;
import dossier.model.IndexPage;
import dossier.model.Outlet;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The outlets, as the configuration has them or had them last.
public final class Outlets {
    private final Database database;
    private final InstantSource clock;
    private volatile Map<Long, Stored> known = Map.of();

    /// @param id its number in the store
    /// @param position place in the configuration
    /// @param configured false: it left the configuration, only its articles are still here
    record Stored(long id, Outlet outlet, int position, boolean configured) {}

    /// The outlets of this database.
    public Outlets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes the store agree with the configuration. New outlets get their feeds, due at once; one without
    /// feeds gets its home page, to find one from. Outlets that left the configuration stay with their
    /// articles, but are not polled. Where `keep` changed, articles are shown or hidden accordingly, each with
    /// its line in the diary; where `publish` or `rights` changed, each gets a line too, for those who hold a copy.
    public void sync(List<Outlet> outlets) {
        database.write(handle -> {
            store(handle, outlets);
            return null;
        });
        refresh();
        settleAll();
    }

    /// The outlet of this number.
    Outlet outlet(long id) {
        return stored(id).outlet();
    }

    Stored stored(long id) {
        Stored stored = known.get(id);
        if (stored == null) stored = refresh().get(id);
        if (stored == null) throw new IllegalStateException("There is no outlet " + id);
        return stored;
    }

    Optional<Stored> bySlug(String slug) {
        return all().values().stream()
                .filter(stored -> stored.outlet().slug().equals(slug))
                .findFirst();
    }

    /// The outlet of this name or slug.
    Optional<Stored> named(String name) {
        return all().values().stream()
                .filter(stored -> stored.outlet().name().equals(name)
                        || stored.outlet().slug().equals(name))
                .findFirst();
    }

    /// The outlet with whose front page an address begins, where it is another than the one that carried it: of
    /// several, that with the longest such address.
    Optional<Stored> ofAddress(URI address, Outlet carrier) {
        return AddressKey.isBelow(address, carrier.home()) ? Optional.empty() : below(address);
    }

    private Optional<Stored> below(URI address) {
        return all().values().stream()
                .filter(Stored::configured)
                .filter(stored -> AddressKey.isBelow(address, stored.outlet().home()))
                .max(Comparator.comparing((Stored stored) ->
                                AddressKey.plain(stored.outlet().home()).length())
                        .thenComparing(Stored::position, Comparator.reverseOrder()));
    }

    /// The configured outlets that an address may belong to: that whose front page it begins with, as in [#ofAddress];
    /// where there is none, all those whose front page or feeds stand on its host.
    public List<Outlet> at(URI address) {
        return below(address).map(Stored::outlet).map(List::of).orElseGet(() -> configured().stream()
                .filter(outlet -> Stream.concat(Stream.of(outlet.home()), outlet.polled().stream())
                        .anyMatch(ours -> AddressKey.isOnHostOf(address, ours)))
                .toList());
    }

    /// The outlets of the configuration, in its order.
    public List<Outlet> configured() {
        return all().values().stream()
                .filter(Stored::configured)
                .sorted(Comparator.comparing(Stored::position))
                .map(Stored::outlet)
                .toList();
    }

    /// All outlets there are or were, in the order in which they came.
    public List<Outlet> list() {
        return all().values().stream().map(Stored::outlet).toList();
    }

    /// All outlets by number.
    Map<Long, Stored> all() {
        return known.isEmpty() ? refresh() : known;
    }

    private Map<Long, Stored> refresh() {
        Map<Long, Stored> read = database.read(Outlets::read);
        known = read;
        return read;
    }

    private static Map<Long, Stored> read(Handle handle) {
        Map<Long, Stored> all = new TreeMap<>();
        handle.createQuery("select id, spec, position, configured from outlet")
                .map((row, _) -> stored(row))
                .forEach(stored -> all.put(stored.id(), stored));
        return all;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Outlet outlet = Json.read(row.getString("spec"), Outlet.class);
        return new Stored(row.getLong("id"), outlet, row.getInt("position"), row.getBoolean("configured"));
    }

    private void store(Handle handle, List<Outlet> outlets) {
        Map<String, Stored> known = new HashMap<>();
        read(handle).values().forEach(stored -> known.put(stored.outlet().slug(), stored));
        Map<Long, Map<String, FeedRow>> feeds = feeds(handle);
        for (int position = 0; position < outlets.size(); position++) {
            Outlet outlet = outlets.get(position);
            Optional<Stored> before = Optional.ofNullable(known.remove(outlet.slug()));
            long id = store(handle, outlet, position, before);
            storeFeeds(handle, id, outlet, feeds.getOrDefault(id, Map.of()));
            before.ifPresent(old -> readAnew(handle, old, outlet));
        }
        known.values().forEach(gone -> retire(handle, gone));
    }

    private static long store(Handle handle, Outlet outlet, int position, Optional<Stored> known) {
        Stored same = known.map(old -> new Stored(old.id(), outlet, position, true))
                .orElseGet(() -> new Stored(0, outlet, position, true));
        if (known.isPresent() && known.get().equals(same)) return same.id();
        String sql = known.isPresent()
                ? "update outlet set name = :name, spec = :spec, position = :position, configured = true where id = :id"
                : """
                insert into outlet (slug, name, spec, position, configured)
                values (:slug, :name, :spec, :position, true)\
                """;
        var update = handle.createUpdate(sql)
                .bind("name", outlet.name())
                .bind("spec", Json.of(outlet))
                .bind("position", position);
        if (known.isPresent()) {
            update.bind("id", same.id()).execute();
            mark(handle, known.get(), outlet);
            return same.id();
        }
        return update.bind("slug", outlet.slug())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /// In the transaction that changes the outlet: a kill before all its articles are settled loses none of them.
    private static void mark(Handle handle, Stored before, Outlet now) {
        boolean rights = before.outlet().publish() != now.publish()
                || !before.outlet().rights().equals(now.rights());
        if (!rights && before.outlet().keep() == now.keep()) return;
        handle.createUpdate("update article set untold = :what where outlet_id = :id and untold is null")
                .bind("what", rights ? Change.What.RIGHTS.name() : Standing.AGAIN)
                .bind("id", before.id())
                .execute();
    }

    private record FeedRow(long id, URI url, Feed.Role role, boolean found, boolean active) {}

    private static Map<Long, Map<String, FeedRow>> feeds(Handle handle) {
        Map<Long, Map<String, FeedRow>> feeds = new HashMap<>();
        handle.createQuery("select id, outlet_id, url, role, found, active from feed")
                .map((row, _) -> {
                    FeedRow feed = new FeedRow(
                            row.getLong("id"),
                            URI.create(row.getString("url")),
                            Feed.Role.valueOf(row.getString("role")),
                            row.getBoolean("found"),
                            row.getBoolean("active"));
                    feeds.computeIfAbsent(row.getLong("outlet_id"), _ -> new HashMap<>())
                            .put(feed.url().toString(), feed);
                    return feed;
                })
                .list();
        return feeds;
    }

    private void storeFeeds(Handle handle, long outlet, Outlet spec, Map<String, FeedRow> known) {
        boolean search = spec.polled().isEmpty();
        Feed.Role role = search ? Feed.Role.HOME : Feed.Role.FEED;
        Set<String> wanted = new HashSet<>();
        for (URI url : search ? List.of(spec.home()) : spec.polled()) {
            if (wanted.add(url.toString()))
                storeFeed(handle, outlet, url, role, Optional.ofNullable(known.get(url.toString())));
        }
        for (FeedRow feed : known.values()) {
            boolean stays = wanted.contains(feed.url().toString()) || (search && feed.found());
            if (feed.active() && !stays) rest(handle, feed.id());
        }
    }

    private void storeFeed(Handle handle, long outlet, URI url, Feed.Role role, Optional<FeedRow> known) {
        if (known.isEmpty()) {
            FeedTable.insert(handle, outlet, url, role, false, clock.instant());
        } else if (!known.get().active()
                || known.get().role() != role
                || known.get().found()) {
            FeedTable.wake(handle, known.get().id(), role, false, clock.instant());
        }
    }

    /// A page that is read in another way from now on is asked for at once, as if it were new.
    private void readAnew(Handle handle, Stored before, Outlet now) {
        for (IndexPage page : now.pages()) {
            if (before.outlet().pages().stream().anyMatch(page::isReadAs)) continue;
            handle.createQuery("select id from feed where outlet_id = :outlet and url = :url")
                    .bind("outlet", before.id())
                    .bind("url", page.url().toString())
                    .mapTo(Long.class)
                    .forEach(feed -> FeedTable.wake(handle, feed, Feed.Role.FEED, false, clock.instant()));
        }
    }

    private static void rest(Handle handle, long feed) {
        handle.createUpdate("update feed set active = false, claim = null where id = :id")
                .bind("id", feed)
                .execute();
    }

    private static void retire(Handle handle, Stored gone) {
        if (!gone.configured()) return;
        handle.createUpdate("update outlet set configured = false where id = :id")
                .bind("id", gone.id())
                .execute();
        handle.createUpdate("update feed set active = false, claim = null where outlet_id = :id and active")
                .bind("id", gone.id())
                .execute();
    }

    private void settleAll() {
        Standing standing = new Standing(this);
        List<Long> articles = database.read(
                handle -> handle.createQuery("select id from article where untold in (:rights, :again) order by id")
                        .bind("rights", Change.What.RIGHTS.name())
                        .bind("again", Standing.AGAIN)
                        .mapTo(Long.class)
                        .list());
        for (long article : articles) database.write(handle -> standing.settle(handle, article, clock.instant()));
        if (!articles.isEmpty()) database.flush();
    }
}
