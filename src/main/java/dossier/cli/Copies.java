package dossier.cli;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Page;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.parse.FeedKey;
import dossier.store.WarcCopies;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Old copies of a feed in a file: the file itself, packed by gzip or not, or all that a WARC file has of the feed.
final class Copies implements AutoCloseable {
    private static final int MOST_FILES = 100_000;
    private static final int DEEPEST = 8;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] WARC = {'W', 'A', 'R', 'C', '/'};

    private final Feed feed;
    private final Optional<WarcCopies> warc;
    private final Queue<Page.Fetched> plain = new ArrayDeque<>();

    private Copies(Feed feed, Optional<WarcCopies> warc) {
        this.feed = feed;
        this.warc = warc;
    }

    /// The file, or all files of a folder and those below it.
    static List<Path> files(Path from) {
        if (!Files.isDirectory(from)) return List.of(from);
        try (Stream<Path> all = Files.walk(from, DEEPEST)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .limit(MOST_FILES)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list " + from, unreadable);
        }
    }

    /// Opens a file.
    ///
    /// @param largest bytes of a copy, unpacked
    /// @param now the time of a copy that does not say when it was made
    static Copies open(Path file, Feed feed, int largest, Instant now) throws IOException {
        if (head(file, WARC.length).equals(Bytes.of(WARC)))
            return new Copies(
                    feed,
                    Optional.of(new WarcCopies(Files.newInputStream(file), address -> isOf(feed, address), largest)));
        Bytes document = head(file, largest + 1);
        if (document.size() > largest) throw new IOException("has more than " + largest + " bytes");
        Copies copies = new Copies(feed, Optional.empty());
        copies.plain.add(new Page.Fetched(feed.url(), feed.url(), 200, Map.of(), new Body(document, ""), now));
        return copies;
    }

    /// So many bytes from the beginning of a file, unpacked.
    private static Bytes head(Path file, int bytes) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(GZIP.length);
            boolean packed = Arrays.equals(in.readNBytes(GZIP.length), GZIP);
            in.reset();
            try (InputStream plain = packed ? new GZIPInputStream(in) : in) {
                return Bytes.of(plain.readNBytes(bytes));
            }
        }
    }

    /// The feed in any of its formats, and its older pages as WordPress numbers them.
    private static boolean isOf(Feed feed, URI address) {
        try {
            String plain =
                    address.toString().replaceFirst("(?<=[?&])paged=\\d+&?", "").replaceFirst("[?&]$", "");
            return FeedKey.of(URI.create(plain)).equals(FeedKey.of(feed.url()));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /// The next copy, as if it had been fetched; empty at the end.
    Optional<Fetch.Fresh> next() throws IOException {
        Optional<Page.Fetched> next = warc.isPresent() ? warc.get().next() : Optional.ofNullable(plain.poll());
        return next.map(copy -> new Fetch.Fresh(
                feed,
                new Trip(
                        copy.at(),
                        Duration.ZERO,
                        copy.status(),
                        copy.body().bytes().size(),
                        copy.address(),
                        Optional.empty(),
                        Optional.empty()),
                copy.body(),
                Validators.NONE));
    }

    @Override
    public void close() throws IOException {
        if (warc.isPresent()) warc.get().close();
    }
}
