package dossier.store;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.CaptureId;
import dossier.model.Fault;
import dossier.model.Page;
import dossier.model.Sourced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Pages as fetched (law 5): the bytes in WARC files below `data/captures`, their place in the database.
public final class Captures implements AutoCloseable {
    private static final long LARGEST_FILE = 256L << 20;
    private static final int LONGEST_REASON = 1_000;

    /// When to ask once more for a page that could not be had for a passing reason.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3));

    private final Database database;
    private final InstantSource clock;
    private final WarcFiles files;

    /// Captures below `data/captures`.
    public Captures(Database database, Path data, InstantSource clock) {
        this(database, data, clock, LARGEST_FILE);
    }

    Captures(Database database, Path data, InstantSource clock, long largestFile) {
        this.database = database;
        this.clock = clock;
        this.files = new WarcFiles(data.resolve("captures"), largestFile, clock, this::knownEnd);
    }

    /// Keeps the page, where there is one; the same body from the same address is kept once. A page that was
    /// asked for in vain, but may be had later, is noted to be asked for again.
    public Sourced keep(Sourced sourced) {
        return switch (sourced.page()) {
            case Page.Fetched page -> sourced.kept(keep(page));
            case Page.Missing missing -> missed(sourced, missing);
            case Page.Unasked unasked -> unasked(sourced, unasked);
        };
    }

    /// The page as it was fetched.
    public Optional<Page.Fetched> read(CaptureId id) {
        return database.read(handle -> handle.createQuery("select * from capture where id = :id")
                        .bind("id", id.value())
                        .map((row, _) -> new Kept(place(row), bodiless(row)))
                        .findOne())
                .map(this::read);
    }

    @Override
    public void close() {
        files.close();
    }

    private record Kept(WarcFiles.Place place, Page.Fetched bodiless) {}

    private Page.Fetched read(Kept kept) {
        try {
            return files.read(kept.place(), kept.bodiless());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the capture in " + kept.place(), e);
        }
    }

    private CaptureId keep(Page.Fetched page) {
        String url = AddressKey.of(page.asked());
        String sha256 = page.body().bytes().sha256();
        Optional<CaptureId> same = database.read(handle -> find(handle, url, sha256));
        if (same.isPresent()) return same.get();
        WarcFiles.Place place = append(page, sha256);
        return database.write(
                handle -> find(handle, url, sha256).orElseGet(() -> insert(handle, page, url, sha256, place)));
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

    private Sourced note(Sourced sourced, int tries, String reason, Optional<Instant> again) {
        String cut = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
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
