package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShelfTest {
    private final Asking.Clock clock = new Asking.Clock();
    private final AtomicInteger loads = new AtomicInteger();

    private Shelf<String, String> shelf(int entries, long weight) {
        return new Shelf<>(new Shelf.Bounds(entries, weight), clock);
    }

    private Shelf.Load<String> load(String value, long weight) {
        loads.incrementAndGet();
        return new Shelf.Load<>(value, Duration.ofMinutes(1), weight);
    }

    @Test
    void whatIsKeptIsNotFetchedAgain() {
        Shelf<String, String> shelf = shelf(10, 10);
        assertThat(shelf.get("a", _ -> load("A", 1))).isEqualTo("A");
        assertThat(shelf.get("a", _ -> load("B", 1))).isEqualTo("A");
        assertThat(loads).hasValue(1);
    }

    @Test
    void whatHasRunOutIsFetchedAgainAndTheOldIsHandedOver() {
        Shelf<String, String> shelf = shelf(10, 10);
        shelf.get("a", _ -> load("A", 1));
        clock.pass(Duration.ofMinutes(1));
        assertThat(shelf.find("a")).isEmpty();
        assertThat(shelf.get("a", old -> load(old.orElse("") + "B", 1))).isEqualTo("AB");
    }

    @Test
    void theLongestUnusedGoesFirst() {
        Shelf<String, String> shelf = shelf(2, 10);
        shelf.put("a", load("A", 1));
        shelf.put("b", load("B", 1));
        shelf.find("a");
        shelf.put("c", load("C", 1));
        assertThat(shelf.find("a")).contains("A");
        assertThat(shelf.find("b")).isEmpty();
    }

    @Test
    void theShelfBreaksUnderNoWeight() {
        Shelf<String, String> shelf = shelf(100, 10);
        shelf.put("a", load("A", 6));
        shelf.put("b", load("B", 6));
        assertThat(shelf.size()).isEqualTo(1);
        assertThat(shelf.get("heavy", _ -> load("H", 11))).isEqualTo("H");
        assertThat(shelf.size()).isZero();
        shelf.put("a", load("A", 6));
        shelf.put("a", load("A", 6));
        assertThat(shelf.find("a")).contains("A");
    }

    @Test
    void aHundredWhoAskAtOnceCauseOneLoad() throws Exception {
        Shelf<String, String> shelf = shelf(10, 10);
        CountDownLatch asked = new CountDownLatch(100);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> {
                    asked.countDown();
                    return shelf.get("a", _ -> {
                        await(asked);
                        return load("A", 1);
                    });
                }));
            }
        }
        for (Future<String> answer : answers) assertThat(answer.get()).isEqualTo("A");
        assertThat(loads).hasValue(1);
    }

    @Test
    void whereTheLoaderWasStoppedTheNextOneLoads() throws Exception {
        Shelf<String, String> shelf = shelf(10, 10);
        CountDownLatch loading = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> stopped = threads.submit(() -> shelf.get("a", _ -> {
                loading.countDown();
                await(new CountDownLatch(1));
                return load("A", 1);
            }));
            loading.await();
            Future<String> waiting = threads.submit(() -> shelf.get("a", _ -> load("B", 1)));
            stopped.cancel(true);
            assertThat(waiting.get()).isEqualTo("B");
        }
    }

    @Test
    void aLoaderThatFailsLeavesNothing() {
        Shelf<String, String> shelf = shelf(10, 10);
        assertThatThrownBy(() -> shelf.get("a", _ -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(shelf.size()).isZero();
        assertThat(shelf.get("a", old -> load(old.orElse("none"), 1))).isEqualTo("none");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw Stopped.here();
        }
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(shelf(1, 1).find("a")).isEqualTo(Optional.empty());
    }
}
