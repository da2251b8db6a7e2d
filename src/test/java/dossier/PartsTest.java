package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Sighting;
import dossier.store.Captures;
import dossier.store.Sightings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Articles that stand on several pages, through the whole pipeline.
class PartsTest {
    private static final String TEASER = "A report on the bridge that has been closed since the spring of last year.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();

    @SuppressWarnings("NullAway.Init")
    private RiverByHand river;

    @BeforeEach
    void configure() throws IOException {
        river = new RiverByHand(folder, server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theWholeArticleIsKeptAndEachPageAskedForOnce() throws IOException {
        pages("/bridge", 3);
        for (int number = 1; number <= 9; number++)
            server.on(
                    number == 1 ? "/talk" : "/talk?page=" + number,
                    LocalOutlet.ok("text/html", page("Talk", 1, pager("/talk?page=", 9))));
        for (int number = 1; number <= 30; number++)
            server.on(
                    number == 1 ? "/endless" : "/endless/" + number,
                    LocalOutlet.ok(
                            "text/html",
                            page("Endless", number, "<a href='/endless/%d'>Next</a>".formatted(number + 1))));
        server.on(
                "ruled.localhost",
                "/one",
                LocalOutlet.ok("text/html", page("Ruled", 1, "<a class='onward' href='/two'>The verdict</a>")));
        server.on("ruled.localhost", "/two", LocalOutlet.ok("text/html", page("Ruled", 2, "")));
        rule("ruled.localhost", "a.onward");
        server.on("/walled", LocalOutlet.ok("text/html", page("Walled", 1, pager("/walled/", 2))));
        server.on("/walled/2", LocalOutlet.redirect(302, server.url("login", "/")));
        server.on(
                "login.localhost",
                "/",
                LocalOutlet.ok("text/html", "<title>Sign in</title><p>" + "Please sign in to read on. ".repeat(20)));
        poll(
                server.url("daily", "/walled"),
                server.url("daily", "/bridge"),
                server.url("daily", "/talk"),
                server.url("daily", "/endless"),
                server.url("ruled", "/one"));

        String bridge = show("daily", "/bridge");
        assertThat(bridge).contains("Bridge 1, line 3", "Bridge 2, line 1", "Bridge 3, line 5", "ferries");
        assertThat(bridge.split(TEASER, -1))
                .as("what each page repeats is said once")
                .hasSize(2);
        for (String path : List.of("/bridge", "/bridge/2", "/bridge/3"))
            assertThat(server.asked(path)).as(path).hasSize(1);
        assertThat(river.run("article", "trace", server.url("daily", "/bridge").toString()))
                .contains("part", "link ‘2’", "/bridge/3");

        assertThat(show("daily", "/talk").split("Talk 1, line 3", -1))
                .as("an article that is there once more, with other comments, is no part")
                .hasSize(2);
        assertThat(server.asked("/talk?page=2")).hasSize(1);
        assertThat(server.asked("/talk?page=3")).as("nor is a third asked for").isEmpty();

        assertThat(show("daily", "/endless"))
                .as("twenty pages, not more")
                .contains("Endless 21, line 1")
                .doesNotContain("Endless 22");
        assertThat(server.asked("/endless/22")).isEmpty();

        assertThat(show("daily", "/walled")).contains("Walled 1, line 1").doesNotContain("Please sign in");
        assertThat(river.run("article", "trace", server.url("daily", "/walled").toString()))
                .contains("part missing: page 2", "leads to " + server.url("login", "/"));

        assertThat(show("ruled", "/one")).contains("Ruled 2, line 1");
        assertThat(river.run("article", "trace", server.url("ruled", "/one").toString()))
                .contains("site rule");

        int asked = server.asked().size();
        assertThat(river.run("article", "reclean", "--all")).contains("5 articles looked at, 0 would change");
        assertThat(server.asked()).as("cleaned from what is kept").hasSize(asked);
        rule("daily.localhost", "a.no-such-link");
        assertThat(river.run("article", "reclean", "--all")).contains("5 articles looked at, 2 would change");
        river.run("article", "reclean", "--all", "--apply", "--by", "Ann");
        assertThat(show("daily", "/bridge"))
                .as("what was taken for a part by mistake is none")
                .contains("Bridge 1, line 3")
                .doesNotContain("Bridge 2");
    }

    @Test
    void whereARuleNamesThePageThatHasAllOfItThatOneIsRead() throws IOException {
        String more = (page("Bridge", 2, "") + page("Bridge", 3, "")).replaceAll("<!.*?</h1>|</article>", "");
        String whole = page("Bridge", 1, "").replace("</article>", more + "</article>");
        for (String path : List.of("/all", "/gone", "/less")) {
            String all = "<a class=all href='%s/print'>On one page</a>".formatted(path);
            for (int number = 1; number <= 3; number++)
                server.on(
                        number == 1 ? path : path + "/" + number,
                        LocalOutlet.ok("text/html", page("Bridge", number, all + pager(path + "/", 3))));
        }
        server.on("/all/print", LocalOutlet.ok("text/html", whole + pager("/all/", 3)));
        server.on("/gone/print", LocalOutlet.status(404));
        server.on(
                "/less/print", LocalOutlet.ok("text/html", "<article><h1>Bridge</h1><p>" + TEASER + "</p></article>"));
        rule("daily.localhost", "single-page", "//a[@class='all']");
        poll(server.url("daily", "/all"), server.url("daily", "/gone"), server.url("daily", "/less"));

        String all = show("daily", "/all");
        assertThat(all).contains("Bridge 1, line 3", "Bridge 2, line 1", "Bridge 3, line 5");
        assertThat(all.split("Bridge 1, line 3", -1))
                .as("what the first page says stands in it as well")
                .hasSize(2);
        assertThat(river.run("article", "trace", server.url("daily", "/all").toString()))
                .contains("site rule, the whole article");
        assertThat(server.asked("/all/2")).as("nothing is wanted behind it").isEmpty();

        assertThat(show("daily", "/less"))
                .as("else the next pages are read")
                .contains("Bridge 1, line 3", "Bridge 2, line 1", "Bridge 3, line 5");
        assertThat(show("daily", "/gone"))
                .as("or, where it could not be had, later")
                .contains("Bridge 1, line 3")
                .doesNotContain("Bridge 2");
        assertThat(river.run("article", "trace", server.url("daily", "/gone").toString()))
                .contains("part missing: the whole")
                .contains("404");
        assertThat(river.run("article", "trace", server.url("daily", "/less").toString()))
                .contains("says no more than the first page");
        assertThat(river.run("article", "reclean", "--all")).contains("3 articles looked at, 0 would change");
    }

    @Test
    void aRuleThatComesLaterTakesNoPageAway() throws IOException {
        String all = "<a class=all href='/bridge/print'>On one page</a>";
        for (int number = 1; number <= 3; number++)
            server.on(
                    number == 1 ? "/bridge" : "/bridge/" + number,
                    LocalOutlet.ok("text/html", page("Bridge", number, all + pager("/bridge/", 3))));
        poll(server.url("daily", "/bridge"));
        rule("daily.localhost", "single-page", "a.all");
        assertThat(river.run("article", "reclean", "--all")).contains("1 article looked at, 0 would change");
    }

    @Test
    void aPageThatCannotBeHadIsLaterAddedAndAnEditOfOneIsARevision() {
        pages("/bridge", 3);
        server.on("/bridge/3", LocalOutlet.status(500));
        poll(server.url("daily", "/bridge"));
        assertThat(river.run("article", "trace", "1"))
                .contains("part missing: page 3")
                .contains("answers 500");
        pages("/bridge", 3);
        river.work(Duration.ofMinutes(20), beans -> {
            for (Sighting sighting :
                    RiverByHand.bean(beans, "sightings", Sightings.class).again())
                RiverByHand.goOn(
                        beans,
                        RiverByHand.bean(beans, "captures", Captures.class).recent(sighting));
        });
        assertThat(show("daily", "/bridge")).contains("Bridge 2, line 1", "Bridge 3, line 1");
        assertThat(server.asked("/bridge/2"))
                .as("what is kept is not asked for again")
                .hasSize(1);
        assertThat(river.run("article", "trace", "1")).contains("revision 2");

        server.on("/bridge/3", LocalOutlet.status(503));
        river.revisit(Duration.ofHours(2));
        server.on(
                "/bridge/3",
                LocalOutlet.ok(
                        "text/html", page("Bridge", 3, pager("/bridge/", 3)).replace("pier 34", "pier 99")));
        assertThat(river.run("article", "trace", "1"))
                .as("a page that is not there now is no edit")
                .doesNotContain("revision 3");
        river.revisit(Duration.ofHours(8));
        assertThat(show("daily", "/bridge"))
                .contains("Bridge 1, line 1", "pier 99")
                .doesNotContain("pier 34");
        assertThat(river.run("article", "trace", "1")).contains("revision 3");
        assertThat(river.run("article", "reclean", "--all")).contains("0 would change");
    }

    private void poll(URI... links) {
        String items = Arrays.stream(links)
                .map(link -> "<item><title>At %s</title><link>%s</link></item>".formatted(link.getPath(), link))
                .collect(Collectors.joining());
        server.on(
                "/feed",
                LocalOutlet.ok(
                        "application/rss+xml",
                        "<rss version='2.0'><channel><title>D</title>" + items + "</channel></rss>"));
        assertThat(river.run("poll")).contains("0 failed", "0 parked");
    }

    private String show(String host, String path) {
        return river.run("article", "show", server.url(host, path).toString());
    }

    private void pages(String path, int pages) {
        IntStream.rangeClosed(1, pages)
                .forEach(number -> server.on(
                        number == 1 ? path : path + "/" + number,
                        LocalOutlet.ok("text/html", page("Bridge", number, pager(path + "/", pages)))));
    }

    private static String pager(String path, int pages) {
        return IntStream.rangeClosed(2, pages)
                .mapToObj(number -> "<a href='%s%d'>%d</a>".formatted(path, number, number))
                .collect(Collectors.joining(" ", "<p>Pages: ", "</p>"));
    }

    private static String page(String title, int number, String pager) {
        String story = IntStream.rangeClosed(1, 6)
                .mapToObj(line ->
                        "<p>%s %d, line %d: the engineers looked at pier %d, and the ferry waited in the harbour.</p>"
                                .formatted(title, number, line, number * 10 + line))
                .collect(Collectors.joining());
        return "<!doctype html><title>%1$s</title><article><h1>%1$s</h1><p>%2$s</p>%3$s</article>%4$s"
                .formatted(title, TEASER, story, pager);
    }

    private void rule(String host, String selector) throws IOException {
        rule(host, "next-page", selector);
    }

    private void rule(String host, String key, String selector) throws IOException {
        Files.createDirectories(folder.resolve("sites"));
        Files.writeString(
                folder.resolve("sites/" + host + ".yaml"),
                "host: %s\nwhy: Says so itself.\n%s: \"%s\"\n".formatted(host, key, selector));
    }
}
