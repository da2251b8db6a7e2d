package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.redirect;
import static dossier.LocalOutlet.status;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Validators;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private final LocalOutlet outlet = LocalOutlet.open();
    private final Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock());

    RedirectTest() {
        outlet.on("/end", ok("application/rss+xml", "<rss/>"));
    }

    @AfterEach
    void close() {
        fetcher.close();
        outlet.close();
    }

    private Fetch fetch(String path) {
        return fetcher.fetch(Asking.feed(outlet.url("daily", path)));
    }

    private static String reason(Fetch fetch) {
        return ((Fetch.Failed) fetch).reason();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void eachKindOfRedirectIsFollowed(int status) {
        outlet.on("/feed", redirect(status, "/end"));
        Fetch fetch = fetch("/feed");
        assertThat(fetch).isInstanceOf(Fetch.Fresh.class);
        assertThat(fetch.trip().address()).isEqualTo(outlet.url("daily", "/end"));
    }

    @ParameterizedTest
    @CsvSource({
        "301, 301, 308, /end",
        "308, 301, 302, /c",
        "301, 302, 301, /b",
        "302, 301, 301, ''",
        "307, 307, 307, ''",
    })
    void aFeedHasMovedAsFarAsAllRedirectsFromItsAddressWerePermanent(int one, int two, int three, String moved) {
        outlet.on("/a", redirect(one, "/b")).on("/b", redirect(two, "/c")).on("/c", redirect(three, "/end"));
        Optional<URI> movedTo = fetch("/a").trip().movedTo();
        assertThat(movedTo)
                .isEqualTo(Optional.of(moved).filter(path -> !path.isEmpty()).map(path -> outlet.url("daily", path)));
    }

    @Test
    void anEndlessChainIsLeftAfterTheLimit() {
        for (int i = 0; i < 20; i++) outlet.on("/" + i, redirect(302, "/" + (i + 1)));
        assertThat(reason(fetch("/0"))).isEqualTo("redirects more than 10 times");
        assertThat(outlet.asked()).hasSize(11);
    }

    @Test
    void aCircleIsSeen() {
        outlet.on("/a", redirect(302, "/b")).on("/b", redirect(302, "/a"));
        assertThat(reason(fetch("/a"))).startsWith("redirects in a circle, back to http://daily.localhost:");
        assertThat(outlet.asked()).hasSize(2);
    }

    @Test
    void aRedirectToTheSameAddressThatSetsACookieIsNoCircle() {
        outlet.on("/feed", (asked, out) -> (asked.header("cookie").isPresent()
                        ? ok("application/rss+xml", "<rss/>")
                        : status(302, "Location: /feed", "Set-Cookie: seen=1; Path=/"))
                .give(asked, out));
        assertThat(fetch("/feed")).isInstanceOf(Fetch.Fresh.class);
    }

    @Test
    void cookiesAreForgottenAfterTheExchange() {
        outlet.on("/feed", status(302, "Location: /end", "Set-Cookie: seen=1; Path=/"));
        fetch("/feed");
        fetch("/end");
        assertThat(outlet.asked("/end"))
                .extracting(asked -> asked.header("cookie"))
                .containsExactly(Optional.of("seen=1"), Optional.empty());
    }

    @Test
    void cookiesOfOneHostAreNotShownToAnother() {
        outlet.on("/feed", status(302, "Location: " + outlet.url("other", "/end"), "Set-Cookie: seen=1; Path=/"));
        fetch("/feed");
        assertThat(outlet.asked("/end").getFirst().header("cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Domain=daily.example, www.daily.example, true",
        "Domain=www.daily.example, login.daily.example, false",
        "Domain=example, other.example, false",
        "Domain=other.example, other.example, false",
        "Path=/, www.daily.example, false",
    })
    void aCookieGoesNoFurtherThanItsDomain(String domain, String then, boolean comesBack) {
        FetchSettings throughProxy =
                Asking.SETTINGS.allowPrivate(false).proxy(new FetchSettings.Proxy("127.0.0.1", outlet.port()));
        outlet.on("/go", status(302, "Location: http://" + then + "/end", "Set-Cookie: seen=1; " + domain));
        try (Fetcher outside = new Fetcher(throughProxy, new Asking.Clock())) {
            outside.fetch(Asking.feed(URI.create("http://daily.example/go")));
        }
        assertThat(outlet.asked("/end").getFirst().header("cookie").isPresent()).isEqualTo(comesBack);
    }

    @Test
    void anOutletsHeadersAreNotShownToOthersNorAfterTheWayBack() {
        outlet.on("/feed", redirect(302, outlet.url("other", "/there")))
                .on("/there", redirect(302, outlet.url("daily", "/end")));
        Map<String, String> secret = Map.of("X-Key", "sesame", "Authorization", "Bearer sesame");
        fetcher.fetch(Asking.feed(outlet.url("daily", "/feed"), secret));
        assertThat(outlet.asked("/feed").getFirst().headers()).containsKeys("x-key", "authorization");
        assertThat(outlet.asked("/there").getFirst().headers()).doesNotContainKeys("x-key", "authorization");
        assertThat(outlet.asked("/end").getFirst().headers()).doesNotContainKeys("x-key", "authorization");
    }

    @Test
    void anOutletsHeadersGoAlongAmongItsOwnHosts() {
        outlet.on("/feed", redirect(302, "/end"));
        fetcher.fetch(Asking.feed(outlet.url("daily", "/feed"), Map.of("X-Key", "sesame")));
        assertThat(outlet.asked("/end").getFirst().headers()).containsKey("x-key");
    }

    @Test
    void anOutletsHeadersAreNotShownToAFeedThatItsHomePageAnnouncesElsewhere() {
        Feed configured = Asking.feed(outlet.url("daily", "/feed"), Map.of("X-Key", "sesame"));
        fetcher.fetch(new Feed(
                configured.id(),
                configured.outlet(),
                outlet.url("evil", "/end"),
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty()));
        assertThat(outlet.asked("/end").getFirst().headers()).doesNotContainKey("x-key");
    }

    @Test
    void aPasswordDoesNotGoElsewhere() {
        outlet.on("/feed", redirect(302, outlet.url("other", "/end")));
        fetcher.fetch(Asking.feed(URI.create("http://me:secret@daily.localhost:" + outlet.port() + "/feed")));
        assertThat(outlet.asked("/feed").getFirst().headers()).containsKey("authorization");
        assertThat(outlet.asked("/end").getFirst().headers()).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:editor@daily.example", "ftp://daily.example/feed", "http://", "file:///etc/passwd"})
    void aRedirectToWhatIsNoWebAddressLeadsNowhere(String location) {
        outlet.on("/feed", redirect(301, location));
        Fetch.Failed failed = (Fetch.Failed) fetch("/feed");
        assertThat(failed.fault()).isEqualTo(Fault.HARD);
        assertThat(failed.reason()).isEqualTo("leads to '" + location + "', which is no address that can be asked");
    }

    @Test
    void aRedirectWithBlanksAndBareUtf8IsUnderstood() {
        outlet.on("/feed", redirect(301, "/the%20news and m\u00c3\u00bcnchen"));
        outlet.on("/the%20news%20and%20m%C3%BCnchen", ok("application/rss+xml", "<rss/>"));
        assertThat(fetch("/feed")).isInstanceOf(Fetch.Fresh.class);
    }

    @Test
    void twoHostsThatLeadToEachOtherStopNobody() throws Exception {
        outlet.on("one.localhost", "/feed", redirect(302, outlet.url("two", "/end")));
        outlet.on("two.localhost", "/feed", redirect(302, outlet.url("one", "/end")));
        assertThat(Asking.atOnce(40, i -> fetcher.fetch(Asking.feed(outlet.url(i % 2 == 0 ? "one" : "two", "/feed")))))
                .hasOnlyElementsOfType(Fetch.Fresh.class);
        assertThat(outlet.asked("/end")).hasSize(40);
        assertThat(outlet.mostInFlight()).isEqualTo(1);
    }
}
