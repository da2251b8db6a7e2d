package dossier.store;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/// Pages in WARC/1.1 files, one gzip member a record. Only the end of the newest file is ever written, but for records
/// of what was taken down.
///
/// A record is on the disk before its place is given out. What a crash left behind the last record that the
/// database knows of stays there untouched: the next record begins a new file.
final class WarcFiles implements AutoCloseable {
    private static final String SUFFIX = ".warc.gz";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Said of the body on its way, not of the body as we hold it.
    private static final Set<String> OF_THE_WAY = Set.of("content-encoding", "transfer-encoding", "content-length");

    private final Path folder;
    private final long largest;
    private final InstantSource clock;
    private final ToLongFunction<String> knownEnd;
    private final Lock appending = new ReentrantLock();
    private final Lock syncing = new ReentrantLock();
    private @Nullable Open current;

    /// A record: where it begins and how long it is.
    record Place(String file, long at, long length) {}

    private static final class Open {
        final String file;
        final FileChannel channel;
        long end;
        volatile long written;
        volatile long synced;

        Open(String file, FileChannel channel, long end) {
            this.file = file;
            this.channel = channel;
            this.end = end;
        }
    }

    /// @param largest bytes after which a new file is begun
    /// @param knownEnd of a file by name: end of its last record that the database knows of, 0 where it knows
    /// none
    WarcFiles(Path folder, long largest, InstantSource clock, ToLongFunction<String> knownEnd) {
        this.folder = folder;
        this.largest = largest;
        this.clock = clock;
        this.knownEnd = knownEnd;
    }

    Place append(Page.Fetched page, String sha256) throws IOException {
        byte[] record = record(page, sha256);
        Open open;
        Place place;
        appending.lock();
        try {
            open = open();
            place = new Place(open.file, open.end, record.length);
            write(open, record);
        } finally {
            appending.unlock();
        }
        sync(open, place.at() + place.length());
        return place;
    }

    Page.Fetched read(Place place, Page.Fetched bodiless) throws IOException {
        try (FileChannel channel = FileChannel.open(inside(place.file()))) {
            channel.position(place.at());
            InputStream in = Channels.newInputStream(channel);
            try (WarcReader reader = new WarcReader(in)) {
                WarcRecord record = reader.next().orElseThrow(() -> new IOException("No record at " + place));
                if (!(record instanceof WarcResponse response)) throw new IOException("No response at " + place);
                return read(response, bodiless);
            }
        }
    }

    /// A record as it stands in its file, compressed: a file of WARC by itself.
    byte[] raw(Place place) throws IOException {
        try (FileChannel channel = FileChannel.open(inside(place.file()))) {
            channel.position(place.at());
            byte[] record = Channels.newInputStream(channel).readNBytes(Math.toIntExact(place.length()));
            if (record.length < place.length()) throw new IOException("No whole record at " + place);
            return record;
        }
    }

    /// Overwrites a record with one that says nothing, byte for byte as long: all others keep their place.
    void blank(Place place) throws IOException {
        byte[] nothing = Blank.of(Math.toIntExact(place.length()), clock.instant());
        try (FileChannel channel = FileChannel.open(inside(place.file()), StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(nothing);
            long at = place.at();
            while (buffer.hasRemaining()) at += channel.write(buffer, at);
            channel.force(true);
        }
    }

    @Override
    public void close() {
        appending.lock();
        try {
            drop();
        } finally {
            appending.unlock();
        }
    }

    // writing

    private Open open() throws IOException {
        Open open = current;
        if (open != null && open.end < largest) return open;
        drop();
        Optional<Open> last = reopened();
        Open next = last.isPresent() ? last.get() : begun();
        current = next;
        return next;
    }

    private Optional<Open> reopened() throws IOException {
        Files.createDirectories(folder);
        Optional<Path> newest = newest();
        if (newest.isEmpty()) return Optional.empty();
        String name = newest.get().getFileName().toString();
        long size = Files.size(newest.get());
        if (size >= largest || size != knownEnd.applyAsLong(name)) return Optional.empty();
        FileChannel channel = FileChannel.open(newest.get(), StandardOpenOption.WRITE);
        channel.position(size);
        return Optional.of(new Open(name, channel, size));
    }

    private Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        }
    }

    private Open begun() throws IOException {
        for (int number = 1; ; number++) {
            String name = "dossier-%s-%05d%s".formatted(STAMP.format(clock.instant()), number, SUFFIX);
            try {
                FileChannel channel =
                        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Open open = new Open(name, channel, 0);
                write(open, info(name));
                return open;
            } catch (FileAlreadyExistsException taken) {
                if (number == 99_999) throw taken;
            }
        }
    }

    /// A write that fails half way leaves a torn record; the file is left, and the next record begins a new one.
    private void write(Open open, byte[] bytes) throws IOException {
        boolean whole = false;
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) open.channel.write(buffer);
            open.end += bytes.length;
            open.written = open.end;
            whole = true;
        } finally {
            if (!whole) drop();
        }
    }

    /// Many threads wait for one sync: who comes later finds its record on the disk already.
    private void sync(Open open, long end) throws IOException {
        syncing.lock();
        try {
            if (open.synced >= end) return;
            long written = open.written;
            open.channel.force(false);
            open.synced = written;
        } finally {
            syncing.unlock();
        }
    }

    private void drop() {
        Open open = current;
        current = null;
        if (open == null) return;
        syncing.lock();
        try (FileChannel channel = open.channel) {
            if (channel.isOpen()) channel.force(false);
            open.synced = open.written;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + open.file, e);
        } finally {
            syncing.unlock();
        }
    }

    /// What a file begins with.
    byte[] info(String name) throws IOException {
        return member(new Warcinfo.Builder()
                .version(MessageVersion.WARC_1_1)
                .date(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .filename(name)
                .fields(Map.of("software", List.of("dossier"), "format", List.of("WARC File Format 1.1")))
                .build());
    }

    private static byte[] record(Page.Fetched page, String sha256) throws IOException {
        var http = new HttpResponse.Builder(page.status(), "");
        new TreeMap<>(page.headers()).forEach((name, value) -> {
            if (!isPlain(name)) return;
            String kept = OF_THE_WAY.contains(name) ? "x-archive-orig-" + name : name;
            if (!name.equals("content-type")) http.addHeader(kept, line(value));
        });
        String type = line(page.body().contentType());
        if (!type.isEmpty()) http.addHeader("content-type", type);
        byte[] body = page.body().bytes().toArray();
        return member(new WarcResponse.Builder(page.address().toASCIIString())
                .version(MessageVersion.WARC_1_1)
                .date(page.at().truncatedTo(ChronoUnit.MICROS))
                .payloadDigest(new WarcDigest("sha256", HexFormat.of().parseHex(sha256)))
                .body(http.body(null, body).build())
                .build());
    }

    private static byte[] member(WarcRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WarcWriter writer = new WarcWriter(Channels.newChannel(out), WarcCompression.GZIP)) {
            writer.write(record);
        }
        return out.toByteArray();
    }

    private static boolean isPlain(String name) {
        return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    }

    /// A header is one line, whatever a server sent.
    private static String line(String value) {
        return value.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    // reading

    private Path inside(String file) throws IOException {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder.normalize())) throw new IOException("Not a file of the captures: " + file);
        return path;
    }

    private static Page.Fetched read(WarcResponse response, Page.Fetched bodiless) throws IOException {
        HttpResponse http = response.http();
        Map<String, String> headers = new TreeMap<>();
        http.headers()
                .map()
                .forEach((name, values) -> headers.put(
                        name.toLowerCase(Locale.ROOT).replaceFirst("^x-archive-orig-", ""), String.join(", ", values)));
        Bytes body = Bytes.of(http.body().stream().readAllBytes());
        String type = headers.getOrDefault("content-type", "");
        return new Page.Fetched(
                bodiless.asked(), bodiless.address(), bodiless.status(), headers, new Body(body, type), bodiless.at());
    }
}
