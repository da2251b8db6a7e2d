package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.Fetch;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private final LocalOutlet proxy = LocalOutlet.open();
    private final Fetcher fetcher = new Fetcher(
            Asking.SETTINGS.allowPrivate(false).proxy(FetchSettings.Proxy.of("127.0.0.1:" + proxy.port())),
            new Asking.Clock());

    @AfterEach
    void close() {
        fetcher.close();
        proxy.close();
    }

    @Test
    void theProxyIsAskedForTheWholeAddress() {
        proxy.on("daily.example", "/a%20b?c=%C3%A4", ok("application/rss+xml", "<rss/>"));
        assertThat(fetcher.fetch(Asking.feed(URI.create("http://daily.example/a%20b?c=%C3%A4"))))
                .isInstanceOf(Fetch.Fresh.class);
        assertThat(proxy.asked().getFirst().header("host")).contains("daily.example");
    }

    @Test
    void hostsBehindOneProxyDoNotWaitForEachOther() throws Exception {
        CountDownLatch together = new CountDownLatch(50);
        proxy.on("/feed", (asked, out) -> {
            together.countDown();
            together.await();
            ok("application/rss+xml", "<rss/>").give(asked, out);
        });
        assertThat(Asking.atOnce(50, i -> fetcher.fetch(Asking.feed(URI.create("http://daily" + i + ".example/feed")))))
                .hasOnlyElementsOfType(Fetch.Fresh.class);
        assertThat(together.getCount()).isZero();
        assertThat(proxy.mostInFlight()).isEqualTo(1);
    }

    @Test
    void aProxyThatLetsNobodyThroughIsNoFaultOfTheFeed() {
        Fetch fetch = fetcher.fetch(Asking.feed(URI.create("https://daily.example/feed")));
        assertThat(proxy.asked().getFirst().method()).isEqualTo("CONNECT");
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.TEMPORARY);
            assertThat(failed.reason()).isEqualTo("cannot be reached: the proxy answers 404 Not Found");
        });
    }

    @Test
    void aProxyThatIsNotThereIsNamed() {
        int port = proxy.port();
        proxy.close();
        Fetch fetch = fetcher.fetch(Asking.feed(URI.create("http://daily.example/feed")));
        assertThat(((Fetch.Failed) fetch).reason())
                .isEqualTo("the proxy 127.0.0.1:" + port + " refuses the connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy", "proxy:", ":80", "proxy:0", "proxy:70000", "a/b:80"})
    void whatIsNoProxyIsRefused(String written) {
        assertThatThrownBy(() -> FetchSettings.Proxy.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("http.proxy is host:port, not '");
    }
}
