package dossier.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The moments at which H2's file is written: between the transactions of this process, and not in the middle
/// of one. What was committed is written half a second later at the latest, and when it is closed.
///
/// What is written in the middle of a transaction is made good by the next time; only a kill between the two
/// leaves the transaction by halves. That remains for:
/// - transactions of other processes, which are not held up;
/// - one that takes long, as it is not waited for, and others in the ten seconds after it was waited for in vain;
/// - those that change more, all that are under way together, than half of H2's buffer of about 19 MB holds:
///   when it is full, H2 writes by itself. So whoever begins when it is half full has it written first, where
///   this process has the file open.
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
    private final BooleanSupplier full;
    private final AtomicBoolean makingRoom = new AtomicBoolean();
    private final Thread writer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongSupplier nanos;

    /// Since then nobody waits; empty where everybody does.
    private volatile Optional<Long> vain = Optional.empty();

    /// @param active false: the database sees to it by itself
    /// @param write writes the file, by [#between]
    /// @param full whether so much waits to be written that the database may soon write it by itself
    Moments(boolean active, Runnable write, BooleanSupplier full) {
        this(active, write, full, System::nanoTime);
    }

    /// @param nanos the time, from anywhere on
    Moments(boolean active, Runnable write, BooleanSupplier full, LongSupplier nanos) {
        this.active = active;
        this.write = write;
        this.full = full;
        this.nanos = nanos;
        this.writer = Thread.ofPlatform().daemon().name("store-writer").unstarted(this::writeNowAndThen);
        if (active) writer.start();
    }

    /// A transaction; others run at the same time.
    <T> T during(Supplier<T> transaction) {
        if (!active) return transaction.get();
        if (lock.getReadHoldCount() == 0 && full.getAsBoolean()) makeRoom();
        lock.readLock().lock();
        try {
            return transaction.get();
        } finally {
            changed.set(true);
            lock.readLock().unlock();
        }
    }

    private void makeRoom() {
        if (!makingRoom.compareAndSet(false, true)) return;
        try {
            write("The database could not be written to its file");
        } finally {
            makingRoom.set(false);
        }
    }

    private void write(String failure) {
        try {
            write.run();
        } catch (RuntimeException failed) {
            LOG.warn(failure, failed);
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
                if (changed.get()) write("The database could not be written to its file; it is tried again");
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
            if (changed.get()) write("What was done last could not be written to the database's file");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
