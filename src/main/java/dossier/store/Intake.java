package dossier.store;

import dossier.model.Bytes;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.Filed;
import dossier.model.Outlet;
import dossier.model.Seen;
import dossier.model.Sighting;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Takes in articles that came out of files: like what a poll finds, they are stored as sightings before anything else
/// happens to them (law 1), and go the way of all sightings from there. Their pages are not asked for.
public final class Intake {
    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final String run;
    private final AtomicLong renewed = new AtomicLong(Long.MAX_VALUE); // the millisecond

    /// @param run name of this run, unlike any other: what other runs left is taken over
    public Intake(Database database, Outlets outlets, InstantSource clock, String run) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.run = run;
    }

    /// An article of a file, and whose it is.
    ///
    /// @param source names the kind of file, in place of a feed: `import:wxr`
    /// @param more whether the file may let out more of it than its outlet and its page allow
    public record Offer(Filed.Post post, Outlet outlet, URI source, boolean more) {}

    /// What came of offering articles.
    ///
    /// @param waiting to be worked out now
    /// @param fresh those that were not known
    public record Taken(List<Sighting> waiting, List<Offer> fresh) {
        public Taken {
            waiting = List.copyOf(waiting);
            fresh = List.copyOf(fresh);
        }
    }

    /// The outlet of this name or slug.
    public Optional<Outlet> outlet(String name) {
        return outlets.named(name).map(Outlets.Stored::outlet);
    }

    /// Stores the articles that are not known, in one transaction. What an earlier run stored and did not finish is
    /// handed out again; what was taken down does not come back.
    public Taken take(List<Offer> offers) {
        Instant now = clock.instant();
        renewed.set(now.toEpochMilli());
        return database.write(handle -> {
            Leases.renew(handle, run, now);
            List<Sighting> waiting = new ArrayList<>();
            List<Offer> fresh = new ArrayList<>();
            for (Offer offer : offers) carriers(handle, offer);
            for (var group : groups(offers, now).entrySet()) {
                Feed feed = feed(handle, group.getKey());
                Known known = Known.of(handle, feed.id().value(), group.getValue());
                List<Piece> unknown = known.others(group.getValue());
                waiting.addAll(SightingTable.insertNew(
                        handle, feed, unknown.stream().map(Piece::fresh).toList(), run));
                waiting.addAll(takeOver(handle, known));
                unknown.stream().map(Piece::offer).forEach(fresh::add);
            }
            return new Taken(waiting, fresh);
        });
    }

    /// Says that this process is at work on what it took, now and then; else a worker takes it up.
    public void stillAtWork() {
        Instant now = clock.instant();
        long last = renewed.get();
        boolean due = last < now.minus(Leases.LONG.dividedBy(4)).toEpochMilli();
        if (due && renewed.compareAndSet(last, now.toEpochMilli()))
            database.write(handle -> {
                Leases.renew(handle, run, now);
                return now;
            });
    }

    /// Leaves to others what is not done.
    public void leave() {
        database.write(handle -> Leases.free(handle, run));
    }

    /// Those of the articles that are not known.
    public List<Offer> unknown(List<Offer> offers) {
        Instant now = clock.instant();
        return database.read(handle -> {
            List<Offer> unknown = new ArrayList<>();
            for (var group : groups(offers, now).entrySet()) {
                List<Piece> rows = FeedTable.find(
                                handle, group.getKey().outlet(), group.getKey().url())
                        .map(feed -> Known.of(handle, feed, group.getValue()).others(group.getValue()))
                        .orElse(group.getValue());
                rows.stream().map(Piece::offer).forEach(unknown::add);
            }
            return unknown;
        });
    }

    // the feed that carried it

    /// @param outlet its number
    private record Carrier(long outlet, URI url) implements Comparable<Carrier> {
        private static final Comparator<Carrier> ORDER =
                Comparator.comparing(Carrier::outlet).thenComparing(Carrier::url);

        @Override
        public int compareTo(Carrier other) {
            return ORDER.compare(this, other);
        }
    }

    private record Piece(Offer offer, SightingTable.Fresh fresh) {
        String key() {
            return fresh.key();
        }

        /// Nothing where it tells the article from no other.
        String address() {
            boolean keyed = offer.post().carried().stream()
                    .findFirst()
                    .flatMap(Seen::entry)
                    .isPresent();
            return fresh.url().filter(_ -> !keyed).map(AddressKey::of).orElse("");
        }
    }

    /// Sorted, so that two transactions lock the feeds in one order.
    private Map<Carrier, List<Piece>> groups(List<Offer> offers, Instant now) {
        Map<Carrier, List<Piece>> groups = new TreeMap<>();
        for (Offer offer : offers) {
            List<Seen> carried = offer.post().carried().stream()
                    .filter(seen -> outlets.named(seen.outlet()).isPresent())
                    .filter(seen -> !seen.seen().isAfter(now))
                    .toList();
            Optional<Seen> first = carried.stream().findFirst();
            String outlet = first.map(Seen::outlet).orElse(offer.outlet().name());
            Carrier carrier = new Carrier(
                    outlets.named(outlet).orElseThrow().id(),
                    first.map(Seen::feed).orElse(offer.source()));
            Entry entry = first.flatMap(Seen::entry)
                    .map(key ->
                            offer.post().entry().known(key, offer.post().entry().link()))
                    .orElseGet(() -> told(offer));
            groups.computeIfAbsent(carrier, _ -> new ArrayList<>())
                    .add(new Piece(
                            offer,
                            new SightingTable.Fresh(
                                    entry,
                                    first.map(Seen::title).orElse(entry.title()),
                                    first.isPresent() ? first.flatMap(Seen::link) : entry.link(),
                                    first.map(Seen::seen).orElse(now),
                                    Optional.of(new Filing(
                                            offer.post().tags(),
                                            carried,
                                            offer.post().limit(),
                                            offer.more())),
                                    false)));
        }
        return groups;
    }

    /// What leads to the front page of its outlet leads to no article: its id, or what it says, tells it from others.
    private static Entry told(Offer offer) {
        Entry entry = offer.post().entry();
        boolean led = entry.link()
                .filter(link -> !AddressKey.isShared(
                        link, offer.source(), offer.outlet().home()))
                .isPresent();
        if (led || !entry.link().map(URI::toString).filter(entry.key()::equals).isPresent()) return entry;
        String words = entry.title() + "\n" + entry.content().html();
        String key = entry.guid().orElseGet(() -> "sha256:" + Bytes.utf8(words).sha256());
        return entry.known(key, Optional.empty());
    }

    /// Made before many threads want them at once.
    private void carriers(Handle handle, Offer offer) {
        for (Seen seen : offer.post().carried())
            outlets.named(seen.outlet()).ifPresent(outlet -> FeedTable.filed(handle, outlet.id(), seen.feed()));
    }

    private Feed feed(Handle handle, Carrier carrier) {
        long id = FeedTable.filed(handle, carrier.outlet(), carrier.url());
        return handle.createQuery("select " + FeedTable.COLUMNS + " from feed f where f.id = :id for update")
                .bind("id", id)
                .map((row, _) -> FeedTable.feed(row, outlets))
                .one();
    }

    // what is known

    /// Rows of a feed that some of the articles may be: one knows them by key or by address, as another archive does
    /// not tell its keys.
    private record Known(Set<String> keys, Set<String> addresses, Set<Long> waiting) {
        static Known of(Handle handle, long feed, List<Piece> rows) {
            Known known = new Known(new HashSet<>(), new HashSet<>(), new TreeSet<>());
            known.look(handle, feed, "feed_id = :feed and entry_key in (<names>)", Piece::key, rows);
            known.look(handle, feed, "feed_id + 0 = :feed and url_hash in (<names>)", Piece::address, rows);
            return known;
        }

        /// Each question by one index.
        private void look(Handle handle, long feed, String which, Function<Piece, String> name, List<Piece> rows) {
            handle.createQuery("select id, entry_key, url_hash, state from sighting where " + which)
                    .bind("feed", feed)
                    .bindList("names", rows.stream().map(name).distinct().toList())
                    .map((row, _) -> add(row))
                    .list();
        }

        private boolean add(ResultSet row) throws SQLException {
            keys.add(row.getString("entry_key"));
            Row.maybeText(row, "url_hash").ifPresent(addresses::add);
            return row.getString("state").equals("WAITING") && waiting.add(row.getLong("id"));
        }

        List<Piece> others(List<Piece> rows) {
            return rows.stream()
                    .filter(row -> !keys.contains(row.key()) && !addresses.contains(row.address()))
                    .toList();
        }
    }

    private List<Sighting> takeOver(Handle handle, Known known) {
        if (known.waiting().isEmpty()) return List.of();
        handle.createUpdate("update sighting set claim = :run where id in (<ids>)")
                .bind("run", run)
                .bindList("ids", List.copyOf(known.waiting()))
                .execute();
        return SightingTable.query(handle, "s.id in (<ids>)", known.waiting().size())
                .bindList("ids", List.copyOf(known.waiting()))
                .map((row, _) -> SightingTable.sighting(row, outlets))
                .list();
    }
}
