package dossier.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The moments at which H2's file is written: between the transactions of this process, and not in the middle
/// of one. What was committed is written half a second later at the latest.
///
/// Other processes that use the same database are not held up. What they had under way when it was written is
/// made good by the next time it is written; only a kill between the two leaves it by halves.
final class Moments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Moments.class);
    private static final long EVERY_MS = 500;

    /// Nobody waits longer for a long transaction to end.
    private static final long PATIENCE_MS = 2_000;

    private final boolean active;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Runnable write;
    private final Thread writer;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param active false: the database sees to it by itself
    /// @param write writes the file, by [#between]
    Moments(boolean active, Runnable write) {
        this.active = active;
        this.write = write;
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
        try {
            return lock.writeLock().tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
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

    /// The database writes its file once more when it is closed. The thread is not interrupted: that would
    /// close the file beneath the database.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (active) writer.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
