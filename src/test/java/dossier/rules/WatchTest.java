package dossier.rules;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.RuleVersion;
import dossier.query.QueryCheck;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        spying AND china                        | china (not found)
        spying NOT berlin                       | NOT berlin (found: Berlin)
        spying NOT "state secret"               | none
        spying NEAR/2 berlin                    | spying NEAR/2 berlin (5 words apart)
        berlin NEAR/2 (catch OR steal)          | berlin NEAR/2 (catch OR steal) (6 words apart)
        secret NEAR/2 spying                    | secret NEAR/2 spying (not near each other in one field)
        spying NEAR/2 (china OR cia)            | spying NEAR/2 (china OR cia) (china OR cia none of them found)
        "spying caught"                         | "spying caught" (its words are there, but not side by side in this order)
        spying "caught spies russia"            | "caught spies russia" (without: russia)
        =berlin                                 | =berlin (written otherwise: Berlin)
        ="Of Berlin"                            | ="Of Berlin" (written otherwise: of Berlin)
        title:spying                            | title:spying (found in the text only: spying)
        body:secret                             | body:secret (found in the headline only: secret)
        spying source:reuters                   | source:reuters (the source is The BBC)
        spying author:smith                     | author:smith (the author is Zhaoyin Feng, José Álvarez)
        spying category:sport                   | category:sport (the category is World news, Asia)
        spying url:reuters.com                  | url:reuters.com (the address is https://www.bbc.example/news/world-asia-1)
        spying lang:de                          | lang:de (the article is in en)
        spying after:2020                       | after:2020-01-01 (published 2019-05-14)
        spying before:2019-05-14                | before:2019-05-14 (published 2019-05-14)
        spying russi*                           | russi* (no word like it)
        (spying russia) OR (china sport)        | russia (not found)
        (spying OR secret)^2 china^3            | china (not found)
        spying russia china iran NOT berlin     | russia (not found), china (not found), iran (not found), NOT berlin (found: Berlin)
        """)
    void saysWhyANearMissMisses(String query, String sentence) {
        Kept kept = Articles.of(1, "A secret", "Two men were caught spying in the middle of Berlin.", "en");
        try (Watch watch = new Watch(List.of(Articles.rule("tag", query)), UTC)) {
            assertThat(watch.nearly(kept, 10).stream()
                            .map(NearMiss::sentence)
                            .findFirst()
                            .orElse("none"))
                    .isEqualTo(sentence);
        }
    }

    @Test
    void nearMissesComeNearestFirstAndNotWithoutEnd() {
        List<RuleVersion> rules = List.of(
                Articles.rule("far", "spy china russia"),
                Articles.rule("near", "spy china"),
                Articles.rule("nearest", "spy", "Reuters"));
        try (Watch watch = new Watch(rules, UTC)) {
            assertThat(watch.nearly(Articles.saying("en", "spies"), 2))
                    .extracting(miss -> miss.rule().rule().name())
                    .containsExactly("nearest", "near");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*aaa* NEAR/9 aa*",
                "(aa* OR bb* OR cc*) NEAR/1000 (aa* OR bb* OR cc*)",
                "\"*aaa* *aaa* *aaa*\"",
                "NOT *aaa*",
                "\uD800aa* OR \"\uDC00 x\"",
                "a\u0000b OR \u202Eabc\u202C* OR \uFEFFa"
            })
    void noRuleFailsOnALongArticle(String query) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 20_000; word++)
            text.append("aa").append(word).append(" aaaword").append(word).append(" bb ");
        try (Watch watch = new Watch(List.of(Articles.rule("tag", query), Articles.rule("bb", "bb")), UTC)) {
            assertThat(watch.match(Articles.saying("en", text.toString())).matches())
                    .anySatisfy(match -> assertThat(match.rule().rule().name()).isEqualTo("bb"));
        }
    }

    @Test
    void towersOfNearAreRefusedOrRead() {
        String phrases = IntStream.range(0, 8)
                .mapToObj(number -> "\"p" + number + " q" + number + "\"")
                .collect(Collectors.joining(" OR ", "(", ")"));
        String many = String.join(" OR ", Collections.nCopies(50, phrases));
        String tower = phrases;
        for (int level = 0; level < 4; level++) tower = "(" + tower + " NEAR/5 " + tower + ")";
        String chain = String.join(" NEAR/5 ", Collections.nCopies(5, phrases));
        Kept kept = Articles.saying("en", "p0 q0 and p1 q1 and p2 q2");
        for (String query : List.of("(" + many + ") NEAR/5 (" + many + ")", tower, chain)) {
            assertThat(QueryCheck.ruleProblem(query).isPresent()
                            || matches(query, kept).size() <= 1)
                    .isTrue();
        }
    }

    @Test
    void anArticleWithoutADayIsDatedByTheArchive() {
        Kept undated = Articles.undated(1, "The BBC", "Spies", "en");
        assertThat(matches("after:2021-07-01 before:2021-07-02", undated)).hasSize(1);
        assertThat(matches("after:2021-07-02", undated)).isEmpty();
        assertThat(matches("NOT before:2021-07-01", undated)).hasSize(1);
    }

    @Test
    void everyHitStandsWhereItSaysInAnyScript() {
        String text = "😀 Spies „spionieren“ 间谍 " + Normalizer.normalize("café Été", Normalizer.Form.NFD)
                + " шпион جاسوس जासूस ＣＩＡ l’espion U.S. 1,000 𝐬py.";
        String query = "spy OR 间谍 OR café OR été OR шпион OR جاسوس OR जासूस OR CIA OR espion OR US OR 1000"
                + " OR spi* NEAR/3 间谍 OR \"café été\"";
        List<Hit> hits = matches(query, Articles.saying("en", text)).getFirst().hits();
        assertThat(hits).hasSizeGreaterThan(8).allSatisfy(hit -> assertThat(text.substring(hit.start(), hit.end()))
                .isEqualTo(hit.words()));
        assertThat(hits).extracting(Hit::start).isSorted();
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
