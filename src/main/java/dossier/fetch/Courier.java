package dossier.fetch;

import dossier.model.Delivery;
import dossier.model.Follower;
import dossier.model.Letter;
import dossier.model.News;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries letters to followers: one try each, within the limits and behind the same guard as everything that is
/// fetched, so that an address which leads into a private network is refused unless `http.allow-private` is true.
/// Follows no redirect, and reads no more of an answer than its status.
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int LONGEST_ANSWER = 64 * 1024;

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

    /// Sends a letter once.
    public Delivery carry(Letter letter) {
        News news = letter.news();
        if (news.follower().kind() == Follower.Kind.HUB && news.paths().isEmpty())
            return new Delivery(letter, Optional.empty());
        Optional<Address> to = Address.of(news.follower().address());
        if (to.isEmpty()) return failed(letter, "its address is none that can be asked");
        Optional<String> objection = guard.objection(to.get());
        if (objection.isPresent()) return failed(letter, objection.get());
        return send(letter, to.get());
    }

    private Delivery send(Letter letter, Address to) {
        HttpPost request = new HttpPost(letter.news().follower().address());
        for (Map.Entry<String, String> header : letter.headers().entrySet())
            if (!header.getKey().equals("Content-Type")) request.setHeader(header.getKey(), header.getValue());
        request.setEntity(new StringEntity(
                letter.body(),
                ContentType.parse(letter.headers().getOrDefault("Content-Type", "text/plain"))
                        .withCharset(StandardCharsets.UTF_8)));
        Future<?> bite =
                watchdog.schedule(request::cancel, settings.limits().whole().toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse answer =
                client.executeOpen(new HttpHost(to.scheme(), to.host(), to.port()), request, null)) {
            swallow(answer);
            boolean taken = answer.getCode() >= 200 && answer.getCode() < 300;
            return taken
                    ? new Delivery(letter, Optional.empty())
                    : failed(letter, "it " + Status.answers(answer.getCode()));
        } catch (IOException e) {
            return failed(letter, "it cannot be reached: " + e.getClass().getSimpleName() + " " + why(e));
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

    private static Delivery failed(Letter letter, String why) {
        LOG.warn("{} could not be told: {}; it will be tried again", letter, why);
        return new Delivery(letter, Optional.of(why));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        watchdog.shutdownNow();
        names.close();
    }
}
