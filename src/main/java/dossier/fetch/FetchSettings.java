package dossier.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How politely and how patiently the outside is asked.
///
/// @param userAgent says who asks and where to complain
/// @param proxy all requests go through it, plain and TLS
/// @param allowPrivate true: loopback and private addresses and any port may be asked
/// @param perHostDelay between the end of one request to a host and the start of the next
/// @param connectTimeout for the name, the connection and the handshake, each
/// @param responseTimeout until all headers are there; afterwards the longest silence
/// @param wholeTimeout for one exchange, redirects and body included, waiting for our turn not
/// @param maxBytes of a document, any content coding undone
/// @param maxRatio how many times larger than sent a document may unpack, once it is beyond [#FREE_BYTES]
/// @param maxRedirects followed in one exchange
/// @param ports that may be asked unless `allowPrivate`
public record FetchSettings(
        String userAgent,
        Optional<Proxy> proxy,
        boolean allowPrivate,
        Duration perHostDelay,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration wholeTimeout,
        long maxBytes,
        int maxRatio,
        int maxRedirects,
        Set<Integer> ports) {
    /// A document that unpacks to no more than this is no bomb, however small it was sent.
    public static final long FREE_BYTES = 1 << 20;

    /// Ports where websites are; not 22, 25 or 6379, where a feed's address could do harm.
    public static final Set<Integer> WEB_PORTS = Set.of(
            80, 81, 443, 591, 2052, 2053, 2082, 2083, 2086, 2087, 2095, 2096, 3000, 4000, 4443, 5000, 7080, 8000, 8001,
            8008, 8010, 8080, 8081, 8082, 8083, 8088, 8090, 8181, 8443, 8800, 8880, 8888, 9000, 9080, 9090, 9443);

    /// What is right for a public archive on a common machine.
    public static final FetchSettings DEFAULTS = new FetchSettings(
            "Dossier/0.1 (news archive)",
            Optional.empty(),
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            10 << 20,
            200,
            10,
            WEB_PORTS);

    public FetchSettings {
        if (userAgent.isBlank() || userAgent.chars().anyMatch(c -> c < ' ' || c > '~'))
            throw new IllegalArgumentException("http.user-agent is one line of plain ASCII, not '" + userAgent + "'");
        if (perHostDelay.isNegative()) throw new IllegalArgumentException("http.per-host-delay must not be negative");
        requirePositive("connectTimeout", connectTimeout.toMillis());
        requirePositive("responseTimeout", responseTimeout.toMillis());
        requirePositive("wholeTimeout", wholeTimeout.toMillis());
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxRatio", maxRatio);
        if (maxBytes > 1 << 30) throw new IllegalArgumentException("maxBytes must not exceed 1 GiB");
        if (maxRedirects < 0) throw new IllegalArgumentException("maxRedirects must not be negative");
        ports = Set.copyOf(ports);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) throw new IllegalArgumentException(name + " must be more than nothing");
    }

    /// The same with another `http.user-agent`.
    public FetchSettings userAgent(String agent) {
        return new FetchSettings(
                agent,
                proxy,
                allowPrivate,
                perHostDelay,
                connectTimeout,
                responseTimeout,
                wholeTimeout,
                maxBytes,
                maxRatio,
                maxRedirects,
                ports);
    }

    /// The same with `http.proxy`.
    public FetchSettings proxy(Proxy through) {
        return new FetchSettings(
                userAgent,
                Optional.of(through),
                allowPrivate,
                perHostDelay,
                connectTimeout,
                responseTimeout,
                wholeTimeout,
                maxBytes,
                maxRatio,
                maxRedirects,
                ports);
    }

    /// The same with another `http.allow-private`.
    public FetchSettings allowPrivate(boolean allowed) {
        return new FetchSettings(
                userAgent,
                proxy,
                allowed,
                perHostDelay,
                connectTimeout,
                responseTimeout,
                wholeTimeout,
                maxBytes,
                maxRatio,
                maxRedirects,
                ports);
    }

    /// The same with another `http.per-host-delay`.
    public FetchSettings perHostDelay(Duration delay) {
        return new FetchSettings(
                userAgent,
                proxy,
                allowPrivate,
                delay,
                connectTimeout,
                responseTimeout,
                wholeTimeout,
                maxBytes,
                maxRatio,
                maxRedirects,
                ports);
    }

    /// The same with other time-outs.
    public FetchSettings timeouts(Duration connect, Duration response, Duration whole) {
        return new FetchSettings(
                userAgent,
                proxy,
                allowPrivate,
                perHostDelay,
                connect,
                response,
                whole,
                maxBytes,
                maxRatio,
                maxRedirects,
                ports);
    }

    /// The same with another limit on the bytes of a document.
    public FetchSettings maxBytes(long bytes) {
        return new FetchSettings(
                userAgent,
                proxy,
                allowPrivate,
                perHostDelay,
                connectTimeout,
                responseTimeout,
                wholeTimeout,
                bytes,
                maxRatio,
                maxRedirects,
                ports);
    }

    /// Where requests are sent instead of to their hosts.
    public record Proxy(String host, int port) {
        public Proxy {
            if (host.isBlank() || host.contains("/") || port < 1 || port > 65535)
                throw new IllegalArgumentException("http.proxy is host:port, not '" + host + ":" + port + "'");
        }

        /// Reads `host:port`; a scheme in front is overlooked.
        public static Proxy of(String hostAndPort) {
            String bare = hostAndPort.strip().replaceFirst("(?i)^http://", "").replaceFirst("/$", "");
            int colon = bare.lastIndexOf(':');
            if (colon < 1 || !bare.substring(colon + 1).matches("[0-9]{1,5}"))
                throw new IllegalArgumentException("http.proxy is host:port, not '" + hostAndPort + "'");
            return new Proxy(bare.substring(0, colon), Integer.parseInt(bare.substring(colon + 1)));
        }
    }
}
