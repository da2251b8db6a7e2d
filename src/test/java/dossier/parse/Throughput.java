package dossier.parse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Entries a second of CPU time on one warm thread, for plain Rome, for us, and for us with sanitising:
/// `java dossier.parse.Throughput FOLDER`. Only feeds that plain Rome reads are counted, so that both do the same work.
final class Throughput {
    private static final int ROUNDS = 5;

    private final FeedReader reader = new FeedReader(ParseSettings.DEFAULTS);
    private final List<byte[]> feeds = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        Throughput throughput = new Throughput(Path.of(arguments[0]));
        throughput.print("plain Rome", throughput::rome);
        throughput.print("parsed", throughput::parsed);
        throughput.print("sanitised", throughput::sanitised);
    }

    private Throughput(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".body"))
                    .sorted()
                    .toList()) {
                byte[] feed = Files.readAllBytes(file);
                if (feed.length >= 6_000 && rome(feed) > 0 && parsed(feed) > 0) feeds.add(feed);
            }
        }
    }

    private void print(String name, ToIntFunction<byte[]> reading) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) best = Math.max(best, rate(reading));
        System.out.printf("%-12s %,10.0f entries/s on %d feeds%n", name, best, feeds.size());
    }

    private double rate(ToIntFunction<byte[]> reading) {
        var thread = ManagementFactory.getThreadMXBean();
        long from = thread.getCurrentThreadCpuTime();
        long entries = 0;
        for (byte[] feed : feeds) entries += reading.applyAsInt(feed);
        return entries * 1e9 / (thread.getCurrentThreadCpuTime() - from);
    }

    private int rome(byte[] feed) {
        try (XmlReader in = new XmlReader(new ByteArrayInputStream(feed))) {
            return new SyndFeedInput().build(in).getEntries().size();
        } catch (FeedException | IOException | IllegalArgumentException unread) {
            return 0;
        }
    }

    private int parsed(byte[] feed) {
        return reader.read(feed, "", "https://a.example/feed", ZoneOffset.UTC)
                        instanceof FeedReader.Outcome.Feed(var document)
                ? document.items().size()
                : 0;
    }

    private int sanitised(byte[] feed) {
        if (!(reader.read(feed, "", "https://a.example/feed", ZoneOffset.UTC)
                instanceof FeedReader.Outcome.Feed(var document))) return 0;
        int clean = 0;
        for (FeedDocument.Item item : document.items()) {
            clean += Sanitiser.clean(item.core().summary().markup()).length();
            clean += Sanitiser.clean(item.content().markup()).length();
        }
        return clean < 0 ? 0 : document.items().size();
    }
}
