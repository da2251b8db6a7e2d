package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import dossier.model.Fetch;
import dossier.model.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever a server sends, there is an outcome, and never an exception.
class AnyAnswerTest {
    private static volatile String next = "";

    private static final LocalOutlet OUTLET = LocalOutlet.open();
    private static final Fetcher FETCHER = fetcher();

    private static Fetcher fetcher() {
        Duration soon = Duration.ofSeconds(5);
        return new Fetcher(
                Asking.SETTINGS.limits(FetchSettings.Limits.DEFAULTS.times(soon, soon, soon)), new Asking.Clock());
    }

    @BeforeContainer
    static void open() {
        OUTLET.on("/any", (asked, out) -> LocalOutlet.raw(next).give(asked, out));
    }

    @AfterContainer
    static void close() {
        FETCHER.close();
        OUTLET.close();
    }

    @Provide
    static Arbitrary<String> answers() {
        Arbitrary<String> status = Arbitraries.of(
                "HTTP/1.1 200 OK",
                "HTTP/1.0 200",
                "HTTP/1.1 301 Moved",
                "HTTP/1.1 304",
                "HTTP/1.1 503 Busy",
                "HTTP/1.1 999 ?",
                "HTTP/1.1 100 Continue",
                "HTTP/1.1 101 Switching",
                "HTTP/1.1 204 No",
                "HTTP/2 200",
                "ICY 200 OK",
                "HTTP/1.1 -5",
                "");
        Arbitrary<String> header = Arbitraries.of(
                "Content-Length: 5",
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: gzip, chunked",
                "Content-Encoding: gzip",
                "Content-Encoding: br",
                "Content-Encoding: deflate",
                "Content-Encoding: ,,,",
                "Content-Type: text/html",
                "Content-Type: ;;;",
                "Content-Type:",
                "Location: /any?x",
                "Location: http://[",
                "Location: \u0000\u00ff",
                "Location:",
                "Retry-After: 5",
                "Retry-After: \u00e9",
                "ETag: \u0007",
                "Set-Cookie: a=b; Domain=.com; Path=/",
                "Set-Cookie: =;=;",
                "Set-Cookie: a=b; Expires=never; Max-Age=x",
                "Cache-Control: max-age=-5",
                "Expires: Sun, 99 Foo 20000",
                ": nameless",
                " folded",
                "no colon",
                "Connection: close",
                "Connection: keep-alive, upgrade",
                "Trailer: x");
        Arbitrary<String> body = Arbitraries.of(
                        "",
                        "hello",
                        "5\r\nhello\r\n0\r\n\r\n",
                        "fffffffff\r\nhello",
                        "-1\r\n",
                        "zz\r\n",
                        "\u001f\u008b\u0008junk",
                        "<!DOCTYPE html><p>x")
                .injectDuplicates(0.1);
        return status.flatMap(
                first -> header.list().ofMaxSize(5).flatMap(lines -> body.map(rest -> join(first, lines) + rest)));
    }

    private static String join(String first, List<String> lines) {
        return first + "\r\n"
                + String.join("", lines.stream().map(line -> line + "\r\n").toList()) + "\r\n";
    }

    @Property(tries = 500)
    void anyAnswerHasAnOutcome(@ForAll("answers") String answer) {
        next = answer;
        URI url = OUTLET.url("/any");
        Fetch fetch = FETCHER.fetch(Asking.feed(url));
        assertThat(fetch.trip().bytes()).isNotNegative();
        if (fetch instanceof Fetch.Failed failed) assertThat(failed.reason()).doesNotContain("breaks off (");
        Page page = Asking.page(FETCHER, OUTLET.url("/any?" + Integer.toHexString(answer.hashCode())));
        if (page instanceof Page.Missing missing) assertThat(missing.reason()).doesNotContain("breaks off (");
    }
}
