package dossier.rules;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.RuleVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {
    /// Each line: language, query, text, and the words found, with `/` between them; `-` where it must not
    /// match, `+` where it matches without words of the article.
    @ParameterizedTest(name = "{1} on: {2}")
    @CsvFileSource(resources = "/rules/cases.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '§')
    void matchesAsTheTableSays(String language, String query, String text, String words) {
        List<Match> matches = matches(query, Articles.saying(language, text));
        if (words.equals("-")) assertThat(matches).isEmpty();
        else
            assertThat(matches).singleElement().satisfies(match -> assertThat(words(match))
                    .isEqualTo(words));
    }

    private static String words(Match match) {
        if (match.hits().isEmpty()) return "+";
        return match.hits().stream().map(Hit::words).collect(Collectors.joining("/"));
    }

    private static List<Match> matches(String query, Kept kept) {
        try (Watch watch = new Watch(List.of(Articles.rule("tag", query)), UTC)) {
            return watch.match(kept).matches();
        }
    }

    @Test
    void aHitSaysFieldWordsAndPlace() {
        Kept kept = Articles.of(7, "Spies “caught” in Berlin", "Two men were spying for China.", "en");
        List<Match> matches =
                matches("(spy berlin) OR source:bbc OR author:alvarez OR category:asia OR url:news", kept);
        assertThat(matches.getFirst().hits())
                .containsExactly(
                        new Hit("title", "Spies", 0, 5),
                        new Hit("title", "Berlin", 18, 24),
                        new Hit("text", "spying", 13, 19),
                        new Hit("author", "Álvarez", 19, 26),
                        new Hit("category", "Asia", 12, 16),
                        new Hit("source", "BBC", 4, 7),
                        new Hit("url", "news", 24, 28));
    }

    @Test
    void aPhraseIsOneHitAndWordsNearEachOtherAreTwo() {
        Kept kept = Articles.saying("en", "He sold state secrets; spies of, it is said, China.");
        assertThat(matches("\"state secret\" AND spying NEAR/5 china", kept)
                        .getFirst()
                        .hits())
                .containsExactly(
                        new Hit("text", "state secrets", 8, 21),
                        new Hit("text", "spies", 23, 28),
                        new Hit("text", "China", 45, 50));
    }

    @Test
    void hitsAreNotWithoutEnd() {
        List<Match> matches = matches("china OR spy*", Articles.saying("en", "China spies on China. ".repeat(20_000)));
        assertThat(matches.getFirst().hits()).hasSize(50);
    }

    @Test
    void aRuleAppliesToItsOutletsOnly() {
        List<RuleVersion> rules = List.of(
                Articles.rule("here", "china", "The BBC", "Reuters"),
                Articles.rule("there", "china", "Reuters"),
                Articles.rule("everywhere", "china"));
        try (Watch watch = new Watch(rules, UTC)) {
            assertThat(watch.match(Articles.saying("en", "China")).matches())
                    .extracting(match -> match.rule().rule().name())
                    .containsExactly("here", "everywhere");
        }
    }

    @Test
    void replacedRulesAreInForceAtOnce() {
        Kept kept = Articles.saying("en", "China");
        try (Watch watch = new Watch(List.of(Articles.rule("old", "china")), UTC)) {
            watch.replace(List.of(Articles.rule("new", "china"), Articles.rule("other", "russia")));
            assertThat(watch.match(kept).matches())
                    .extracting(match -> match.rule().rule().name())
                    .containsExactly("new");
            watch.replace(List.of());
            assertThat(watch.match(kept).matches()).isEmpty();
        }
    }

    @Test
    void aRuleThatCannotBeReadIsNamedAndChangesNothing() {
        try (Watch watch = new Watch(List.of(Articles.rule("good", "china")), UTC)) {
            assertThatThrownBy(() -> watch.replace(List.of(Articles.rule("bad", "china AND"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("rules.yaml:2", "'bad'", "column 10");
            assertThat(watch.match(Articles.saying("en", "China")).matches()).hasSize(1);
        }
    }

    @Test
    void aDayBeginsInTheZoneOfTheSite() {
        Kept lateEvening = Articles.kept(1, "The BBC", "T", "x", "en", Instant.parse("2019-05-14T23:30:00Z"));
        try (Watch london = new Watch(List.of(Articles.rule("may", "after:2019-05-15")), UTC);
                Watch delhi = new Watch(List.of(Articles.rule("may", "after:2019-05-15")), ZoneId.of("Asia/Kolkata"))) {
            assertThat(london.match(lateEvening).matches()).isEmpty();
            assertThat(delhi.match(lateEvening).matches()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        spying AND china                | china
        spying NOT berlin               | NOT berlin
        spying (china OR cia) russia    | china OR cia/russia
        spying NEAR/2 berlin            | spying NEAR/2 berlin
        title:(spying OR secret) russia | russia
        china NEAR/2 russia             | none
        china AND NOT sport             | none
        spying                          | none
        """)
    void saysWhatANearMissMisses(String query, String missing) {
        Kept kept = Articles.of(1, "A secret", "Two men were caught spying in the middle of Berlin.", "en");
        try (Watch watch = new Watch(List.of(Articles.rule("tag", query)), UTC)) {
            String said = watch.nearly(kept, 10).stream()
                    .map(miss -> String.join("/", miss.missing()))
                    .findFirst()
                    .orElse("none");
            assertThat(said).isEqualTo(missing);
        }
    }

    @Test
    void aRuleForOtherOutletsMissesNothingElse() {
        try (Watch watch = new Watch(List.of(Articles.rule("tag", "spying", "Reuters")), UTC)) {
            assertThat(watch.nearly(Articles.saying("en", "spies"), 10))
                    .singleElement()
                    .satisfies(miss -> assertThat(miss.missing()).isEmpty());
        }
    }

    @Test
    void manyThreadsFindWhatOneFinds() throws InterruptedException, ExecutionException {
        List<RuleVersion> rules = IntStream.range(0, 300)
                .mapToObj(number -> Articles.rule("r" + number, "word" + number + " OR spy* NEAR/3 word" + number))
                .toList();
        List<String> languages = List.of("en", "de", "fr", "zh");
        try (Watch watch = new Watch(rules, UTC);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int number = 0; number < 400; number++) {
                Kept kept = Articles.saying(languages.get(number % 4), "spying word" + number % 300 + " word1x word7");
                tasks.add(() -> watch.match(kept).matches().size());
                if (number % 100 == 0)
                    tasks.add(() -> {
                        watch.replace(rules);
                        return 2;
                    });
            }
            for (Future<Integer> found : threads.invokeAll(tasks))
                assertThat(found.get()).isBetween(1, 2);
        }
    }
}
