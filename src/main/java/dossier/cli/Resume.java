package dossier.cli;

import dossier.store.ChangeSet;
import dossier.store.WorkerLock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes on, beside the river, with a change set that a kill left unfinished.
final class Resume implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resume.class);

    private final House house;
    private final Path data;
    private final Thread thread;
    private volatile boolean stopped;

    private Resume(House house, Path data) {
        this.house = house;
        this.data = data;
        this.thread = Thread.ofVirtual().name("resume").unstarted(this::work);
    }

    /// Looks whether there is one, and goes on with it in the background. Nothing happens where another process has it
    /// in hand.
    static Resume begin(House house, Path data) {
        Resume resume = new Resume(house, data);
        resume.thread.start();
        return resume;
    }

    private void work() {
        Optional<WorkerLock> lock = Rerunner.lock(data);
        if (lock.isEmpty()) return;
        try {
            house.reruns().unfinished().ifPresent(this::goOn);
        } catch (RuntimeException failed) {
            LOG.error("A change set could not be finished; `rules rerun` or `article reclean` goes on with it", failed);
        } finally {
            lock.get().close();
        }
    }

    /// Goes on with a set of any kind, from wherever it stands.
    ///
    /// @param stopped asked after each batch: whether to leave the rest to the next start
    /// @param progress told after each batch
    static ChangeSet goOn(House house, ChangeSet set, BooleanSupplier stopped, Consumer<ChangeSet> progress) {
        ZoneId zone = house.configuration().settings().zone("site.zone");
        return switch (set.kind()) {
            case RERUN -> new Rerunner(house.reruns(), zone, stopped).goOn(set, progress);
            case RECLEAN -> new Recleaner(house, stopped).goOn(set, progress);
        };
    }

    private void goOn(ChangeSet set) {
        LOG.info(
                "Change set {} of {} was not finished; going on after article {}",
                set.id(),
                set.started(),
                set.reached());
        ChangeSet end = goOn(house, set, () -> stopped, _ -> {});
        LOG.info("Change set {}: {}", end.id(), end.state());
    }

    /// Stops after the batch in hand.
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
