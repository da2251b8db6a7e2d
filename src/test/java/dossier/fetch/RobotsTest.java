package dossier.fetch;

import static dossier.LocalOutlet.inTurn;
import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.redirect;
import static dossier.LocalOutlet.status;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.Fetch;
import dossier.model.Page;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
    private static final String NO_STORIES = "User-agent: *\nDisallow: /story\n";

    private final LocalOutlet outlet = LocalOutlet.open();
    private final Asking.Clock clock = new Asking.Clock();
    private final Asking.Leap pace = new Asking.Leap();
    private final Fetcher fetcher = new Fetcher(Asking.SETTINGS, clock, pace);

    RobotsTest() {
        for (String path : new String[] {"/story", "/story2", "/free", "/feed"})
            outlet.on(path, ok("text/html", "<!DOCTYPE html><p>Text."));
    }

    @AfterEach
    void close() {
        fetcher.close();
        outlet.close();
    }

    private LocalOutlet robots(String text) {
        return outlet.on("/robots.txt", ok("text/plain", text));
    }

    private Page page(String path) {
        return Asking.page(fetcher, outlet.url("daily", path));
    }

    @Test
    void aForbiddenPageIsNotAskedFor() {
        robots(NO_STORIES);
        assertThat(page("/story")).isEqualTo(new Page.Unasked("robots.txt of daily.localhost forbids it"));
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
        assertThat(outlet.asked("/story")).isEmpty();
    }

    @Test
    void aFeedIsThereToBeAskedForWhateverRobotsTxtSays() {
        robots("User-agent: *\nDisallow: /\n");
        assertThat(fetcher.fetch(Asking.feed(outlet.url("daily", "/feed")))).isInstanceOf(Fetch.Fresh.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User-agent: Dossier;Disallow: /|false",
                "User-agent: dossier;Disallow: /|false",
                "User-agent: Dossier/2.0;Disallow: /|false",
                "User-agent: OtherBot;Disallow: /|true",
                "User-agent: Dossierbot;Disallow: /|true",
                "User-agent: *;Disallow: /;User-agent: Dossier;Allow: /|true",
                "User-agent: *;Disallow: /*.html$|true",
                "User-agent: *;Disallow: /f*ree$|false",
                "User-agent: *;Disallow: /f;Allow: /free|true",
                "User-agent: *;Disallow:|true",
                "<html>not found</html>|true",
            })
    void ourNameAndTheRulesAreReadAsTheStandardSays(String text, boolean allowed) {
        robots(text.replace(';', '\n'));
        assertThat(page("/free") instanceof Page.Fetched).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void whereThereIsNoRobotsTxtAllIsAllowed(int status) {
        outlet.on("/robots.txt", status(status));
        assertThat(page("/story")).isInstanceOf(Page.Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void whereRobotsTxtCannotBeReadWeStayAwayForAWhile(int status) {
        outlet.on("/robots.txt", inTurn(status(status), ok("text/plain", NO_STORIES)));
        assertThat(page("/free")).isInstanceOfSatisfying(Page.Missing.class, missing -> {
            assertThat(missing.fault()).isEqualTo(Fault.TEMPORARY);
            assertThat(missing.reason()).startsWith("robots.txt of daily.localhost answers " + status);
        });
        clock.pass(Duration.ofMinutes(16));
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void whatWeKnewCountsWhileRobotsTxtCannotBeRead() {
        outlet.on("/robots.txt", inTurn(ok("text/plain", NO_STORIES), status(500)));
        page("/free");
        clock.pass(Duration.ofHours(25));
        assertThat(page("/story")).isInstanceOf(Page.Unasked.class);
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
        assertThat(outlet.asked("/robots.txt")).hasSize(2);
    }

    @Test
    void aRobotsTxtThatIsBrokenForADayIsTakenForNone() {
        outlet.on("/robots.txt", status(500));
        for (int hour = 0; hour < 24; hour++) {
            assertThat(page("/free")).isInstanceOf(Page.Missing.class);
            clock.pass(Duration.ofHours(1));
        }
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void robotsTxtIsAskedForOnceADay() {
        robots(NO_STORIES);
        for (String path : new String[] {"/free", "/story", "/story2"}) page(path);
        assertThat(outlet.asked("/robots.txt")).hasSize(1);
        clock.pass(Duration.ofHours(24));
        page("/free");
        assertThat(outlet.asked("/robots.txt")).hasSize(2);
    }

    @Test
    void manyWhoAskAtOnceCauseOneRequestForRobotsTxt() throws Exception {
        robots(NO_STORIES);
        assertThat(Asking.atOnce(50, i -> page("/page" + i))).hasSize(50);
        assertThat(outlet.asked("/robots.txt")).hasSize(1);
        assertThat(outlet.asked()).hasSize(51);
    }

    @Test
    void eachOriginHasItsOwn() {
        outlet.on("daily.localhost", "/robots.txt", ok("text/plain", NO_STORIES));
        assertThat(page("/story")).isInstanceOf(Page.Unasked.class);
        assertThat(Asking.page(fetcher, outlet.url("other", "/story"))).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void aRedirectToAForbiddenPageIsNotFollowed() {
        outlet.on("other.localhost", "/robots.txt", ok("text/plain", NO_STORIES));
        outlet.on("/out", redirect(302, outlet.url("other", "/story")));
        assertThat(page("/out")).isEqualTo(new Page.Unasked("robots.txt of other.localhost forbids it"));
    }

    @Test
    void aRobotsTxtElsewhereIsReadToo() {
        outlet.on("daily.localhost", "/robots.txt", redirect(301, outlet.url("other", "/rules.txt")));
        outlet.on("/rules.txt", ok("text/plain", NO_STORIES));
        assertThat(page("/story")).isInstanceOf(Page.Unasked.class);
    }

    @Test
    void ofAnEndlessRobotsTxtTheBeginningCounts() {
        outlet.on("/robots.txt", (_, out) -> {
            out.write(("HTTP/1.1 200 OK\r\n\r\n" + NO_STORIES).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            while (true) out.write("# more and more\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });
        assertThat(page("/story")).isInstanceOf(Page.Unasked.class);
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void crawlDelayMakesUsSlowerUpToHalfAMinute() {
        robots("User-agent: *\nCrawl-delay: 10\n");
        for (String path : new String[] {"/free", "/story", "/story2"}) page(path);
        assertThat(pace.slept()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aCrawlDelayOfHoursIsCutNotTakenForAProhibition() {
        robots("User-agent: *\nCrawl-delay: 86400\n");
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
        assertThat(page("/story")).isInstanceOf(Page.Fetched.class);
        assertThat(pace.slept()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void moreRulesThanCanBeWeighedForbidAnAddressThatIsVeryLong() {
        StringBuilder rules = new StringBuilder("User-agent: *\n");
        for (int i = 0; i < 20_000; i++) rules.append("Disallow: /*x").append(i).append('\n');
        robots(rules.toString());
        assertThat(page("/free")).isInstanceOf(Page.Fetched.class);
        assertThat(page("/free?" + "a".repeat(2000)))
                .isEqualTo(new Page.Unasked(
                        "robots.txt of daily.localhost has too many rules to be weighed for so" + " long an address"));
    }

    @Test
    void aRuleForTheNameThatTheOperatorAsksUnderIsMeantForUs() {
        robots("User-agent: RiverArchive\nDisallow: /story\n\nUser-agent: *\nAllow: /\n");
        FetchSettings named = Asking.SETTINGS.userAgent("RiverArchive/2.0 (+https://river.example/about)");
        try (Fetcher river = new Fetcher(named, clock)) {
            assertThat(Asking.page(river, outlet.url("daily", "/story"))).isInstanceOf(Page.Unasked.class);
        }
        assertThat(page("/story")).isInstanceOf(Page.Fetched.class);
    }
}
