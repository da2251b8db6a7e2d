package dossier.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The moments at which H2's file is written: between the transactions of this process, and not in the middle
/// of one. What was committed is written half a second later at the latest, and when it is closed.
///
/// A transaction that takes long is not waited for: it is written in its middle, and so may others be for the
/// next ten seconds, as they are not held up for it again. Other processes that use the same database are not held up. What they had under way when it was written is
/// made good by the next time it is written; only a kill between the two leaves it by halves.
final class Moments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Moments.class);
    private static final long EVERY_MS = 500;

    /// Nobody waits longer for a long transaction to end.
    static final Duration PATIENCE = Duration.ofMillis(200);

    /// Who waits to be alone lets nobody begin meanwhile. Where that was in vain, so long nobody waits again.
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final boolean active;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Runnable write;
    private final Thread writer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongSupplier nanos;

    /// Since then nobody waits; empty where everybody does.
    private volatile Optional<Long> vain = Optional.empty();

    /// @param active false: the database sees to it by itself
    /// @param write writes the file, by [#between]
    Moments(boolean active, Runnable write) {
        this(active, write, System::nanoTime);
    }

    /// @param nanos the time, from anywhere on
    Moments(boolean active, Runnable write, LongSupplier nanos) {
        this.active = active;
        this.write = write;
        this.nanos = nanos;
        this.writer = Thread.ofPlatform().daemon().name("store-writer").unstarted(this::writeNowAndThen);
        if (active) writer.start();
    }

    /// A transaction; others run at the same time.
    <T> T during(Supplier<T> transaction) {
        if (!active) return transaction.get();
        lock.readLock().lock();
        try {
            return transaction.get();
        } finally {
            changed.set(true);
            lock.readLock().unlock();
        }
    }

    /// What is done while no transaction is under way; where one takes long, all the same. Within a
    /// transaction nobody can wait for its end.
    <T> T between(Supplier<T> work) {
        boolean alone = active && lock.getReadHoldCount() == 0 && isOver();
        try {
            changed.set(false);
            return work.get();
        } finally {
            if (alone) lock.writeLock().unlock();
        }
    }

    private boolean isOver() {
        long now = nanos.getAsLong();
        boolean waits = vain.filter(since -> now - since < PAUSE.toNanos()).isEmpty();
        if (!waits) return lock.writeLock().tryLock();
        try {
            boolean over = lock.writeLock().tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            vain = over ? Optional.empty() : Optional.of(nanos.getAsLong());
            return over;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void writeNowAndThen() {
        try {
            while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                try {
                    if (changed.get()) write.run();
                } catch (RuntimeException failed) {
                    LOG.warn("The database could not be written to its file; it is tried again", failed);
                }
            }
        } catch (InterruptedException asked) {
            LOG.warn("Nobody writes the database to its file now and then any more", asked);
        }
    }

    /// Writes once more: where another process has the file open, it knows nothing of what is not in it yet, and
    /// its end would take back what was said to be done. The thread is not interrupted: that would close the file
    /// beneath the database.
    @Override
    public void close() {
        boolean first = closed.getCount() > 0;
        closed.countDown();
        if (!active || !first) return;
        try {
            writer.join();
            if (changed.get()) write.run();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("What was done last could not be written to the database's file", failed);
        }
    }
}
