package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.Fetch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RudeServerTest {
    private static final String TYPE = "application/rss+xml";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(20);

    private final LocalOutlet outlet = LocalOutlet.open();

    @AfterEach
    void close() {
        outlet.close();
    }

    private Fetch.Failed failed(FetchSettings settings) {
        return failed(settings, outlet.url("/feed"));
    }

    private static Fetch.Failed failed(FetchSettings settings, URI url) {
        try (Fetcher fetcher = new Fetcher(settings, new Asking.Clock())) {
            return (Fetch.Failed) fetcher.fetch(Asking.feed(url));
        }
    }

    private static FetchSettings within(Duration connect, Duration response, Duration whole) {
        return Asking.SETTINGS.limits(FetchSettings.Limits.DEFAULTS.times(connect, response, whole));
    }

    private static FetchSettings atMost(long bytes) {
        return Asking.SETTINGS.limits(Asking.SETTINGS.limits().bytes(bytes));
    }

    private static void is(Fetch.Failed failed, Fault fault, String reason) {
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.fault()).isEqualTo(fault);
    }

    @Test
    void aServerThatSaysNothingIsLeftAfterTheTimeout() {
        outlet.on("/feed", LocalOutlet.silent());
        is(failed(within(SOON, SOON, LATE)), Fault.TEMPORARY, "no answer after 1 s");
    }

    @Test
    void aServerThatTakesNoConnectionIsLeftAfterTheTimeout() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket door = new ServerSocket(0, 1, loopback);
                Socket first = new Socket(loopback, door.getLocalPort());
                Socket second = new Socket(loopback, door.getLocalPort())) {
            String full = "127.0.0.1:" + door.getLocalPort();
            URI url = URI.create("http://127.0.0.1:" + door.getLocalPort() + "/feed");
            is(failed(within(SOON, LATE, LATE), url), Fault.TEMPORARY, "no connection to " + full + " within 1 s");
            is(failed(within(LATE, LATE, SOON), url), Fault.TEMPORARY, "no connection to " + full + " within 1 s");
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    void aServerWhoseHeadersDripIsLeftAfterTheTimeout() {
        outlet.on("/feed", LocalOutlet.slowHeaders(20));
        is(failed(within(SOON, SOON, LATE)), Fault.TEMPORARY, "has not sent all headers of its answer after 2 s");
    }

    @Test
    void aServerThatNeverEndsIsLeftAfterTheTimeout() {
        outlet.on("/feed", LocalOutlet.endless(TYPE, 100, 20));
        Fetch.Failed failed = failed(within(LATE, LATE, SOON));
        assertThat(failed.reason()).matches("no end after 1 s and [0-9,]+ bytes");
        assertThat(failed.fault()).isEqualTo(Fault.TEMPORARY);
        assertThat(failed.trip().status()).isEqualTo(200);
    }

    @Test
    void aServerThatStopsInTheMiddleIsLeftAfterTheSilence() {
        outlet.on("/feed", (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(Long.MAX_VALUE);
        });
        is(failed(within(SOON, SOON, LATE)), Fault.TEMPORARY, "silent for 1 s after 5 bytes");
    }

    @Test
    void anEndlessBodyIsLeftAtTheLimitOfBytes() {
        outlet.on("/feed", LocalOutlet.endless(TYPE, 8000, 0));
        Fetch.Failed failed = failed(atMost(100_000));
        is(failed, Fault.HARD, "is larger than 100,000 bytes");
        assertThat(failed.trip().bytes()).isLessThan(200_000);
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsNotRead() {
        outlet.on("/feed", LocalOutlet.shortOf(1L << 40, TYPE, "<rss>"));
        Fetch.Failed failed = failed(Asking.SETTINGS);
        is(failed, Fault.HARD, "is larger than 10,485,760 bytes");
        assertThat(failed.trip().bytes()).isZero();
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() {
        outlet.on("/feed", ok(TYPE, "x".repeat(1000)));
        try (Fetcher fetcher = new Fetcher(atMost(1000), new Asking.Clock())) {
            assertThat(fetcher.fetch(Asking.feed(outlet.url("/feed")))).isInstanceOf(Fetch.Fresh.class);
        }
        is(failed(atMost(999)), Fault.HARD, "is larger than 999 bytes");
    }

    @Test
    void aBombIsNotUnpacked() {
        outlet.on("/feed", LocalOutlet.bomb(TYPE, 100_000_000));
        Fetch.Failed failed = failed(Asking.SETTINGS);
        assertThat(failed.reason()).matches("is larger than 10,485,760 bytes once unpacked");
        assertThat(failed.fault()).isEqualTo(Fault.HARD);
    }

    @Test
    void aBombOfBrotliIsNotUnpacked() {
        outlet.on("/feed", LocalOutlet.brotliBomb(TYPE));
        is(failed(Asking.SETTINGS), Fault.HARD, "is a bomb: 80 bytes unpack to more than 1,048,576");
    }

    @Test
    void aBodyShorterThanAnnouncedIsNotTakenForTheWhole() {
        outlet.on("/feed", LocalOutlet.shortOf(1000, TYPE, "<rss>"));
        is(failed(Asking.SETTINGS), Fault.TEMPORARY, "hangs up after 5 of 1,000 bytes");
    }

    @Test
    void aChunkedBodyThatBreaksOffIsNotTakenForTheWhole() {
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"));
        is(failed(Asking.SETTINGS), Fault.TEMPORARY, "hangs up after 5 bytes, before the end");
    }

    @Test
    void aServerThatHangsUpIsAFailure() {
        outlet.on("/feed", LocalOutlet.hangUp());
        is(failed(Asking.SETTINGS), Fault.TEMPORARY, "hangs up without an answer");
        assertThat(outlet.asked()).hasSize(1);
    }

    @Test
    void whatIsNotHttpIsAFailure() {
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\nno header at all\r\n\r\n"));
        is(failed(Asking.SETTINGS), Fault.SOFT, "answers with what is not HTTP");
        outlet.on("/feed", LocalOutlet.raw("220 mail.example ESMTP\r\n\r\n"));
        is(failed(Asking.SETTINGS), Fault.TEMPORARY, "hangs up without an answer");
    }

    @Test
    void headersWithoutEndAreAFailure() {
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"));
        is(failed(Asking.SETTINGS), Fault.SOFT, "sends more, or longer, headers than anybody needs");
    }

    @Test
    void tooManyHeadersAreAFailure() {
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\n" + "X: 1\r\n".repeat(1000) + "\r\n"));
        is(failed(Asking.SETTINGS), Fault.SOFT, "sends more, or longer, headers than anybody needs");
    }

    @Test
    void aClosedPortIsAFailure() {
        int port = outlet.port();
        outlet.close();
        is(failed(Asking.SETTINGS), Fault.SOFT, "127.0.0.1:" + port + " refuses the connection");
    }

    @Test
    void aHostThatDoesNotExistIsAFailure() {
        is(
                failed(Asking.SETTINGS, URI.create("http://no-such-host.invalid/feed")),
                Fault.SOFT,
                "no such host: no-such-host.invalid");
    }

    @Test
    void aServerWithoutTlsIsAFailure() {
        URI secure = URI.create("https://127.0.0.1:" + outlet.port() + "/feed");
        is(failed(Asking.SETTINGS, secure), Fault.SOFT, "no secure connection to 127.0.0.1 comes about");
    }

    @Test
    void afterEachRudenessTheNextRequestIsAnsweredProperly() {
        outlet.on("/feed", ok(TYPE, "<rss/>"));
        outlet.on("/long", LocalOutlet.endless(TYPE, 8000, 0));
        outlet.on("/short", LocalOutlet.shortOf(1000, TYPE, "<rss>"));
        outlet.on("/error", (asked, out) -> {
            out.write("HTTP/1.1 500 No\r\nContent-Length: 200000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[200_000]);
        });
        outlet.on("/kept", (asked, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            throw new java.io.IOException("hangs up on purpose");
        });
        try (Fetcher fetcher = new Fetcher(atMost(100_000), new Asking.Clock())) {
            for (String path : new String[] {"/long", "/short", "/error", "/kept"}) {
                fetcher.fetch(Asking.feed(outlet.url(path)));
                assertThat(fetcher.fetch(Asking.feed(outlet.url("/feed"))))
                        .as("after " + path)
                        .isInstanceOf(Fetch.Fresh.class);
            }
        }
    }

    @Test
    void manyHeadersThatAreLongTogetherAreAFailure() {
        String header = "X: " + "x".repeat(1000) + "\r\n";
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\n" + header.repeat(60) + "Content-Length: 0\r\n\r\n"));
        is(failed(Asking.SETTINGS), Fault.SOFT, "answers with an empty document");
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\n" + header.repeat(90) + "Content-Length: 0\r\n\r\n"));
        is(failed(Asking.SETTINGS), Fault.SOFT, "sends more, or longer, headers than anybody needs");
    }

    @Test
    void headersThatAreFoldedForEverAreAFailure() {
        outlet.on("/feed", LocalOutlet.raw("HTTP/1.1 200 OK\r\nX: 1\r\n" + " and more\r\n".repeat(10_000) + "\r\n"));
        is(failed(Asking.SETTINGS), Fault.SOFT, "sends more, or longer, headers than anybody needs");
    }

    @Test
    void interimAnswersWithoutEndAreLeftAfterTheTimeout() {
        outlet.on("/feed", (_, out) -> {
            while (true)
                out.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        is(failed(within(SOON, SOON, LATE)), Fault.TEMPORARY, "has not sent all headers of its answer after 2 s");
    }

    @Test
    void aBodyLongerThanAnnouncedDoesNotSpoilTheNextAnswer() {
        outlet.on("/feed", ok(TYPE, "<rss/>"));
        outlet.on(
                "/long",
                (_, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/><!-- and more than was announced -->"
                                .getBytes(StandardCharsets.US_ASCII)));
        outlet.on(
                "/smuggled",
                (_, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII)));
        try (Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock())) {
            for (String path : new String[] {"/long", "/smuggled"}) {
                assertThat(fetcher.fetch(Asking.feed(outlet.url(path)))).isInstanceOf(Fetch.Fresh.class);
                assertThat(fetcher.fetch(Asking.feed(outlet.url("/feed"))))
                        .as("after " + path)
                        .isInstanceOf(Fetch.Fresh.class);
            }
        }
    }

    @Test
    void chunksAndTrailersWithoutEndAreAFailure() {
        outlet.on("/feed", (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            while (true) out.write("X: trailer\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(failed(within(SOON, SOON, LATE)).fault()).isNotNull();
        outlet.on("/feed", (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1".getBytes(StandardCharsets.US_ASCII));
            while (true) out.write(";extension=1".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(failed(within(SOON, SOON, LATE)).fault()).isNotNull();
    }

    @Test
    void aBodyInOneByteChunksIsLeftAfterTheTimeout() {
        outlet.on("/feed", (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(20);
            }
        });
        assertThat(failed(within(LATE, LATE, SOON)).reason()).matches("no end after 1 s and [0-9,]+ bytes");
    }

    @Test
    void aWrongCharsetIsTheParsersAffairNotAFailure() {
        outlet.on("/feed", ok("application/rss+xml; charset=\"no-such\\\";charset=utf-16", "<rss>é</rss>"));
        try (Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock())) {
            assertThat(fetcher.fetch(Asking.feed(outlet.url("/feed"))))
                    .isInstanceOfSatisfying(Fetch.Fresh.class, fresh -> {
                        assertThat(fresh.body().bytes().text(StandardCharsets.UTF_8))
                                .isEqualTo("<rss>é</rss>");
                        assertThat(fresh.body().contentType()).contains("no-such");
                    });
        }
    }
}
