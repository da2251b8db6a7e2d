package dossier.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/// The whole archive in one file, and back: rows as lines of JSON, files of pages as they are, and a manifest. The
/// database may be another one afterwards, H2 or PostgreSQL.
///
/// A backup is what the archive was at one moment, although the worker goes on meanwhile: the rows are read in one
/// transaction that sees no later one, and files of pages only ever grow behind what those rows know of.
public final class Backups {
    private static final String MANIFEST = "manifest.json";
    private static final String TABLES = "tables/";
    private static final String CAPTURES = "captures/";
    private static final Pattern CAPTURE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.warc\\.gz");
    private static final int LARGEST_MANIFEST = 16 << 20;

    private final Database database;
    private final Path data;
    private final InstantSource clock;

    /// @param data the folder whose captures belong to the database
    public Backups(Database database, Path data, InstantSource clock) {
        this.database = database;
        this.data = data;
        this.clock = clock;
    }

    /// Told how far it is, in rows.
    public interface Progress {
        /// So many of so many.
        void at(long done, long all);

        /// Nobody looks.
        Progress NONE = (_, _) -> {};
    }

    // write

    /// Writes a backup. The file appears when it is whole, and replaces one of that name.
    public Manifest write(Path file, boolean withCaptures, Progress progress) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow());
            Manifest manifest = database.snapshot(handle -> writeTo(part, handle, withCaptures, progress));
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the backup " + file, e);
        }
    }

    private Manifest writeTo(Path part, Handle handle, boolean withCaptures, Progress progress) {
        try (OutputStream raw = new BufferedOutputStream(forTheOwnerAlone(part), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(raw)) {
            List<Schema.Table> tables = Schema.tables(handle);
            Map<String, Manifest.Table> written = rows(handle, tables, zip, progress);
            Map<String, Manifest.Captured> captures = withCaptures ? captures(handle, zip) : Map.of();
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    Diary.lastSeq(handle),
                    written,
                    captures,
                    withCaptures);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(Json.of(manifest).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the backup " + part, e);
        }
    }

    /// Headers of outlets stand in it, and some are secrets.
    private static OutputStream forTheOwnerAlone(Path part) throws IOException {
        Files.deleteIfExists(part);
        boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix)
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(part);
    }

    private static Map<String, Manifest.Table> rows(
            Handle handle, List<Schema.Table> tables, ZipOutputStream zip, Progress progress) throws IOException {
        long all = 0;
        for (Schema.Table table : tables)
            all += handle.createQuery("select count(*) from \"" + table.name() + "\"")
                    .mapTo(Long.class)
                    .one();
        long rows = all;
        long[] done = {0};
        Map<String, Manifest.Table> written = new TreeMap<>();
        for (Schema.Table table : tables) {
            zip.putNextEntry(new ZipEntry(TABLES + table.name() + ".jsonl"));
            Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
            written.put(table.name(), Rows.write(handle, table, out, more -> {
                done[0] += more;
                progress.at(done[0], rows);
            }));
            out.flush();
            zip.closeEntry();
        }
        return written;
    }

    /// As much of each file as the rows know of. What is packed already is not packed again.
    private Map<String, Manifest.Captured> captures(Handle handle, ZipOutputStream zip) throws IOException {
        Map<String, Long> ends = new TreeMap<>();
        handle.createQuery("select file, max(record_at + record_bytes) as ends from capture group by file")
                .map((row, _) -> ends.put(row.getString("file"), row.getLong("ends")))
                .list();
        Map<String, Manifest.Captured> captures = new TreeMap<>();
        zip.setLevel(0);
        for (Map.Entry<String, Long> each : ends.entrySet()) {
            Path file = data.resolve("captures").resolve(each.getKey());
            if (!Files.isRegularFile(file)) continue;
            zip.putNextEntry(new ZipEntry(CAPTURES + each.getKey()));
            MessageDigest digest = sha256();
            try (InputStream in = Files.newInputStream(file)) {
                long bytes = copy(new DigestInputStream(in, digest), zip, each.getValue());
                captures.put(
                        each.getKey(),
                        new Manifest.Captured(bytes, HexFormat.of().formatHex(digest.digest())));
            }
            zip.closeEntry();
        }
        return captures;
    }

    private static long copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        while (copied < most) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
            if (read < 0) break;
            out.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    // restore

    /// What a backup says of itself.
    ///
    /// @throws Unusable where the file is no backup, or one of a later version
    public static Manifest manifest(Path file) {
        return reading(file, Backups::manifest);
    }

    private static Manifest manifest(ZipFile zip) {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) throw new IllegalStateException("it has no " + MANIFEST);
        try (InputStream in = zip.getInputStream(entry)) {
            String json = new String(in.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8);
            Manifest manifest = Json.read(json, Manifest.class);
            if (manifest.format() > Manifest.FORMAT)
                throw new IllegalStateException("it was made by a later version (format %d, here %d)"
                        .formatted(manifest.format(), Manifest.FORMAT));
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fills this archive, which must be empty, and looks whether all is there.
    ///
    /// @return what the archive holds now
    /// @throws Unusable where the archive is not empty, or the file no whole backup; nothing is changed then
    public Manifest restore(Path file, Progress progress) {
        requireEmpty();
        Manifest said = reading(file, zip -> {
            Manifest manifest = manifest(zip);
            Path pages = captures(zip, manifest);
            database.write(handle -> countOn(handle, manifest));
            database.write(handle -> {
                rows(handle, zip, manifest, progress);
                return place(pages);
            });
            return manifest;
        });
        database.flush();
        Manifest now = census(said.made());
        List<String> differences = said.differences(now);
        if (!differences.isEmpty())
            throw new Unusable(
                    "The archive was restored from %s, but is not the same: %s"
                            .formatted(file, String.join("; ", differences)),
                    new IllegalStateException("manifest"));
        return now;
    }

    /// Restores into a fresh place, compares, and throws that away.
    ///
    /// @throws Unusable where the file is no whole backup
    public static Manifest verify(Path file, InstantSource clock, Progress progress) {
        try {
            Path scratch = Files.createTempDirectory(
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow(), ".verify-");
            try (Database database = Database.open(new StoreSettings(
                    "jdbc:h2:file:" + scratch.toAbsolutePath().resolve("verify"), "dossier", "", scratch))) {
                return new Backups(database, scratch, clock).restore(file, progress);
            } finally {
                clear(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot verify the backup " + file, e);
        }
    }

    /// What this archive holds.
    public Manifest census(Instant at) {
        return database.snapshot(handle -> {
            Map<String, Manifest.Table> tables = Schema.tables(handle).stream()
                    .collect(Collectors.toMap(Schema.Table::name, table -> Rows.sum(handle, table)));
            return new Manifest(Manifest.FORMAT, at, Diary.lastSeq(handle), tables, files(), true);
        });
    }

    private Map<String, Manifest.Captured> files() {
        Map<String, Manifest.Captured> files = new TreeMap<>();
        for (Path file : captureFiles()) {
            MessageDigest digest = sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                files.put(
                        String.valueOf(file.getFileName()),
                        new Manifest.Captured(bytes, HexFormat.of().formatHex(digest.digest())));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return files;
    }

    private List<Path> captureFiles() {
        Path folder = data.resolve("captures");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            CAPTURE.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private void requireEmpty() {
        long outlets = database.read(handle -> handle.createQuery(
                        "select (select count(*) from article) + (select count(*) from sighting) + (select count(*)"
                                + " from change)")
                .mapTo(Long.class)
                .one());
        if (outlets > 0)
            throw new Unusable(
                    "The archive is not empty, and a restore would mix two; name an empty folder with --data, or an"
                            + " empty database with --set store.url=…",
                    new IllegalStateException("not empty"));
        if (!captureFiles().isEmpty())
            throw new Unusable(
                    "There are pages in %s already; name an empty folder with --data"
                            .formatted(data.resolve("captures")),
                    new IllegalStateException("not empty"));
    }

    private static int rows(Handle handle, ZipFile zip, Manifest manifest, Progress progress) {
        List<Schema.Table> tables = Schema.tables(handle);
        List<String> known = tables.stream().map(Schema.Table::name).toList();
        manifest.tables().forEach((name, table) -> {
            if (!known.contains(name) && table.rows() > 0)
                throw new IllegalStateException("it has a table %s, which is unknown here".formatted(name));
        });
        tables.reversed().forEach(table -> handle.execute("delete from \"" + table.name() + "\""));
        long[] done = {0};
        for (Schema.Table table : tables) {
            ZipEntry entry = zip.getEntry(TABLES + table.name() + ".jsonl");
            if (entry == null) continue;
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
                Rows.read(handle, table, in, more -> {
                    done[0] += more;
                    progress.at(done[0], manifest.rows());
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tables.size();
    }

    /// First of all, on an empty database: H2 commits such a statement by itself.
    private static int countOn(Handle handle, Manifest manifest) {
        List<Schema.Table> tables = Schema.tables(handle);
        for (Schema.Table table : tables)
            Rows.countOn(
                    handle,
                    table,
                    manifest.tables()
                            .getOrDefault(table.name(), Manifest.Table.NONE)
                            .last());
        return tables.size();
    }

    /// Unpacks the files of pages beside their place, so that what goes wrong leaves nothing there.
    private Path captures(ZipFile zip, Manifest manifest) {
        Path folder = data.resolve("captures.restoring");
        clear(folder);
        for (String name : manifest.captures().keySet()) {
            if (!CAPTURE.matcher(name).matches()) throw new IllegalStateException("it names a file of pages " + name);
            ZipEntry entry = zip.getEntry(CAPTURES + name);
            if (entry == null) throw new IllegalStateException("the file of pages %s is not in it".formatted(name));
            try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                Files.createDirectories(folder);
                Files.copy(in, folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + folder.resolve(name), e);
            }
        }
        return folder;
    }

    private Path place(Path unpacked) {
        Path captures = data.resolve("captures");
        try {
            if (!Files.isDirectory(unpacked)) return captures;
            Files.deleteIfExists(captures);
            return Files.move(unpacked, captures, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put the pages to " + captures, e);
        }
    }

    private static void clear(Path folder) {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + folder, e);
        }
    }

    private static <T> T reading(Path file, Function<ZipFile, T> work) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return work.apply(zip);
        } catch (NoSuchFileException e) {
            throw new Unusable("There is no backup " + file, e);
        } catch (ZipException e) {
            throw new Unusable(file + " is no backup, or was cut off: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new Unusable(file + " cannot be restored: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the backup " + file, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
