package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The default database, a file that several processes share.
class DatabaseTest {
    @TempDir
    Path data;

    /// The worker of another process: polls, works half of it off, and then holds the database until killed.
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) throws InterruptedException {
            House house = new House(StoreSettings.in(Path.of(args[0])), new TestClock(), "worker");
            WorkerLock.tryTake(Path.of(args[0])).orElseThrow();
            var spying = house.configure(House.DAILY).getFirst();
            List<Sighting> sightings = house.poll(House.entries(0, 10));
            for (Sighting sighting : sightings.subList(0, 5)) {
                house.captures.keep(house.fetched(sighting, "<p>text</p>"));
                house.work(sighting, House.content(sighting, "text"), spying);
            }
            house.changes.after(0); // the index is told: what is told is in the file
            Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(house, sightings.get(5))));
            System.out.println("ready");
            Thread.sleep(600_000);
        }

        /// What is in hand when the process is asked to end is finished first.
        private static void finish(House house, Sighting sighting) {
            for (int i = 0; i < 20; i++) house.census.figures();
            house.work(sighting, House.content(sighting, "0123456789".repeat(100_000)));
            house.close();
        }
    }

    @Test
    void anotherProcessReadsAndWritesBesideTheWorkerAndAfterItsDeath() throws Exception {
        Process worker = start();
        try (House beside = new House(StoreSettings.in(data), new TestClock(), "command")) {
            assertThat(beside.census.figures().articles()).isEqualTo(5);
            assertThat(WorkerLock.tryTake(data)).isEmpty();
            assertThat(WorkerLock.lastHolder(data)).contains(worker.pid());
            assertThat(beside.feeds.askNow(java.util.Set.of()).feeds()).isEqualTo(1);
            kill(worker);
            assertThat(beside.census.figures().articles()).isEqualTo(5);
        } finally {
            kill(worker);
        }
        try (House next = new House(StoreSettings.in(data), new TestClock(), "next");
                WorkerLock lock = WorkerLock.tryTake(data).orElseThrow()) {
            assertThat(lock).isNotNull();
            List<Sighting> waiting = next.sightings.waiting();
            assertThat(waiting)
                    .extracting(sighting -> sighting.entry().key())
                    .containsExactly("e5", "e6", "e7", "e8", "e9");
            var capture = next.captures.keep(next.fetched(waiting.getFirst(), "<p>text</p>"));
            assertThat(next.captures.read(capture.capture().orElseThrow())).isPresent();
            assertThat(next.changes.last()).isEqualTo(5);
        }
    }

    /// A command's last words are in its process alone until the worker, which has the file open, writes them.
    @Test
    void whatACommandDidOutlivesAKillOfTheWorkerRightAfterItsEnd() throws Exception {
        Process worker = start();
        try {
            try (House beside = new House(StoreSettings.in(data), new TestClock(), "command")) {
                beside.database.write(handle -> handle.execute("update article set slug = 'said'"));
            }
        } finally {
            kill(worker);
        }
        try (House next = new House(StoreSettings.in(data), new TestClock(), "next")) {
            List<String> slugs = next.database.read(handle -> handle.createQuery("select slug from article")
                    .mapTo(String.class)
                    .list());
            assertThat(slugs).hasSize(5).containsOnly("said");
        }
    }

    @Test
    void aWorkerThatIsAskedToEndFinishesWhatItHasInHand() throws Exception {
        Process worker = start();
        worker.destroy();
        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (House next = new House(StoreSettings.in(data), new TestClock(), "next")) {
            assertThat(next.census.figures().articles()).isEqualTo(6);
            assertThat(next.sightings.waiting()).hasSize(4);
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamed() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "not a folder");
        assertThatThrownBy(() -> Database.open(StoreSettings.in(file))).hasMessageContaining(file.toString());
        StoreSettings nobody = new StoreSettings("jdbc:postgresql://127.0.0.1:9/x?password=secret", "a", "b", data);
        assertThatThrownBy(() -> Database.open(nobody))
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:9/x")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theDatabaseIsServedToThisMachineOnly() throws IOException {
        try (House house = new House(StoreSettings.in(data), new TestClock(), "run")) {
            assertThat(house.census.figures().articles()).isZero();
            Properties lock = new Properties();
            try (BufferedReader file = Files.newBufferedReader(data.resolve("dossier.lock.db"))) {
                lock.load(file);
            }
            String server = lock.getProperty("server");
            assertThat(server).startsWith("localhost:");
            int port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
            for (InetAddress outside : outsideAddresses()) {
                assertThatThrownBy(() -> {
                            try (Socket socket = new Socket()) {
                                socket.connect(new InetSocketAddress(outside, port), 500);
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /// H2 writes a full buffer in the middle of whatever is under way.
    @Test
    void theFileIsWrittenBeforeTheBufferIsFull() {
        try (Database database = Database.open(StoreSettings.in(data))) {
            database.write(handle -> handle.execute("create table much (id integer primary key, text varchar)"));
            int half = database.write(handle -> much(handle, 0)).getAutoCommitMemory() / 2;
            for (int i = 1; i < 10; i++) {
                int from = i * 200;
                int unsaved = database.write(handle -> {
                    int before = much(handle, from).getUnsavedMemory();
                    for (int row = 1; row < 200; row++) much(handle, from + row);
                    return before;
                });
                assertThat(unsaved).isLessThan(half);
            }
        }
    }

    private static MVStore much(Handle handle, int id) {
        handle.execute("insert into much (id, text) values (?, ?)", id, "x".repeat(30_000));
        try {
            SessionLocal session = (SessionLocal)
                    handle.getConnection().unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLockIsTakenOnceAndFreeAgainWhenClosed() {
        try (WorkerLock first = WorkerLock.tryTake(data).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(WorkerLock.tryTake(data)).isEmpty();
        }
        WorkerLock.tryTake(data).orElseThrow().close();
    }

    @Test
    @Timeout(60)
    void hundredsWaitForTheirTurnAndNobodyAtWorkWaitsForThem() throws Exception {
        StoreSettings memory = new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "dossier", "", data);
        try (Database database = Database.open(memory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch goOn = new CountDownLatch(1);
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 500; i++)
                all.add(threads.submit(() -> database.write(handle -> {
                    awaited(goOn);
                    return database.read(inner ->
                            inner.createQuery("select 1").mapTo(Integer.class).one());
                })));
            while (database.waiting() < 492) Thread.onSpinWait();
            goOn.countDown();
            for (Future<Integer> one : all)
                assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            while (database.waiting() > 0) Thread.onSpinWait(); // who writes the file now and then waits as well
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDatabaseThatWeDoNotKnowIsRefusedByName() {
        assertThatThrownBy(() -> new StoreSettings("jdbc:mysql://x/y", "a", "b", data))
                .hasMessageContaining("jdbc:mysql://x/y");
    }

    @Test
    void settingsDoNotTellThePassword() {
        assertThat(new StoreSettings("jdbc:postgresql://x/y", "a", "secret", data).toString())
                .doesNotContain("secret");
    }

    private Process start() throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = worker.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("ready");
        return worker;
    }

    private static void kill(Process worker) throws InterruptedException {
        worker.destroyForcibly();
        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static List<InetAddress> outsideAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }
}
