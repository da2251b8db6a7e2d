package dossier.store;

import static dossier.store.House.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.RuleVersion;
import dossier.model.SearchHits;
import dossier.model.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The file of the default database is whole, and of one schema or the next, whatever is killed when.
@Execution(ExecutionMode.CONCURRENT)
class H2FileTest {
    static {
        Database.keepToThisMachine(); // H2 reads it once, and this class may be the first to wake it
    }

    private static final int KILLS = 4;
    private static final String MODE = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    /// Another process, until it is killed: opens the database as we do, or as an earlier version did.
    static final class Opener {
        private Opener() {}

        public static void main(String[] args) throws InterruptedException, SQLException {
            StoreSettings settings = StoreSettings.in(Path.of(args[1]));
            System.out.println("opens");
            AutoCloseable open = args[0].equals("as we do")
                    ? Database.open(settings)
                    : DriverManager.getConnection(settings.url() + MODE, "dossier", "");
            System.out.println(open);
            Thread.sleep(60_000);
        }
    }

    @Test
    void aDatabaseOnlyComesIntoBeingWhole() throws Exception {
        List<String> whole = schema(fresh("whole"));
        Random random = new Random(20260301);
        for (int kill = 0; kill < KILLS; kill++) {
            Path folder = Files.createDirectories(data.resolve("killed-" + kill));
            killed(folder, random.nextInt(1200));
            assertThat(schema(fresh("killed-" + kill))).isEqualTo(whole);
        }
    }

    @Test
    void anOldDatabaseBecomesTheNewOneOrStaysAsItIs() throws Exception {
        List<String> whole = schema(fresh("whole"));
        Random random = new Random(20260302);
        for (int kill = 0; kill < KILLS; kill++) {
            Path folder = Files.createDirectories(data.resolve("killed-" + kill));
            old(folder);
            killed(folder, random.nextInt(1200));
            StoreSettings settings = fresh("killed-" + kill);
            assertThat(schema(settings)).isEqualTo(whole);
            assertThat(ask(settings, "select name from outlet")).containsExactly("The Daily");
        }
    }

    @Test
    void whatAKillLeftBesideIsThrownAway() throws Exception {
        for (String left : List.of("dossier.new.mv.db", "dossier.new.zip"))
            Files.writeString(data.resolve(left), "torn");
        old(data);
        assertThat(ask(fresh("."), "select name from outlet")).containsExactly("The Daily");
        try (var files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("dossier.new"));
        }
    }

    @Test
    void anOldDatabaseThatIsInUseIsNotReplaced() throws Exception {
        old(data);
        Process earlier = opener("as before", data);
        try (var lines = earlier.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("opens");
            assertThat(lines.readLine()).startsWith("conn");
            assertThatThrownBy(() -> fresh(".")).hasMessageContaining("another Dossier, of an earlier version");
        } finally {
            earlier.destroyForcibly().waitFor();
        }
        assertThat(ask(fresh("."), "select name from outlet")).containsExactly("The Daily");
    }

    /// Else a kill would take the number back, and give it to another article.
    @Test
    void whatIsToldOfAnArticleIsInTheFileAlready() throws IOException, SQLException {
        Map<String, Function<House, Object>> exits = new LinkedHashMap<>();
        exits.put("list", house -> house.archive.newest(get("/")));
        exits.put("feed", house -> house.archive.newest(get("/feed.json")));
        exits.put("tag", house -> house.archive.tag(get("/tags/spying/feed.json", "tag", "spying")));
        exits.put("outlet", house -> house.archive.outlet(get("/outlets/the-daily/feed.json", "slug", "the-daily")));
        exits.put("day", house -> house.archive.day(get("/days/2026-02-28", "day", "2026-02-28")));
        exits.put("sitemap", house -> house.archive.sitemap(get("/sitemap.xml")));
        exits.put("article", house -> house.archive.article(get("/articles/7/x", "id", "7", "slug", "x")));
        exits.put("history", house -> house.archive.history(get("/articles/8/x", "id", "8", "slug", "x")));
        exits.put("hits", house -> house.archive.hits(new SearchHits("x", List.of(), 1, 1, 0, Optional.empty())));
        exits.put("results", house -> house.archive.results(new SearchHits("x", List.of(), 1, 1, 0, Optional.empty())));
        try (House house = new House(StoreSettings.in(data.resolve("one")), new TestClock(), "run")) {
            RuleVersion spying = house.configure(House.DAILY).getFirst();
            int articles = 0;
            List<Sighting> sightings = house.poll(House.entries(0, exits.size()));
            for (Map.Entry<String, Function<House, Object>> exit : exits.entrySet()) {
                Sighting sighting = sightings.get(articles++);
                house.work(sighting, House.content(sighting, "text"), spying);
                assertThat(exit.getValue().apply(house)).isNotNull();
                Path copy = Files.createDirectories(data.resolve(exit.getKey()));
                Files.copy(data.resolve("one/dossier.mv.db"), copy.resolve("dossier.mv.db"));
                assertThat(ask(StoreSettings.in(copy), "select id from article where shown"))
                        .as(exit.getKey())
                        .hasSize(articles);
            }
        }
    }

    @Test
    void aUrlThatNamesAFileIsTold() {
        Path file = Path.of("/var/x/archive.mv.db");
        assertThat(H2File.of("jdbc:h2:file:/var/x/archive;AUTO_SERVER=TRUE;MODE=PostgreSQL"))
                .contains(new H2File(file, ";MODE=PostgreSQL"));
        assertThat(H2File.of("jdbc:h2:/var/x/archive")).contains(new H2File(file, ""));
        for (String none : List.of("jdbc:h2:mem:x", "jdbc:h2:tcp://localhost/x", "jdbc:h2:ssl://localhost/x;A=B"))
            assertThat(H2File.of(none)).isEmpty();
    }

    private StoreSettings fresh(String folder) {
        StoreSettings settings = StoreSettings.in(data.resolve(folder));
        Database.open(settings).close();
        return settings;
    }

    /// With the first migration alone, and an outlet.
    private static void old(Path folder) throws SQLException {
        StoreSettings settings = StoreSettings.in(folder);
        String url = settings.url() + MODE;
        Flyway.configure()
                .dataSource(url, "dossier", "")
                .locations("classpath:db")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, "dossier", "");
                Statement statement = connection.createStatement()) {
            statement.execute("insert into outlet (slug, name, spec, position, configured)"
                    + " values ('the-daily', 'The Daily', '{}', 0, true)");
        }
    }

    /// Some time after it began.
    private static void killed(Path folder, int millis) throws IOException, InterruptedException {
        Process process = opener("as we do", folder);
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("opens");
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
    }

    private static Process opener(String how, Path folder) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        how,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> schema(StoreSettings settings) throws SQLException {
        List<String> lines = ask(settings, MigrationTest.SCHEMA);
        lines.addAll(ask(settings, """
            select constraint_name || ' ' || unique_constraint_name || ' ' || delete_rule
            from information_schema.referential_constraints order by 1\
            """));
        return lines;
    }

    private static List<String> ask(StoreSettings settings, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(settings.url() + MODE, "dossier", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) lines.add(rows.getString(1));
        }
        return lines;
    }
}
