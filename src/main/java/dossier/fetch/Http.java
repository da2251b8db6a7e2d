package dossier.fetch;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One request and its answer, within all limits. Follows nothing, repeats nothing, remembers nothing.
///
/// HttpClient's own time-outs are about silence: a server that sends a byte now and then keeps within them for
/// ever. So a watchdog ends the exchange when its time is up.
final class Http implements AutoCloseable {
    /// Connections at a time, to all hosts together. The pool is keyed by host even behind a proxy.
    private static final int CONNECTIONS = 4096;

    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int MOST_HEADERS = 200;

    /// All headers of one answer: thousands of answers are on their way at a time.
    private static final int LARGEST_HEAD = 64 * 1024;

    /// Feeds are asked every few minutes at most, so a connection is kept for a feed's pages, not for its next
    /// poll.
    private static final TimeValue IDLE = TimeValue.ofSeconds(20);

    private final FetchSettings settings;
    private final Semaphore shares;
    private final Names names;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watchdog;

    Http(FetchSettings settings, Guard guard) {
        this.settings = settings;
        this.shares =
                Ration.shares(settings.limits().bytes(), Runtime.getRuntime().maxMemory());
        this.names = names(settings, guard);
        this.client = plain(settings, names)
                .setKeepAliveStrategy((_, _) -> IDLE)
                .setRequestExecutor(new Wary())
                .evictIdleConnections(IDLE)
                .build();
        this.watchdog = watchdog("watchdog");
    }

    /// Whatever is asked, addresses are looked up under the guard; behind a proxy, that looks them up.
    static Names names(FetchSettings settings, Guard guard) {
        return new Names(
                settings.proxy().isPresent() ? Optional.empty() : Optional.of(guard),
                settings.allowPrivate(),
                settings.limits().connect());
    }

    /// Ends exchanges that take too long as a whole.
    static ScheduledThreadPoolExecutor watchdog(String name) {
        ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        watchdog.setRemoveOnCancelPolicy(true);
        return watchdog;
    }

    /// A client that does nothing by itself: no redirect, no second try, no credentials; within the limits.
    static HttpClientBuilder plain(FetchSettings settings, Names names) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections(settings, names))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setCookieSpec(StandardCookieSpec.RELAXED)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(timeout(settings.limits().whole()))
                        .setResponseTimeout(timeout(settings.limits().response()))
                        .build())
                .setUserAgent(settings.userAgent())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState();
        settings.proxy().ifPresent(proxy -> builder.setProxy(new HttpHost("http", proxy.host(), proxy.port())));
        return builder;
    }

    private static PoolingHttpClientConnectionManager connections(FetchSettings settings, Names names) {
        Timeout connect = timeout(settings.limits().connect());
        Http1Config heads = Http1Config.custom()
                .setMaxLineLength(LONGEST_HEADER)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(heads)
                        .responseParserFactory(new Heads(LARGEST_HEAD, heads))
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(2)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(timeout(settings.limits().response()))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(timeout(settings.limits().response()))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    /// One request.
    ///
    /// @param patience until the last byte of the answer
    record Ask(Address to, Map<String, String> headers, CookieStore cookies, Errand errand, Duration patience) {}

    /// What came of it.
    ///
    /// @param bytes of the body as they came
    record Told(Outcome outcome, long bytes) {}

    /// Asks once.
    Told ask(Ask ask) {
        return new Exchange(this, ask).run();
    }

    /// Sends a request, and reads the headers of the answer.
    ///
    /// A server may hang up on a connection just as we use it again, which says nothing about the request: then it
    /// is sent once more, over a new connection.
    ClassicHttpResponse open(Address to, HttpGet request, HttpClientContext context) throws IOException {
        HttpHost host = new HttpHost(to.scheme(), to.host(), to.port());
        try {
            return fromHost(client.executeOpen(host, request, context), to, context);
        } catch (NoHttpResponseException | SocketException hungUp) {
            if (request.isCancelled() || !wasUsedBefore(context)) throw hungUp;
            return fromHost(client.executeOpen(host, request, context), to, context);
        }
    }

    /// A proxy that opens no tunnel answers in the host's place. That must not be taken for the host's own 404.
    private static ClassicHttpResponse fromHost(ClassicHttpResponse response, Address to, HttpClientContext context)
            throws ProxyRefuses {
        if (!to.secure() || context.getSSLSession() != null) return response;
        Closer.closeQuietly(response);
        throw new ProxyRefuses(response.getCode());
    }

    /// The proxy did not let us through to a host.
    static final class ProxyRefuses extends IOException {
        private static final long serialVersionUID = 1;

        ProxyRefuses(int status) {
            super("cannot be reached: the proxy " + Status.answers(status));
        }
    }

    /// A server may send more than it announced; what is left over on a connection would be taken for the answer to
    /// the next request. Such a connection is hung up, and [#open] takes a new one.
    private static final class Wary extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback interim,
                HttpContext context)
                throws IOException, HttpException {
            EndpointDetails details = connection.getEndpointDetails();
            if (details.getResponseCount() > 0 && connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
                HttpCoreContext.cast(context).setEndpointDetails(details);
                connection.close(CloseMode.IMMEDIATE);
                throw new NoHttpResponseException("speaks before it is asked");
            }
            return super.execute(request, connection, interim, context);
        }
    }

    private static boolean wasUsedBefore(HttpClientContext context) {
        EndpointDetails connection = context.getEndpointDetails();
        return connection != null && connection.getResponseCount() > 0;
    }

    /// Does something when its time has come, unless it is called off before.
    Future<?> later(Runnable task, Duration time) {
        return watchdog.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    FetchSettings settings() {
        return settings;
    }

    /// The share of memory of one exchange.
    Ration ration() {
        return new Ration(shares, settings.limits().connect());
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        watchdog.shutdownNow();
        names.close();
    }
}
