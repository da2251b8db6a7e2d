package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person adds one article by its address: through the whole pipeline, each run as a process of its own would.
class ArticleAddTest {
    private static final String TEXT = "The tide takes the wall a hand's breadth a year, the warden says. ".repeat(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("outlets.yaml"), """
            outlets:
              - name: The Daily
                home: %s
                feeds: [ "%s" ]
                fetch: feed
              - name: The Weekly
                home: %s
                feeds: [ "%s" ]
                review: true
            """.formatted(
                        server.url("daily", "/"),
                        server.url("feeds", "/daily"),
                        server.url("weekly", "/news/"),
                        server.url("feeds", "/weekly")));
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: tides\n    match: tide\n");
        page("/wall", "The wall", TEXT);
        page("/hill", "The hill", TEXT.replace("tide", "wind"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void itIsKeptTaggedShownIndexedAndToldOnceThoughNoFeedCarriedIt() {
        String hill = server.url("daily", "/hill").toString();
        assertThat(run(0, "article", "add", hill + "?utm_source=mail#top", "--by", "ana", "--note", "for the series"))
                .startsWith("Added as article 1, The Daily, ‘The hill’. It is shown: ana approved it");
        assertThat(run(0, "article", "trace", "1"))
                .contains("seen: The Daily, added by ana, ‘The hill’")
                .contains("page kept: " + hill)
                .contains("the article by ana, approve: added by its address; for the series")
                .contains("change 1: NEW")
                .doesNotContain("change 2");
        assertThat(run(0, "search", "hill")).contains("The hill");

        assertThat(run(0, "article", "add", hill.replace("/hill", "/hill/"), "--json"))
                .contains("\"added\" : false", "\"id\" : 1", "\"shown\" : true");
        assertThat(server.asked("/hill")).hasSize(1);
        assertThat(server.asked("/daily")).as("no feed is polled for it").isEmpty();

        String wall = server.url("weekly", "/news/wall").toString();
        server.on("weekly.localhost", "/news/wall", LocalOutlet.redirect(301, server.url("daily", "/wall")));
        assertThat(run(0, "article", "add", wall, "--by", "ben"))
                .startsWith("Added as article 2, The Daily, ‘The wall’. It is shown: ben approved it");
        assertThat(run(0, "article", "show", "2")).contains("tags: tides");
    }

    @Test
    void oneWhosePublicationNobodyTellsIsListedUnderItsLastChange() {
        page("/quay", "The quay", "Updated on 5 May 2019</p><p>" + TEXT);
        run(0, "article", "add", server.url("daily", "/quay").toString(), "--by", "ana");
        run(0, "article", "add", server.url("daily", "/hill").toString(), "--by", "ana");
        assertThat(run(0, "article", "show", "1")).contains("2019-05-05T00:00:00Z (last changed), /");
        assertThat(run(0, "article", "show", "1", "--json"))
                .contains("\"published\" : null", "\"modified\" : \"2019-05-05T00:00:00Z\"");
        assertThat(run(0, "article", "show", "2")).contains(" (first seen), /");
    }

    @Test
    void aPageThatIsNoArticleIsRefusedAndNothingIsKeptButWhy() {
        page("/short", "A teaser", "Read on, if you pay.");
        server.on("/robots.txt", LocalOutlet.ok("text/plain", "User-agent: *\nDisallow: /secret"));
        refused("/gone", "page missing: answers 404");
        refused("/secret", "robots.txt");
        refused(
                "/short",
                "has 20 characters of text, as a teaser has. Where it is the article all the same, say --any");
        String shortOne = server.url("daily", "/short").toString();
        assertThat(run(0, "article", "trace", shortOne))
                .startsWith("It is not an article: what stands there was not let in")
                .contains("added by ana", "doubted", "no page: has 20 characters");
        assertThat(folder.resolve("data/captures").toFile().list()).isNullOrEmpty();

        assertThat(run(0, "article", "add", shortOne, "--anyway")).startsWith("Added as article 1");
    }

    @Test
    void whatCannotBeAddedIsRefusedBeforeAnybodyIsAsked() {
        wrong(
                "No outlet has its home or a feed at other.localhost; say whose it is with --outlet NAME (The Daily,"
                        + " The Weekly)",
                server.url("other", "/story").toString());
        wrong("may be of The Daily, The Weekly", server.url("feeds", "/story").toString());
        wrong(
                "No outlet is called The Dialy; is it The Daily?",
                server.url("other", "/story").toString(),
                "--outlet",
                "The Dialy");
        wrong(
                "is the front page of The Daily, and no article",
                server.url("daily", "").toString());
        wrong("‘no address’", "no address");
        assertThat(server.asked()).isEmpty();
    }

    private void refused(String path, String why) {
        Program.Said said =
                program().run("article", "add", server.url("daily", path).toString(), "--by", "ana");
        assertThat(said.exit()).as(said.out()).isEqualTo(1);
        assertThat(said.err()).contains(server.url("daily", path) + " was not added: ", why);
    }

    private void wrong(String why, String... words) {
        Program.Said said = program()
                .run(Stream.concat(Stream.of("article", "add"), Arrays.stream(words))
                        .toArray(String[]::new));
        assertThat(said.exit()).as(said.out()).isEqualTo(2);
        assertThat(said.err()).contains(why);
    }

    private void page(String path, String title, String text) {
        server.on(
                path,
                LocalOutlet.ok(
                        "text/html",
                        "<!doctype html><html><head><title>%1$s</title></head><body><article><h1>%1$s</h1><p>%2$s</p></article>"
                                .formatted(title, text)));
    }

    private String run(int exit, String... words) {
        return program().run(exit, words);
    }

    private Program program() {
        return new Program(folder, InstantSource.system());
    }
}
