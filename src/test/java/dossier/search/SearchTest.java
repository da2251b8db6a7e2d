package dossier.search;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.ArticleId;
import dossier.model.Facet;
import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.Request;
import dossier.model.SearchHits;
import dossier.rules.Articles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private final Path folder;

    SearchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anEmptyFolderIsAtTheBeginningAndFindsNothing() {
        try (Index index = new Index(folder.resolve("index"))) {
            assertThat(index.position()).isZero();
            assertThat(index.keep(List.of())).isZero();
            assertThat(found(index, "spying")).isEmpty();
            assertThat(Files.exists(folder.resolve("index/write.lock"))).isFalse();
        }
    }

    @Test
    void keepsArticlesAndItsPositionAcrossARestart() {
        try (Index index = new Index(folder)) {
            assertThat(index.keep(List.of(en(1, 1, "spies"), en(2, 5, "sport"))))
                    .isEqualTo(5);
        }
        try (Index index = new Index(folder)) {
            assertThat(index.position()).isEqualTo(5);
            assertThat(found(index, "spying")).containsExactly(1L);
            assertThat(index.keep(List.of(en(3, 7, "a spy")))).isEqualTo(7);
            assertThat(found(index, "spying")).containsExactlyInAnyOrder(1L, 3L);
        }
    }

    /// Without a close, as after a kill, only what was committed is there; the position says so.
    @Test
    void ofALongRowOfLargeBatchesTheNewestWaitForTheEnd() {
        try (Index index = new Index(folder);
                Index afterAKill = new Index(folder)) {
            assertThat(index.keep(large(1))).isEqualTo(600);
            assertThat(index.position()).isEqualTo(600);
            assertThat(found(index, "spying")).isEmpty();
            assertThat(afterAKill.position()).isZero();
            assertThat(index.keep(large(601))).isEqualTo(1_200);
            assertThat(index.keep(List.of())).isEqualTo(1_200);
            assertThat(found(index, "spying")).hasSize(10);
            assertThat(afterAKill.position()).isEqualTo(1_200);
            assertThat(index.keep(List.of(en(1, 1_201, "sport")))).isEqualTo(1_201);
            assertThat(index.keep(large(1_202))).isEqualTo(1_801);
            index.clearAll();
            assertThat(index.position()).isZero();
            index.keep(large(1));
        }
        try (Index closed = new Index(folder)) {
            assertThat(closed.position()).as("a close commits").isEqualTo(600);
        }
    }

    private static List<Indexable> large(int first) {
        return LongStream.range(first, first + 600)
                .mapToObj(number -> en(number, number, "spies"))
                .toList();
    }

    @Test
    void anArticleKeptAgainStandsForItselfAlone() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(en(1, 1, "spies")));
            index.keep(List.of(en(1, 2, "sport")));
            assertThat(found(index, "spying")).isEmpty();
            assertThat(found(index, "sports")).containsExactly(1L);
            assertThat(index.keep(List.of(en(1, 2, "sport")))).isEqualTo(2);
        }
    }

    @Test
    void whatIsNotShownIsOnlyFoundByThoseWhoSeeAll() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(new Indexable(1, Articles.of(1, "T", "spies", "en"), false, List.of())));
            assertThat(searcher(index).find(request("spy", "")).total()).isZero();
            assertThat(searcher(index).look("spy", false, 10).articles()).isEmpty();
            assertThat(searcher(index).look("spy", true, 10).articles()).containsExactly(new ArticleId(1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        FULL    | deep      | true
        FULL    | opening   | true
        FULL    | category:asia | true
        EXCERPT | deep      | false
        EXCERPT | opening   | true
        EXCERPT | category:asia | false
        LINK    | deep      | false
        LINK    | opening   | false
        LINK    | NOT deep  | true
        LINK    | headline  | true
        LINK    | source:bbc author:feng tag:spying after:2019-05-01 | true
        """)
    void thePublicFindsAnArticleByWhatItMayReadOfItAndTheHouseByAll(Publish publish, String query, boolean found) {
        Kept kept = publishing(publish, Articles.of(1, "Headline", "opening " + "word ".repeat(100) + "deep", "en"));
        try (Index index = new Index(folder)) {
            index.keep(List.of(new Indexable(1, kept, true, List.of("spying"))));
            assertThat(searcher(index).find(request(query, "")).total()).isEqualTo(found ? 1 : 0);
            assertThat(searcher(index)
                            .look("deep opening headline category:asia", false, 10)
                            .articles())
                    .containsExactly(new ArticleId(1));
            assertThat(searcher(index).look("headline", true, 10).total()).isEqualTo(1);
        }
    }

    @Test
    void anOutletThatIsOnlyLinkedFromNowOnIsFoundNoMore() {
        Kept kept = Articles.of(1, "Headline", "deep", "en");
        try (Index index = new Index(folder)) {
            index.keep(List.of(entry(1, kept)));
            assertThat(searcher(index).find(request("deep", "")).total()).isEqualTo(1);
            index.keep(List.of(entry(2, publishing(Publish.LINK, kept))));
            assertThat(searcher(index).find(request("deep", "")).total()).isZero();
            index.keep(List.of(entry(3, kept)));
            assertThat(searcher(index).find(request("deep", "")).total()).isEqualTo(1);
            assertThat(searcher(index).look("deep", true, 10).total()).isEqualTo(1);
        }
    }

    private static Kept publishing(Publish publish, Kept kept) {
        Outlet outlet = kept.outlet();
        Outlet other = new Outlet(
                outlet.name(),
                outlet.slug(),
                outlet.kind(),
                outlet.tagline(),
                outlet.home(),
                outlet.feeds(),
                outlet.keep(),
                publish,
                outlet.review(),
                outlet.text(),
                outlet.poll(),
                outlet.language(),
                outlet.zone(),
                outlet.headers(),
                outlet.rights());
        return new Kept(kept.id(), kept.revision(), other, kept.content(), kept.date(), kept.sighting());
    }

    @Test
    void oneQueryFindsEachLanguageByItsStems() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(
                    entry(1, Articles.of(1, "T", "Two spies", "en")),
                    entry(2, Articles.of(2, "T", "Zwei Spione", "de")),
                    entry(3, Articles.of(3, "T", "Dos espías", "es")),
                    entry(4, Articles.of(4, "T", "一名间谍", "zh"))));
            assertThat(found(index, "spying OR spion OR espiar OR 间谍")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
            assertThat(found(index, "spion")).containsExactly(2L);
            assertThat(found(index, "NOT lang:de")).containsExactlyInAnyOrder(1L, 3L, 4L);
        }
    }

    @Test
    void aTagIsFoundByTheNamesItHad() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(
                    new Indexable(1, Articles.of(1, "T", "x", "en"), true, List.of("state secrets")),
                    new Indexable(2, Articles.of(2, "T", "x", "en"), true, List.of("sport"))));
            Searcher searcher = new Searcher(index, UTC, 10, name -> name.equals("leaks") ? "state secrets" : name);
            for (String query : List.of("tag:leaks", "tag:(leaks OR none)", "NOT (NOT tag:leaks)", "tag:\"leaks\"^2"))
                assertThat(searcher.look(query, true, 10).articles()).as(query).containsExactly(new ArticleId(1));
            assertThat(searcher.look("NOT tag:leaks", true, 10).articles()).containsExactly(new ArticleId(2));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tag:spying             | 1
        tag:Spying             | 1
        tag:"state secrets"    | 1
        tag:state-secrets      | 1
        tag:state*             | 1
        tag:secrets            |
        tag:(spying OR sport)  | 1 2
        NOT tag:spying         | 2
        source:bbc tag:sport   | 2
        before:2019-05-01      |
        after:2019-05-01       | 1 2
        """)
    void findsByTagSourceAndDay(String query, String expected) {
        try (Index index = new Index(folder)) {
            index.keep(List.of(
                    new Indexable(1, Articles.of(1, "T", "x", "en"), true, List.of("spying", "State secrets")),
                    new Indexable(2, Articles.of(2, "T", "x", "en"), true, List.of("sport"))));
            List<Long> ids = expected == null
                    ? List.of()
                    : Stream.of(expected.split(" ")).map(Long::valueOf).toList();
            assertThat(found(index, query)).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void theHeadlineCountsMoreAndAmongEqualsTheNewerComesFirst() {
        Instant day = Articles.PUBLISHED;
        try (Index index = new Index(folder)) {
            index.keep(List.of(
                    dated(1, "Weather", "a spy was seen", day),
                    dated(2, "Weather", "a spy was seen", day.plusSeconds(60)),
                    dated(3, "Weather", "a spy was seen", day.minusSeconds(60)),
                    dated(4, "A spy", "it was seen there", day.minusSeconds(600))));
            assertThat(found(index, "spy")).containsExactly(4L, 2L, 1L, 3L);
        }
    }

    @Test
    void aPageHoldsItsPartOfAllThereIs() {
        try (Index index = new Index(folder)) {
            index.keep(LongStream.rangeClosed(1, 25)
                    .mapToObj(id -> dated(id, "T", "a spy", Articles.PUBLISHED.plusSeconds(id)))
                    .toList());
            SearchHits second = searcher(index).find(request("spy", "2"));
            assertThat(second.total()).isEqualTo(25);
            assertThat(second.pages()).isEqualTo(3);
            assertThat(second.page()).isEqualTo(2);
            assertThat(second.articles()).hasSize(10).startsWith(new ArticleId(15));
            assertThat(searcher(index).find(request("spy", "3")).articles()).hasSize(5);
            assertThat(searcher(index).find(request("spy", "999999")).articles())
                    .isEmpty();
        }
    }

    @Test
    void anEmptyQueryFindsNothingAndIsNoProblem() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(en(1, 1, "spies")));
            SearchHits none = searcher(index).find(request(" ", ""));
            assertThat(none.articles()).isEmpty();
            assertThat(none.pages()).isEqualTo(1);
            assertThat(none.problem()).isEmpty();
        }
    }

    @Test
    void aQueryThatCannotBeReadIsAProblemWithItsColumn() {
        try (Index index = new Index(folder)) {
            assertThat(searcher(index).find(request("spying AND )", "")).problem())
                    .hasValue("column 12: found ')' but expected a word, a phrase or '('");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aa* NEAR/5 bb*",
                "\"aa* bb*\"",
                "*word* NEAR/3 *word*",
                "(aa* OR bb* OR cc*) NEAR/1000 (aa* OR bb* OR cc*)",
                "NOT NOT NOT NOT aa*",
                "aa?? bb?? *aaa*",
                "*a?a?a?a?a?a?*",
                "\uD800aa* OR \"\uDC00 x\" OR a\u0000b",
                "\"a a a a a a a a a a a a a a a a\" NEAR/9 (\"a a\" OR \"a a a\" OR \"a a a a\" OR a)"
            })
    void noQueryTakesTheSearchDown(String query) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 20_000; word++)
            text.append("aa").append(word).append(" aword").append(word).append(" a bb ");
        try (Index index = new Index(folder)) {
            index.keep(List.of(en(1, 1, text.toString())));
            SearchHits hits = searcher(index).look(query, true, 10);
            assertThat(hits.total() == 1 || hits.problem().isPresent() || hits.total() == 0)
                    .isTrue();
        }
    }

    @Test
    void whoWeighsAWordFindsItFirst() {
        Instant day = Articles.PUBLISHED;
        try (Index index = new Index(folder)) {
            index.keep(List.of(dated(1, "Weather", "a spy", day), dated(2, "Weather", "an agent", day)));
            assertThat(found(index, "spy^9 OR agent")).containsExactly(1L, 2L);
            assertThat(found(index, "spy OR agent^9")).containsExactly(2L, 1L);
        }
    }

    @Test
    void whoWritesOrInSmallLettersAndFindsNothingLearnsWhy() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(en(1, 1, "spies")));
            assertThat(searcher(index).find(request("spying or espionage", "")).problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("write OR"));
        }
    }

    @Test
    void aThousandWordsInAllLanguagesAreSearched() {
        StringBuilder query = new StringBuilder("spies");
        for (int word = 1; word < 1_000; word++) query.append(" OR läsión").append(word);
        List<Indexable> articles = new ArrayList<>();
        List<String> languages = List.of("en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "hi", "zh", "sv");
        for (String language : languages)
            articles.add(entry(articles.size() + 1L, Articles.of(articles.size() + 1L, "T", "spies", language)));
        try (Index index = new Index(folder)) {
            index.keep(articles);
            Searcher patient = new Searcher(index, UTC, 10, tag -> tag, Duration.ofMinutes(5));
            SearchHits hits = patient.look(query.toString(), true, 20);
            assertThat(hits.problem()).isEmpty();
            assertThat(hits.total()).isEqualTo(12);
        }
    }

    @Test
    void whatWasFoundIsCountedByTagOutletAndMonthAndEachCountIsFoundByItsQuery() {
        try (Index index = new Index(folder)) {
            index.keep(List.of(
                    tagged(1, "The BBC", "spies", "2019-05-31T23:30:00Z", "spying", "china"),
                    tagged(2, "The BBC", "a spy", "2019-05-02T10:00:00Z", "spying"),
                    tagged(3, "Reuters", "spying", "2019-06-01T10:00:00Z", "state secrets"),
                    tagged(4, "Reuters", "sport", "2019-06-02T10:00:00Z", "sport")));
            Searcher searcher = searcher(index);
            List<Facet> facets = searcher.find(request("spy OR tag:china", "")).facets();
            assertThat(facets.stream().map(SearchTest::told))
                    .containsExactly(
                            "TAG spying 2, china 1, state secrets 1",
                            "OUTLET The BBC 2, Reuters 1",
                            "MONTH 2019-06 1, 2019-05 2");
            for (Facet facet : facets)
                for (Facet.Value value : facet.values())
                    assertThat(searcher.find(request(value.query(), "")).total())
                            .as(value.query())
                            .isEqualTo(value.articles());
            assertThat(searcher.find(request("tag:sport", "")).facets()).isEmpty();
        }
    }

    @Test
    void manyMonthsAreCountedByYearAndWhatIsHiddenIsNotCounted() {
        try (Index index = new Index(folder)) {
            List<Indexable> articles = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String date = YearMonth.of(2017, 6).plusMonths(i) + "-03T00:00:00Z";
                articles.add(tagged(i + 1, "The BBC", "spies", date));
            }
            Kept hidden = Articles.kept(99, "Reuters", "T", "spies", "en", Instant.parse("2012-01-01T00:00:00Z"));
            articles.add(new Indexable(99, hidden, false, List.of("secret")));
            index.keep(articles);
            assertThat(searcher(index).find(request("spy", "")).facets().stream()
                            .map(SearchTest::told))
                    .containsExactly("YEAR 2019 11, 2018 12, 2017 7");
        }
    }

    private static Indexable tagged(long id, String outlet, String text, String date, String... tags) {
        return new Indexable(id, Articles.kept(id, outlet, "T", text, "en", Instant.parse(date)), true, List.of(tags));
    }

    private static String told(Facet facet) {
        return facet.kind()
                + facet.values().stream()
                        .map(value -> " " + value.name() + " " + value.articles())
                        .collect(Collectors.joining(","));
    }

    @Test
    void whatWasTakenDownIsInNoFileThoughItLaySideBySideWithOthers() throws IOException {
        try (Index index = new Index(folder)) {
            index.keep(List.of(en(1, 1, "quartzword one"), en(2, 2, "another text")));
        }
        try (Index index = new Index(folder)) {
            assertThat(index.position()).isEqualTo(2);
            index.keep(List.of(new Indexable(3, Articles.of(1, "removed", "", "en"), false, List.of(), true)));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith("fs")).filter(SearchTest::saysQuartz))
                        .isEmpty();
            }
        }
    }

    private static boolean saysQuartz(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("quartzword");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void anotherProcessReadsWhileOneWrites() {
        try (Index writing = new Index(folder);
                Index reading = new Index(folder)) {
            assertThat(found(reading, "spy")).isEmpty();
            writing.keep(List.of(en(1, 1, "spies")));
            assertThat(reading.position()).isEqualTo(1);
            assertThat(found(reading, "spy")).containsExactly(1L);
            writing.keep(List.of(en(2, 2, "spies")));
            assertThat(reading.position()).isEqualTo(2);
            assertThat(found(reading, "spy")).hasSize(2);
        }
    }

    @Test
    void aWriterThatDiedLeavesWhatItCommitted() throws IOException {
        Path copy = folder.resolve("copy");
        Path original = folder.resolve("original");
        try (Index index = new Index(original)) {
            index.keep(List.of(en(1, 1, "spies")));
            index.keep(List.of(en(2, 2, "spies")));
            copy(original, copy);
            Files.writeString(copy.resolve("_9.si"), "half written");
            try (Index again = new Index(copy)) {
                assertThat(again.position()).isEqualTo(2);
                assertThat(again.keep(List.of(en(3, 3, "spies")))).isEqualTo(3);
                assertThat(found(again, "spy")).hasSize(3);
            }
        }
    }

    @Test
    void anUnreadableIndexIsMadeAnew() throws IOException {
        try (Index index = new Index(folder)) {
            index.keep(List.of(en(1, 1, "spies"), en(2, 2, "spies")));
        }
        breakAll();
        isMadeAnew();
    }

    @Test
    void rubbishInTheFolderIsReplaced() throws IOException {
        Files.writeString(folder.resolve("segments_1"), "rubbish");
        isMadeAnew();
    }

    @Test
    void aReaderFollowsAnIndexThatAnotherProcessMadeAnew() throws IOException {
        try (Index reading = new Index(folder)) {
            try (Index writing = new Index(folder)) {
                writing.keep(List.of(en(1, 1, "spies"), en(2, 2, "spies")));
            }
            assertThat(found(reading, "spy")).hasSize(2);
            breakAll();
            isMadeAnew();
            assertThat(reading.position()).isEqualTo(1);
            assertThat(found(reading, "spy")).containsExactly(1L);
        }
    }

    private void breakAll() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> broken = files.filter(path -> path.toString().matches(".*\\.(cfs|si|fdt|tim)"))
                    .toList();
            for (Path file : broken) {
                Files.delete(file);
                Files.writeString(file, "broken");
            }
        }
    }

    private void isMadeAnew() {
        try (Index index = new Index(folder)) {
            assertThat(index.position()).isZero();
            assertThat(found(index, "spy")).isEmpty();
            assertThat(index.keep(List.of(en(1, 1, "spies")))).isEqualTo(1);
            assertThat(index.position()).isEqualTo(1);
            assertThat(found(index, "spy")).containsExactly(1L);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList())
                if (!file.endsWith("write.lock")) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static Indexable en(long id, long seq, String text) {
        return new Indexable(seq, Articles.of(id, "T", text, "en"), true, List.of());
    }

    private static Indexable entry(long seq, Kept kept) {
        return new Indexable(seq, kept, true, List.of());
    }

    private static Indexable dated(long id, String title, String text, Instant date) {
        return new Indexable(id, Articles.kept(id, "The BBC", title, text, "en", date), true, List.of());
    }

    private static Searcher searcher(Index index) {
        return new Searcher(index, UTC, 10);
    }

    private static List<Long> found(Index index, String query) {
        SearchHits hits = searcher(index).find(request(query, ""));
        assertThat(hits.problem()).isEmpty();
        return hits.articles().stream().map(ArticleId::value).toList();
    }

    private static Request request(String query, String page) {
        return new Request("/search", Map.of("q", query, "page", page), Optional.empty(), Optional.empty());
    }
}
