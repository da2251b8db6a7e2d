package dossier.cli;

import dossier.model.Kept;
import dossier.model.Matched;
import dossier.rules.Watch;
import dossier.store.ChangeSet;
import dossier.store.Reruns;
import dossier.store.WorkerLock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Goes on with a change set, from wherever it stands, until it is finished.
final class Rerunner {
    private static final int TRIES = 10;

    private final Reruns reruns;
    private final ZoneId zone;
    private final BooleanSupplier stopped;

    /// @param zone in which the days of `before:` and `after:` begin
    /// @param stopped asked after each batch: whether to leave the rest to the next start
    Rerunner(Reruns reruns, ZoneId zone, BooleanSupplier stopped) {
        this.reruns = reruns;
        this.zone = zone;
        this.stopped = stopped;
    }

    /// Only one process at a time goes on with sets; the lock is the system's, so a kill frees it.
    static Optional<WorkerLock> lock(Path data) {
        return WorkerLock.tryTake(data, "rerun.lock");
    }

    /// Goes on, forward or back.
    ///
    /// @param progress told after each batch
    ChangeSet goOn(ChangeSet set, Consumer<ChangeSet> progress) {
        return set.state() == ChangeSet.State.UNDOING ? back(set, progress) : forward(set, progress);
    }

    private ChangeSet forward(ChangeSet begun, Consumer<ChangeSet> progress) {
        ChangeSet set = begun;
        try (Watch watch = new Watch(reruns.rules(begun), zone)) {
            for (List<Kept> next = reruns.next(set); !next.isEmpty(); next = reruns.next(set)) {
                if (stopped.getAsBoolean()) return set;
                set = batch(set, next, watch);
                progress.accept(set);
            }
        }
        return reruns.finish(set);
    }

    private ChangeSet batch(ChangeSet set, List<Kept> first, Watch watch) {
        List<Kept> articles = first;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<Matched> matched = articles.stream().map(watch::match).toList();
            switch (reruns.keep(set, matched)) {
                case Reruns.Step.Kept(ChangeSet further) -> {
                    return further;
                }
                case Reruns.Step.Moved() -> articles = reruns.next(set);
                case Reruns.Step.Taken() -> throw new Failure("Another process goes on with change set " + set.id());
            }
        }
        throw new Failure("The articles change faster than change set %d can look at them; try again later: rules rerun"
                .formatted(set.id()));
    }

    private ChangeSet back(ChangeSet begun, Consumer<ChangeSet> progress) {
        ChangeSet set = begun;
        for (Optional<ChangeSet> next = Optional.of(begun); next.isPresent(); next = reruns.undoNext(set)) {
            set = next.get();
            progress.accept(set);
            if (stopped.getAsBoolean()) return set;
        }
        return reruns.finish(set);
    }
}
