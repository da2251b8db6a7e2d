package dossier.poll;

import dossier.model.Alarm;
import dossier.model.Ring;
import dossier.model.Rung;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells alarms: to the log, and to the operator's webhook, where there is one. One try; the store knows what was told
/// and when to try again.
public final class Bell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);

    private final BellSettings settings;
    private final HttpClient client;

    public Bell(BellSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(settings.patience()).followRedirects(HttpClient.Redirect.NEVER);
        settings.proxy()
                .map(proxy -> new InetSocketAddress(proxy.getHostString(), proxy.getPort()))
                .ifPresent(proxy -> builder.proxy(ProxySelector.of(proxy)));
        this.client = builder.build();
    }

    /// Tells it once.
    public Rung ring(Ring ring) {
        if (ring.tries() == 0) log(ring);
        return new Rung(ring, settings.webhook().flatMap(webhook -> post(webhook, ring)));
    }

    private static void log(Ring ring) {
        String line = ring.alarm().kind() + ": " + ring.alarm().sentence();
        if (ring.ends()) LOG.info("Alarm ends: {}", line);
        else LOG.warn("Alarm: {}", line);
    }

    private Optional<String> post(URI webhook, Ring ring) {
        String body = json(ring);
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .timeout(settings.patience())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body));
        settings.secret()
                .ifPresent(secret -> request.header("X-Dossier-Signature", "sha256=" + signature(secret, body)));
        try {
            HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
            boolean taken = answer.statusCode() >= 200 && answer.statusCode() < 300;
            return taken ? Optional.empty() : failed(ring, "the webhook answers " + answer.statusCode());
        } catch (IOException e) {
            return failed(ring, "the webhook cannot be reached: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("stopped");
        }
    }

    /// The address may hold a token: it is not logged.
    private static Optional<String> failed(Ring ring, String why) {
        LOG.warn(
                "Alarm {} could not be told: {}; it will be tried again",
                ring.alarm().id(),
                why);
        return Optional.of(why);
    }

    /// HMAC-SHA256 of the body, in hexadecimal.
    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// A receiver that keeps the pair of `id` and `event` knows when it is told something twice.
    static String json(Ring ring) {
        Alarm alarm = ring.alarm();
        StringBuilder json = new StringBuilder("{");
        json.append("\"id\":").append(alarm.id());
        field(json, "event", ring.ends() ? "ended" : "began");
        field(json, "kind", alarm.kind().name());
        field(json, "outlet", alarm.outlet());
        field(json, "feed", alarm.url().toString());
        field(json, "reason", alarm.reason());
        field(json, "began", alarm.began().toString());
        alarm.ended().ifPresent(ended -> field(json, "ended", ended.toString()));
        return json.append('}').toString();
    }

    private static void field(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') json.append('\\').appendCodePoint(point);
            else if (point < ' ') json.append("\\u%04x".formatted(point));
            else json.appendCodePoint(point);
        });
        json.append('"');
    }

    @Override
    public void close() {
        client.close();
    }
}
