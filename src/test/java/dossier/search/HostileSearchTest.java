package dossier.search;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Position;
import dossier.model.SearchHits;
import dossier.query.HostileQueries;
import dossier.query.QueryCheck;
import dossier.query.UnreadableQuery;
import dossier.rules.Articles;
import dossier.rules.Watch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No query takes the system down, in whatever way it is asked: it is refused in few words, or answered in time.
class HostileSearchTest {
    private static final int ARTICLES = 150;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Random random = new Random(5);
    private final List<Kept> articles = IntStream.rangeClosed(1, ARTICLES)
            .mapToObj(number -> Articles.of(number, "Spying " + number, text(), number % 9 == 0 ? "de" : "en"))
            .toList();

    @Test
    void eachIsRefusedOrAnsweredInTime(@TempDir Path folder) {
        try (Index index = new Index(folder)) {
            index.keep(articles.stream()
                    .map(kept -> new Indexable(kept.id().value(), kept, true, List.of()))
                    .toList());
            index.keep(List.of());
            Searcher searcher = new Searcher(index, UTC, 20);
            HostileQueries.all().forEach((name, query) -> {
                Optional<String> problem = inTime(name, () -> QueryCheck.problem(query));
                problem.ifPresent(said -> assertThat(said).as(name).isNotBlank().hasSizeLessThan(2_000));
                SearchHits found = inTime(name, () -> searcher.look(query, false, 20));
                if (problem.isPresent() && !query.isBlank())
                    assertThat(found.problem()).as(name).isPresent();
                inTime(name, () -> searcher.newest(query, Position.START, 20));
                if (QueryCheck.ruleProblem(query).isEmpty()) inTime(name, () -> new Candidates(index, UTC).find(query));
            });
        }
    }

    @Test
    void asARuleEachIsRefusedOrHeldAgainstArticlesInTime() {
        HostileQueries.all().forEach((name, query) -> {
            if (inTime(name, () -> QueryCheck.ruleProblem(query)).isPresent()) {
                try {
                    QueryCheck.parseRule(query);
                    throw new AssertionError(name + " is refused and read");
                } catch (UnreadableQuery refused) {
                    return;
                }
            }
            inTime(name, () -> {
                try (Watch watch = new Watch(List.of(Articles.rule("rule", query)), UTC)) {
                    return articles.stream().limit(20).map(watch::match).toList();
                }
            });
        });
    }

    private interface Work<T> {
        T done();
    }

    private static <T> T inTime(String name, Work<T> work) {
        long before = cpu();
        T result = work.done();
        assertThat(Duration.ofNanos(cpu() - before)).as(name).isLessThan(LONGEST);
        return result;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private String text() {
        return IntStream.range(0, 200)
                .mapToObj(_ -> random.nextInt(50) == 0 ? "spying" : madeUp())
                .collect(Collectors.joining(" "));
    }

    private String madeUp() {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> "bcdfg".charAt(random.nextInt(5)) + "" + "aeiou".charAt(random.nextInt(5)))
                .collect(Collectors.joining());
    }
}
