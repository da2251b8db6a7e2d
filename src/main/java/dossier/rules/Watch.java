package dossier.rules;

import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.RuleVersion;
import dossier.query.Paper;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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

    /// All rules that match, in the order of the rules, and the words that made them. An article that does not
    /// say when it was published has no date.
    public Matched match(Kept kept) {
        return match(kept, kept.content().published());
    }

    /// The same for an article of the archive, by the date that the archive gives it: so `before:` and `after:`
    /// say the same in a rule and in a search.
    public Matched rematch(Indexable article) {
        return match(article.kept(), Optional.of(article.date()));
    }

    private Matched match(Kept kept, Optional<Instant> date) {
        Paper paper = Paper.of(kept.content(), kept.outlet(), date);
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
            return shift.nearly(
                    kept,
                    () -> Paper.of(kept.content(), kept.outlet(), kept.content().published()),
                    most);
        } finally {
            lock.readLock().unlock();
        }
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
