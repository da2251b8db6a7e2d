package dossier.cli;

import dossier.store.OutletLists;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The health of each feed at a glance.
@Command(name = "list", description = "Shows each feed: when it was asked, what came of it, when it is asked again.")
final class FeedsList implements Callable<Integer> {
    private static final List<String> WORST_FIRST = List.of("failing", "busy", "moved", "new", "home", "well", "off");

    private final Dossier dossier;

    @Option(names = "--trouble", description = "Those in trouble first")
    private boolean trouble;

    FeedsList(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        return dossier.show(house -> {
            house.followWhereNobodyWorks(dossier.data());
            Comparator<FeedLine> order = trouble ? Comparator.comparingInt(FeedsList::rank) : (_, _) -> 0;
            List<FeedLine> lines = house.feeds().list().stream()
                    .map(feed -> FeedLine.of(feed, dossier.clock().instant()))
                    .sorted(order)
                    .toList();
            return answer(lines, house.lists().states());
        });
    }

    private Answer answer(List<FeedLine> lines, List<OutletLists.State> lists) {
        Instant now = dossier.clock().instant();
        Paint paint = Paint.of(dossier.environment());
        return new Answer(() -> lines, out -> {
            out.println(table(lines, now, paint));
            lists.forEach(list -> dossier.err().println(sentence(list, now)));
            dossier.err().println(summary(lines));
        });
    }

    /// Alarms first; then by state; and of one state those that missed entries.
    private static int rank(FeedLine line) {
        int state = WORST_FIRST.indexOf(line.state());
        int rank = 2 * (state < 0 ? WORST_FIRST.size() : state) + (line.gaps() > 0 ? 0 : 1);
        return line.alarms().isEmpty() ? rank + 2 * (WORST_FIRST.size() + 1) : rank;
    }

    private static String sentence(OutletLists.State list, Instant now) {
        String read = list.read()
                .map(at -> "named %d outlets %s ago".formatted(list.named(), FeedLine.about(Duration.between(at, now))))
                .orElse(list.asked().isPresent() ? "could never be read" : "was not asked for yet");
        String trouble = list.reason()
                .map(reason -> "; the last time: " + Table.oneLine(reason))
                .orElse("");
        return "list " + list.list().opml() + " " + read + trouble;
    }

    /// `14 feeds: 12 well, 1 failing, 1 new`.
    static String summary(List<FeedLine> lines) {
        Map<String, Long> counts =
                new TreeMap<>(Comparator.comparingInt(WORST_FIRST::indexOf).reversed());
        lines.forEach(line -> counts.merge(line.state(), 1L, Long::sum));
        String parts = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return (lines.size() == 1 ? "1 feed" : lines.size() + " feeds") + (parts.isEmpty() ? "" : ": " + parts);
    }

    private static String table(List<FeedLine> lines, Instant now, Paint paint) {
        Table table = new Table("STATE", "OUTLET", "ENTRIES", "GAPS", "ALARM", "HUB", "ASKED", "NEXT", "FEED");
        for (FeedLine line : lines) {
            String what = line.state().equals("well") ? "" : "  (" + line.what() + ")";
            table.row(
                    line.state(),
                    line.outlet(),
                    line.entries(),
                    line.gaps() == 0 ? "" : line.gaps(),
                    String.join(", ", line.alarms()),
                    line.hub(),
                    line.visited()
                            .map(at -> FeedLine.about(Duration.between(at, now)) + " ago")
                            .orElse("never"),
                    line.due().map(at -> next(now, at)).orElse("never"),
                    line.url() + what);
        }
        return table.painted((row, text) ->
                row == 0 ? text : paint.state(text, lines.get(row - 1).state()));
    }

    private static String next(Instant now, Instant due) {
        return due.isAfter(now) ? "in " + FeedLine.about(Duration.between(now, due)) : "now";
    }
}
