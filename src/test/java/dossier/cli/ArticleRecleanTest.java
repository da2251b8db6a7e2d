package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.dedupe.Judge;
import dossier.model.Article;
import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.Markup;
import dossier.model.Page;
import dossier.model.Reading;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
import dossier.rules.Watch;
import dossier.store.Articles;
import dossier.store.ChangeSet;
import dossier.store.Recleans;
import dossier.store.StoreSettings;
import dossier.store.Taggings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `article reclean` over an archive whose pages hold a note that a new rule of the site takes out.
class ArticleRecleanTest {
    /// More than one batch.
    private static final int ARTICLES = 50;

    private static final int SPYING = 17;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final URI FEED = URI.create("https://www.daily.example/rss");

    private final Path folder;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    ArticleRecleanTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("config/sites"));
        Files.writeString(folder.resolve("config/outlets.yaml"), """
            outlets:
              - name: The Daily
                home: https://www.daily.example/
                feeds: [ %s ]
            """.formatted(FEED));
        Files.writeString(folder.resolve("config/rules.yaml"), """
            rules:
              - tag: spying
                match: spying
              - tag: harbour
                match: harbour
            """);
        try (House house = house()) {
            house.takeOver();
            Feed feed = house.feeds().due().getFirst();
            house.feeds().remember(visit(feed)).forEach(sighting -> work(house, sighting));
        }
    }

    @Test
    void thePreviewSaysWhatTheReCleanThenDoesAndChangesNothing() throws Exception {
        List<String> before = rows();
        siteRule();
        assertThat(run("article", "reclean", "--all")).isZero();
        assertThat(printed())
                .contains("50 articles looked at, 50 would change; 17 lose more than 20 % of their text")
                .contains("- A note of the editors")
                .contains("Nothing was changed; --apply does it");
        assertThat(rows()).isEqualTo(before);
        JsonNode preview = json("article", "reclean", "--all");
        JsonNode done = json("article", "reclean", "--all", "--apply", "--by", "Ann");
        assertThat(done.at("/figures/articles")).isEqualTo(preview.get("articles"));
        assertThat(done.at("/figures/changed")).isEqualTo(preview.get("changed"));
        assertThat(done.at("/figures/tags/spying/lost").asInt()).isEqualTo(SPYING);
        assertThat(json("article", "reclean", "--all").get("changed").asInt()).isZero();
        assertThat(json("article", "show", "1").get("text").asText())
                .contains("as the mayor said")
                .doesNotContain("A note of the editors");
    }

    @Test
    void whatIsTakenBackIsRowForRowWhatWasThere() throws Exception {
        List<String> before = rows();
        siteRule();
        assertThat(run("article", "reclean", "--all", "--apply")).isZero();
        assertThat(rows()).isNotEqualTo(before);
        assertThat(run("article", "undo", "1")).isZero();
        assertThat(printed()).contains("Change set 1 taken back: 50 rows as they were");
        assertThat(rows()).isEqualTo(before);
        assertThat(run("article", "undo", "1")).isEqualTo(2);
    }

    @Test
    void aReCleanThatWasKilledGoesOnWhereItStoppedAndEndsTheSame() throws Exception {
        siteRule();
        assertThat(run("article", "reclean", "--all", "--apply")).isZero();
        List<String> whole = rows();
        assertThat(run("article", "undo", "1")).isZero();
        stopAfterABatch();
        assertThat(rows()).isNotEqualTo(whole);
        assertThat(run("article", "reclean", "--all", "--apply")).isZero();
        assertThat(rows()).isEqualTo(whole);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("was not finished; going on after article 40");
    }

    @Test
    void decisionsStandAndOnlyTheArticlesOfTheCallAreCleaned() throws Exception {
        try (House house = house()) {
            house.decisions().decide(new dossier.model.ArticleId(1), Decision.What.TAG, Set.of("spying"), "Ann", "");
        }
        siteRule();
        JsonNode some = json("article", "reclean", "1", "2", "--apply");
        assertThat(some.at("/figures/articles").asInt()).isEqualTo(2);
        assertThat(json("article", "show", "1").get("tags").toString()).contains("spying");
        assertThat(json("article", "show", "2").get("tags").toString()).doesNotContain("spying");
        assertThat(json("article", "show", "3").get("text").asText()).contains("A note of the editors");
        JsonNode day = json("article", "reclean", "--outlet", "the daily", "--from", "2026-03-02");
        assertThat(day.get("articles").asInt()).isZero();
        JsonNode until = json("article", "reclean", "--outlet", "The Daily", "--until", "2026-03-01");
        assertThat(until.get("articles").asInt()).isEqualTo(ARTICLES);
    }

    @Test
    void anArticleWhosePageIsLostOrThatWouldLoseAllStaysAsItIs() throws Exception {
        Files.writeString(
                folder.resolve("config/sites/daily.example.yaml"),
                "host: daily.example\nwhy: A mistake.\nbody: .story\nremove: [ .story, p ]\n");
        List<String> before = rows();
        JsonNode emptied = json("article", "reclean", "--all");
        try (var files = Files.list(folder.resolve("data/captures"))) {
            for (Path file : files.toList()) Files.delete(file);
        }
        siteRule();
        JsonNode lost = json("article", "reclean", "--all", "--apply");
        assertThat(lost.at("/figures/changed").asInt()).isZero();
        assertThat(rows()).isEqualTo(before);
        assertThat(emptied.get("changed").asInt()).isZero();
        assertThat(emptied.get("left").toString()).contains("\"it would lose all its text\":50");
        assertThat(json("article", "reclean", "--all").get("left").toString()).contains("cannot be read any more");
    }

    @Test
    void aCallThatIsWrongIsRefused() {
        assertThat(run("article", "reclean")).isEqualTo(2);
        assertThat(run("article", "reclean", "--all", "1")).isEqualTo(2);
        assertThat(run("article", "reclean", "--outlet", "Nobody")).isEqualTo(2);
        assertThat(run("article", "reclean", "--from", "yesterday")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("reclean what?", "do not go together", "There is no outlet ‘Nobody’; there are: The Daily");
    }

    // the archive

    private static Visit visit(Feed feed) {
        Trip trip =
                new Trip(CLOCK.instant(), Duration.ofMillis(20), 200, 1000, FEED, Optional.empty(), Optional.empty());
        FeedHead head = new FeedHead("Daily", "rss20", Optional.empty(), Optional.empty(), Optional.empty());
        List<Entry> entries =
                IntStream.range(0, ARTICLES).mapToObj(ArticleRecleanTest::entry).toList();
        Validators none = new Validators(Optional.empty(), Optional.empty());
        Reading reading = new Reading.Entries(head, entries, none, "hash");
        return new Visit(feed, trip, reading, Optional.of(CLOCK.instant().plus(Duration.ofHours(1))));
    }

    private static Entry entry(int number) {
        return new Entry(
                "e" + number,
                Optional.of("e" + number),
                "Story " + number,
                Optional.of(address(number)),
                List.of(),
                Optional.of(Instant.parse("2026-03-01T09:00:00Z")),
                Optional.empty(),
                Set.of(),
                Markup.NONE,
                Markup.NONE,
                List.of(),
                List.of(),
                Optional.of("en"));
    }

    private static URI address(int number) {
        return URI.create("https://www.daily.example/story-" + number);
    }

    /// Every third has a note about spying that is longer than the others'.
    private static Page.Fetched page(int number) {
        String note = number % 3 == 0 ? " who warn of spying, and of much else that may come in by sea".repeat(4) : "";
        String html = "<title>Story %d</title><div class=story><h1>Story %d</h1>".formatted(number, number)
                + "<p>The harbour of town %d opens again, as the mayor said on Monday.</p>"
                        .formatted(number)
                        .repeat(4)
                + "<p class=editors>A note of the editors" + note + ".</p></div>";
        return new Page.Fetched(
                address(number),
                address(number),
                200,
                Map.of("content-type", "text/html; charset=utf-8"),
                new Body(Bytes.utf8(html), "text/html; charset=utf-8"),
                CLOCK.instant());
    }

    private static void work(House house, Sighting sighting) {
        int number = Integer.parseInt(sighting.entry().key().substring(1));
        Sourced sourced = house.captures().keep(new Sourced(sighting, page(number), Optional.empty()));
        Article article = house.extractor().extract(sourced);
        Articles articles = (Articles) house.beans().get("articles");
        Watch watch = (Watch) house.beans().get("watch");
        ((Taggings) house.beans().get("taggings"))
                .keep(watch.match(articles.keep(new Judge().judge(articles.near(article)))));
    }

    private void siteRule() throws IOException {
        Files.writeString(
                folder.resolve("config/sites/daily.example.yaml"),
                "host: daily.example\nwhy: Notes are no part of a story.\nremove: .editors\n");
    }

    private void stopAfterABatch() {
        try (House house = house()) {
            ChangeSet begun = house.recleans().start(Recleans.Scope.ALL, "Ann");
            AtomicInteger batches = new AtomicInteger();
            new Recleaner(house, () -> batches.getAndIncrement() == 1).goOn(begun, _ -> {});
        }
    }

    /// All that the public sees, and what the rules say, without the times of the changes.
    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        String url = StoreSettings.in(folder.resolve("data")).url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "dossier", "");
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "select id, slug, revision, dated, date_known, shown, untold from article order by id",
                    "select * from revision order by article_id, number",
                    "select article_id, rule, version, tag, hits, state, reason from tagging where state <> 'WITHDRAWN'"
                            + " order by 1, 2",
                    "select * from article_address order by 1",
                    "select shelf_id, article_id, dated from shelf_article order by 1, 2",
                    "select kind, name, articles from shelf order by 1, 2")) {
                try (ResultSet row = statement.executeQuery(sql)) {
                    while (row.next()) {
                        StringBuilder line = new StringBuilder();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++)
                            line.append(row.getString(i)).append(" | ");
                        rows.add(line.toString());
                    }
                }
            }
        }
        return rows;
    }

    // the program

    private House house() {
        Dossier dossier = dossier();
        dossier.execute(words("check"));
        return House.open(dossier, dossier.configuration(), folder.resolve("data"));
    }

    private int run(String... words) {
        out = new ByteArrayOutputStream();
        return dossier().execute(words(words));
    }

    private JsonNode json(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new)))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return new ObjectMapper().readTree(printed());
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", folder.resolve("config").toString()));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return all.toArray(String[]::new);
    }

    private Dossier dossier() {
        return new Dossier(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                Map.of(),
                (_, _, _) -> {
                    throw new AssertionError("Nothing runs");
                },
                CLOCK);
    }
}
