package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.redirect;
import static dossier.LocalOutlet.status;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Page;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.model.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherPageTest {
    private static final String HTML = "<!DOCTYPE html><title>A page</title><p>Text.";

    private final LocalOutlet outlet = LocalOutlet.open();
    private final Asking.Clock clock = new Asking.Clock();
    private final Fetcher fetcher = new Fetcher(Asking.SETTINGS, clock);

    @AfterEach
    void close() {
        fetcher.close();
        outlet.close();
    }

    private Page page(String path) {
        return Asking.page(fetcher, outlet.url("daily", path));
    }

    private Page page(Feed feed, Optional<URI> link) {
        return fetcher.page(Sourced.wanted(Asking.sighting(feed, link))).page();
    }

    @Test
    void aPageIsFetchedWithWhatTheServerSaidAboutIt() {
        byte[] packed = LocalOutlet.gzip(HTML);
        outlet.on(
                "/story",
                ok(
                        "text/html; charset=utf-8",
                        packed,
                        "Content-Encoding: gzip",
                        "X-Robots-Tag: noarchive",
                        "X-Robots-Tag: nosnippet",
                        "Set-Cookie: id=1"));
        Page.Fetched fetched = (Page.Fetched) page("/story");
        assertThat(fetched.body().bytes().text(StandardCharsets.UTF_8)).isEqualTo(HTML);
        assertThat(fetched.body().contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(fetched.status()).isEqualTo(200);
        assertThat(fetched.at()).isEqualTo(Asking.NOON);
        assertThat(fetched.headers())
                .isEqualTo(Map.of("content-type", "text/html; charset=utf-8", "x-robots-tag", "noarchive, nosnippet"));
    }

    @Test
    void whatIsSaidToAllRobotsComesBeforeWhatIsSaidToOne() {
        outlet.on(
                "/story",
                ok(
                        "text/html",
                        HTML.getBytes(StandardCharsets.UTF_8),
                        "X-Robots-Tag: otherbot: noindex",
                        "X-Robots-Tag: max-snippet: 20",
                        "X-Robots-Tag: dossier: none",
                        "X-Robots-Tag: noarchive"));
        assertThat(((Page.Fetched) page("/story")).headers())
                .containsEntry("x-robots-tag", "max-snippet: 20, noarchive, otherbot: noindex, dossier: none");
    }

    @Test
    void aPageKnowsWhereRedirectsLedTo() {
        outlet.on("/short", redirect(301, "/story")).on("/story", ok("text/html", HTML));
        Page.Fetched fetched = (Page.Fetched) page("/short");
        assertThat(fetched.asked()).isEqualTo(outlet.url("daily", "/short"));
        assertThat(fetched.address()).isEqualTo(outlet.url("daily", "/story"));
    }

    @Test
    void anEntryWithoutALinkHasNoPage() {
        Feed feed = Asking.feed(outlet.url("/feed"));
        assertThat(page(feed, Optional.empty())).isEqualTo(new Page.Unasked("the entry has no link"));
    }

    @Test
    void anOutletThatIsReadFromItsFeedIsNotAskedForPages() {
        URI home = outlet.url("/");
        Feed feed = new Feed(
                new FeedId(1),
                Asking.outlet(home, Map.of(), TextFrom.FEED),
                home,
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty());
        assertThat(page(feed, Optional.of(outlet.url("/story")))).isInstanceOf(Page.Unasked.class);
        assertThat(outlet.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, HARD, answers 404 Not Found",
        "410, HARD, answers 410 Gone",
        "403, HARD, answers 403 Forbidden",
        "500, TEMPORARY, answers 500 Internal Server Error",
        "503, TEMPORARY, answers 503 Service Unavailable",
        "204, SOFT, answers 204 No Content",
    })
    void aPageThatIsNotThereIsMissing(int status, Fault fault, String reason) {
        outlet.on("/story", status(status));
        assertThat(page("/story")).isEqualTo(new Page.Missing(fault, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "image/jpeg", "video/mp4", "application/json", "application/rss+xml"})
    void whatIsNoPageOfHtmlIsNotEvenRead(String type) {
        outlet.on("/story", LocalOutlet.endless(type, 1000, 1));
        assertThat(page("/story")).isEqualTo(new Page.Missing(Fault.HARD, "is '" + type + "', not a page of HTML"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "text/plain", "application/xml", ""})
    void aPageUnderAVagueTypeIsKnownByItsTags(String type) {
        outlet.on("/story", ok(type, HTML)).on("/notes", ok(type, "Just words."));
        assertThat(page("/story")).isInstanceOf(Page.Fetched.class);
        assertThat(page("/notes")).isEqualTo(new Page.Missing(Fault.HARD, "is no page of HTML"));
    }

    @Test
    void aDocumentThatClaimsToBeHtmlIsStillNone() {
        outlet.on("/story", ok("text/html", "%PDF-1.7 ...")).on("/empty", ok("text/html", ""));
        assertThat(page("/story")).isEqualTo(new Page.Missing(Fault.HARD, "is a PDF, not a page of HTML"));
        assertThat(page("/empty")).isEqualTo(new Page.Missing(Fault.SOFT, "answers with an empty page"));
    }

    @Test
    void aPageThatIsTooLargeIsMissingNotCut() {
        outlet.on("/story", ok("text/html", HTML + " ".repeat(11 << 20)));
        assertThat(page("/story")).isEqualTo(new Page.Missing(Fault.HARD, "is larger than 10,485,760 bytes"));
    }

    @Test
    void twoEntriesWithOnePageFetchItOnce() throws Exception {
        outlet.on("/story", ok("text/html", HTML));
        assertThat(Asking.atOnce(20, _ -> page("/story"))).hasOnlyElementsOfType(Page.Fetched.class);
        assertThat(outlet.asked("/story")).hasSize(1);
        clock.pass(Duration.ofMinutes(2));
        page("/story");
        assertThat(outlet.asked("/story")).hasSize(2);
    }

    @Test
    void aPageFetchedWithOneOutletsKeyIsNotHandedToAnother() {
        outlet.on("/story", ok("text/html", HTML));
        URI link = outlet.url("daily", "/story");
        page(Asking.feed(outlet.url("daily", "/feed"), Map.of("X-Key", "sesame")), Optional.of(link));
        page(Asking.feed(outlet.url("daily", "/feed")), Optional.of(link));
        page(Asking.feed(outlet.url("other", "/feed"), Map.of("X-Key", "sesame")), Optional.of(link));
        assertThat(outlet.asked("/story"))
                .extracting(asked -> asked.header("x-key").isPresent())
                .containsExactly(true, false, false);
    }

    @Test
    void twoOutletsWithOnePageFetchItOnce() {
        outlet.on("/story", ok("text/html", HTML));
        URI link = outlet.url("daily", "/story");
        page(Asking.feed(outlet.url("one", "/feed")), Optional.of(link));
        page(Asking.feed(outlet.url("two", "/feed")), Optional.of(link));
        assertThat(outlet.asked("/story")).hasSize(1);
    }

    @Test
    void aHostThatLetUsWaitInVainIsNotTriedForEachOfItsPages() {
        Duration soon = Duration.ofSeconds(1);
        outlet.on("/a", LocalOutlet.silent()).on("/b", ok("text/html", HTML));
        FetchSettings hasty = Asking.SETTINGS.limits(FetchSettings.Limits.DEFAULTS.times(soon, soon, soon));
        try (Fetcher hurried = new Fetcher(hasty, clock)) {
            assertThat(Asking.page(hurried, outlet.url("/a")))
                    .isEqualTo(new Page.Missing(Fault.TEMPORARY, "no answer after 1 s"));
            assertThat(Asking.page(hurried, outlet.url("/b")))
                    .isEqualTo(new Page.Later(
                            Asking.NOON.plusSeconds(60), "not asked: 127.0.0.1 did not answer in time; again in 60 s"));
            assertThat(hurried.fetch(Asking.feed(outlet.url("/feed"))).trip().status())
                    .as("a feed is asked even so")
                    .isEqualTo(404);
            clock.pass(Duration.ofMinutes(1));
            assertThat(Asking.page(hurried, outlet.url("/b"))).isInstanceOf(Page.Fetched.class);
        }
    }

    @Test
    void pagesOfOneHostAreAskedForOneAtATime() throws Exception {
        for (int i = 0; i < 60; i++) outlet.on("/" + i, ok("text/html", HTML));
        List<Page> pages =
                Asking.atOnce(60, i -> Asking.page(fetcher, outlet.url(i % 2 == 0 ? "one" : "two", "/" + i)));
        assertThat(pages).hasOnlyElementsOfType(Page.Fetched.class);
        assertThat(outlet.asked()).hasSize(62);
        assertThat(outlet.mostInFlight()).isEqualTo(1);
    }

    @Test
    void betweenTwoRequestsToAHostTheDelayGoesBy() {
        Asking.Leap pace = new Asking.Leap();
        try (Fetcher patient = new Fetcher(Asking.SETTINGS.perHostDelay(Duration.ofSeconds(3)), clock, pace)) {
            for (String path : List.of("/a", "/b", "/c")) Asking.page(patient, outlet.url("daily", path));
        }
        assertThat(outlet.asked()).hasSize(4);
        assertThat(pace.slept()).isEqualTo(Duration.ofSeconds(9));
    }
}
