package dossier.cli;

import dossier.model.Indexable;
import dossier.store.Changes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/// Walks through the archive, a batch at a time. An article that stands in several batches comes once.
final class ArticleWalk implements Iterator<Indexable> {
    private final Changes changes;
    private final Set<Long> met = new HashSet<>();
    private final Deque<Indexable> batch = new ArrayDeque<>();
    private long seq;

    /// @param seq the change after which it begins; 0: with the first
    ArticleWalk(Changes changes, long seq) {
        this.changes = changes;
        this.seq = seq;
    }

    @Override
    public boolean hasNext() {
        while (batch.isEmpty()) {
            List<Indexable> next = changes.after(seq);
            if (next.isEmpty()) return false;
            seq = next.getLast().seq();
            next.stream().filter(one -> met.add(one.kept().id().value())).forEach(batch::add);
        }
        return true;
    }

    @Override
    public Indexable next() {
        if (!hasNext()) throw new NoSuchElementException();
        return batch.remove();
    }
}
