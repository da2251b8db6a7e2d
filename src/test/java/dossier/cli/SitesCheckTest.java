package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.Sourced;
import dossier.model.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sites check` over an archive with two pages of one host.
class SitesCheckTest {
    private static final String PAGE =
            "<h1>The harbour opens</h1><div class=ad>Buy a boat, cheap as never before!</div>" + "<div class=story>"
                    + "<p>The harbour opens again, as the mayor said on Monday.</p>".repeat(9) + "</div>";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    SitesCheckTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("config/sites"));
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("config/outlets.yaml"), "outlets: []\n");
        try (House house = House.open(dossier(), dossier("check").configuration(), folder.resolve("data"))) {
            for (String path : List.of("a", "b")) house.captures().keep(sourced("https://www.daily.example/" + path));
        }
    }

    @Test
    void selectorsThatFindSomethingAreWell() throws IOException {
        rules("host: daily.example\nwhy: A test.\nbody: .story\nremove: //div[@class='ad']\n");
        assertThat(run("sites", "check")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("well +daily.example +2 ");
    }

    @Test
    void aSelectorThatFindsNothingIsNamed() throws IOException {
        rules("host: daily.example\nwhy: A test.\nbody: [ .story, .gone-since-spring ]\n");
        assertThat(run("sites", "check", "www.daily.example")).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("idle +daily.example")
                .contains("finds nothing: .gone-since-spring");
    }

    @Test
    void aTestOfFtrSiteConfigThatFailsIsNamedAndSoIsALineThatNobodyCanRead() throws IOException {
        Files.writeString(folder.resolve("shared/daily.example.txt"), """
            body: //div[@class='story']
            strip: //div[
            test_url: https://www.daily.example/a
            test_contains: as the mayor said
            test_contains: as the king said
            """);
        assertThat(run("sites", "check")).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("https://www.daily.example/a: ‘as the king said’ is not in the text")
                .doesNotContain("‘as the mayor said’");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("daily.example.txt")
                .contains("‘//div[’ is not XPath");
    }

    @Test
    void rulesOfOtherDaysAreNotTriedOnThesePages() throws IOException {
        rules("host: daily.example\nwhy: The layout of old.\nuntil: 2019-12-31\nbody: .gone\n");
        assertThat(run("sites", "check")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("untried +daily.example +0 ");
    }

    @Test
    void aHostWithoutRulesAndASelectorThatCannotBeReadAreRefused() throws IOException {
        assertThat(run("sites", "check", "nobody.example")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There are no rules for nobody.example");
        rules("host: daily.example\nwhy: A test.\nbody: div[\n");
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("‘div[’ is not a CSS selector");
    }

    private void rules(String yaml) throws IOException {
        Files.writeString(folder.resolve("config/sites/daily.example.yaml"), yaml);
    }

    private int run(String... words) {
        return dossier().execute(words(words));
    }

    private String[] words(String... words) {
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of("--config", folder.resolve("config").toString()));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of("--set", "extract.ftr-site-config=" + folder.resolve("shared")));
        return all.toArray(String[]::new);
    }

    private Dossier dossier() {
        return new Dossier(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                Map.of(),
                (_, _, _) -> {
                    throw new IllegalStateException("No routes are needed");
                },
                CLOCK);
    }

    private Dossier dossier(String word) {
        Dossier dossier = dossier();
        dossier.execute(words(word));
        return dossier;
    }

    private static Sourced sourced(String address) {
        URI url = URI.create(address);
        Outlet outlet = Outlet.of("The Daily", URI.create("https://www.daily.example/"));
        Feed feed = new Feed(
                new FeedId(1), outlet, url, Feed.Role.FEED, Validators.NONE, Optional.empty(), 0, Optional.empty());
        Entry entry = Entry.of(address, "The harbour opens", Optional.of(url));
        Body body = new Body(Bytes.of(PAGE.getBytes(StandardCharsets.UTF_8)), "text/html");
        Page page = new Page.Fetched(url, url, 200, Map.of(), body, CLOCK.instant());
        return new Sourced(new Sighting(new SightingId(1), feed, entry, CLOCK.instant(), 0), page, Optional.empty());
    }
}
