package dossier;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.IndexPage;
import dossier.model.Problem;
import dossier.parse.IndexReader;
import dossier.settings.OutletsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outlet without a feed: its page of news is polled in a feed's place, with all that a feed has.
class IndexPagesTest {
    private static final String STORY = "<title>%1$s</title><article><h1>%1$s</h1>"
            + "<p>The council met on Monday and spoke about the old bridge by the mill, as it does every year.</p>"
                    .repeat(6)
            + "</article>";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();
    private Instant now = Instant.parse("2026-03-05T12:00:00Z");

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), "rules: []\n");
        outlets("article.teaser");
        news("teaser", "one", "two");
        for (String name : new String[] {"one", "two", "three"})
            server.on("council.localhost", "/" + name, ok("text/html", STORY.formatted("Meeting " + name)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void outlets(String items) throws IOException {
        Files.writeString(folder.resolve("outlets.yaml"), """
            outlets:
              - name: The Council
                keep: all
                pages:
                  - url: %s
                    items: %s
                    date: time
            """.formatted(server.url("council", "/news"), items));
    }

    private void news(String layout, String... names) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><title>News</title><a href=/>Home</a>");
        for (String name : names)
            html.append(
                    "<article class=%1$s><h2><a href=/%2$s>Meeting %2$s</a></h2><time datetime=2026-03-04></time></article>"
                            .formatted(layout, name));
        server.on("council.localhost", "/news", ok("text/html", html.toString()));
    }

    private Program.Said dossier(String... words) {
        now = now.plus(Duration.ofMinutes(10));
        return new Program(folder, () -> now).run(words);
    }

    private String titles() {
        return dossier("--json", "search", "meeting").out();
    }

    @Test
    void whatAPageListsIsKeptLikeWhatAFeedBrings() {
        Program.Said check = dossier("feeds", "check");
        assertThat(check.exit()).as(check.err()).isZero();
        assertThat(check.out()).contains("well", "page", "/news");
        assertThat(dossier("poll").exit()).isZero();
        assertThat(titles()).contains("Meeting one", "Meeting two");
        news("teaser", "three", "one");
        assertThat(dossier("poll").exit()).isZero();
        assertThat(titles()).contains("Meeting three");
        assertThat(dossier("feeds", "history", "The Council").out()).contains("entries");
    }

    @Test
    void aNewLayoutIsAFailureAndNewSelectorsAreTriedAtOnce() throws IOException {
        dossier("poll");
        news("card", "three");
        Program.Said broken = dossier("poll");
        assertThat(broken.exit()).as("some feeds failed").isEqualTo(3);
        assertThat(dossier("feeds", "list").out())
                .contains("has nothing at items: ‘article.teaser’; has the site a new layout?");
        assertThat(dossier("feeds", "check").exit()).isEqualTo(3);
        outlets("article.card");
        assertThat(dossier("poll").exit()).isZero();
        assertThat(titles()).contains("Meeting three");
    }

    @Test
    void whatTheHeadOfTheFileShowsCanBeWrittenSo() throws IOException {
        List<String> head = Files.readString(Path.of("config/outlets.yaml"))
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^# ?", ""))
                .toList();
        List<String> lines = head.stream()
                .dropWhile(line -> !line.strip().equals("pages:"))
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.replaceFirst("(?<=\\S)\\s{2,}\\S.*", ""))
                .toList();
        List<String> quoted = Pattern.compile("'[^' ][^']*'")
                .matcher(String.join(
                        "\n",
                        head.stream()
                                .dropWhile(line -> !line.startsWith("A selector may end"))
                                .takeWhile(line -> !line.isBlank())
                                .toList()))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(quoted).contains("'@data-url'", "'[data-post]'", "'main #news li'");
        List<Problem> problems = new ArrayList<>();
        List<IndexPage> documented = pages(String.join("\n", lines), problems);
        assertThat(problems).isEmpty();
        assertThat(documented).hasSize(2);
        assertThat(documented.getFirst().selectors())
                .containsEntry("items", "article.teaser")
                .containsEntry("link", "h3 a")
                .containsEntry("summary", "p.intro");
        assertThat(documented).allSatisfy(page -> assertThat(page.selectors().keySet())
                .allSatisfy(key -> assertThat(IndexReader.problem(page, key)).isEmpty()));
        for (String selector : quoted)
            assertThat(pages(
                                    "    pages:\n      - url: https://a.example/\n        items: a\n        link: "
                                            + selector,
                                    problems)
                            .getFirst()
                            .selectors())
                    .containsEntry("link", selector.substring(1, selector.length() - 1));
        assertThat(problems).isEmpty();
    }

    private List<IndexPage> pages(String pages, List<Problem> problems) throws IOException {
        Path file = Files.writeString(folder.resolve("example.yaml"), "outlets:\n  - name: A\n" + pages + "\n");
        return OutletsFile.read(file, problems).stream()
                .flatMap(outlet -> outlet.pages().stream())
                .toList();
    }

    @Test
    void aSelectorThatCannotBeReadIsRefusedWithItsPlace() throws IOException {
        outlets("\"div[\"");
        Program.Said said = dossier("check");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("outlets.yaml:5: pages: items: ‘div[’ is not a CSS selector: ");
        assertThat(dossier("poll").exit()).isEqualTo(2);
    }

    @Test
    void aPageIsNotOfferedAsAFeedIsSoRobotsTxtHasItsWord() {
        server.on("council.localhost", "/robots.txt", ok("text/plain", "User-agent: *\nDisallow: /news\n"));
        assertThat(dossier("poll").exit()).isEqualTo(3);
        assertThat(server.asked("/news")).isEmpty();
        assertThat(dossier("feeds", "list").out()).contains("robots.txt of council.localhost forbids it");
    }
}
