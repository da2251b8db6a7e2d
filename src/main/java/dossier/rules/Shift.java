package dossier.rules;

import dossier.model.Match;
import dossier.model.RuleVersion;
import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Language;
import dossier.query.Paper;
import dossier.query.QueryCheck;
import dossier.query.UnreadableQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.TermFilteredPresearcher;

/// One set of rules, from when it is put in force until it is replaced.
final class Shift implements AutoCloseable {
    private static final int UPDATE_BATCH = 10_000;

    private final List<RuleVersion> rules;
    private final List<Expression> expressions;
    private final ZoneId zone;
    private final ReentrantLock building = new ReentrantLock();
    private volatile Map<Language, Monitor> monitors = Map.of();

    Shift(List<RuleVersion> rules, ZoneId zone) {
        this.rules = List.copyOf(rules);
        this.expressions = this.rules.stream().map(Shift::read).toList();
        this.zone = zone;
    }

    private static Expression read(RuleVersion version) {
        try {
            return QueryCheck.parseRule(version.rule().match());
        } catch (UnreadableQuery unreadable) {
            throw new IllegalArgumentException(
                    version.rule().place() + ": rule '" + version.rule().name() + "': " + unreadable.getMessage(),
                    unreadable);
        }
    }

    List<Match> match(Paper paper, String outlet) {
        if (rules.isEmpty()) return List.of();
        try {
            MatchingQueries<Finding> found = monitor(paper.language())
                    .match(paper.document(), Finding.factory(id -> applies(rule(id), outlet), paper.texts()));
            found.getErrors().forEach((id, error) -> {
                throw new IllegalStateException("Rule '" + rule(id).rule().name() + "' failed", error);
            });
            return found.getMatches().stream()
                    .sorted((one, other) -> Integer.compare(number(one), number(other)))
                    .map(finding -> new Match(rule(finding.getQueryId()), finding.hits()))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int number(Finding finding) {
        return Integer.parseInt(finding.getQueryId());
    }

    private RuleVersion rule(String id) {
        return rules.get(Integer.parseInt(id));
    }

    private static boolean applies(RuleVersion version, String outlet) {
        List<String> outlets = version.rule().outlets();
        return outlets.isEmpty() || outlets.contains(outlet);
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
        monitor.register(IntStream.range(0, rules.size())
                .mapToObj(number -> new MonitorQuery(
                        Integer.toString(number), Compiler.compile(expressions.get(number), language, zone)))
                .toList());
        return monitor;
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
