package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static dossier.LocalOutlet.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.LocalOutlet;
import dossier.model.Bytes;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherFeedTest {
    private static final String RSS = "<rss version=\"2.0\"/>";
    private static final String TYPE = "application/rss+xml";
    private static final String ETAG = "W/\"abc\"";
    private static final String DATE = "Sun, 01 Mar 2026 09:00:00 GMT";

    private final LocalOutlet outlet = LocalOutlet.open();
    private final Asking.Clock clock = new Asking.Clock();
    private final Fetcher fetcher = new Fetcher(Asking.SETTINGS, clock);

    @AfterEach
    void close() {
        fetcher.close();
        outlet.close();
    }

    private Fetch fetch() {
        return fetcher.fetch(Asking.feed(outlet.url("/feed")));
    }

    private Feed known(Duration readBefore) {
        return Asking.known(
                outlet.url("/feed"),
                Asking.validators(ETAG, DATE),
                Bytes.utf8(RSS).sha256(),
                clock.instant().minus(readBefore));
    }

    @Test
    void aFeedThatIsThereIsFresh() {
        outlet.on("/feed", LocalOutlet.validated(ETAG, DATE, TYPE, RSS));
        Fetch.Fresh fresh = (Fetch.Fresh) fetch();
        assertThat(fresh.body().bytes().text(StandardCharsets.UTF_8)).isEqualTo(RSS);
        assertThat(fresh.body().contentType()).isEqualTo(TYPE);
        assertThat(fresh.validators()).isEqualTo(Asking.validators(ETAG, DATE));
        assertThat(fresh.trip().status()).isEqualTo(200);
        assertThat(fresh.trip().bytes()).isEqualTo(RSS.length());
        assertThat(fresh.trip().at()).isEqualTo(Asking.NOON);
        assertThat(fresh.trip().address()).isEqualTo(outlet.url("/feed"));
        assertThat(fresh.trip().movedTo()).isEmpty();
    }

    @Test
    void theServerIsToldWhoAsksAndForWhat() {
        fetch();
        Map<String, String> sent = outlet.asked().getFirst().headers();
        assertThat(sent).containsEntry("user-agent", FetchSettings.DEFAULTS.userAgent());
        assertThat(sent.get("accept")).startsWith("application/rss+xml, application/atom+xml");
        assertThat(sent).containsEntry("accept-encoding", "gzip, deflate, br");
        assertThat(sent).containsOnlyKeys("host", "connection", "accept", "accept-encoding", "user-agent");
    }

    @Test
    void validatorsAreSentBackAsTheyCame() {
        outlet.on("/feed", LocalOutlet.validated(ETAG, DATE, TYPE, RSS));
        Fetch fetch = fetcher.fetch(known(Duration.ofHours(1)));
        assertThat(outlet.asked().getFirst().headers())
                .containsEntry("if-none-match", ETAG)
                .containsEntry("if-modified-since", DATE);
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Unchanged.class, unchanged -> {
            assertThat(unchanged.trip().status()).isEqualTo(304);
            assertThat(unchanged.validators()).isEqualTo(Asking.validators(ETAG, DATE));
        });
    }

    @Test
    void theSameBodyIsUnchangedWhateverTheServerSaysAndItsNewValidatorsAreKept() {
        outlet.on("/feed", ok(TYPE, RSS.getBytes(StandardCharsets.UTF_8), "ETag: \"new\""));
        Fetch fetch = fetcher.fetch(known(Duration.ofHours(1)));
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Unchanged.class, unchanged -> {
            assertThat(unchanged.trip().status()).isEqualTo(200);
            assertThat(unchanged.validators()).isEqualTo(new Validators(Optional.of("\"new\""), Optional.empty()));
        });
    }

    @Test
    void aServerThatAlwaysSaysNotModifiedIsNotBelievedForEver() {
        outlet.on("/feed", (asked, out) -> (asked.header("if-none-match").isPresent()
                        ? status(304)
                        : ok(TYPE, RSS + "<!-- news -->"))
                .give(asked, out));
        assertThat(fetcher.fetch(known(Duration.ofHours(11)))).isInstanceOf(Fetch.Unchanged.class);
        assertThat(fetcher.fetch(known(Duration.ofHours(12)))).isInstanceOf(Fetch.Fresh.class);
    }

    @Test
    void afterAFailureTheWholeDocumentIsAskedForAndLookedAt() {
        outlet.on("/feed", LocalOutlet.validated(ETAG, DATE, TYPE, RSS));
        Feed known = known(Duration.ofHours(1));
        Feed failed = new Feed(
                known.id(),
                known.outlet(),
                known.url(),
                known.role(),
                known.validators(),
                known.bodyHash(),
                1,
                known.lastRead());
        assertThat(fetcher.fetch(failed)).isInstanceOf(Fetch.Fresh.class);
    }

    @Test
    void notModifiedToAQuestionThatWasNotAskedIsAFailure() {
        outlet.on("/feed", status(304));
        assertThat(fetch()).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.SOFT);
            assertThat(failed.reason()).startsWith("answers 304 Not Modified");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|Retry-After: 120|PT2M",
                "503|Retry-After: 120|PT2M",
                "429|Retry-After: Sun, 01 Mar 2026 13:00:00 GMT|PT1H",
                "503|Retry-After: 31536000|PT24H",
                "429|X-None: 1|PT30M",
                "503|Retry-After: later|PT30M",
            })
    void aBusyServerIsLeftAsLongAsItAsks(int status, String header, Duration pause) {
        outlet.on("/feed", status(status, header));
        assertThat(fetch()).isInstanceOfSatisfying(Fetch.Busy.class, busy -> {
            assertThat(busy.pause()).isEqualTo(pause);
            assertThat(busy.trip().status()).isEqualTo(status);
        });
    }

    @Test
    void goneIsGone() {
        outlet.on("/feed", status(410));
        assertThat(fetch()).isInstanceOf(Fetch.Gone.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|HARD|answers 400 Bad Request",
                "401|HARD|answers 401 Unauthorized",
                "403|HARD|answers 403 Forbidden",
                "404|HARD|answers 404 Not Found",
                "451|HARD|answers 451 Unavailable For Legal Reasons",
                "408|TEMPORARY|answers 408 Request Timeout",
                "500|TEMPORARY|answers 500 Internal Server Error",
                "502|TEMPORARY|answers 502 Bad Gateway",
                "522|TEMPORARY|answers 522",
                "204|SOFT|answers 204 No Content",
                "302|SOFT|answers 302 Moved Temporarily without saying where to",
            })
    void anAnswerWithoutAFeedIsAFailureOfItsKind(int status, Fault fault, String reason) {
        outlet.on("/feed", status(status));
        assertThat(fetch()).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(fault);
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.trip().status()).isEqualTo(status);
        });
    }

    @Test
    void anEmptyDocumentIsAFailure() {
        outlet.on("/feed", ok(TYPE, ""));
        assertThat(fetch()).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.SOFT);
            assertThat(failed.reason()).isEqualTo("answers with an empty document");
        });
    }

    @Test
    void aPackedFeedIsUnpackedAndItsBytesCountedAsSent() {
        byte[] packed = LocalOutlet.gzip(RSS.repeat(1000));
        outlet.on("/feed", ok(TYPE, packed, "Content-Encoding: gzip"));
        Fetch.Fresh fresh = (Fetch.Fresh) fetch();
        assertThat(fresh.body().bytes().size()).isEqualTo(RSS.length() * 1000);
        assertThat(fresh.trip().bytes()).isEqualTo(packed.length);
    }

    @Test
    void aFeedInBrotliIsAskedForAndUnpacked() {
        // The feed below, by the reference encoder.
        byte[] packed = Base64.getDecoder()
                .decode(
                        "G4MAYCwK7DbiFFPHdMFblKT3UvOIuDxNOZmY9pkr49kvZGltE8aNTk9WhZpv4ptuw6ZpSqA3fPftHaJ8JEONfc4TAcgQK1D9"
                            + "hmv/WrwDRT/vnOpNRGuXEnS8KUWRCg==");
        outlet.on("/feed", (asked, out) -> {
            boolean wanted = asked.header("accept-encoding").orElse("").contains("br");
            (wanted ? ok(TYPE, packed, "Content-Encoding: br") : status(406)).give(asked, out);
        });
        Fetch.Fresh fresh = (Fetch.Fresh) fetch();
        assertThat(new String(fresh.body().bytes().toArray(), StandardCharsets.UTF_8))
                .isEqualTo("<rss version=\"2.0\"><channel><title>Packed</title><item><title>One</title>"
                        + "<link>https://daily.example/1</link></item></channel></rss>");
        assertThat(fresh.trip().bytes()).isEqualTo(packed.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://daily.example/feed", "feed:x", "http:/"})
    void whatIsNoWebAddressIsNotAsked(URI address) {
        Feed feed = Asking.feed(outlet.url("/feed"));
        Feed odd = new Feed(
                feed.id(), feed.outlet(), address, feed.role(), Validators.NONE, Optional.empty(), 0, Optional.empty());
        assertThat(fetcher.fetch(odd)).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.HARD);
            assertThat(failed.reason()).startsWith("is no address that can be asked");
        });
    }

    @Test
    void theTimetableLearnsHowLongTheAnswerIsFresh() {
        outlet.on("/feed", ok(TYPE, RSS.getBytes(StandardCharsets.UTF_8), "Cache-Control: max-age=1800"));
        assertThat(fetch().trip().freshFor()).contains(Duration.ofMinutes(30));
    }

    @Test
    void aHomePageIsAskedForAsHtml() {
        Feed feed = Asking.feed(outlet.url("/"));
        fetcher.fetch(new Feed(
                feed.id(),
                feed.outlet(),
                feed.url(),
                Feed.Role.HOME,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty()));
        assertThat(outlet.asked().getFirst().headers().get("accept")).startsWith("text/html");
    }

    @Test
    void whoIsStoppedWhileAskingHasNoAnswerToStore() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        outlet.on("/feed", (_, _) -> {
            asked.countDown();
            Thread.sleep(Long.MAX_VALUE);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> stopped = threads.submit(() -> {
                assertThatThrownBy(this::fetch).isInstanceOf(CancellationException.class);
                return Thread.currentThread().isInterrupted();
            });
            asked.await();
            threads.shutdownNow();
            assertThat(stopped).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        }
    }

    @Test
    void robotsTxtIsNotAskedForAFeed() {
        fetch();
        assertThat(outlet.asked()).hasSize(1);
    }

    @Test
    void userAndPasswordOfAnAddressAreSentAsBasicAuthentication() {
        outlet.on("/feed", ok(TYPE, RSS));
        URI secret = URI.create("http://me:p%40ss@127.0.0.1:" + outlet.port() + "/feed");
        Fetch fetch = fetcher.fetch(Asking.feed(secret));
        assertThat(fetch).isInstanceOf(Fetch.Fresh.class);
        assertThat(outlet.asked().getFirst().header("authorization")).contains("Basic bWU6cEBzcw==");
        assertThat(fetch.trip().address()).isEqualTo(outlet.url("/feed"));
    }

    @Test
    void anOutletsOwnHeadersAreSentAndCannotBreakTheRequest() {
        outlet.on("/feed", ok(TYPE, RSS));
        Map<String, String> own =
                Map.of("X-Key", "sesame", "User-Agent", "Mozilla/5.0", "Host", "evil", "X-Bad", "a\r\nb: c");
        fetcher.fetch(Asking.feed(outlet.url("/feed"), own));
        assertThat(outlet.asked().getFirst().headers())
                .containsEntry("x-key", "sesame")
                .containsEntry("user-agent", "Mozilla/5.0")
                .containsEntry("host", "127.0.0.1:" + outlet.port())
                .doesNotContainKeys("x-bad", "b");
    }
}
