package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.redirect;
import static dossier.LocalOutlet.status;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import dossier.model.Fetch;
import dossier.model.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many at a time, and each host one at a time.
class InFlightTest {
    private static final int MANY = 2000;

    /// Patient: the machine may have other work.
    private static final FetchSettings SETTINGS = Asking.SETTINGS.limits(FetchSettings.Limits.DEFAULTS.times(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(120)));

    private final LocalOutlet outlet = LocalOutlet.open();
    private final Fetcher fetcher = new Fetcher(SETTINGS, new Asking.Clock());

    @AfterEach
    void close() {
        fetcher.close();
        outlet.close();
    }

    @Test
    void twoThousandFeedsAreInFlightAtATime() throws Exception {
        CountDownLatch allHere = new CountDownLatch(MANY);
        outlet.on("/feed", (asked, out) -> {
            allHere.countDown();
            allHere.await();
            ok("application/rss+xml", "<rss/>").give(asked, out);
        });
        List<Fetch> all = Asking.atOnce(MANY, i -> fetcher.fetch(Asking.feed(outlet.url("host" + i, "/feed"))));
        assertThat(all).hasOnlyElementsOfType(Fetch.Fresh.class);
        assertThat(outlet.mostInFlight()).isEqualTo(1);
        assertThat(fetcher.politeness().requests()).isEqualTo(MANY);
    }

    @Test
    void manyFeedsOfOneHostGoOneByOneOverOneConnectionWhileOthersPass() throws Exception {
        CountDownLatch others = new CountDownLatch(100);
        outlet.on("one.localhost", "/feed", (asked, out) -> {
            others.await(); // The other hosts are not held up by this one.
            ok("application/rss+xml", "<rss/>").give(asked, out);
        });
        outlet.on("/feed", (asked, out) -> {
            others.countDown();
            ok("application/rss+xml", "<rss/>").give(asked, out);
        });
        List<Fetch> all =
                Asking.atOnce(300, i -> fetcher.fetch(Asking.feed(outlet.url(i < 200 ? "one" : "other" + i, "/feed"))));
        assertThat(all).hasOnlyElementsOfType(Fetch.Fresh.class);
        assertThat(outlet.mostInFlight()).isEqualTo(1);
        assertThat(outlet.connections()).isEqualTo(101);
        assertThat(fetcher.politeness().waits()).isEqualTo(199);
    }

    @Test
    void aConnectionIsUsedAgainForRobotsTxtPagesRedirectsAndErrors() {
        outlet.on("/a", ok("text/html", "<!DOCTYPE html><p>Text.")).on("/b", redirect(302, "/a"));
        outlet.on("/broken", status(500)).on("/feed", LocalOutlet.validated("\"1\"", "x", "text/xml", "<rss/>"));
        for (String path : List.of("/a", "/b", "/broken", "/missing")) Asking.page(fetcher, outlet.url("daily", path));
        fetcher.fetch(Asking.feed(outlet.url("daily", "/feed")));
        assertThat(outlet.asked()).hasSize(7);
        assertThat(outlet.connections()).isEqualTo(1);
    }

    @Test
    void oneAddressBehindManyNamesHoldsNobodyUp() throws Exception {
        CountDownLatch together = new CountDownLatch(20);
        outlet.on("/story", (asked, out) -> {
            together.countDown();
            together.await();
            ok("text/html", "<!DOCTYPE html><p>Text.").give(asked, out);
        });
        URI[] links = IntStream.range(0, 20)
                .mapToObj(i -> outlet.url("blog" + i, "/story"))
                .toArray(URI[]::new);
        assertThat(Asking.atOnce(20, i -> Asking.page(fetcher, links[i]))).hasOnlyElementsOfType(Page.Fetched.class);
    }
}
