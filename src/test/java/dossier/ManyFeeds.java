package dossier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Many feeds in flight at a time, each on a host of its own, all new: what the store has to bear at worst.
///
/// ```
/// java … dossier.ManyFeeds FEEDS ENTRIES [--set key=value …]
/// ```
///
/// It says how long a `poll` took, how many feeds failed and how many pieces of work were parked. Exit: 0 where none.
final class ManyFeeds {
    private static final String ITEM = """
        <item><title>Item %1$d</title><link>http://one.example/%2$d/%1$d</link><description>Words on spying, %2$d and %1$d.\
        </description></item>\
        """;

    private ManyFeeds() {}

    /// Runs it once, in a folder for the time being.
    public static void main(String[] args) throws IOException {
        int feeds = Integer.parseInt(args[0]);
        int entries = Integer.parseInt(args[1]);
        Path folder = Files.createTempDirectory("many-feeds");
        Instant start = Instant.now();
        try (LocalOutlet server = LocalOutlet.open()) {
            Program.Said said =
                    poll(folder, server, feeds, entries, List.of(args).subList(2, args.length));
            System.out.println(said.out() + said.err().lines().limit(20).toList());
            System.out.printf(
                    "%d feeds of %d entries: exit %d after %d s%n",
                    feeds,
                    entries,
                    said.exit(),
                    Duration.between(start, Instant.now()).toSeconds());
            System.exit(said.exit());
        }
    }

    private static Program.Said poll(Path folder, LocalOutlet server, int feeds, int entries, List<String> options)
            throws IOException {
        StringBuilder outlets = new StringBuilder("outlets:\n");
        for (int feed = 0; feed < feeds; feed++) {
            outlets.append(
                    "  - { name: Outlet %d, home: 'http://h%d.localhost/', feeds: [ '%s' ], fetch: feed, keep: all }\n"
                            .formatted(feed, feed, server.url("h" + feed, "/feed")));
            server.on("h" + feed + ".localhost", "/feed", LocalOutlet.ok("text/xml", rss(feed, entries)));
        }
        Files.writeString(folder.resolve("outlets.yaml"), outlets);
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
        List<String> words = new ArrayList<>(List.of("poll", "--json"));
        words.addAll(options);
        return new Program(folder, InstantSource.system()).run(words.toArray(String[]::new));
    }

    private static String rss(int feed, int entries) {
        StringBuilder items = new StringBuilder("<rss version='2.0'><channel><title>Feed</title>");
        for (int item = 0; item < entries; item++) items.append(ITEM.formatted(item, feed));
        return items.append("</channel></rss>").toString();
    }
}
