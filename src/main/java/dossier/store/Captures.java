package dossier.store;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.CaptureId;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pages as fetched (law 5): the bytes in WARC files below `data/captures`, their place in the database.
public final class Captures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Captures.class);
    private static final long LARGEST_FILE = 256L << 20;
    private static final int LONGEST_REASON = 1_000;

    /// When to ask once more for a page that could not be had for a passing reason.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3));

    /// A page that we had within this time is not asked for again on behalf of another entry.
    private static final Duration RECENT = Duration.ofDays(1);

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final WarcFiles files;

    /// Captures below `data/captures`.
    public Captures(Database database, Outlets outlets, Path data, InstantSource clock) {
        this(database, outlets, data, clock, LARGEST_FILE);
    }

    Captures(Database database, Outlets outlets, Path data, InstantSource clock, long largestFile) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.files = new WarcFiles(data.resolve("captures"), largestFile, clock, this::knownEnd);
    }

    /// The sighting with its page, where we had that within the last day: two entries, or two feeds, that lead to one
    /// page fetch it once, even if a restart lies between them. An entry that says it is newer than what we have is
    /// no such case; nor is a page that was seen with the keys of another outlet.
    public Sourced recent(Sighting sighting) {
        Optional<URI> link = sighting.entry().link();
        boolean asks = sighting.feed().outlet().text() != TextFrom.FEED && !sighting.filed();
        if (link.isEmpty() || !asks) return Sourced.wanted(sighting);
        Instant since = clock.instant().minus(RECENT);
        return database.read(handle -> had(handle, AddressKey.of(link.get()), since)).stream()
                .filter(had -> !isNewer(sighting.entry(), had.page().bodiless().at()))
                .filter(had -> mayShare(sighting.feed().outlet(), had.outlet()))
                .flatMap(had -> reread(had.page()).stream()
                        .map(page -> new Sourced(
                                sighting, page, Optional.of(had.page().id()))))
                .findFirst()
                .map(this::held)
                .orElseGet(() -> Sourced.wanted(sighting));
    }

    /// A page we had, and for whom.
    private record Had(Kept page, long outlet) {}

    /// By the address asked for, or by any that led to the same article: two questions, each answered by an index.
    private static List<Had> had(Handle handle, String key, Instant since) {
        List<Had> had = new ArrayList<>(had(handle, "s.url_hash = :key", key, since));
        had.addAll(had(
                handle, "s.article_id = (select article_id from article_address where url_hash = :key)", key, since));
        return had;
    }

    private static List<Had> had(Handle handle, String which, String key, Instant since) {
        return handle.createQuery("""
            select c.*, f.outlet_id
            from sighting s
            join capture c on c.id = s.capture_id
            join feed f on f.id = s.feed_id
            where %s and c.fetched_at > :since and c.blank is null
            order by c.fetched_at desc, c.id desc
            limit 20\
            """.formatted(which))
                .bind("key", key)
                .bind("since", since)
                .map((row, _) -> new Had(kept(row), row.getLong("outlet_id")))
                .list();
    }

    private static boolean isNewer(Entry entry, Instant had) {
        return Stream.of(entry.updated(), entry.published())
                .flatMap(Optional::stream)
                .anyMatch(had::isBefore);
    }

    private boolean mayShare(Outlet outlet, long other) {
        Outlet had = outlets.outlet(other);
        return had.slug().equals(outlet.slug())
                || (had.headers().isEmpty() && outlet.headers().isEmpty());
    }

    /// A file that was lost, or is still on its way from a backup, is a reason to ask again.
    private Optional<Page.Fetched> reread(Kept kept) {
        try {
            return Optional.of(files.read(kept.place(), kept.bodiless()));
        } catch (IOException lost) {
            LOG.warn("The capture in {} cannot be read, its page is asked for again", kept.place(), lost);
            return Optional.empty();
        }
    }

    /// Keeps the page, and those on which its article goes on, where there are any; the same body from the same address
    /// is kept once. A page that was asked for in vain, but may be had later, is noted to be asked for again.
    public Sourced keep(Sourced sourced) {
        return switch (sourced.page()) {
            case Page.Wanted _ -> sourced;
            case Page.Fetched page ->
                keepParts(
                        sourced.capture().isPresent()
                                ? sourced
                                : sourced.kept(keep(
                                        page,
                                        (handle, id) -> SightingTable.had(
                                                handle, sourced.sighting().id(), id))));
            case Page.Missing missing -> missed(sourced, missing);
            case Page.Unasked unasked -> unasked(sourced, unasked);
            case Page.Later later -> later(sourced, later);
        };
    }

    private Sourced keepParts(Sourced sourced) {
        CaptureId first = sourced.capture().orElseThrow();
        List<Part> parts = new ArrayList<>();
        for (Part part : sourced.parts()) {
            int number = parts.size() + 2;
            parts.add(
                    part.page() instanceof Page.Fetched page && part.capture().isEmpty()
                            ? part.kept(keep(
                                    page, (handle, id) -> PartTable.keep(handle, first, number, id, clock.instant())))
                            : part);
        }
        if (sourced.isTorn()) lost(sourced, sourced.parts().getLast().page());
        return sourced.with(parts);
    }

    private void lost(Sourced sourced, Page part) {
        switch (part) {
            case Page.Missing missing -> missed(sourced, missing);
            case Page.Later later -> later(sourced, later);
            case Page.Unasked _, Page.Wanted _, Page.Fetched _ -> {}
        }
    }

    /// The same with the pages on which the article went on when its page was kept; none behind one that is lost.
    public Sourced held(Sourced sourced) {
        if (sourced.capture().isEmpty()) return sourced;
        List<Part> parts = new ArrayList<>();
        for (CaptureId id :
                database.read(handle -> PartTable.of(handle, sourced.capture().get()))) {
            Optional<Page.Fetched> page = find(id).flatMap(this::reread);
            if (page.isEmpty()) break;
            parts.add(new Part(page.get().asked(), page.get(), Optional.of(id)));
        }
        return sourced.with(parts);
    }

    /// The page as it was fetched.
    public Optional<Page.Fetched> read(CaptureId id) {
        return find(id).map(this::read);
    }

    private Optional<Kept> find(CaptureId id) {
        return database.read(handle -> handle.createQuery("select * from capture where id = :id and blank is null")
                .bind("id", id.value())
                .map((row, _) -> kept(row))
                .findOne());
    }

    /// The newest capture of an address asked for.
    public Optional<CaptureId> newest(URI asked) {
        return database.read(handle -> handle.createQuery("""
            select id
            from capture
            where url_hash = :url and blank is null
            order by id desc
            limit 1\
            """)
                .bind("url", AddressKey.of(asked))
                .mapTo(Long.class)
                .findOne()
                .map(CaptureId::new));
    }

    /// The newest captures of a host and of those below it, newest first; now and then of another whose address looks
    /// like it.
    public List<CaptureId> ofHost(String host, int limit) {
        return database.read(handle -> handle.createQuery("""
            select id
            from capture
            where blank is null and (address like :bare or address like :below)
            order by id desc
            limit :limit\
            """)
                .bind("bare", "%://" + host + "%")
                .bind("below", "%://%." + host + "%")
                .bind("limit", limit)
                .map((row, _) -> new CaptureId(row.getLong("id")))
                .list());
    }

    /// Overwrites the records of what was taken down. To be called again and again: a kill between the takedown and
    /// this leaves the wish in the store.
    ///
    /// @return how many
    public int blank() {
        int blanked = 0;
        for (Kept wanted : wantedBlank()) {
            if (!blank(wanted)) continue;
            database.write(handle -> handle.createUpdate("update capture set blank = 'DONE' where id = :id")
                    .bind("id", wanted.id().value())
                    .execute());
            blanked++;
        }
        return blanked;
    }

    private List<Kept> wantedBlank() {
        database.write(handle -> {
            PartTable.blank(handle);
            return handle;
        });
        return database.read(handle -> handle.createQuery("select * from capture where blank = 'WANTED' order by id")
                .map((row, _) -> kept(row))
                .list());
    }

    /// A file that is not there holds nothing; one that comes back from a backup will be tried again.
    private boolean blank(Kept kept) {
        try {
            files.blank(kept.place());
            return true;
        } catch (NoSuchFileException lost) {
            LOG.debug("{} is not there to be overwritten", kept.place());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot overwrite the capture in " + kept.place(), e);
        }
    }

    @Override
    public void close() {
        files.close();
    }

    private record Kept(CaptureId id, WarcFiles.Place place, Page.Fetched bodiless) {}

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(new CaptureId(row.getLong("id")), place(row), bodiless(row));
    }

    private Page.Fetched read(Kept kept) {
        try {
            return files.read(kept.place(), kept.bodiless());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the capture in " + kept.place(), e);
        }
    }

    /// Whom it is for is told at once, so that the page is known for had even if we are stopped before its article is.
    private CaptureId keep(Page.Fetched page, BiConsumer<Handle, CaptureId> told) {
        String url = AddressKey.of(page.asked());
        String sha256 = page.body().bytes().sha256();
        Optional<CaptureId> same = database.read(handle -> find(handle, url, sha256));
        Optional<WarcFiles.Place> place = same.isPresent() ? Optional.empty() : Optional.of(append(page, sha256));
        return database.write(handle -> {
            CaptureId id = same.or(() -> find(handle, url, sha256))
                    .orElseGet(() -> insert(handle, page, url, sha256, place.orElseThrow()));
            told.accept(handle, id);
            return id;
        });
    }

    private WarcFiles.Place append(Page.Fetched page, String sha256) {
        try {
            return files.append(page, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the page " + page.asked(), e);
        }
    }

    private static Optional<CaptureId> find(Handle handle, String url, String sha256) {
        return handle.createQuery("select id from capture where url_hash = :url and sha256 = :sha256")
                .bind("url", url)
                .bind("sha256", sha256)
                .mapTo(Long.class)
                .findOne()
                .map(CaptureId::new);
    }

    private static CaptureId insert(
            Handle handle, Page.Fetched page, String url, String sha256, WarcFiles.Place place) {
        long id = handle.createUpdate("""
            insert into capture (url_hash, asked, address, fetched_at, status, sha256, body_bytes,
                file, record_at, record_bytes)
            values (:url, :asked, :address, :at, :status, :sha256, :size, :file, :start, :length)\
            """)
                .bind("url", url)
                .bind("asked", page.asked().toString())
                .bind("address", page.address().toString())
                .bind("at", page.at())
                .bind("status", page.status())
                .bind("sha256", sha256)
                .bind("size", page.body().bytes().size())
                .bind("file", place.file())
                .bind("start", place.at())
                .bind("length", place.length())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new CaptureId(id);
    }

    private Sourced missed(Sourced sourced, Page.Missing missing) {
        int tries = sourced.sighting().tries() + 1;
        boolean again = missing.fault() != Fault.HARD && tries <= PAUSES.size();
        Optional<Instant> at = again ? Optional.of(clock.instant().plus(PAUSES.get(tries - 1))) : Optional.empty();
        return note(sourced, tries, missing.reason(), at);
    }

    private Sourced unasked(Sourced sourced, Page.Unasked unasked) {
        return note(sourced, sourced.sighting().tries(), unasked.reason(), Optional.empty());
    }

    /// Nobody asked, so it is no try. Not too soon: many of the host's pages come back together.
    private Sourced later(Sourced sourced, Page.Later later) {
        Instant soonest = clock.instant().plus(PAUSES.getFirst());
        Instant again = later.until().isAfter(soonest) ? later.until() : soonest;
        return note(sourced, sourced.sighting().tries(), later.reason(), Optional.of(again));
    }

    private Sourced note(Sourced sourced, int tries, String reason, Optional<Instant> again) {
        String cut = Database.cut(reason, LONGEST_REASON);
        database.write(handle -> {
            SightingTable.missed(handle, sourced.sighting().id(), tries, cut, again);
            return sourced;
        });
        return sourced;
    }

    private long knownEnd(String file) {
        return database.read(handle -> handle.createQuery(
                        "select coalesce(max(record_at + record_bytes), 0) from capture where file = :file")
                .bind("file", file)
                .mapTo(Long.class)
                .one());
    }

    private static WarcFiles.Place place(ResultSet row) throws SQLException {
        return new WarcFiles.Place(row.getString("file"), row.getLong("record_at"), row.getLong("record_bytes"));
    }

    private static Page.Fetched bodiless(ResultSet row) throws SQLException {
        return new Page.Fetched(
                URI.create(row.getString("asked")),
                URI.create(row.getString("address")),
                row.getInt("status"),
                Map.of(),
                new Body(Bytes.NONE, ""),
                Row.instant(row, "fetched_at"));
    }
}
