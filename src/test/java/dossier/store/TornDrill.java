package dossier.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Kills a process that writes transactions over many tables from many threads, and looks whether any of them
/// is there by halves: `TornDrill ROUNDS`. Each transaction gives one row of every table the same number.
public final class TornDrill {
    private static final int TABLES = 40;
    private static final int THREADS = 8;

    private TornDrill() {}

    /// The one that is killed.
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws InterruptedException {
            Database database = Database.open(StoreSettings.in(Path.of(args[0])));
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int row = t;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (long number = 1; ; number++) write(database, row, number);
                }));
            }
            System.out.println("ready");
            for (Thread thread : threads) thread.join();
        }

        private static void write(Database database, int row, long number) {
            database.write(handle -> {
                for (int table = 0; table < TABLES; table++)
                    handle.execute("update torn_" + table + " set number = ? where id = ?", number, row);
                return number;
            });
        }
    }

    /// @param args how often; default 5
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Path data = Files.createTempDirectory("torn");
        try (Database database = Database.open(StoreSettings.in(data))) {
            database.write(handle -> {
                for (int table = 0; table < TABLES; table++) {
                    handle.execute("create table torn_" + table + " (id integer primary key, number bigint not null)");
                    for (int row = 0; row < THREADS; row++)
                        handle.execute("insert into torn_" + table + " (id, number) values (?, 0)", row);
                }
                return 0;
            });
        }
        int torn = 0;
        for (int round = 0; round < rounds; round++) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.inputReader().readLine();
            Thread.sleep(3_000 + ThreadLocalRandom.current().nextInt(1_000));
            process.destroyForcibly().waitFor();
            List<String> halves = halves(data);
            if (!halves.isEmpty()) torn++;
            System.out.println("round " + round + ": " + (halves.isEmpty() ? "whole" : "torn: " + halves));
        }
        System.out.println(torn + " of " + rounds + " kills left a transaction by halves");
    }

    private static List<String> halves(Path data) {
        try (Database database = Database.open(StoreSettings.in(data))) {
            String all = IntStream.range(0, TABLES)
                    .mapToObj(table -> "select id, number from torn_" + table)
                    .collect(Collectors.joining(" union all "));
            return database.read(handle -> handle.createQuery(
                            "select id, min(number) as low, max(number) as high from (" + all
                                    + ") x group by id having min(number) <> max(number)")
                    .map((row, _) -> row.getInt("id") + ": " + row.getLong("low") + " to " + row.getLong("high"))
                    .list());
        }
    }
}
