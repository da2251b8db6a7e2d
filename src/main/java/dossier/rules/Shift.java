package dossier.rules;

import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.RuleVersion;
import dossier.query.Language;
import dossier.query.Paper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.TermFilteredPresearcher;

/// One set of rules, from when it is put in force until it is replaced.
final class Shift implements AutoCloseable {
    /// Lucene sets 32 kB aside for each field of each rule while it takes them in: of 10,000 at once, a third of a
    /// gigabyte.
    private static final int UPDATE_BATCH = 1_000;

    private final List<Standing> rules;
    private final ZoneId zone;
    private final ReentrantLock building = new ReentrantLock();
    private volatile Map<Language, Monitor> monitors = Map.of();

    Shift(List<RuleVersion> rules, ZoneId zone) {
        this.rules = rules.stream().map(Standing::of).toList();
        this.zone = zone;
    }

    /// Rules that do not match and nearly would, those that miss least first.
    List<NearMiss> nearly(Kept kept, Supplier<Paper> papers, int most) {
        String outlet = kept.outlet().name();
        Clauses clauses = new Clauses(papers, zone);
        return rules.stream()
                .flatMap(rule -> clauses.miss(rule, outlet).stream())
                .sorted(Comparator.comparingInt(miss -> miss.clauses().size()))
                .limit(most)
                .map(miss -> clauses.explained(miss, outlet))
                .toList();
    }

    List<Match> match(Paper paper, String outlet) {
        if (rules.isEmpty()) return List.of();
        try {
            MatchingQueries<Finding> found = monitor(paper.language())
                    .match(
                            paper.document(),
                            Finding.factory(
                                    id -> Optional.of(rule(id)).filter(rule -> rule.applies(outlet)), paper.texts()));
            found.getErrors().forEach((id, error) -> {
                throw new IllegalStateException(
                        "Rule '" + rule(id).version().rule().name() + "' failed", error);
            });
            return found.getMatches().stream()
                    .sorted((one, other) -> Integer.compare(number(one), number(other)))
                    .map(finding -> new Match(rule(finding.getQueryId()).version(), finding.hits()))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int number(Finding finding) {
        return Integer.parseInt(finding.getQueryId());
    }

    private Standing rule(String id) {
        return rules.get(Integer.parseInt(id));
    }

    private Monitor monitor(Language language) throws IOException {
        Monitor known = monitors.get(language);
        if (known != null) return known;
        building.lock();
        try {
            Monitor meanwhile = monitors.get(language);
            if (meanwhile != null) return meanwhile;
            Monitor built = build(language);
            Map<Language, Monitor> more = new EnumMap<>(Language.class);
            more.putAll(monitors);
            more.put(language, built);
            monitors = more;
            return built;
        } finally {
            building.unlock();
        }
    }

    private Monitor build(Language language) throws IOException {
        Monitor monitor = new Monitor(
                new KeywordAnalyzer(),
                new TermFilteredPresearcher(TermFilteredPresearcher.DEFAULT_WEIGHTOR, Grams.handlers(), Set.of()),
                new MonitorConfiguration().setPurgeFrequency(1, TimeUnit.DAYS).setQueryUpdateBufferSize(UPDATE_BATCH));
        try {
            monitor.register(IntStream.range(0, rules.size())
                    .mapToObj(number -> query(number, language))
                    .toList());
            return monitor;
        } catch (IOException | RuntimeException failed) {
            monitor.close();
            throw failed;
        }
    }

    private MonitorQuery query(int number, Language language) {
        return new MonitorQuery(Integer.toString(number), rules.get(number).query(language, zone));
    }

    @Override
    public void close() {
        List<IOException> broken = new ArrayList<>();
        for (Monitor monitor : monitors.values()) {
            try {
                monitor.close();
            } catch (IOException failed) {
                broken.add(failed);
            }
        }
        monitors = Map.of();
        if (!broken.isEmpty()) throw new UncheckedIOException(broken.getFirst());
    }
}
