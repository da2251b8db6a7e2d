package dossier.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One exchange's share of memory. A small document needs none; of large ones only so many are read at a time,
/// or a few hundred hostile servers would fill the heap, each well within its own limit.
final class Ration implements AutoCloseable {
    /// Documents up to this size are read without asking.
    static final int SMALL = 1 << 20;

    /// How many large documents there may be at a time, for these limits and this heap: sent and unpacked, each
    /// may take its size twice while it grows.
    static Semaphore shares(long maxBytes, long heap) {
        return new Semaphore(Math.clamp(heap / 2 / (4 * maxBytes), 2, 256), true);
    }

    /// Too many others are reading large documents.
    static final class Crowded extends IOException {
        private static final long serialVersionUID = 1;

        Crowded() {
            super("is large, and too many large documents came at once");
        }
    }

    private final Semaphore shares;
    private final Duration patience;
    private boolean taken;

    Ration(Semaphore shares, Duration patience) {
        this.shares = shares;
        this.patience = patience;
    }

    /// To be called before a document grows beyond [#SMALL]; once is enough for a whole exchange.
    void large() throws Crowded {
        if (taken) return;
        try {
            taken = shares.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw Stopped.here();
        }
        if (!taken) throw new Crowded();
    }

    @Override
    public void close() {
        if (taken) shares.release();
        taken = false;
    }
}
