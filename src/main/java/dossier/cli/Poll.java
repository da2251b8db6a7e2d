package dossier.cli;

import dossier.settings.Configuration;
import dossier.store.Feeds;
import dossier.store.Progress;
import dossier.store.Round;
import dossier.store.WorkerLock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// One round now. Where another process works on the same archive, that one is asked to do it: so no host is asked
/// twice at once.
@Command(
        name = "poll",
        description =
                "One round now: asks all feeds, works off everything it found, exits. 0 well, 3 some feeds failed.")
final class Poll implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Dossier dossier;

    @Parameters(paramLabel = "NAME", description = "Only these outlets")
    private List<String> names = List.of();

    Poll(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = dossier.configuration();
        Optional<WorkerLock> lock = WorkerLock.tryTake(dossier.data());
        try (House house = House.open(dossier, configuration)) {
            List<String> lists = List.of();
            if (lock.isPresent()) {
                house.takeOver();
                lists = house.askLists();
            } else
                dossier.err()
                        .println(Worker.holder(dossier.data()) + " works on this archive; it is asked to do the round");
            long before = house.figures().articles();
            Round round = house.feeds().askNow(new TreeSet<>(names));
            if (!round.unknown().isEmpty()) throw new Refused(unknown(round, configuration));
            Progress end = lock.isPresent() ? ourselves(house, round) : wait(house.feeds(), round, () -> 0);
            if (lock.isPresent() && ArticleTakedown.leftToTheWorker(dossier.data())) house.compactAtEnd();
            lists.forEach(reason -> dossier.err().println("A list of outlets: " + reason));
            int exit = report(house, round, end, house.figures().articles() - before);
            return lists.isEmpty() ? exit : Dossier.PARTLY;
        } finally {
            lock.ifPresent(WorkerLock::close);
        }
    }

    private Progress ourselves(House house, Round round) throws InterruptedException {
        house.feeds().only(round);
        house.backfills().rest();
        try (River _ = Worker.river(dossier, house, false)) {
            return wait(house.feeds(), round, house::lost);
        } finally {
            house.bringIndexUpToDate();
        }
    }

    private Progress wait(Feeds feeds, Round round, IntSupplier lost) throws InterruptedException {
        try (Meter meter = Meter.of("Polling", dossier.err())) {
            while (true) {
                int before = lost.getAsInt();
                Progress progress = feeds.progress(round);
                show(meter, progress);
                if (progress.finished()) return progress;
                if (progress.stuck(before)) throw new Failure(stuck(progress, before));
                Thread.sleep(LOOK);
            }
        }
    }

    private static void show(Meter meter, Progress now) {
        meter.show(
                now.feeds() - now.open() + now.done(),
                now.feeds() + now.done() + now.waiting(),
                "%d of %d feeds asked, %d failed; %d entries done, %d to do"
                        .formatted(now.feeds() - now.open(), now.feeds(), now.failed(), now.done(), now.waiting()));
    }

    private static String stuck(Progress progress, int lost) {
        return ("%d feeds and %d entries are still open, but work failed %d times in such a way that not even its"
            + " cause could be kept; the log above says why. Nothing is lost: the next `dossier poll` goes on with it")
                .formatted(progress.open(), progress.waiting(), lost);
    }

    private int report(House house, Round round, Progress end, long added) {
        List<FeedLine> failed = house.feeds().list().stream()
                .filter(feed -> FeedLine.failedSince(feed, round.since()))
                .map(feed -> FeedLine.of(feed, dossier.clock().instant()))
                .toList();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("feeds", end.feeds());
        result.put("failed", end.failed());
        result.put("sightings", end.done());
        result.put("parked", end.parked());
        result.put("new", added);
        result.put("articles", house.figures().articles());
        if (dossier.json()) dossier.out().println(Json.of(result));
        else
            dossier.out()
                    .println(
                            "%d feeds asked, %d failed; %d entries worked off, %d parked; %d new articles, %d in the archive"
                                    .formatted(result.values().toArray()));
        failed.forEach(line -> dossier.err().println(line.sentence()));
        return end.failed() > 0 || end.parked() > 0 ? Dossier.PARTLY : ExitCode.OK;
    }

    private static String unknown(Round round, Configuration configuration) {
        List<String> known =
                configuration.outlets().stream().map(outlet -> outlet.name()).toList();
        List<String> late = round.unknown().stream().filter(known::contains).toList();
        if (!late.isEmpty())
            return String.join(", ", late) + ": the running process does not know it yet; restart that one";
        return "No outlet is called %s. There are: %s"
                .formatted(String.join(", ", round.unknown()), String.join(", ", known));
    }
}
