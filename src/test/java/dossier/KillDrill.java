package dossier;

import dossier.model.Indexable;
import dossier.store.Changes;
import dossier.store.Database;
import dossier.store.Outlets;
import dossier.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Proof of the first law: polls once without interruption, and again into other archives, killed (`kill -9`) at random
/// moments and started again each time. All archives must hold exactly the same.
///
/// Run it against any configuration, the recorded internet for example (README tells how):
/// `KillDrill CONFIG_DIR KILLS [--set key=value…]`. Ends with 0 only when nothing is missing and nothing is double.
public final class KillDrill {
    private final Path config;
    private final List<String> words;
    private final PrintStream out;
    private final Random random;
    private final Duration patience;

    /// @param words further words of the command, such as `--set` and its value
    /// @param patience with one poll; who takes longer hangs
    public KillDrill(Path config, List<String> words, long seed, Duration patience, PrintStream out) {
        this.patience = patience;
        this.config = config;
        this.words = List.copyOf(words);
        this.random = new Random(seed);
        this.out = out;
    }

    /// What an archive holds.
    ///
    /// @param articles title and text of each by its address
    /// @param entries how many articles there are, doubles counted
    public record Holdings(Map<String, String> articles, long entries) {}

    /// Two arguments at least: the configuration and the number of kills.
    public static void main(String[] args) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        List<String> words = Arrays.asList(args).subList(2, args.length);
        KillDrill drill = new KillDrill(Path.of(args[0]), words, seed, Duration.ofMinutes(10), System.out);
        System.out.println("seed " + seed);
        boolean same = drill.run(Files.createTempDirectory("dossier-drill"), Integer.parseInt(args[1]));
        System.out.println(same ? "PASSED" : "FAILED");
        System.exit(same ? 0 : 1);
    }

    /// Both polls, and the comparison.
    public boolean run(Path folder, int wanted) throws IOException, InterruptedException {
        Instant start = Instant.now();
        int exit = toItsEnd(folder.resolve("whole"));
        Duration whole = Duration.between(start, Instant.now());
        Holdings expected = holdings(folder.resolve("whole"));
        out.printf("without interruption: exit %d, %d articles, %d ms%n", exit, expected.entries(), whole.toMillis());
        int kills = 0;
        boolean same = !expected.articles().isEmpty();
        for (int archive = 1; kills < wanted; archive++) {
            Path data = folder.resolve("killed-" + archive);
            while (kills < wanted && kill(data, kills + 1, whole)) kills++;
            int last = toItsEnd(data);
            Holdings found = holdings(data);
            out.printf(
                    "archive %d, after %d kills in all: exit %d, %d articles%n", archive, kills, last, found.entries());
            same &= exit == last && same(expected, found);
        }
        return same;
    }

    private int toItsEnd(Path data) throws IOException, InterruptedException {
        Process process = poll(data);
        if (process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("a poll did not end within %d s and was killed; its log is %s, and ends: %s"
                .formatted(patience.toSeconds(), data.resolve("log.txt"), end(data.resolve("log.txt"))));
    }

    private static String end(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 1000)).strip();
    }

    /// Kills a poll somewhere in its first half, so that several kills fall into one archive's making.
    ///
    /// @return false where it had ended by itself before
    private boolean kill(Path data, int number, Duration whole) throws IOException, InterruptedException {
        Process process = poll(data);
        long moment = 500 + random.nextLong(Math.max(1000, whole.toMillis() / 2));
        boolean ended = process.waitFor(moment, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        out.printf("kill %d after %d ms%s%n", number, moment, ended ? ": it had ended, a new archive is begun" : "");
        return !ended;
    }

    private boolean same(Holdings expected, Holdings found) {
        Map<String, String> missing = new TreeMap<>(expected.articles());
        missing.keySet().removeAll(found.articles().keySet());
        Map<String, String> extra = new TreeMap<>(found.articles());
        extra.keySet().removeAll(expected.articles().keySet());
        missing.keySet().forEach(address -> out.println("missing: " + address));
        extra.keySet().forEach(address -> out.println("not expected: " + address));
        expected.articles().forEach((address, text) -> {
            if (!text.equals(found.articles().getOrDefault(address, text))) out.println("differs: " + address);
        });
        return expected.equals(found);
    }

    private Process poll(Path data) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("poll", "--config", config.toString(), "--data", data.toString()));
        command.addAll(words);
        Files.createDirectories(data);
        return Child.of("512m", command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("log.txt").toFile()))
                .start();
    }

    /// Reads what an archive holds, and refuses one whose diary has a gap.
    public static Holdings holdings(Path data) {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(StoreSettings.in(data))) {
            Changes changes = new Changes(database, new Outlets(database, clock));
            Map<String, String> articles = new TreeMap<>();
            Set<Long> ids = new HashSet<>();
            long seq = 0;
            for (List<Indexable> some = changes.after(0); !some.isEmpty(); some = changes.after(seq)) {
                for (Indexable one : some) {
                    articles.put(
                            one.kept().content().address().toString(),
                            one.kept().content().title() + "\n"
                                    + one.kept().content().text());
                    seq = one.seq();
                    ids.add(one.kept().id().value());
                }
            }
            return new Holdings(articles, ids.size());
        }
    }
}
