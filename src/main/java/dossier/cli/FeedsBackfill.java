package dossier.cli;

import dossier.model.Feed;
import dossier.settings.Configuration;
import dossier.store.Backfill;
import dossier.store.Backfill.State;
import dossier.store.FeedHealth;
import dossier.store.Progress;
import dossier.store.Round;
import dossier.store.WorkerLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fills the archive with what feeds carried before they were polled. Where another process works on the same archive,
/// that one asks for the pages: so no host is asked twice at once.
@Command(
        name = "backfill",
        description = {
            "Fills the archive with what an outlet's feeds, or one feed, carried before they were polled: from the"
                    + " older pages that a feed names (RFC 5005, next_url of JSON Feed) or that WordPress has, or from"
                    + " old copies.",
            "A second run goes on where the first one ended. 0 all that was to be had, 1 nothing was, 3 a part of it."
        })
final class FeedsBackfill implements Callable<Integer> {
    private static final int MOST = 20_000;
    private static final int LARGEST = 1_000_000;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Dossier dossier;

    @Parameters(paramLabel = "NAME|URL", description = "An outlet's name, or the address of a feed")
    private String which = "";

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Ends when there are so many new entries (default: " + MOST + ")")
    private Optional<Integer> most = Optional.empty();

    @Option(names = "--since", paramLabel = "DAY", description = "Leaves out what is older (yyyy-mm-dd)")
    private Optional<LocalDate> since = Optional.empty();

    @Option(names = "--anew", description = "Begins with the feed itself, wherever the last run ended")
    private boolean anew;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Asks nobody, but reads an old copy of the feed, a folder of them, or a WARC file")
    private Optional<Path> from = Optional.empty();

    FeedsBackfill(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = dossier.configuration();
        if (most.filter(n -> n < 1 || n > LARGEST).isPresent())
            throw new Refused("--most is a number from 1 to " + LARGEST + ", not " + most.get());
        if (from.isPresent() && !Files.isReadable(from.get()))
            throw new Refused("--from " + from.get() + " is no file and no folder that can be read");
        Optional<WorkerLock> lock = WorkerLock.tryTake(dossier.data());
        try (House house = House.open(dossier, configuration)) {
            if (lock.isPresent()) house.takeOver();
            else dossier.err().println(Worker.holder(dossier.data()) + " works on this archive; it is asked to do it");
            List<FeedHealth> feeds = chosen(house);
            return lock.isPresent() ? ourselves(house, feeds) : work(house, feeds);
        } finally {
            lock.ifPresent(WorkerLock::close);
        }
    }

    private List<FeedHealth> chosen(House house) {
        List<FeedHealth> named = NamedFeeds.of(dossier, house.feeds().list(), which);
        List<FeedHealth> feeds = named.stream()
                .filter(feed -> feed.role() == Feed.Role.FEED && feed.polled())
                .toList();
        if (feeds.isEmpty())
            throw new Failure("‘" + Table.oneLine(which) + "’ has no feed that is polled"
                    + (named.stream().anyMatch(FeedHealth::polled) ? "; find one first: dossier poll" : ""));
        if (from.isPresent() && feeds.size() > 1)
            throw new Refused("‘" + Table.oneLine(which) + "’ has " + feeds.size()
                    + " feeds; name the one whose copies these are: "
                    + String.join(
                            ", ",
                            feeds.stream().map(feed -> feed.url().toString()).toList()));
        return feeds;
    }

    private int ourselves(House house, List<FeedHealth> feeds) throws InterruptedException {
        house.feeds().only(new Round(dossier.clock().instant(), false, Set.of(), 0, List.of()));
        try (River _ = Worker.river(dossier, house, false)) {
            return work(house, feeds);
        } finally {
            house.bringIndexUpToDate();
        }
    }

    private int work(House house, List<FeedHealth> feeds) throws InterruptedException {
        try (Meter meter = Meter.of("Following back", dossier.err())) {
            Optional<Instant> start = since.map(
                    day -> day.atStartOfDay(house.configuration().settings().zone("site.zone"))
                            .toInstant());
            if (from.isPresent()) {
                Feed feed = house.backfills().feed(feeds.getFirst().id());
                return new Copying(dossier, house, feed, start, most.orElse(MOST))
                        .read(Copies.files(from.get()), meter);
            }
            for (FeedHealth feed : feeds) house.backfills().ask(feed.id(), most.orElse(MOST), start, anew);
            return report(feeds, wait(house, feeds, meter));
        }
    }

    private List<Backfill> wait(House house, List<FeedHealth> feeds, Meter meter) throws InterruptedException {
        while (true) {
            int lost = house.lost();
            List<Backfill> all = feeds.stream()
                    .map(feed -> house.backfills().find(feed.id()).orElseThrow())
                    .toList();
            Progress progress = progress(all);
            meter.show(progress.done(), progress.done() + progress.waiting() + progress.open(), sentence(all));
            if (progress.finished()) return all;
            if (progress.stuck(lost)) throw stuck();
            Thread.sleep(LOOK);
        }
    }

    static Failure stuck() {
        return new Failure("Work failed in such a way that not even its cause could be kept; the log above says why."
                + " Nothing is lost: the same command goes on with it");
    }

    private static Progress progress(List<Backfill> all) {
        int open = (int) all.stream().filter(one -> one.state() == State.OPEN).count();
        long waiting = all.stream().mapToLong(Backfill::waiting).sum();
        long fresh = all.stream().mapToLong(Backfill::fresh).sum();
        return new Progress(all.size(), open, 0, waiting, 0, Math.max(0, fresh - waiting));
    }

    private static String sentence(List<Backfill> all) {
        return "%d pages read, %d entries, %d new%s; %d to do"
                .formatted(
                        all.stream().mapToInt(Backfill::pages).sum(),
                        all.stream().mapToInt(Backfill::entries).sum(),
                        all.stream().mapToInt(Backfill::fresh).sum(),
                        all.stream()
                                .flatMap(one -> one.oldest().stream())
                                .min(Instant::compareTo)
                                .map(FeedsBackfill::backTo)
                                .orElse(""),
                        all.stream().mapToLong(Backfill::waiting).sum());
    }

    private static String backTo(Instant oldest) {
        return ", back to " + oldest.atZone(ZoneOffset.UTC).toLocalDate();
    }

    // what is told

    private int report(List<FeedHealth> feeds, List<Backfill> all) {
        List<Map<String, Object>> json = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < feeds.size(); i++) {
            json.add(json(feeds.get(i), all.get(i)));
            text.append(i == 0 ? "" : System.lineSeparator()).append(line(feeds.get(i), all.get(i)));
        }
        dossier.print(Answer.of(json, text));
        if (all.stream().allMatch(this::isWhole)) return ExitCode.OK;
        return all.stream().allMatch(one -> one.pages() == 0) ? ExitCode.SOFTWARE : Dossier.PARTLY;
    }

    private boolean isWhole(Backfill one) {
        return one.state().isWell() && (one.state() != State.MOST || most.isPresent());
    }

    private static Map<String, Object> json(FeedHealth feed, Backfill one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outlet", feed.outlet());
        json.put("url", feed.url());
        json.put("state", one.state().name().toLowerCase(Locale.ROOT));
        json.put("pages", one.pages());
        json.put("entries", one.entries());
        json.put("new", one.fresh());
        json.put("oldest", one.oldest());
        json.put("next", one.next());
        json.put("why", one.reason());
        return json;
    }

    private String line(FeedHealth feed, Backfill one) {
        return "%s: %s: %d pages read, %d entries, %d new%s; %s"
                .formatted(
                        feed.outlet(),
                        feed.url(),
                        one.pages(),
                        one.entries(),
                        one.fresh(),
                        one.oldest().map(FeedsBackfill::backTo).orElse(""),
                        why(one));
    }

    private String why(Backfill one) {
        return switch (one.state()) {
            case OPEN -> "it goes on";
            case END -> one.pages() == 1 ? "it names no older page" : "its oldest page was reached";
            case KNOWN -> "the pages before are known from an earlier run; --anew asks for them again";
            case SINCE ->
                "what comes next is older than "
                        + since.map(LocalDate::toString).orElse("was asked for");
            case MOST, BOUND -> "there is more; the same command goes on";
            case CIRCLE -> "its pages lead in a circle";
            case BROKEN -> one.reason().orElse("a page could not be had") + "; the same command tries it again";
        };
    }
}
