package dossier;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.redirect;
import static dossier.LocalOutlet.status;
import static dossier.LocalOutlet.validated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.model.Outlet;
import dossier.model.Problem;
import dossier.settings.OutletsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `dossier feeds …` as a person types it, against a real server that plays the outlets.
class FeedsCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();

    @BeforeEach
    void configure() throws IOException {
        outlets("outlets: [ ]   # mine\n");
        Files.writeString(folder.resolve("rules.yaml"), "rules: []\n");
        String home = server.url("daily", "/").toString();
        server.on(
                "daily.localhost",
                "/",
                ok(
                        "text/html",
                        "<html><head><link rel=alternate type='application/rss+xml' title=Comments"
                                + " href=/comments/feed><link rel=alternate type='application/rss+xml'"
                                + " href=/feed/></head><body>x</body></html>"));
        server.on("daily.localhost", "/feed/", ok("text/xml", rss("The Daily", home, 5)));
        for (int i = 0; i < 5; i++)
            server.on(
                    "daily.localhost",
                    "/story/" + i,
                    ok("text/html", "<article>" + "<p>A spy.</p>".repeat(50) + "</article>"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String rss(String title, String home, int entries) {
        StringBuilder rss = new StringBuilder(
                "<rss version='2.0'><channel><title>" + title + "</title><link>" + home + "</link><description/>");
        for (int i = 0; i < entries; i++)
            rss.append(
                    "<item><title>Story %1$d</title><link>%2$sstory/%1$d</link><pubDate>%3$d Nov 2025 10:00:00 GMT</pubDate><description>short</description></item>"
                            .formatted(i, home, 20 - i));
        return rss + "</channel></rss>";
    }

    private void outlets(String text) throws IOException {
        Files.writeString(folder.resolve("outlets.yaml"), text);
    }

    private List<Outlet> outlets() {
        List<Problem> problems = new ArrayList<>();
        List<Outlet> outlets = OutletsFile.read(folder.resolve("outlets.yaml"), problems);
        assertThat(problems).isEmpty();
        return outlets;
    }

    private String url(String host, String path) {
        return server.url(host, path).toString();
    }

    @Test
    void aHomePageIsEnoughToAddAnOutlet() throws IOException {
        Program.Said said = dossier("feeds", "add", url("daily", "/"), "--kind", "blog", "--keep", "all");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).contains("The Daily", "5 entries, about 1 a day, teaser", "2025-11-20  Story 0");
        assertThat(Files.readString(folder.resolve("outlets.yaml")))
                .startsWith("outlets:   # mine\n  - name: The Daily\n");
        Outlet added = outlets().getFirst();
        assertThat(added.home()).isEqualTo(server.url("daily", "/"));
        assertThat(added.feeds()).containsExactly(server.url("daily", "/feed/"));
        assertThat(dossier("check").exit()).isZero();
    }

    @Test
    void aDryRunShowsWhatItWouldWriteAndWritesNothing() throws IOException {
        Program.Said said = dossier("feeds", "add", url("daily", "/feed/"), "--name", "Mine", "--dry-run");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("  - name: Mine\n    home: " + url("daily", "/"));
        assertThat(folder.resolve("outlets.yaml")).hasContent("outlets: [ ]   # mine\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aFeedThatMovedIsAddedWhereItIsNow() {
        server.on("old.localhost", "/rss", redirect(301, url("daily", "/feed/")));
        assertThat(dossier("feeds", "add", url("old", "/rss")).exit()).isZero();
        assertThat(outlets().getFirst().feeds()).containsExactly(server.url("daily", "/feed/"));
    }

    @Test
    void oneFeedUnderAnotherAddressIsRefused() {
        dossier("feeds", "add", url("daily", "/"));
        int asked = server.asked().size();
        for (String twin : List.of("/feed", "/?feed=rss2", "/feed/atom/")) {
            Program.Said said = dossier("feeds", "add", url("www.daily", twin));
            assertThat(said.exit()).as(twin).isEqualTo(2);
            assertThat(said.err()).contains("‘The Daily’ has this feed already, under " + url("daily", "/feed/"));
        }
        assertThat(server.asked()).hasSize(asked);
        server.on("/go", redirect(302, url("daily", "/feed/")));
        assertThat(dossier("feeds", "add", url("short", "/go")).err()).contains("has this feed already");
        server.on(
                "/own",
                ok(
                        "text/xml",
                        rss("Own", url("daily", "/"), 1)
                                .replace(
                                        "<description/>",
                                        "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='"
                                                + url("daily", "/feed") + "'/>")));
        assertThat(dossier("feeds", "add", url("other", "/own")).err()).contains("has this feed already");
        assertThat(outlets()).hasSize(1);
        assertThat(dossier("feeds", "add", url("daily", "/feed/"), "--anyway").exit())
                .isEqualTo(2);
        server.on("daily.localhost", "/rss.xml", ok("text/xml", rss("Of another kind", url("daily", "/"), 1)));
        assertThat(dossier("feeds", "add", url("daily", "/rss.xml")).err()).contains("--anyway");
        assertThat(dossier("feeds", "add", url("daily", "/rss.xml"), "--anyway").exit())
                .isZero();
    }

    @Test
    void whatAnotherFeedBroughtAlreadyIsRefusedUnlessOneInsists() {
        dossier("feeds", "add", url("daily", "/"));
        assertThat(dossier("poll").exit()).isZero();
        server.on("/mirror", ok("text/xml", rss("Mirror", url("daily", "/"), 5)));
        Program.Said said = dossier("feeds", "add", url("mirror", "/mirror"));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("brought 5 of its 5 entries already", "--anyway");
        assertThat(dossier("feeds", "add", url("mirror", "/mirror"), "--anyway").exit())
                .isZero();
        assertThat(dossier("feeds", "check").err()).contains("one feed: ");
        assertThat(dossier("poll").out()).contains("0 new articles, 5 in the archive");
    }

    @Test
    void wrongCallsAreAnsweredWithWhatWasExpected() throws IOException {
        dossier("feeds", "add", url("daily", "/"));
        assertThat(dossier("feeds", "add", "not an address").exit()).isEqualTo(2);
        assertThat(dossier("feeds", "add", url("daily", "/x"), "--kind", "blgo").err())
                .contains("BLOG");
        server.on("/other", ok("text/xml", rss("the daily!", url("other", "/"), 1)));
        Program.Said taken = dossier("feeds", "add", url("other", "/other"));
        assertThat(taken.exit()).isEqualTo(2);
        assertThat(taken.err()).contains("An outlet ‘The Daily’ is there already", "--name");
        Program.Said nothing = dossier("feeds", "add", url("nobody", "/"));
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err()).contains("404");
        outlets("outlets: [ { name: A, home: 'https://a.example/' } ]\n");
        Program.Said brackets = dossier("feeds", "add", url("daily", "/"));
        assertThat(brackets.exit()).isEqualTo(2);
        assertThat(brackets.err()).contains("outlets.yaml:1: ", "brackets");
    }

    @Test
    void onlyWhatIsAFeedIsDiscovered() {
        Program.Said said = dossier("feeds", "discover", url("daily", "/"));
        assertThat(said.out().lines().toList()).hasSize(2);
        assertThat(said.out()).contains(url("daily", "/feed/") + "  rss20   5        The Daily");
        assertThat(said.err()).contains("no feed: " + url("daily", "/comments/feed"), "404");
    }

    @Test
    void eachFeedGetsItsVerdict() throws IOException {
        server.on(
                "/cond",
                validated("\"1\"", "Thu, 20 Nov 2025 10:00:00 GMT", "text/xml", rss("C", url("cond", "/"), 2)));
        server.on(
                "/liar", ok("text/xml", rss("L", url("liar", "/"), 2).getBytes(StandardCharsets.UTF_8), "ETag: \"2\""));
        server.on("/empty", ok("text/xml", rss("E", url("empty", "/"), 0)));
        server.on("/page", ok("text/html", "<html><body>hello</body></html>"));
        server.on("/moved", redirect(301, url("liar", "/liar")));
        server.on("/wall", status(403));
        server.on("/busy", status(429, "Retry-After: 600"));
        server.on("/gone", status(410));
        StringBuilder text = new StringBuilder("outlets:\n");
        for (String name : List.of("cond", "liar", "empty", "page", "moved", "wall", "busy", "gone"))
            text.append("  - name: %s\n    home: %s\n    feeds: [ '%s' ]\n"
                    .formatted(name, url(name, "/"), url(name, "/" + name)));
        outlets(text + "  - name: daily\n    home: " + url("daily", "/") + "\n");
        Program.Said said = dossier("feeds", "check", "--json");
        assertThat(said.exit()).isEqualTo(3);
        JsonNode lines = new ObjectMapper().readTree(said.out());
        assertThat(lines.findValuesAsText("verdict"))
                .containsExactly("well", "well", "empty", "not a feed", "moved", "refuses us", "busy", "dead", "well");
        assertThat(lines.findValuesAsText("conditional")).startsWith("304", "ignored", "none");
        assertThat(lines.get(8).get("note").asText()).contains("found from");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(dossier("feeds", "check", "COND").exit()).isZero();
        assertThat(dossier("feeds", "check", "cnd").err()).contains("is it ‘cond’?");
    }

    @Test
    void theHistoryTellsEachVisit() throws IOException {
        dossier("feeds", "add", url("daily", "/"));
        dossier("poll");
        server.on("daily.localhost", "/feed/", status(500));
        dossier("poll");
        Program.Said said = dossier("feeds", "history", "the daily");
        assertThat(said.out().lines().skip(2).limit(2).map(line -> line.replaceFirst("^\\S+ +(\\S+ +\\S+).*", "$1")))
                .containsExactly("failed   500", "entries  200");
        JsonNode json = new ObjectMapper()
                .readTree(dossier("feeds", "history", url("www.daily", "/feed"), "--last", "1", "--json")
                        .out());
        assertThat(json.get(0).get("visits")).hasSize(1);
        assertThat(json.get(0).get("visits").get(0).get("why").asText()).contains("500");
        assertThat(said.out())
                .contains(
                        "rhythm: not known, the last one ",
                        "visits in seven days: 2, 50 % went well, of these 0 % had nothing new",
                        "newest articles: 100 % with their page, half of them longer than ",
                        "newest entries: 100 % with a sound date");
        JsonNode usual = json.get(0).get("usual");
        assertThat(usual.get("visits").asInt()).isEqualTo(2);
        assertThat(usual.get("dated").asDouble()).isEqualTo(1.0);
        assertThat(usual.get("withPage").asDouble()).isEqualTo(1.0);
        assertThat(usual.get("doubled").isNumber()).isTrue();
        assertThat(dossier("feeds", "history", "nobody").exit()).isEqualTo(2);
        assertThat(dossier("feeds", "history", "the daily", "--last", "0").exit())
                .isEqualTo(2);

        Program.Said list = dossier("feeds", "list");
        assertThat(list.out()).startsWith("STATE").contains("failing").doesNotContain("\u001b");
        assertThat(list.err()).endsWith("1 feed: 1 failing\n");
    }

    @Test
    void troubleComesFirstOnRequest() throws IOException {
        dossier("feeds", "add", url("daily", "/"));
        Files.writeString(
                folder.resolve("outlets.yaml"),
                Files.readString(folder.resolve("outlets.yaml"))
                        + "  - name: Z\n    home: %s\n    feeds: [ '%s' ]\n"
                                .formatted(url("z", "/"), url("z", "/none")));
        dossier("poll");
        assertThat(dossier("feeds", "list").out().lines().toList().get(1)).startsWith("well");
        assertThat(dossier("feeds", "list", "--trouble").out().lines().toList().get(1))
                .startsWith("failing");
    }

    @Test
    void aFailingFeedIsNamedOnceInItsLine() throws IOException {
        server.on("quiet.localhost", "/", ok("text/html", "<html><body>hello</body></html>"));
        outlets("outlets:\n  - name: Quiet\n    home: " + url("quiet", "/") + "\n");
        Program.Said poll = dossier("poll");
        assertThat(poll.exit()).isEqualTo(3);
        assertThat(poll.err()).contains("Quiet: " + url("quiet", "/") + " announces no feed");
        assertThat(dossier("feeds", "list").out()).contains("(announces no feed");
    }

    @Test
    void aHomePageThatAnnouncesNothingIsPolledAllTheSame() throws IOException {
        server.on("quiet.localhost", "/", ok("text/html", "<html><body>hello</body></html>"));
        server.on("quiet.localhost", "/atom.xml", ok("text/xml", rss("Quiet", url("daily", "/"), 5)));
        outlets("outlets:\n  - name: Quiet\n    kind: blog\n    home: " + url("quiet", "/") + "\n");
        assertThat(dossier("poll").out()).contains("5 new articles");
        assertThat(dossier("feeds", "export").out()).contains("xmlUrl=\"" + url("quiet", "/atom.xml") + "\"");
    }

    @Test
    void whatIsExportedIsImportedAsItWas() throws IOException {
        outlets("""
            outlets:
              - name: "Two & more: feeds"
                home: https://two.example/
                feeds: [ https://two.example/world.rss, https://two.example/asia.rss ]
                language: en-GB
              - name: Ä blog
                kind: blog
                tagline: about <this> & "that"
                home: https://blog.example/
              - name: Another
                kind: blog
                home: https://another.example/x/
                feeds: [ https://feeds.example/another ]
            """);
        List<Outlet> before = outlets();
        Path file = folder.resolve("list.opml");
        assertThat(dossier("feeds", "export", file.toString()).exit()).isZero();
        outlets("outlets:\n");
        Program.Said said = dossier("feeds", "import", file.toString());
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(outlets()).isEqualTo(before);
        assertThat(dossier("feeds", "import", file.toString()).err()).startsWith("0 outlets added");
    }

    @Test
    void anImportCanBeLimitedAndTreated() throws IOException {
        Path file = folder.resolve("list.opml");
        Files.writeString(file, """
            <opml><body><outline text="News"><outline text="N" xmlUrl="https://n.example/feed/"/>
            <outline text="N again" xmlUrl="http://www.n.example/?feed=rss2"/></outline>
            <outline text="Blogs"><outline text="B" xmlUrl="https://b.example/rss"/></outline></body></opml>\
            """);
        assertThat(dossier("feeds", "import", file.toString(), "--folder", "nws")
                        .err())
                .contains("There are: News, Blogs");
        Program.Said said = dossier("feeds", "import", file.toString(), "--folder", "news", "--publish", "link");
        assertThat(said.err())
                .contains(
                        "http://www.n.example/?feed=rss2 was left out: it is the same feed as https://n.example/feed/");
        assertThat(outlets())
                .singleElement()
                .satisfies(outlet -> assertThat(outlet.publish().name()).isEqualTo("LINK"));
        assertThat(dossier("feeds", "import", file.toString()).out()).isEqualTo("added B\n");
        assertThat(outlets().getLast().kind().name()).isEqualTo("BLOG");
    }

    @Test
    void checkTellsOfOneFeedUnderTwoAddresses() throws IOException {
        outlets("""
            outlets:
              - { name: A, home: 'https://a.example/', feeds: [ 'https://a.example/feed/' ] }
              - { name: B, home: 'https://a.example/', feeds: [ 'http://www.a.example/feed/atom' ] }
            """);
        Program.Said said = dossier("check");
        assertThat(said.exit()).isZero();
        assertThat(said.err()).contains("looks like the same feed as https://a.example/feed/ of ‘A’");
    }

    @Test
    void aListThatOthersKeepIsFollowed() throws IOException {
        String one = "<outline text='The Daily' xmlUrl='%s'/>".formatted(url("daily", "/feed/"));
        String two = "<outline text='Two' xmlUrl='%s'/>".formatted(url("two", "/rss"));
        server.on("two.localhost", "/rss", ok("text/xml", rss("Two", url("two", "/"), 0)));
        server.on("/list", ok("text/x-opml", "<opml><body>" + one + two + "</body></opml>"));
        outlets("lists:\n  - opml: " + url("friend", "/list") + "\n    kind: blog\n    keep: all\n    every: 5m\n");
        assertThat(dossier("poll").out()).contains("2 feeds asked, 0 failed", "5 new articles");
        assertThat(dossier("feeds", "export").out()).contains("Blogroll", "text=\"Two\"");

        server.on("/list", status(500));
        assertThat(dossier("poll").out()).startsWith("2 feeds asked");
        assertThat(server.asked("/list")).hasSize(1);
        assertThat(dossier("feeds", "list").err()).contains("named 2 outlets");

        outlets("outlets:\n");
        assertThat(dossier("poll").out()).startsWith("0 feeds asked");
        assertThat(dossier("search", "spy").err()).endsWith("5 articles\n");
    }

    @Test
    void aFileBesideTheConfigurationIsFollowedAsItChangesAndABadOneChangesNothing() throws IOException {
        server.on("two.localhost", "/rss", ok("text/xml", rss("Two", url("two", "/"), 0)));
        Path list = folder.resolve("friends.opml");
        Files.writeString(
                list,
                "<opml><body><outline text='The Daily' xmlUrl='%s'/></body></opml>".formatted(url("daily", "/feed/")));
        outlets("lists:\n  - opml: friends.opml\n");
        assertThat(dossier("poll").out()).startsWith("1 feeds asked, 0 failed");

        Files.writeString(
                list, "<opml><body><outline text='Two' xmlUrl='%s'/></body></opml>".formatted(url("two", "/rss")));
        Program.Said poll = dossier("poll");
        assertThat(poll.out()).startsWith("1 feeds asked, 0 failed");
        assertThat(server.asked("/rss")).as("who came is asked").hasSize(1);
        assertThat(server.asked("/feed/")).as("who left is not").hasSize(1);

        for (String bad : List.of("<html>no list</html>", "<opml><body/></opml>", "")) {
            Files.writeString(list, bad);
            poll = dossier("poll");
            assertThat(poll.exit()).as(bad).isEqualTo(3);
            assertThat(poll.err()).contains("A list of outlets: " + list);
            assertThat(poll.out()).startsWith("1 feeds asked, 0 failed");
        }
        assertThat(dossier("feeds", "list").err()).contains(list + " is no OPML: it holds no element");

        Files.delete(list);
        Program.Said check = dossier("check");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).contains("outlets.yaml:2", "there is no " + list);
    }

    private Program.Said dossier(String... words) {
        return new Program(folder, InstantSource.system()).run(words);
    }
}
