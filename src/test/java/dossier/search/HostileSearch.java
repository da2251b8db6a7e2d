package dossier.search;

import static java.time.ZoneOffset.UTC;

import dossier.model.SearchHits;
import dossier.query.HostileQueries;
import dossier.query.QueryCheck;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;

/// What hostile queries cost over a large archive, such as `dossier.store.Fill` makes: `HostileSearch DATA`, the data
/// folder. Prints for each what a search and a preview took of the processor, and what became of it; the last line
/// says how many took longer than two seconds. It is a program and not a test.
public final class HostileSearch {
    private static final double LONGEST = 2;

    private HostileSearch() {}

    /// One argument: the data folder.
    public static void main(String[] args) {
        try (Index index = new Index(Path.of(args[0]).resolve("index"))) {
            Searcher searcher = new Searcher(index, UTC, 20);
            searcher.look("warm OR up", false, 20);
            int slow = 0;
            for (Map.Entry<String, String> each : HostileQueries.all().entrySet()) {
                double before = cpu();
                SearchHits found = searcher.look(each.getValue(), false, 20);
                double search = cpu() - before;
                boolean rule = QueryCheck.ruleProblem(each.getValue()).isEmpty();
                before = cpu();
                boolean told =
                        rule && new Candidates(index, UTC).find(each.getValue()).isPresent();
                double preview = cpu() - before;
                if (search > LONGEST || preview > LONGEST) slow++;
                String end = found.problem().orElse(found.total() + " found");
                System.out.printf(
                        "%-42s search %6.2f s, preview %6.2f s%s  %s%n",
                        each.getKey(),
                        search,
                        preview,
                        rule && !told ? " (each article is to be looked at)" : "",
                        end.substring(0, Math.min(90, end.length())).replaceAll("\\p{Cntrl}", " "));
            }
            System.out.printf("%d took longer than %.0f s%n", slow, LONGEST);
        }
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
