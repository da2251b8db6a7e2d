package dossier.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The number of the newest change, for the many who ask at once: whoever asks gets what the database said after the
/// question, and all who wait share one look. Other processes write too, so nobody but the database knows.
final class Newest {
    private final Database database;
    private final AtomicLong asked = new AtomicLong();
    private final Lock looking = new ReentrantLock();
    private long answered;
    private long seq;

    Newest(Database database) {
        this.database = database;
    }

    long seq() {
        long mine = asked.incrementAndGet();
        looking.lock();
        try {
            if (answered >= mine) return seq;
            long all = asked.get();
            seq = database.read(Diary::lastSeq);
            answered = all;
            return seq;
        } finally {
            looking.unlock();
        }
    }
}
