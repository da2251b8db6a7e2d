package dossier.parse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dossier.model.Bytes;
import dossier.model.Feed;
import dossier.model.Reading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Reads a million damaged feeds, on several threads, and says what came of it:
/// `java dossier.parse.Fuzz [COUNT] [THREADS] [FIRST-SEED] [FOLDER]`. The feeds are made from seeds of our own, and
/// from those below the folder where one is given. Ends with 1 on an error that is not ours, on a hang, and on growth.
final class Fuzz {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LARGEST_SEED = 20_000;
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final long GROWTH = 32L << 20;

    private final List<byte[]> seeds;
    private final Parser parser = new Parser(ParseSettings.DEFAULTS);
    private final AtomicLong next;
    private final long end;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();
    private final Map<String, Long> errors = new ConcurrentHashMap<>();
    private final Map<Thread, Task> running = new ConcurrentHashMap<>();
    private volatile Task slowest = new Task(0, 0, 0);

    /// One feed: its seed, and how much of its thread's time was used when it was begun, and for it. Time of the
    /// processor: a busy machine is no hang.
    private record Task(long seed, long from, long nanos) {
        long millis() {
            return nanos / 1_000_000;
        }
    }

    Fuzz(List<byte[]> seeds, long first, long count) {
        this.seeds = seeds;
        this.next = new AtomicLong(first);
        this.end = first + count;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        List<byte[]> seeds = new ArrayList<>(Mutations.seeds());
        if (arguments.length > 3) seeds.addAll(below(Path.of(arguments[3])));
        System.exit(new Fuzz(seeds, first, count).run(threads) ? 0 : 1);
    }

    private static List<byte[]> below(Path folder) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".body"))
                    .sorted()
                    .toList()) if (Files.size(file) <= LARGEST_SEED) found.add(Files.readAllBytes(file));
        }
        return found;
    }

    /// True if all went well.
    boolean run(int threads) throws InterruptedException {
        long total = end - next.get();
        long begin = System.nanoTime();
        // A tenth warms up caches and tables; what the heap holds from then on must not grow.
        boolean early = work(threads, next.get() + total / 10);
        long before = heap();
        boolean hung = work(threads, end) || early;
        long after = heap();
        System.out.printf(
                "%,d feeds from %,d seeds in %,d s: %,d read with %,d entries, %,d refused%n",
                total,
                seeds.size(),
                (System.nanoTime() - begin) / 1_000_000_000,
                read.get(),
                entries.get(),
                refused.get());
        System.out.printf("slowest: %,d ms (seed %d)%n", slowest.millis(), slowest.seed());
        System.out.printf("heap after collection: %,d kB, then %,d kB%n", before >> 10, after >> 10);
        errors.forEach((error, seed) -> System.out.printf("not ours: %s (seed %d)%n", error, seed));
        boolean grew = after - before > GROWTH;
        if (hung) System.out.println("a feed took longer than " + HANG.toSeconds() + " s");
        if (grew) System.out.println("the heap grew");
        return errors.isEmpty() && !hung && !grew;
    }

    private boolean work(int threads, long until) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++)
            workers.add(Thread.ofPlatform().daemon().start(() -> work(until)));
        for (Thread worker : workers) {
            while (!worker.join(Duration.ofSeconds(1))) {
                Optional<Task> hanging = hanging();
                if (hanging.isEmpty()) continue;
                System.out.println("hangs: seed " + hanging.get().seed());
                return true;
            }
        }
        return slowest.nanos() > HANG.toNanos();
    }

    private Optional<Task> hanging() {
        return running.entrySet().stream()
                .filter(each -> THREADS.getThreadCpuTime(each.getKey().threadId())
                                - each.getValue().from()
                        > HANG.toNanos())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void work(long until) {
        for (long seed = next.getAndIncrement(); seed < until; seed = next.getAndIncrement()) {
            Task task = new Task(seed, THREADS.getCurrentThreadCpuTime(), 0);
            running.put(Thread.currentThread(), task);
            one(seed);
            Task done = new Task(seed, task.from(), THREADS.getCurrentThreadCpuTime() - task.from());
            if (done.nanos() > slowest.nanos()) slowest = done;
        }
        running.remove(Thread.currentThread());
        next.accumulateAndGet(until, Math::min);
    }

    /// Whatever is thrown is an error that is not ours: the parser promises a reading.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void one(long seed) {
        try {
            byte[] feed = Mutations.of(seeds, seed);
            Reading reading = parser.parse(ParserTest.fetch(Feed.Role.FEED, Bytes.of(feed), ""))
                    .reading();
            count(reading);
        } catch (RuntimeException | Error unexpected) {
            if (errors.putIfAbsent(unexpected.toString(), seed) == null) unexpected.printStackTrace();
        }
    }

    private void count(Reading reading) {
        switch (reading) {
            case Reading.Entries found -> {
                read.incrementAndGet();
                entries.addAndGet(found.entries().size());
            }
            case Reading.Failed _ -> refused.incrementAndGet();
            default -> throw new IllegalStateException("neither read nor refused: " + reading);
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
