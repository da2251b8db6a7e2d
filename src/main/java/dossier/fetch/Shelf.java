package dossier.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Things kept for a while, bounded in number and weight; the longest unused goes first.
///
/// Who asks for what another one is just fetching waits for that, so that it is fetched once.
final class Shelf<K, V> {
    /// Something to keep.
    ///
    /// @param keep for how long
    /// @param weight its share of what the shelf can hold
    record Load<V>(V value, Duration keep, long weight) {}

    /// Two bounds, whichever is reached first.
    record Bounds(int entries, long weight) {}

    private static final class Slot<V> {
        final CompletableFuture<V> value = new CompletableFuture<>();
        Instant until = Instant.MAX;
        long weight;

        boolean isDone() {
            return value.isDone();
        }
    }

    private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Bounds bounds;
    private final InstantSource clock;
    private long weight;

    Shelf(Bounds bounds, InstantSource clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /// What is kept there, or what the loader brings. It is handed what was kept before and has run out, where
    /// that is still at hand.
    V get(K key, Function<Optional<V>, Load<V>> loader) {
        Slot<V> mine = new Slot<>();
        while (true) {
            Optional<V> stale = Optional.empty();
            Slot<V> there;
            lock.lock();
            try {
                there = slots.get(key);
                if (there == null || isStale(there)) {
                    if (there != null) stale = done(there);
                    swap(key, mine);
                    there = mine;
                }
            } finally {
                lock.unlock();
            }
            if (there == mine) return loaded(key, mine, loader, stale);
            Optional<V> shared = awaited(there);
            if (shared.isPresent()) return shared.get();
        }
    }

    private V loaded(K key, Slot<V> mine, Function<Optional<V>, Load<V>> loader, Optional<V> stale) {
        try {
            Load<V> load = loader.apply(stale);
            keep(key, mine, load);
            return load.value();
        } finally {
            if (!mine.isDone()) giveUp(key, mine);
        }
    }

    /// Empty where the one who fetched it was stopped: then it is our turn.
    private static <V> Optional<V> awaited(Slot<V> slot) {
        try {
            return Optional.of(slot.value.get());
        } catch (ExecutionException | CancellationException otherStopped) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            throw Stopped.here();
        }
    }

    private static <V> Optional<V> done(Slot<V> slot) {
        return slot.isDone() && !slot.value.isCompletedExceptionally()
                ? Optional.of(slot.value.join())
                : Optional.empty();
    }

    private void keep(K key, Slot<V> mine, Load<V> load) {
        lock.lock();
        try {
            mine.until = clock.instant().plus(load.keep());
            mine.weight = load.weight();
            if (slots.get(key) == mine) weight += mine.weight;
            mine.value.complete(load.value());
            trim();
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(K key, Slot<V> mine) {
        lock.lock();
        try {
            slots.remove(key, mine);
        } finally {
            lock.unlock();
        }
        mine.value.cancel(false);
    }

    private void swap(K key, Slot<V> slot) {
        Slot<V> before = slots.put(key, slot);
        if (before != null) weight -= before.weight;
        trim();
    }

    private boolean isStale(Slot<V> slot) {
        return slot.isDone() && !clock.instant().isBefore(slot.until);
    }

    /// What is still being fetched stays; others wait for it.
    private void trim() {
        Iterator<Slot<V>> oldest = slots.values().iterator();
        while ((slots.size() > bounds.entries() || weight > bounds.weight()) && oldest.hasNext()) {
            Slot<V> slot = oldest.next();
            if (!slot.isDone()) continue;
            weight -= slot.weight;
            oldest.remove();
        }
    }

    /// What is kept there now.
    Optional<V> find(K key) {
        lock.lock();
        try {
            Slot<V> there = slots.get(key);
            return there == null || isStale(there) ? Optional.empty() : done(there);
        } finally {
            lock.unlock();
        }
    }

    /// Keeps this, whatever was there.
    void put(K key, Load<V> load) {
        Slot<V> slot = new Slot<>();
        lock.lock();
        try {
            swap(key, slot);
        } finally {
            lock.unlock();
        }
        keep(key, slot, load);
    }

    /// How many things are kept.
    int size() {
        lock.lock();
        try {
            return slots.size();
        } finally {
            lock.unlock();
        }
    }
}
