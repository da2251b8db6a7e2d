package dossier;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a WebSub subscription: the program in a process of its own, a feed that names a hub in its headers,
/// and a hub that asks back, tells, and is imitated.
class HubJourneyTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "changeit";
    private static final String ENTRY =
            "<item><title>%1$s</title><link>%2$s</link><description>%1$s, the harbour said.</description></item>";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BlockingQueue<Map<String, String>> asked = new LinkedBlockingQueue<>();

    @Test
    void whatAHubTellsIsInTheArchiveAtOnceAndWhatAnImitatorTellsIsNot() throws Exception {
        HttpsServer hub = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.setHttpsConfigurator(new HttpsConfigurator(certified()));
        hub.createContext("/moved", exchange -> answer(exchange, 307));
        hub.createContext("/hub", exchange -> answer(exchange, 202));
        hub.start();
        int port = Child.freePort();
        String site = "http://127.0.0.1:" + port;
        try (LocalOutlet outlet = LocalOutlet.open()) {
            URI feed = outlet.url("daily", "/feed");
            String links = "Link: <https://127.0.0.1:%d/moved>; rel=\"hub\", <%s>; rel=\"self\""
                    .formatted(hub.getAddress().getPort(), feed);
            outlet.on("/feed", ok("text/xml", rss("Polled").getBytes(StandardCharsets.UTF_8), links));
            configure(feed);
            Process program = start(site, port);
            try {
                Map<String, String> wish = asked.poll(3, TimeUnit.MINUTES);
                assertThat(wish).as(log()).isNotNull().containsEntry("hub.topic", feed.toString());
                String callback = wish.get("hub.callback");
                assertThat(callback).startsWith(site + "/websub/");
                String verify = "?hub.mode=subscribe&hub.challenge=c0de&hub.lease_seconds=86400&hub.topic=";
                assertThat(get(callback + verify + encoded("http://other.example/"))
                                .statusCode())
                        .isEqualTo(404);
                HttpResponse<String> echo = get(callback + verify + encoded(feed.toString()));
                assertThat(echo.statusCode()).isEqualTo(200);
                assertThat(echo.body()).isEqualTo("c0de");
                assertThat(post(callback, rss("Forged"), "sha256=" + "00".repeat(32)))
                        .isEqualTo(202);
                assertThat(post(site + "/websub/guessed", rss("Forged"), "")).isEqualTo(404);
                String news = rss("Told");
                assertThat(post(callback, news, "sha256=" + signature(wish.get("hub.secret"), news)))
                        .isEqualTo(202);
                String huge = "<rss>" + " ".repeat(1 << 20) + "</rss>";
                assertThat(post(callback, huge, "sha256=" + signature(wish.get("hub.secret"), huge)))
                        .as("more than http.max-bytes")
                        .isEqualTo(413);
                String archive = "";
                for (int tries = 0; tries < 500 && !archive.contains("Told"); tries++) {
                    Thread.sleep(200);
                    archive = get(site + "/feed.json").body();
                }
                assertThat(archive).contains("Told", "Polled").doesNotContain("Forged");
            } finally {
                program.destroy();
                program.waitFor(20, TimeUnit.SECONDS);
                program.destroyForcibly();
            }
            assertThat(outlet.asked("/feed")).as("it was polled once").hasSize(1);
            Program after = new Program(folder, Instant::now);
            assertThat(after.run(0, "feeds", "list")).contains("tells");
            assertThat(after.run(0, "feeds", "history", "The Daily"))
                    .contains("pushed", "/moved tells of its news until");
        } finally {
            hub.stop(0);
        }
    }

    private void configure(URI feed) throws IOException {
        Files.writeString(
                folder.resolve("outlets.yaml"),
                "outlets:\n  - name: The Daily\n    home: %s\n    feeds: [ \"%s\" ]\n    keep: all\n    fetch: feed\n"
                        .formatted(feed.resolve("/"), feed));
        Files.writeString(folder.resolve("rules.yaml"), "rules: [ ]\n");
    }

    private static String rss(String title) {
        return "<rss version='2.0'><channel><title>The Daily</title><link>x</link><description/>"
                + ENTRY.formatted(title, "http://daily.example/" + title) + "</channel></rss>";
    }

    /// A certificate of the hub's own, which the program is told to trust.
    private SSLContext certified() throws IOException, GeneralSecurityException, InterruptedException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hub",
                "-dname",
                "CN=Hub",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keyalg",
                "EC",
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve("keys").toString());
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(folder.resolve("keys").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private Process start(String site, int port) throws IOException {
        ProcessBuilder program = Child.of(
                        "512m",
                        List.of(
                                "run",
                                "--config",
                                folder.toString(),
                                "--data",
                                folder.resolve("data").toString(),
                                "--set",
                                "site.url=" + site,
                                "--set",
                                "server.port=" + port,
                                "--set",
                                "http.max-bytes=1MB",
                                "--set",
                                "http.allow-private=true"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile());
        program.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                                .formatted(folder.resolve("keys"), PASSWORD));
        return program.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    /// The hub: one of its addresses leads to the other.
    private void answer(HttpExchange exchange, int status) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (status == 307) exchange.getResponseHeaders().add("Location", "/hub");
        else
            asked.add(Arrays.stream(form.split("&", -1))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8))));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int post(String address, String body, String signature) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(address))
                                .header("Content-Type", "application/rss+xml")
                                .header("X-Hub-Signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String signature(String secret, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
