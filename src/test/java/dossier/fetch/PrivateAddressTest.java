package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.Fetch;
import dossier.model.Page;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressTest {
    private final LocalOutlet outlet = LocalOutlet.open();

    @AfterEach
    void close() {
        outlet.close();
    }

    private static Fetch fetch(FetchSettings settings, URI url) {
        try (Fetcher fetcher = new Fetcher(settings, new Asking.Clock())) {
            return fetcher.fetch(Asking.feed(url));
        }
    }

    private FetchSettings closed() {
        return Asking.SETTINGS.allowPrivate(false);
    }

    /// The proxy stands for the internet: it answers for any host, so that a redirect can begin outside.
    private FetchSettings throughProxy() {
        return closed().proxy(new FetchSettings.Proxy("127.0.0.1", outlet.port()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "daily.localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]"})
    void ourOwnMachineIsNotAsked(String host) {
        Fetch fetch = fetch(closed(), URI.create("http://" + host + "/feed"));
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.HARD);
            assertThat(failed.reason()).contains("which http.allow-private forbids");
        });
        assertThat(outlet.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1/|leads to 127.0.0.1, a loopback address, which http.allow-private forbids",
                "http://169.254.169.254/latest|leads to 169.254.169.254, a link-local address, which"
                        + " http.allow-private forbids",
                "http://[fd00:ec2::254]/|leads to fd00:ec2:0:0:0:0:0:254, a private address, which http.allow-private"
                        + " forbids",
                "//0x7f.1/x|leads to 127.0.0.1, a loopback address, which http.allow-private forbids",
                "http://localhost:8080/|leads to localhost, a private name, which http.allow-private forbids",
                "http://other.example:25/|leads to port 25 of other.example, where no websites are; http.allow-private"
                        + " would let it",
            })
    void aRedirectInsideIsRefusedAfterOneStep(String location, String reason) {
        outlet.on("/feed", redirect(301, location));
        Fetch fetch = fetch(throughProxy(), URI.create("http://daily.example/feed"));
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.HARD);
            assertThat(failed.reason()).isEqualTo(reason);
        });
        assertThat(outlet.asked()).hasSize(1);
    }

    @Test
    void aRobotsTxtThatLeadsInsideIsNotFollowedAndForbidsNothing() {
        outlet.on("/robots.txt", redirect(302, outlet.url("/secret")))
                .on("/story", ok("text/html", "<!DOCTYPE html>x"));
        try (Fetcher fetcher = new Fetcher(throughProxy(), new Asking.Clock())) {
            assertThat(Asking.page(fetcher, URI.create("http://daily.example/story")))
                    .isInstanceOf(Page.Fetched.class);
        }
        assertThat(outlet.asked("/secret")).isEmpty();
    }

    @Test
    void aNameIsLookedAtWhereTheSocketConnects() {
        try (Names names = new Names(Optional.of(new Guard(closed())), false, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> names.resolve("localhost"))
                    .isInstanceOf(Guard.Forbidden.class)
                    .hasMessageContaining("a loopback address");
            assertThatThrownBy(() -> names.resolve("10.0.0.1")).isInstanceOf(Guard.Forbidden.class);
        }
    }

    @Test
    void everyNameBelowLocalhostIsThisMachineWhereItMayBeAsked() throws UnknownHostException {
        try (Names names = new Names(Optional.empty(), true, Duration.ofSeconds(5))) {
            assertThat(names.resolve("a.daily.localhost")).allMatch(address -> address.isLoopbackAddress());
        }
        outlet.on("/feed", ok("application/rss+xml", "<rss/>"));
        assertThat(fetch(Asking.SETTINGS, outlet.url("a.daily", "/feed"))).isInstanceOf(Fetch.Fresh.class);
    }
}
