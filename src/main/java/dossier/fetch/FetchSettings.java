package dossier.fetch;

import java.time.Duration;
import java.util.Optional;

/// How politely and how patiently the outside is asked.
///
/// @param userAgent says who asks and where to complain
/// @param proxy all requests go through it, plain and TLS
/// @param allowPrivate true: loopback and private addresses and any port may be asked
/// @param perHostDelay between the end of one request to a host and the start of the next
/// @param limits on everything that comes from outside
public record FetchSettings(
        String userAgent, Optional<Proxy> proxy, boolean allowPrivate, Duration perHostDelay, Limits limits) {
    /// What is right for a public archive on a common machine.
    public static final FetchSettings DEFAULTS = new FetchSettings(
            "Dossier/0.1 (news archive)", Optional.empty(), false, Duration.ofSeconds(1), Limits.DEFAULTS);

    public FetchSettings {
        if (userAgent.isBlank() || userAgent.chars().anyMatch(c -> c < ' ' || c > '~'))
            throw new IllegalArgumentException("http.user-agent is one line of plain ASCII, not '" + userAgent + "'");
        if (perHostDelay.isNegative()) throw new IllegalArgumentException("http.per-host-delay must not be negative");
    }

    /// The same with another `http.user-agent`.
    public FetchSettings userAgent(String agent) {
        return new FetchSettings(agent, proxy, allowPrivate, perHostDelay, limits);
    }

    /// The same with `http.proxy`.
    public FetchSettings proxy(Proxy through) {
        return new FetchSettings(userAgent, Optional.of(through), allowPrivate, perHostDelay, limits);
    }

    /// The same with another `http.allow-private`.
    public FetchSettings allowPrivate(boolean allowed) {
        return new FetchSettings(userAgent, proxy, allowed, perHostDelay, limits);
    }

    /// The same with another `http.per-host-delay`.
    public FetchSettings perHostDelay(Duration delay) {
        return new FetchSettings(userAgent, proxy, allowPrivate, delay, limits);
    }

    /// The same with other limits.
    public FetchSettings limits(Limits other) {
        return new FetchSettings(userAgent, proxy, allowPrivate, perHostDelay, other);
    }

    /// What the outside may cost us.
    ///
    /// @param connect for the name, the connection and the handshake, each
    /// @param response until all headers are there; afterwards the longest silence
    /// @param whole for one exchange, redirects and body included, waiting for our turn not
    /// @param bytes of a document, any content coding undone
    /// @param ratio how many times larger than sent a document may unpack, once it is beyond [#FREE_BYTES]
    /// @param redirects followed in one exchange
    public record Limits(Duration connect, Duration response, Duration whole, long bytes, int ratio, int redirects) {
        /// A document that unpacks to no more than this is no bomb, however small it was sent.
        public static final long FREE_BYTES = 1 << 20;

        /// Patient with slow servers, and far from what one of them could use up.
        public static final Limits DEFAULTS =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60), 10 << 20, 200, 10);

        public Limits {
            requirePositive("connect time-out", connect.toMillis());
            requirePositive("response time-out", response.toMillis());
            requirePositive("time-out of a whole exchange", whole.toMillis());
            requirePositive("limit on bytes", bytes);
            requirePositive("limit on the ratio of unpacking", ratio);
            if (bytes > 1 << 30) throw new IllegalArgumentException("the limit on bytes must not exceed 1 GiB");
            if (redirects < 0) throw new IllegalArgumentException("the limit on redirects must not be negative");
        }

        private static void requirePositive(String what, long value) {
            if (value <= 0) throw new IllegalArgumentException("the " + what + " must be more than nothing");
        }

        /// The same with other time-outs.
        public Limits times(Duration forConnect, Duration forResponse, Duration forWhole) {
            return new Limits(forConnect, forResponse, forWhole, bytes, ratio, redirects);
        }

        /// The same with another limit on the bytes of a document.
        public Limits bytes(long most) {
            return new Limits(connect, response, whole, most, ratio, redirects);
        }
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
