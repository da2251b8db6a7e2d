package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.ArticleId;
import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Decision.What;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Place;
import dossier.model.Rule;
import dossier.model.TagSpec;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.store.ChangeSet;
import dossier.store.Figures;
import dossier.store.Previews;
import dossier.store.Previews.Touched;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the rules, the articles and what curators decided of them: the preview says what the run then does,
/// and undo puts back row for row what was there. One archive lives through all the rounds.
class PreviewTest {
    private static final int ROUNDS = 24;
    private static final long SEED = 17;

    private static final List<String> WORDS = List.of(
            "harbour", "ship", "ships", "sail", "sailing", "storm", "trade", "war", "border", "spy", "spies", "tariff");
    private static final List<String> OUTLETS = List.of("The Daily", "The Weekly", "A Blog");
    private static final List<String> TAGS = List.of("sea", "trade", "border", "new");
    private static final List<String> TABLES = List.of(
            "select article_id, rule, version, tag, hits, state, reason, at from tagging order by 1, 2",
            "select shelf_id, article_id, dated from shelf_article order by 1, 2",
            "select kind, name, articles from shelf where articles > 0 order by 1, 2",
            "select id, shown, dated from article order by 1",
            "select article_id, tag, positive from decided order by 1, 2");

    private final Random random = new Random(SEED);
    private final Path folder;
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int articles;
    private int touched;

    PreviewTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/outlets.yaml"), """
            outlets:
              - { name: The Daily, home: https://daily.example/, feeds: [ https://daily.example/rss ], fetch: feed }
              - { name: The Weekly, home: https://weekly.example/, feeds: [ https://weekly.example/rss ], fetch: feed,
                  review: true }
              - { name: A Blog, home: https://blog.example/, feeds: [ https://blog.example/rss ], fetch: feed, keep: all }
            """);
        Files.writeString(folder.resolve("config/rules.yaml"), """
            rules:
              - { tag: sea, match: ship OR sail }
              - { tag: trade, match: trade }
            """);
    }

    @Test
    void thePreviewSaysWhatTheRunDoesAndUndoPutsEveryRowBack() throws SQLException {
        Dossier dossier = dossier();
        dossier.execute(
                "check",
                "--config=" + folder.resolve("config"),
                "--data=" + folder.resolve("data"),
                "--set=store.url=" + url,
                "--set=store.user=x");
        try (House house = House.open(dossier, dossier.configuration());
                Connection connection = DriverManager.getConnection(url, "x", "")) {
            house.takeOver();
            for (int round = 1; round <= ROUNDS; round++) play(house, connection, "round " + round);
        }
        assertThat(touched).as("the rules did something").isGreaterThan(20 * ROUNDS);
    }

    private void play(House house, Connection connection, String round) throws SQLException {
        for (Feed feed : house.feeds().due()) house.take(answer(feed));
        if (oneIn(5)) house.tags().sync(List.of(renamed()));
        for (int times = random.nextInt(4); times > 0; times--) decide(house);
        if (!oneIn(4)) house.bringIndexUpToDate();
        List<Rule> rules = rules();
        List<List<String>> before = rows(connection);
        Map<Long, Boolean> shownBefore = shown(connection);
        Previews.Forecast forecast = new Preview(house, nowhere).of(rules);
        assertThat(rows(connection)).as("%s: a preview changes nothing", round).isEqualTo(before);

        house.rules().sync(rules);
        house.bringIndexUpToDate();
        ChangeSet set = run(house, house.reruns().start(Set.of(), house.rules(), "Ann"));
        String what = round + ": " + rules;
        assertThat(said(forecast)).as(what).isEqualTo(did(set.figures()));
        assertThat(List.of(forecast.figures().shown(), forecast.figures().hidden()))
                .as(what)
                .isEqualTo(List.of(set.figures().shown(), set.figures().hidden()));
        Map<Long, Boolean> shownAfter = shown(connection);
        forecast.tags().values().forEach(tag -> {
            for (List<Touched> some : List.of(tag.added(), tag.lost(), tag.waiting())) {
                touched += some.size();
                assertThat(some).as(what).allSatisfy(one -> {
                    assertThat(one.shownBefore())
                            .isEqualTo(shownBefore.get(one.article().value()));
                    assertThat(one.shownAfter())
                            .isEqualTo(shownAfter.get(one.article().value()));
                });
            }
        });
        assertThat(said(new Preview(house, nowhere).of(rules)))
                .as("%s: nothing is left to do", round)
                .isEmpty();
        if (oneIn(2)) return;
        run(house, house.reruns().undo(set.id()));
        assertThat(rows(connection)).as("taken back: " + what).isEqualTo(before);
    }

    private static ChangeSet run(House house, ChangeSet set) {
        return Resume.goOn(house, set, () -> false, _ -> {});
    }

    private static Map<String, String> said(Previews.Forecast forecast) {
        Map<String, String> said = new TreeMap<>();
        forecast.tags()
                .forEach((tag, of) -> said.put(
                        tag,
                        counts(of.added().size(), of.lost().size(), of.waiting().size())));
        said.values().removeIf(counts(0, 0, 0)::equals);
        return said;
    }

    private static Map<String, String> did(Figures figures) {
        Map<String, String> did = new TreeMap<>();
        figures.tags().forEach((tag, of) -> did.put(tag, counts(of.added(), of.lost(), of.waiting())));
        did.values().removeIf(counts(0, 0, 0)::equals);
        return did;
    }

    private static String counts(long added, long lost, long waiting) {
        return "+%d -%d ?%d".formatted(added, lost, waiting);
    }

    // what may happen

    private void decide(House house) {
        What what = any(List.of(What.TAG, What.UNTAG, What.APPROVE, What.REJECT, What.RELEASE));
        boolean needsTag = what == What.TAG || what == What.UNTAG;
        Set<String> tags = needsTag || oneIn(2) ? Set.of(any(TAGS)) : Set.of();
        house.decisions().decide(new ArticleId(1 + random.nextInt(articles)), what, tags, "Ann", "");
    }

    /// One tag takes over another's articles, or nothing is renamed any more.
    private TagSpec renamed() {
        String name = any(TAGS);
        List<String> was =
                TAGS.stream().filter(tag -> !tag.equals(name) && oneIn(3)).toList();
        return new TagSpec(name, was, List.of(), Optional.empty(), new Place("rules.yaml", 1));
    }

    private List<Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (int number = 1 + random.nextInt(4); number > 0; number--) {
            String tag = any(TAGS);
            String name = oneIn(3) ? tag + " too" : tag;
            List<String> outlets = oneIn(3) ? List.of(any(OUTLETS)) : List.of();
            rules.put(name, new Rule(name, tag, query(2), outlets, oneIn(4), 0, new Place("rules.yaml", number)));
        }
        return List.copyOf(rules.values());
    }

    private String query(int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 9);
        return switch (kind) {
            case 0, 1 -> any(WORDS);
            case 2 ->
                any(List.of("sa*", "=spies", "\"trade war\"", "title:storm", "source:weekly", "tar?ff", "lang:de"));
            case 3, 4 -> "(" + query(depth - 1) + " OR " + query(depth - 1) + ")";
            case 5 -> "(" + query(depth - 1) + " AND " + query(depth - 1) + ")";
            case 6 -> "(" + query(depth - 1) + " AND NOT " + query(depth - 1) + ")";
            case 7 -> "NOT " + any(WORDS);
            default -> any(WORDS) + " NEAR/" + (1 + random.nextInt(5)) + " " + any(WORDS);
        };
    }

    private Fetch answer(Feed feed) {
        String items = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> item(feed))
                .collect(Collectors.joining());
        Body body = new Body(
                Bytes.utf8("<rss version=\"2.0\"><channel><title>x</title>" + items + "</channel></rss>"),
                "application/rss+xml");
        Trip trip =
                new Trip(now, Duration.ZERO, 200, body.bytes().size(), feed.url(), Optional.empty(), Optional.empty());
        return new Fetch.Fresh(feed, trip, body, new Validators(Optional.empty(), Optional.empty()));
    }

    private String item(Feed feed) {
        articles++;
        String text = IntStream.range(0, 3 + random.nextInt(12))
                .mapToObj(_ -> any(WORDS))
                .collect(Collectors.joining(" "));
        return """
            <item><title>%s of %d</title><link>%s</link><guid>g%d</guid><description>Story %d: %s</description></item>
            """.formatted(
                        any(WORDS), articles, feed.outlet().home().resolve("/" + articles), articles, articles, text);
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    // the archive

    private Dossier dossier() {
        return new Dossier(nowhere, nowhere, folder, Map.of(), (_, _, _) -> () -> {}, this::tick);
    }

    /// An hour between two looks at the clock, so that every feed is due in every round.
    private Instant tick() {
        now = now.plus(Duration.ofHours(1));
        return now;
    }

    private static List<List<String>> rows(Connection connection) throws SQLException {
        List<List<String>> tables = new ArrayList<>();
        for (String sql : TABLES) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                List<String> rows = new ArrayList<>();
                while (row.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++)
                        line.append(row.getString(i)).append(" | ");
                    rows.add(line.toString());
                }
                tables.add(rows);
            }
        }
        return tables;
    }

    private static Map<Long, Boolean> shown(Connection connection) throws SQLException {
        Map<Long, Boolean> shown = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, shown from article")) {
            while (row.next()) shown.put(row.getLong(1), row.getBoolean(2));
        }
        return shown;
    }
}
