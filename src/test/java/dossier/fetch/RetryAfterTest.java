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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A host that wants to be left alone is, by whoever asks.
class RetryAfterTest {
    private static final String TYPE = "application/rss+xml";

    private final LocalOutlet outlet = LocalOutlet.open();
    private final Asking.Clock clock = new Asking.Clock();
    private final Fetcher fetcher = new Fetcher(Asking.SETTINGS, clock);

    RetryAfterTest() {
        outlet.on("/feed", ok(TYPE, "<rss/>")).on("/story", ok("text/html", "<!DOCTYPE html><p>Text."));
    }

    @AfterEach
    void close() {
        fetcher.close();
        outlet.close();
    }

    private Fetch feed(String host, String path) {
        return fetcher.fetch(Asking.feed(outlet.url(host, path)));
    }

    private Page page(String host, String path) {
        return Asking.page(fetcher, outlet.url(host, path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|Retry-After: 1200|1200",
                "503|Retry-After: 1200|1200",
                "429|Retry-After: Sun, 01 Mar 2026 12:20:00 GMT|1200",
                "503|Retry-After: Sunday, 01-Mar-26 12:20:00 GMT|1200",
                "503|Retry-After: 99999999999|86400",
                "429|X-Nothing: said|300",
                "429|Retry-After: 0|60",
            })
    void noFeedAndNoPageOfTheHostIsAskedInThePauseThatOneFeedWasTold(int status, String header, long seconds) {
        outlet.on("/busy", status(status, header));
        assertThat(feed("daily", "/busy")).isInstanceOf(Fetch.Busy.class);

        clock.pass(Duration.ofSeconds(seconds - 1));
        assertThat(feed("daily", "/feed")).isInstanceOfSatisfying(Fetch.Busy.class, busy -> {
            assertThat(busy.pause()).isEqualTo(Duration.ofSeconds(1));
            assertThat(busy.trip().status()).isZero();
        });
        assertThat(page("daily", "/story"))
                .isEqualTo(new Page.Later(
                        Asking.NOON.plusSeconds(seconds),
                        "not asked: daily.localhost asked to be left alone; again in 1 s"));
        assertThat(outlet.asked()).as("robots.txt is not asked for either").hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        assertThat(feed("daily", "/feed")).isInstanceOf(Fetch.Fresh.class);
        assertThat(page("daily", "/story")).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void aPagesPauseHoldsForTheHostsFeedsAndOtherPages() {
        outlet.on("/busy", status(503, "Retry-After: 120"));
        assertThat(page("daily", "/busy"))
                .isEqualTo(new Page.Missing(Fault.TEMPORARY, "answers 503 Service Unavailable"));
        assertThat(page("daily", "/story")).isInstanceOf(Page.Later.class);
        assertThat(feed("daily", "/feed")).isInstanceOf(Fetch.Busy.class);
    }

    @Test
    void aRobotsTxtThatAsksForAPauseGetsItForTheWholeHost() {
        outlet.on("/robots.txt", inTurn(status(429, "Retry-After: 600"), status(404)));
        assertThat(page("daily", "/story")).isInstanceOf(Page.Missing.class);
        assertThat(feed("daily", "/feed")).isInstanceOf(Fetch.Busy.class);
        clock.pass(Duration.ofMinutes(16));
        assertThat(page("daily", "/story")).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void otherHostsGoOn() {
        outlet.on("/busy", status(429, "Retry-After: 120"));
        feed("daily", "/busy");
        assertThat(feed("weekly", "/feed")).isInstanceOf(Fetch.Fresh.class);
        assertThat(page("weekly", "/story")).isInstanceOf(Page.Fetched.class);
    }

    @Test
    void aBare503IsAboutTheOneAddress() {
        outlet.on("/broken", status(503));
        assertThat(feed("daily", "/broken")).isInstanceOf(Fetch.Busy.class);
        assertThat(feed("daily", "/feed")).isInstanceOf(Fetch.Fresh.class);
    }

    @Test
    void thePauseIsThatOfTheHostWhichSaidIt() {
        outlet.on("/go", redirect(302, outlet.url("weekly", "/busy"))).on("/busy", status(429, "Retry-After: 120"));
        feed("daily", "/go");
        assertThat(feed("daily", "/feed")).isInstanceOf(Fetch.Fresh.class);
        assertThat(feed("weekly", "/feed")).isInstanceOf(Fetch.Busy.class);
        assertThat(feed("daily", "/go")).as("nor through a redirect").isInstanceOf(Fetch.Busy.class);
        assertThat(outlet.asked("/busy")).hasSize(1);
    }

    @Test
    void whoeverWaitsAtTheGateHearsItToo() throws Exception {
        outlet.on("/busy", (asked, out) -> {
            Thread.sleep(50);
            status(429, "Retry-After: 600").give(asked, out);
        });
        List<Fetch> all = Asking.atOnce(30, _ -> feed("daily", "/busy"));
        assertThat(all).hasOnlyElementsOfType(Fetch.Busy.class);
        assertThat(outlet.asked()).hasSize(1);
    }

    @Test
    void whatWasLeftUndoneIsCounted() {
        outlet.on("/busy", status(429, "Retry-After: 600"));
        feed("daily", "/busy");
        feed("daily", "/feed");
        page("daily", "/story");
        Politeness figures = fetcher.politeness();
        assertThat(figures.requests()).isEqualTo(1);
        assertThat(figures.pauses()).isEqualTo(1);
        assertThat(figures.heldBack()).isEqualTo(2);
    }

    @Test
    void thePauseOutlivesTheRun() {
        outlet.on("/busy", status(503, "Retry-After: 7200"));
        Map<String, Instant> kept = new HashMap<>();
        try (Fetcher first = new Fetcher(
                Asking.SETTINGS, clock, Map.of(), new Pauses(Map.of(), (host, until) -> kept.put(host, until)))) {
            first.fetch(Asking.feed(outlet.url("daily", "/busy")));
        }
        assertThat(kept).hasSize(1);
        try (Fetcher next = new Fetcher(Asking.SETTINGS, clock, Map.of(), new Pauses(kept, kept::put))) {
            assertThat(next.fetch(Asking.feed(outlet.url("daily", "/feed")))).isInstanceOf(Fetch.Busy.class);
            clock.pass(Duration.ofHours(2));
            assertThat(next.fetch(Asking.feed(outlet.url("daily", "/feed")))).isInstanceOf(Fetch.Fresh.class);
        }
    }
}
