package dossier.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/// What was made last, as much of it as fits: what was not asked for the longest is forgotten first. Whether a value
/// still holds is for its keeper to say.
///
/// @param <K> by what it is found
/// @param <V> what was made
public final class Recent<K, V> {
    private final long most;
    private final ToLongFunction<V> weight;
    private final Lock lock = new ReentrantLock();
    private final Map<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
    private long sum;

    /// @param most how much all values together may weigh; one that weighs more than a quarter of it is not kept
    public Recent(long most, ToLongFunction<V> weight) {
        this.most = most;
        this.weight = weight;
    }

    /// What was kept under this key.
    public Optional<V> get(K key) {
        lock.lock();
        try {
            return Optional.ofNullable(values.get(key));
        } finally {
            lock.unlock();
        }
    }

    /// Keeps a value, in place of the one that was there.
    public void put(K key, V value) {
        long heavy = weight.applyAsLong(value);
        lock.lock();
        try {
            drop(key);
            if (heavy > most / 4) return;
            values.put(key, value);
            sum += heavy;
            while (sum > most) drop(values.keySet().iterator().next());
        } finally {
            lock.unlock();
        }
    }

    /// How much all that is kept weighs.
    public long weight() {
        lock.lock();
        try {
            return sum;
        } finally {
            lock.unlock();
        }
    }

    private void drop(K key) {
        Optional.ofNullable(values.remove(key)).ifPresent(gone -> sum -= weight.applyAsLong(gone));
    }
}
