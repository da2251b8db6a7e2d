package dossier.rules;

import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.RuleVersion;
import dossier.query.Paper;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Holds articles against all rules. Rules are compiled once for each language that appears; an article is then
/// held only against those that share a word with it.
///
/// Safe for many threads. [#close] ends the threads that Lucene keeps for it.
public final class Watch implements AutoCloseable {
    private final ZoneId zone;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Shift shift;

    /// A watch over these rules.
    ///
    /// @param zone in which the days of `before:` and `after:` begin
    /// @throws IllegalArgumentException naming the first rule that cannot be read
    public Watch(List<RuleVersion> rules, ZoneId zone) {
        this.zone = zone;
        this.shift = new Shift(rules, zone);
    }

    /// From now on these rules. Articles under way are still held against the former ones.
    ///
    /// @throws IllegalArgumentException naming the first rule that cannot be read; the former rules then stay
    public void replace(List<RuleVersion> rules) {
        Shift next = new Shift(rules, zone);
        lock.writeLock().lock();
        try {
            shift.close();
            shift = next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// All rules that match, in the order of the rules, and the words that made them.
    public Matched match(Kept kept) {
        Paper paper = paper(kept);
        lock.readLock().lock();
        try {
            return new Matched(kept, shift.match(paper, kept.outlet().name()));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Rules that do not match and nearly would, those that miss least first, and what each of them misses. It
    /// asks each clause of each rule: for a person who wants to know, not for the river.
    ///
    /// @param most that many at most
    public List<NearMiss> nearly(Kept kept, int most) {
        lock.readLock().lock();
        try {
            return shift.nearly(kept, () -> paper(kept), most);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static Paper paper(Kept kept) {
        return Paper.of(kept.content(), kept.outlet(), kept.date());
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            shift.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
