package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dossier.LocalOutlet;
import dossier.model.Fault;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.HubCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server that speaks TLS, with certificates of an authority made for the test. The authority is trusted as an
/// operator would have it trusted: by Java's own setting.
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final String FEED = "<rss version='2.0'><channel><title>Daily</title></channel></rss>";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<HttpsServer> servers = new ArrayList<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        System.clearProperty(TRUSTED);
        System.clearProperty(TRUSTED + "Password");
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void aFeedIsReadOverTlsAndTheConnectionIsKept() throws Exception {
        int port = serve("-ext", "SAN=dns:daily.localhost", "-signer", "authority");
        trustTheAuthority();
        try (Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock())) {
            for (String path : List.of("/feed", "/packed"))
                assertThat(fetcher.fetch(Asking.feed(url("daily", port, path))))
                        .isInstanceOfSatisfying(Fetch.Fresh.class, fresh -> assertThat(
                                        fresh.body().bytes().toArray())
                                .asString()
                                .isEqualTo(FEED));
        }
        assertThat(asked.getFirst()).matches("/feed HTTP/1\\.1 TLSv1\\.3 from \\d+");
        assertThat(asked.get(1))
                .as("the same connection")
                .isEqualTo(asked.getFirst().replace("/feed", "/packed"));
    }

    @Test
    void aCertificateThatNobodySignedIsNotTrusted() throws Exception {
        int port = serve("-ext", "SAN=dns:daily.localhost");
        trustTheAuthority();
        assertRefused(url("daily", port, "/feed"), "the certificate of daily.localhost cannot be trusted");
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNotTrusted() throws Exception {
        int port = serve("-ext", "SAN=dns:daily.localhost", "-signer", "authority");
        assertRefused(url("daily", port, "/feed"), "the certificate of daily.localhost cannot be trusted");
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
        int port = serve("-ext", "SAN=dns:daily.localhost", "-signer", "authority");
        trustTheAuthority();
        assertRefused(url("other", port, "/feed"), "the certificate is not made out to other.localhost");
    }

    @Test
    void aCertificateThatRanOutIsNotTrusted() throws Exception {
        int port = serve(
                "-ext",
                "SAN=dns:daily.localhost",
                "-signer",
                "authority",
                "-startdate",
                "2020/01/01",
                "-validity",
                "30");
        trustTheAuthority();
        assertRefused(url("daily", port, "/feed"), "the certificate of daily.localhost has expired");
    }

    @Test
    void aHubIsToldASecretOverTlsAloneWhereverItSendsUs() throws Exception {
        int port = serve("-ext", "SAN=dns:daily.localhost", "-signer", "authority");
        trustTheAuthority();
        HttpServer open = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 5);
        open.createContext("/", this::wished);
        open.start();
        URI plain = URI.create("http://daily.localhost:" + open.getAddress().getPort() + "/hub");
        servers.getFirst().createContext("/hub", this::wished);
        servers.getFirst().createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", plain.toString());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        try (Courier courier = new Courier(Asking.SETTINGS)) {
            assertThat(courier.subscribe(call(url("daily", port, "/hub"), "tell nobody"))
                            .failure())
                    .isEmpty();
            assertThat(asked).singleElement().asString().contains("hub.secret=tell+nobody");
            asked.clear();
            assertThat(courier.subscribe(call(url("daily", port, "/moved"), "tell nobody"))
                            .failure())
                    .contains("leads from TLS to plain HTTP, where a secret is none");
            assertThat(asked).isEmpty();
            assertThat(courier.subscribe(call(plain, "")).failure()).isEmpty();
            assertThat(asked).singleElement().asString().doesNotContain("hub.secret");
        } finally {
            open.stop(0);
        }
    }

    private void wished(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private static HubCall call(URI hub, String secret) {
        URI topic = URI.create("https://daily.example/feed");
        URI callback = URI.create("https://archive.example/websub/1");
        return new HubCall(new FeedId(1), hub, topic, callback, secret, Duration.ofDays(1));
    }

    private void assertRefused(URI url, String reason) {
        try (Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock())) {
            assertThat(fetcher.fetch(Asking.feed(url))).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
                assertThat(failed.fault()).isEqualTo(Fault.SOFT);
                assertThat(failed.reason()).isEqualTo(reason);
            });
        }
        assertThat(asked).as("nothing is said to whom one does not trust").isEmpty();
    }

    private static URI url(String host, int port, String path) {
        return URI.create("https://" + host + ".localhost:" + port + path);
    }

    /// Starts a server whose certificate keytool makes with these words.
    private int serve(String... words) throws Exception {
        keytool("-genkeypair", "-alias", "authority", "-dname", "CN=Authority", "-ext", "bc:c", "-keyalg", "EC");
        keytool(Stream.concat(
                        Stream.of("-genkeypair", "-alias", "server", "-dname", "CN=Server", "-keyalg", "EC"),
                        Stream.of(words))
                .toArray(String[]::new));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext(
                "/feed", exchange -> answer((HttpsExchange) exchange, FEED.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer((HttpsExchange) exchange, LocalOutlet.gzip(FEED));
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private void answer(HttpsExchange exchange, byte[] body) throws IOException {
        asked.add(said(exchange));
        exchange.getResponseHeaders().add("Content-Type", "application/rss+xml");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String said(HttpsExchange exchange) {
        return "%s %s %s from %d"
                .formatted(
                        exchange.getRequestURI(),
                        exchange.getProtocol(),
                        exchange.getSSLSession().getProtocol(),
                        exchange.getRemoteAddress().getPort());
    }

    private void trustTheAuthority() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", keys().getCertificate("authority"));
        Path file = folder.resolve("trusted");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUSTED, file.toString());
        System.setProperty(TRUSTED + "Password", PASSWORD);
    }

    /// The server's key alone, with its chain.
    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore keys = keys();
        keys.deleteEntry("authority");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of(
                "-storepass", PASSWORD, "-keystore", folder.resolve("keys").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
