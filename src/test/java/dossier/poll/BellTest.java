package dossier.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dossier.Samples;
import dossier.model.Alarm;
import dossier.model.FeedId;
import dossier.model.Ring;
import dossier.model.Rung;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BellTest {
    private record Post(String body, Map<String, List<String>> headers) {}

    private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 204;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add(new Post(body, Map.copyOf(exchange.getRequestHeaders())));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Rung ring(Optional<String> secret, Ring ring) {
        URI hook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        return ring(new BellSettings(Optional.of(hook), secret, Optional.empty(), Duration.ofSeconds(10)), ring);
    }

    private static Rung ring(BellSettings settings, Ring ring) {
        try (Bell bell = new Bell(settings)) {
            return bell.ring(ring);
        }
    }

    private static Ring alarm(String reason, boolean ended) {
        return new Ring(
                new Alarm(
                        7,
                        new FeedId(3),
                        "The \"Daily\"",
                        URI.create("https://daily.example/rss"),
                        Alarm.Kind.SILENT,
                        reason,
                        Samples.NOON,
                        ended ? Optional.of(Samples.NOON.plusSeconds(60)) : Optional.empty()),
                0);
    }

    @Test
    void theBeginningAndTheEndArePostedAsJson() {
        assertThat(ring(Optional.empty(), alarm("has brought nothing\n for 9 d", false))
                        .failure())
                .isEmpty();
        ring(Optional.empty(), alarm("x", true));
        assertThat(posts.get(0).body())
                .isEqualTo("{\"id\":7,\"event\":\"began\",\"kind\":\"SILENT\",\"outlet\":\"The \\\"Daily\\\"\","
                        + "\"feed\":\"https://daily.example/rss\",\"reason\":\"has brought nothing\\u000a for 9 d\","
                        + "\"began\":\"2026-03-01T12:00:00Z\"}");
        assertThat(posts.get(1).body()).contains("\"event\":\"ended\"", "\"ended\":\"2026-03-01T12:01:00Z\"");
        assertThat(posts.get(0).headers()).doesNotContainKey("X-dossier-signature");
    }

    @Test
    void whatIsPostedIsSignedWithTheSecret() {
        ring(Optional.of("key"), alarm("x", false));
        assertThat(posts.getFirst().headers().get("X-dossier-signature"))
                .containsExactly(
                        "sha256=" + Bell.signature("key", posts.getFirst().body()));
        assertThat(Bell.signature("key", "The quick brown fox jumps over the lazy dog"))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    @Test
    void anAnswerThatIsNoSuccessAndARedirectAreFailures() {
        for (int answer : new int[] {500, 404, 302}) {
            status = answer;
            assertThat(ring(Optional.empty(), alarm("x", false)).failure())
                    .hasValueSatisfying(why -> assertThat(why).contains(String.valueOf(answer)));
        }
        assertThat(posts).hasSize(3);
    }

    @Test
    void aWebhookThatIsNotThereIsAFailure() {
        server.stop(0);
        assertThat(ring(Optional.empty(), alarm("x", false)).failure()).isPresent();
    }

    @Test
    void withoutAWebhookTheLogIsEnough() {
        assertThat(ring(BellSettings.SILENT, alarm("x", false)).failure()).isEmpty();
        assertThat(posts).isEmpty();
    }
}
