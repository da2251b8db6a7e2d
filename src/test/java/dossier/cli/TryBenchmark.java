package dossier.cli;

import dossier.settings.Configuration;
import dossier.store.Filler;
import dossier.store.StoreSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long `rules try` takes over a large archive: within this process, which is warm after the first round, and as a
/// person calls it, by `bin/dossier`, with what Java remembers of its rehearsal and without it. It is a program and not
/// a test, and is started in the folder of the project: `TryBenchmark [ARTICLES] [FOLDER]`, 100,000 articles in a new
/// folder where nothing is given; a folder that holds an archive already is used again.
public final class TryBenchmark {
    private static final int CHARACTERS = 1_000;
    private static final List<List<String>> QUERIES = List.of(
            List.of("spying OR espionage OR \"state secrets\" OR (spy* NEAR/8 (china OR cia))", "--tag", "spying"),
            List.of("spying AND NOT tariffs", "--tag", "spying"),
            List.of("\"trade war\" OR tariff", "--tag", "trade"),
            List.of("china OR cia OR border OR gardens", "--tag", "wide"),
            List.of("border AND after:2025-06-01", "--tag", "dated"));

    private final Path config;
    private final Path data;

    private TryBenchmark(Path folder) {
        this.config = folder.resolve("config");
        this.data = folder.resolve("data");
    }

    /// Fills, then measures.
    public static void main(String[] args) throws IOException {
        int articles = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("dossier-try");
        new TryBenchmark(folder).run(articles);
    }

    private void run(int articles) throws IOException {
        if (!Files.exists(data)) fill(articles);
        for (int round = 1; round <= 2; round++) for (List<String> query : QUERIES) measure(query);
        measure(List.of(config.resolve("rules.yaml").toString()));
        call(QUERIES.getFirst(), "");
        awaitRehearsal();
        for (List<String> query : QUERIES) {
            System.out.println("bin/dossier rules try " + query.getFirst());
            System.out.println("    as it is               " + call(query, ""));
            System.out.println("    without the rehearsal  " + call(query, "-Xshare:auto"));
        }
    }

    /// The first call may have begun it.
    private static void awaitRehearsal() throws IOException {
        try {
            while (Files.exists(Path.of("target/.rehearsing"))) Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// The times of a new process, as the shell tells them.
    private String call(List<String> query, String options) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "sh", "-c", "\"$@\" >/dev/null 2>&1; echo \"exit $?\"; times", "sh", "bin/dossier", "rules", "try"));
        words.addAll(query);
        words.addAll(List.of("--config", config.toString(), "--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("DOSSIER_JAVA_OPTS", options);
        long wall = System.nanoTime();
        List<String> said = builder.start().inputReader().lines().toList();
        return "%.2f s, processor (user, system) %s, %s"
                .formatted((System.nanoTime() - wall) / 1e9, said.getLast(), said.getFirst());
    }

    private void fill(int articles) throws IOException {
        Files.createDirectories(config);
        StringBuilder outlets = new StringBuilder("outlets:\n");
        for (int number = 1; number <= 5; number++)
            outlets.append("  - name: Paper %d\n    home: https://paper%d.example/\n".formatted(number, number));
        Files.writeString(config.resolve("outlets.yaml"), outlets);
        Files.writeString(config.resolve("rules.yaml"), """
            rules:
              - tag: spying
                match: spying OR espionage
              - tag: trade
                match: '"trade war"'
            """);
        Configuration configuration = Configuration.read(config, Map.of(), List.of());
        long began = System.nanoTime();
        Filler.fill(StoreSettings.in(data), configuration.outlets(), configuration.rules(), articles, CHARACTERS);
        System.out.printf("%d articles written in %.0f s%n", articles, (System.nanoTime() - began) / 1e9);
        measure(List.of("spying"));
        System.out.println("(the first brings the search index up to date)");
    }

    private void measure(List<String> words) {
        List<String> call = new ArrayList<>(List.of("rules", "try"));
        call.addAll(words);
        call.addAll(List.of("--config", config.toString(), "--data", data.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long wall = System.nanoTime();
        long cpu = cpu();
        int exit = new Dossier(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Path.of(""),
                        Map.of(),
                        (_, _, _) -> () -> {},
                        InstantSource.system())
                .execute(call.toArray(String[]::new));
        String first = out.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
        System.out.printf(
                "exit %d, %.2f s, %.2f s of this thread's processor, %s: %s%n",
                exit, (System.nanoTime() - wall) / 1e9, (cpu() - cpu) / 1e9, words.getFirst(), first);
        if (exit != 0) System.out.println(err.toString(StandardCharsets.UTF_8));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
