package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class GatesTest {
    private final Asking.Leap pace = new Asking.Leap();
    private final Asking.Clock clock = new Asking.Clock();

    private Gates gates(Duration delay) {
        return new Gates(delay, new Shelf<>(new Shelf.Bounds(100, 100), clock), pace, new Tally());
    }

    @Test
    void theFirstRequestToAHostNeedNotWait() throws InterruptedException {
        Gates gates = gates(Duration.ofSeconds(1));
        gates.enter("a.example").close();
        gates.enter("b.example").close();
        assertThat(pace.slept()).isZero();
    }

    @Test
    void theNextRequestWaitsTheDelayFromTheEndOfTheLast() throws InterruptedException {
        Gates gates = gates(Duration.ofSeconds(1));
        Gates.Pass first = gates.enter("a.example");
        pace.sleep(Duration.ofSeconds(5).toNanos());
        first.close();
        gates.enter("a.example").close();
        assertThat(pace.slept()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aPassThatWasNotUsedCostsNoDelay() throws InterruptedException {
        Gates gates = gates(Duration.ofSeconds(1));
        try (Gates.Pass pass = gates.enter("a.example")) {
            pass.unused();
        }
        gates.enter("a.example").close();
        assertThat(pace.slept()).isZero();
    }

    @Test
    void aHostThatAsksForALongerDelayGetsIt() throws InterruptedException {
        Gates gates = gates(Duration.ofSeconds(1));
        gates.slow("a.example", Duration.ofSeconds(10));
        gates.slow("b.example", Duration.ofMillis(1));
        for (String host : List.of("a.example", "a.example", "b.example", "b.example"))
            gates.enter(host).close();
        assertThat(pace.slept()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void onlyOneIsInsideAtATime() throws Exception {
        Gates gates = gates(Duration.ZERO);
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = Asking.atOnce(500, _ -> {
            try (Gates.Pass _ = gates.enter("a.example")) {
                int now = inside.incrementAndGet();
                LockSupport.parkNanos(1_000);
                inside.decrementAndGet();
                return now;
            } catch (InterruptedException stopped) {
                throw Stopped.here();
            }
        });
        assertThat(seen).containsOnly(1);
    }

    @Test
    void gatesOfTenThousandsOfHostsDoNotStayForEver() throws InterruptedException {
        Gates gates = gates(Duration.ofSeconds(1));
        for (int i = 0; i < 20_000; i++) {
            gates.enter("host" + i).close();
            pace.sleep(Duration.ofMillis(10).toNanos());
        }
        assertThat(gates.size()).isLessThan(1_000);
    }

    @Test
    void whoIsStoppedWhileWaitingLeavesTheGateToOthers() throws Exception {
        Gates gates = gates(Duration.ZERO);
        CountDownLatch waiting = new CountDownLatch(1);
        try (Gates.Pass _ = gates.enter("a.example");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> stopped = threads.submit(() -> {
                waiting.countDown();
                return gates.enter("a.example");
            });
            waiting.await();
            stopped.cancel(true);
        }
        gates.enter("a.example").close();
        assertThat(gates.size()).isZero();
    }
}
