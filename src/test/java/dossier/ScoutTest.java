package dossier;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.status;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.fetch.FetchSettings;
import dossier.fetch.Fetcher;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Validators;
import dossier.model.Visit;
import dossier.parse.Lead;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import dossier.parse.Scout;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A home page and what lies around it, on a real server: which feed is found, and how little is asked for it.
class ScoutTest {
    private static final String RSS = """
        <rss version="2.0"><channel><title>The Wire</title><link>http://wire.example/</link><description/>
        <item><title>One</title><link>http://wire.example/1</link></item></channel></rss>\
        """;

    private final LocalOutlet server = LocalOutlet.open();
    private final Fetcher fetcher = new Fetcher(
            new FetchSettings(
                    "test (+http://test.example/)",
                    Optional.empty(),
                    true,
                    Duration.ZERO,
                    FetchSettings.Limits.DEFAULTS),
            InstantSource.system());
    private final Parser parser = new Parser(ParseSettings.DEFAULTS);
    private final Scout scout = new Scout(fetcher::fetch, parser);

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    private Visit visit(String path, int failures, Optional<Instant> lastRead) {
        URI home = server.url(path);
        Outlet outlet = Outlet.of("Wire", home).withHeaders(Map.of("X-Key", "secret"));
        Feed feed = new Feed(
                new FeedId(1), outlet, home, Feed.Role.HOME, Validators.NONE, Optional.empty(), failures, lastRead);
        return scout.look(parser.parse(fetcher.fetch(feed)));
    }

    private static String page(String head) {
        return "<!doctype html><html><head><title>Wire</title>" + head + "</head><body>hello</body></html>";
    }

    private static String announcing(String... addresses) {
        StringBuilder links = new StringBuilder();
        for (String address : addresses)
            links.append("<link rel=alternate type='application/rss+xml' href='")
                    .append(address)
                    .append("'>");
        return page(links.toString());
    }

    @Test
    void theFirstAnnouncedFeedThatIsOneIsBelieved() {
        server.on("/", ok("text/html", announcing("/dead", "/page", "/good", "/never")))
                .on("/page", ok("text/html", page("")))
                .on("/good", ok("text/xml", RSS));
        Visit visit = visit("/", 0, Optional.empty());
        assertThat(visit.reading())
                .isEqualTo(new Reading.Announced(java.util.List.of(server.url("/good"), server.url("/never"))));
        assertThat(server.asked("/never")).isEmpty();
    }

    @Test
    void onceFoundItIsNotProvenAgain() {
        server.on("/", ok("text/html", announcing("/good"))).on("/good", ok("text/xml", RSS));
        visit("/", 0, Optional.of(Instant.EPOCH));
        assertThat(server.asked("/good")).isEmpty();
    }

    @Test
    void wellKnownAddressesAreAskedOnlyWhereNothingIsAnnounced() {
        server.on("/", ok("text/html", page(""))).on("/atom.xml", ok("text/xml", RSS));
        assertThat(visit("/", 0, Optional.empty()).reading())
                .isEqualTo(new Reading.Announced(java.util.List.of(server.url("/atom.xml"))));
        assertThat(server.asked()).hasSizeLessThanOrEqualTo(9);
        assertThat(server.mostInFlight()).isEqualTo(1);
    }

    @Test
    void aSiteWithoutAFeedIsNotSearchedAtEachVisit() {
        server.on("/", ok("text/html", page("")));
        Visit visit = visit("/", 1, Optional.empty());
        assertThat(visit.reading()).isInstanceOf(Reading.Failed.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whoRefusesUsIsLeftAlone() {
        server.on("/", status(403));
        assertThat(((Reading.Failed) visit("/", 0, Optional.empty()).reading()).fault())
                .isEqualTo(Fault.HARD);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aFeedThatIsOnlyTiredTodayIsStillAnnounced() {
        server.on("/", ok("text/html", announcing("/tired"))).on("/tired", status(503));
        assertThat(visit("/", 0, Optional.empty()).reading())
                .isEqualTo(new Reading.Announced(java.util.List.of(server.url("/tired"))));
    }

    @Test
    void theOutletsSecretsStayOnItsHost() {
        server.on(
                        "/",
                        ok(
                                "text/html",
                                announcing(server.url("stranger", "/feed").toString(), "/own")))
                .on("/own", ok("text/xml", RSS));
        visit("/", 0, Optional.empty());
        assertThat(server.asked("/feed")).hasSize(1);
        assertThat(server.asked("/feed").getFirst().header("x-key")).isEmpty();
        assertThat(server.asked("/own").getFirst().header("x-key")).contains("secret");
    }

    @Test
    void aLinkCalledRssMayLeadToAPageOfFeeds() {
        server.on("/", ok("text/html", page("") + "<a href='/subscribe'>RSS feeds</a>"))
                .on("/subscribe", ok("text/html", page("") + "<a href='/world.rss'>World</a>"))
                .on("/world.rss", ok("text/xml", RSS));
        Scout.Survey survey = scout.survey(Outlet.of("Wire", server.url("/")), server.url("/"), 20, 5);
        assertThat(survey.feeds())
                .extracting(found -> found.lead().address())
                .containsExactly(server.url("/world.rss"));
    }

    @Test
    void asManyLeadsAreAskedAsWereAllowed() {
        server.on("/", ok("text/html", announcing("/a", "/b", "/c", "/d", "/e")));
        Scout.Survey survey = scout.survey(Outlet.of("Wire", server.url("/")), server.url("/"), 3, 5);
        assertThat(survey.tried()).hasSize(3);
        assertThat(survey.left()).isEqualTo(2);
        assertThat(survey.feeds()).isEmpty();
    }

    @Test
    void whereThereIsNoFeedRobotsTxtAndAnIndexOfSitemapsLeadToTheSitemapOfNews() {
        server.on("/", ok("text/html", page("")))
                .on("/robots.txt", ok("text/plain", "Sitemap: " + server.url("/news-index.xml")))
                .on(
                        "/news-index.xml",
                        ok(
                                "text/xml",
                                "<sitemapindex><sitemap><loc>/news-1.xml</loc></sitemap><sitemap><loc>/news-index.xml</loc></sitemap></sitemapindex>"))
                .on(
                        "/news-1.xml",
                        ok(
                                "text/xml",
                                "<urlset><url><loc>/1</loc><news:news><news:title>One</news:title></news:news></url></urlset>"));
        for (String start : new String[] {"/", "/news-index.xml"}) {
            Scout.Survey survey = scout.survey(Outlet.of("Wire", server.url(start)), server.url(start), 24, 5);
            assertThat(survey.feeds())
                    .extracting(found -> found.lead().address())
                    .containsExactly(server.url("/news-1.xml"));
        }
    }

    @Test
    void anAddressThatIsAFeedNeedsNoLeads() {
        server.on("/rss", ok("text/xml", RSS));
        Scout.Survey survey = scout.survey(Outlet.of("Wire", server.url("/rss")), server.url("/rss"), 3, 5);
        assertThat(survey.feeds())
                .singleElement()
                .satisfies(found -> assertThat(found.lead().source()).isEqualTo(Lead.Source.ANNOUNCED));
        assertThat(server.asked()).hasSize(1);
    }
}
