package dossier.cli;

import dossier.store.FeedHealth;
import dossier.store.FeedVisit;
import dossier.store.HubHealth;
import dossier.store.SourceMonitor;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How the visits to a feed went.
@Command(
        name = "history",
        description = {
            "Shows how the visits to an outlet's feeds, or to one feed, went: newest first. Below stands what is"
                    + " usual:",
            "its rhythm, how many articles had their page, how long they are, how many dates and doubles there are.",
            "Visits that brought nothing are forgotten after a week, the others after a quarter of a year."
        })
final class FeedsHistory implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final Dossier dossier;

    @Parameters(paramLabel = "NAME|URL", description = "An outlet's name, or the address of a feed")
    private String which = "";

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many visits (default: ${DEFAULT-VALUE})")
    private int last = 20;

    FeedsHistory(Dossier dossier) {
        this.dossier = dossier;
    }

    private record History(FeedHealth feed, SourceMonitor usual, List<FeedVisit> visits) {}

    @Override
    public Integer call() {
        if (last < 1 || last > MOST) throw new Refused("--last is a number from 1 to " + MOST + ", not " + last);
        return dossier.show(house -> {
            List<History> all = NamedFeeds.of(dossier, house.feeds().list(), which).stream()
                    .map(feed -> new History(
                            feed,
                            house.feeds().monitor(feed.id()),
                            house.feeds().history(feed.id(), last)))
                    .toList();
            Instant now = dossier.clock().instant();
            return new Answer(() -> all.stream().map(FeedsHistory::json).toList(), out -> print(out, all, now));
        });
    }

    private static void print(PrintStream out, List<History> all, Instant now) {
        String gap = "";
        for (History history : all) {
            out.println(gap + history.feed.outlet() + ": " + history.feed.url());
            out.println(history.visits.isEmpty() ? "not asked yet" : table(history.visits));
            if (history.feed.gaps() > 0)
                out.println("entries were missed " + history.feed.gaps() + " times in the last thirty days"
                        + history.feed
                                .lastGap()
                                .map(at -> ", last noticed " + second(at))
                                .orElse(""));
            history.feed.hub().ifPresent(hub -> out.println(sentence(hub, now)));
            if (!history.visits.isEmpty()) out.println(Usual.sentences(history.usual, now));
            gap = System.lineSeparator();
        }
    }

    private static String sentence(HubHealth hub, Instant now) {
        String told = hub.isLiving(now)
                ? "tells of its news until "
                        + hub.until().map(FeedsHistory::second).orElse("")
                : "is asked to tell of its news";
        String last = hub.pushed().map(at -> ", last " + second(at)).orElse("");
        return "hub " + hub.hub() + " " + told + last + "; " + Table.oneLine(hub.heard());
    }

    private static Table table(List<FeedVisit> visits) {
        Table table = new Table("AT", "OUTCOME", "STATUS", "BYTES", "TOOK", "ENTRIES", "NEW", "NEXT", "WHY");
        for (FeedVisit visit : visits) {
            table.row(
                    second(visit.at()),
                    visit.outcome(),
                    visit.status() == 0 ? "-" : visit.status(),
                    visit.bytes(),
                    visit.took().toMillis() + " ms",
                    visit.entries(),
                    visit.fresh(),
                    visit.due().map(FeedsHistory::second).orElse("never"),
                    visit.reason().orElse(""));
        }
        return table;
    }

    private static String second(Instant at) {
        return at.toString().replaceFirst("\\.\\d+Z$", "Z");
    }

    private static Map<String, Object> json(History history) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outlet", history.feed.outlet());
        json.put("url", history.feed.url());
        List<Map<String, Object>> visits = new ArrayList<>();
        for (FeedVisit visit : history.visits) visits.add(json(visit));
        json.put("visits", visits);
        json.put("usual", Usual.json(history.usual));
        json.put("hub", history.feed.hub());
        return json;
    }

    private static Map<String, Object> json(FeedVisit visit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", visit.at());
        json.put("outcome", visit.outcome());
        json.put("status", visit.status());
        json.put("bytes", visit.bytes());
        json.put("took", visit.took().toMillis());
        json.put("entries", visit.entries());
        json.put("new", visit.fresh());
        json.put("next", visit.due());
        json.put("why", visit.reason());
        return json;
    }
}
