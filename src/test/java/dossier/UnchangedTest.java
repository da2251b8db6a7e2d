package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class UnchangedTest {
    private final AtomicLong seq = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Unchanged unchanged = new Unchanged(seq::get, nanos::get);
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    UnchangedTest() {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            asked.incrementAndGet();
            Object state = unchanged.look();
            String etag = "W/\"" + state + "\"";
            unchanged.remember(context.request().uri(), state, etag, Map.of("ETag", etag));
            context.response().putHeader("ETag", etag).end("a list");
        });
        router.route().order(-1).handler(unchanged::handle);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoHasTheListIsAnsweredWithoutTheRoutesUntilTheArchiveMoves() throws Exception {
        seq.set(1);
        String etag = get("/tags/a", "").headers().firstValue("ETag").orElseThrow();
        int before = asked.get();
        HttpResponse<String> second = get("/tags/a", etag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.headers().firstValue("ETag")).contains(etag);
        assertThat(second.body()).isEmpty();
        assertThat(asked.get()).isEqualTo(before);
        seq.set(2);
        assertThat(get("/tags/b", "").statusCode()).isEqualTo(200);
        assertThat(get("/tags/a", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNobodyAskedTheRoutesForATenthOfASecondIsAskedAgain() throws Exception {
        seq.set(3);
        String etag = get("/tags/c", "").headers().firstValue("ETag").orElseThrow();
        assertThat(get("/tags/c", etag).statusCode()).isEqualTo(304);
        nanos.addAndGet(Duration.ofMillis(101).toNanos());
        int before = asked.get();
        get("/tags/c", etag);
        assertThat(asked.get()).isEqualTo(before + 1);
    }

    @Test
    void anotherAddressAnotherETagAndNoETagAreForTheRoutes() throws Exception {
        seq.set(4);
        String etag = get("/tags/d", "").headers().firstValue("ETag").orElseThrow();
        int before = asked.get();
        get("/tags/d?page=2", etag);
        get("/tags/d", "W/\"other\"");
        get("/tags/d", "");
        assertThat(asked.get()).isEqualTo(before + 3);
    }

    private HttpResponse<String> get(String path, String etag) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path));
        if (!etag.isEmpty()) request.header("If-None-Match", etag);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
