package dossier;

import dossier.search.Index;
import dossier.store.Fill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a larger archive costs: fills one of each size, and prints how long the program takes to make its index, to
/// poll a feed with news, to start, to make a page of a tag that nobody asked for before, its first page, and to
/// search. It is a program and not a test: `Growth FOLDER [SIZE…]`, 10,000, 100,000 and 1,000,000 where none is given.
/// Archives that lie in the folder already are used again; one of a million articles takes about 10 GB.
public final class Growth {
    private static final int CHARACTERS = 1_000;
    private static final int NEWS = 30;
    private static final int PAGES = 200;
    private static final List<String> QUERIES = List.of(
            "spying OR espionage", "china AND NOT tariffs", "\"trade war\"", "gardens", "spy* NEAR/8 china", "ladakh");

    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private Growth(Path folder) {
        this.folder = folder;
    }

    /// Folder, sizes.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        List<Integer> sizes = args.length > 1
                ? Stream.of(args).skip(1).map(Integer::parseInt).toList()
                : List.of(10_000, 100_000, 1_000_000);
        System.out.println("   articles | index s | start s | poll s | tag page ms p50/p99 | first page ms p50/p99"
                + " | search ms p50/p99");
        for (int size : sizes) new Growth(folder.resolve(String.valueOf(size))).measure(size);
    }

    private void measure(int size) throws Exception {
        if (!Files.exists(folder.resolve("config/outlets.yaml")))
            Fill.main(new String[] {folder.toString(), String.valueOf(size), String.valueOf(CHARACTERS)});
        try (LocalOutlet outlet = LocalOutlet.open()) {
            outlet.on("/feed", (asked, out) -> LocalOutlet.ok("application/rss+xml", news())
                    .give(asked, out));
            follow(outlet);
            String rebuild = isIndexed(size) ? "there" : "%.0f".formatted(seconds("search", "rebuild"));
            double poll = seconds("poll", "Local", "--set", "http.allow-private=true");
            System.out.printf(Locale.ROOT, "%,11d | ", size);
            int port = Child.freePort();
            long began = System.nanoTime();
            Process process = start("run", "--set", "server.port=" + port);
            try {
                awaitAnswer(port);
                double start = (System.nanoTime() - began) / 1e9;
                awaitIndex(size);
                System.out.printf(Locale.ROOT, "%7s | %7.1f | %6.1f | ", rebuild, start, poll);
                System.out.printf("%s | ", times(port, page -> "/tags/china?page=" + (page + 2)));
                System.out.printf("%s | ", times(port, _ -> "/tags/china"));
                System.out.println(times(
                        port,
                        n -> "/search?q="
                                + QUERIES.get(n % QUERIES.size())
                                        .replace(" ", "+")
                                        .replace("\"", "%22")));
            } finally {
                process.destroy();
                if (!process.waitFor(60, TimeUnit.SECONDS))
                    process.destroyForcibly().waitFor();
            }
        }
    }

    private static String news() {
        StringBuilder feed = new StringBuilder("<rss version='2.0'><channel><title>Local</title>");
        long now = System.nanoTime();
        for (int i = 0; i < NEWS; i++)
            feed.append("<item><title>News %d %d</title><guid>n%d-%d</guid><description>%s</description></item>"
                    .formatted(now, i, now, i, "A spy walked along the harbour of " + i + ". ".repeat(40)));
        return feed.append("</channel></rss>").toString();
    }

    /// The outlet's port is another one each time.
    private void follow(LocalOutlet outlet) throws IOException {
        Path file = folder.resolve("config/outlets.yaml");
        String others = Files.readString(file).replaceFirst("(?s)  - name: Local\n.*", "");
        Files.writeString(
                file,
                others
                        + "  - name: Local\n    home: %s\n    feeds: [ %s ]\n    keep: all\n    fetch: feed\n"
                                .formatted(outlet.url("/"), outlet.url("/feed")));
    }

    /// How long a command takes that ends by itself.
    private double seconds(String... words) throws IOException, InterruptedException {
        long began = System.nanoTime();
        if (start(words).waitFor() != 0)
            throw new IllegalStateException(words[0] + " failed, see " + folder.resolve("log.txt"));
        return (System.nanoTime() - began) / 1e9;
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of(
                "--config",
                folder.resolve("config").toString(),
                "--data",
                folder.resolve("data").toString()));
        return Child.measured("1g", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
    }

    private void awaitAnswer(int port) throws InterruptedException {
        for (int i = 0; i < 6_000; i++) {
            try {
                get(port, "/tags/china");
                return;
            } catch (UncheckedIOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("It does not start, see " + folder.resolve("log.txt"));
    }

    private boolean isIndexed(int size) {
        try (Index index = new Index(folder.resolve("data/index"))) {
            return index.position() >= size;
        }
    }

    /// What the poll brought is taken into the index beside the running program.
    private void awaitIndex(int size) throws InterruptedException {
        try (Index index = new Index(folder.resolve("data/index"))) {
            while (index.position() < size) Thread.sleep(1_000);
        }
    }

    private interface Asking {
        String path(int number);
    }

    private String times(int port, Asking asking) {
        for (int i = 0; i < PAGES; i++) get(port, asking.path(i + PAGES));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            long began = System.nanoTime();
            get(port, asking.path(i));
            times.add(System.nanoTime() - began);
        }
        times.sort(null);
        return "%.1f / %.1f".formatted(times.get(PAGES / 2) / 1e6, times.get(PAGES * 99 / 100) / 1e6);
    }

    private String get(int port, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
