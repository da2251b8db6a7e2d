package dossier.fetch;

import dossier.model.Delivery;
import dossier.model.Follower;
import dossier.model.HubAnswer;
import dossier.model.HubCall;
import dossier.model.Letter;
import dossier.model.News;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries letters to followers, and wishes to hubs: one try each, within the limits and behind the same guard as
/// everything that is fetched, so that an address which leads into a private network is refused unless
/// `http.allow-private` is true.
/// Follows no redirect but a hub's, and reads no more of an answer than its status.
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int MOST_REDIRECTS = 3;

    /// Redirects that want the same to be sent once more (RFC 9110, 15.4).
    private static final Set<Integer> SAME_AGAIN = Set.of(307, 308);

    private final FetchSettings settings;
    private final Guard guard;
    private final Names names;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watchdog;

    /// Under the same settings as the fetcher.
    public Courier(FetchSettings settings) {
        this.settings = settings;
        this.guard = new Guard(settings);
        this.names = Http.names(settings, guard);
        this.client = Http.plain(settings, names)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableCookieManagement()
                .build();
        this.watchdog = Http.watchdog("courier");
    }

    /// Whether an address may be that of a server in the web, under these settings; with `http.allow-private` any may.
    public static boolean mayReach(FetchSettings settings, URI address) {
        return Address.of(address)
                .filter(to -> new Guard(settings).objection(to).isEmpty())
                .isPresent();
    }

    /// Sends a letter once.
    public Delivery carry(Letter letter) {
        News news = letter.news();
        if (news.follower().kind() == Follower.Kind.HUB && news.paths().isEmpty())
            return new Delivery(letter, Optional.empty());
        Optional<String> failure = post(news.follower().address(), letter.headers(), letter.body())
                .failure()
                .map(why -> "it " + why);
        failure.ifPresent(why -> LOG.warn("{} could not be told: {}; it will be tried again", letter, why));
        return new Delivery(letter, failure);
    }

    /// Asks a hub to tell us of a feed's news (WebSub, section 5.1). Where it sends us elsewhere for now or for good,
    /// that one is asked.
    public HubAnswer subscribe(HubCall call) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("hub.mode", "subscribe");
        fields.put("hub.callback", call.callback().toString());
        fields.put("hub.topic", call.topic().toString());
        fields.put("hub.lease_seconds", String.valueOf(call.lease().toSeconds()));
        if (!call.secret().isEmpty()) fields.put("hub.secret", call.secret());
        String form = form(fields);
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        Posted posted = post(call.hub(), headers, form);
        for (int i = 0; i < MOST_REDIRECTS && posted.elsewhere().isPresent(); i++) {
            URI elsewhere = posted.elsewhere().get();
            if (!call.secret().isEmpty() && !"https".equals(elsewhere.getScheme()))
                return new HubAnswer(call, Optional.of("leads from TLS to plain HTTP, where a secret is none"));
            posted = post(elsewhere, headers, form);
        }
        return new HubAnswer(call, posted.failure());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// What came of sending something.
    ///
    /// @param elsewhere where it should be sent instead
    private record Posted(Optional<String> failure, Optional<URI> elsewhere) {
        static Posted failed(String why) {
            return new Posted(Optional.of(why), Optional.empty());
        }
    }

    private Posted post(URI address, Map<String, String> headers, String body) {
        Optional<Address> to = Address.of(address);
        if (to.isEmpty()) return Posted.failed("has an address that cannot be asked");
        Optional<String> objection = guard.objection(to.get());
        return objection.isPresent() ? Posted.failed(objection.get()) : post(to.get(), address, headers, body);
    }

    private Posted post(Address to, URI address, Map<String, String> headers, String body) {
        HttpPost request = new HttpPost(address);
        for (Map.Entry<String, String> header : headers.entrySet())
            if (!header.getKey().equals("Content-Type")) request.setHeader(header.getKey(), header.getValue());
        request.setEntity(new StringEntity(
                body,
                ContentType.parse(headers.getOrDefault("Content-Type", "text/plain"))
                        .withCharset(StandardCharsets.UTF_8)));
        Future<?> bite =
                watchdog.schedule(request::cancel, settings.limits().whole().toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse answer =
                client.executeOpen(new HttpHost(to.scheme(), to.host(), to.port()), request, null)) {
            swallow(answer);
            if (answer.getCode() >= 200 && answer.getCode() < 300)
                return new Posted(Optional.empty(), Optional.empty());
            Optional<URI> elsewhere = Headers.of(answer.getHeaders())
                    .first("location")
                    .filter(_ -> SAME_AGAIN.contains(answer.getCode()))
                    .flatMap(to::resolve)
                    .map(Address::uri);
            return new Posted(Optional.of(Status.answers(answer.getCode())), elsewhere);
        } catch (IOException e) {
            return Posted.failed("cannot be reached: " + e.getClass().getSimpleName() + " " + why(e));
        } finally {
            bite.cancel(false);
        }
    }

    /// Some servers take it ill when nobody listens to the end; a long answer is hung up on nevertheless.
    private static void swallow(ClassicHttpResponse answer) throws IOException {
        if (answer.getEntity() == null) return;
        InputStream body = answer.getEntity().getContent();
        if (body != null) body.readNBytes(LONGEST_ANSWER);
    }

    /// What the JDK says may hold the host, which is no secret, and never the path.
    private static String why(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse("");
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        watchdog.shutdownNow();
        names.close();
    }
}
