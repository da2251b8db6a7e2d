package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When the file is written. [TornDrill] looks at what a kill leaves.
@Timeout(60)
class MomentsTest {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void theFileIsWrittenBetweenTransactionsAndNeverInOne() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try (Moments moments = new Moments(true, () -> {}, () -> false)) {
            for (int i = 0; i < 8; i++) threads.add(Thread.ofPlatform().start(() -> transactions(moments)));
            for (int i = 0; i < 200; i++)
                assertThat(moments.between(underWay::get)).isZero();
            stopped.set(true);
            for (Thread thread : threads) thread.join();
        }
    }

    private void transactions(Moments moments) {
        while (!stopped.get())
            moments.during(() -> {
                underWay.incrementAndGet();
                Thread.yield();
                return underWay.decrementAndGet();
            });
    }

    @Test
    void whatWasChangedIsWrittenByItselfAndWhatWasNotIsLeftAlone() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        Moments[] itself = new Moments[1];
        try (Moments moments = new Moments(
                true,
                () -> {
                    times.incrementAndGet();
                    itself[0].between(() -> 0);
                    written.countDown();
                },
                () -> false)) {
            itself[0] = moments;
            moments.during(() -> 0);
            written.await();
        }
        assertThat(times).hasValue(1);
    }

    @Test
    void nobodyWaitsForItselfOrForALongTransaction() throws InterruptedException {
        try (Moments moments = new Moments(true, () -> {}, () -> false)) {
            assertThat(moments.<Integer>during(() -> moments.between(() -> 1)))
                    .as("in a transaction")
                    .isEqualTo(1);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Thread slow = Thread.ofPlatform()
                    .start(() -> moments.during(() -> {
                        begun.countDown();
                        return waited(end);
                    }));
            begun.await();
            assertThat(moments.<Integer>between(() -> 2)).isEqualTo(2);
            end.countDown();
            slow.join();
        }
    }

    /// Who waits to be alone holds up all that would begin: a second one after a vain wait does not wait, until
    /// ten seconds later.
    @Test
    void aLongTransactionHoldsUpTheOthersOnce() throws InterruptedException {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Moments moments = new Moments(true, () -> {}, () -> false, now::get)) {
            Thread slow = Thread.ofPlatform()
                    .start(() -> moments.during(() -> {
                        begun.countDown();
                        return waited(end);
                    }));
            begun.await();
            assertThat(time(moments)).isGreaterThanOrEqualTo(Moments.PATIENCE);
            Duration together = Duration.ZERO;
            for (int i = 0; i < 50; i++) together = together.plus(time(moments));
            assertThat(together).isLessThan(Moments.PATIENCE.multipliedBy(25));
            now.addAndGet(Moments.PAUSE.toNanos());
            assertThat(time(moments)).isGreaterThanOrEqualTo(Moments.PATIENCE);
            end.countDown();
            slow.join();
        }
    }

    private static Duration time(Moments moments) {
        long start = System.nanoTime();
        moments.between(() -> 0);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void whatWasDoneLastIsWrittenWhenItIsClosedAndOnceOnly() {
        AtomicInteger times = new AtomicInteger();
        Moments moments = new Moments(
                true,
                () -> {
                    times.incrementAndGet();
                    throw new IllegalStateException("The disk is full");
                },
                () -> false);
        moments.during(() -> 0);
        moments.close();
        int written = times.get();
        assertThat(written).isPositive();
        moments.close();
        assertThat(times).hasValue(written);
    }

    @Test
    void whoBeginsWhenMuchWaitsHasItWrittenFirst() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean full = new AtomicBoolean(true);
        Moments[] itself = new Moments[1];
        try (Moments moments = new Moments(true, () -> itself[0].between(() -> order.add("written")), full::get)) {
            itself[0] = moments;
            moments.during(() -> {
                order.add("outer");
                moments.during(() -> order.add("inner"));
                full.set(false);
                return 0;
            });
        }
        assertThat(order).startsWith("written", "outer", "inner");
    }

    private static boolean waited(CountDownLatch end) {
        try {
            end.await();
            return true;
        } catch (InterruptedException asked) {
            return false;
        }
    }
}
