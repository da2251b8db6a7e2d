package dossier;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Parked;
import dossier.model.Push;
import dossier.model.Reply;
import dossier.model.Request;
import io.vertx.core.buffer.Buffer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Between Camel's exchanges and the records of the house: what comes in is reduced to a [Request], what goes out
/// gets what HTTP wants (RFC 9110): ETag, 304, gzip.
public final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String ASKED = "dossier.asked";
    private static final String ADDRESS = "dossier.address";
    private static final String STATE = "dossier.state";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String GZIP = "dossier.gzip";
    private static final int LONGEST_QUERY = 4096;
    private static final int WORTH_GZIP = 1024;
    private static final int LONGEST_DETAIL = 8000;

    /// Routes whose answer is the same as long as the archive is where it was. JSON tells more than the diary does, and
    /// the page of an outlet names rules.
    private static final Pattern LISTS =
            Pattern.compile("web-(?:newest|tag|day|(?:newest|tag|outlet)(?:-past)?-(?:rss|atom))");

    private final Unchanged unchanged;

    /// Paths of the routes by their addresses, of which there are as many as routes.
    private final Map<String, String> templates = new ConcurrentHashMap<>();

    /// @param unchanged answers before the routes, from what it is told here
    Door(Unchanged unchanged) {
        this.unchanged = unchanged;
    }

    /// What was asked for. Works on the raw path and query: Camel mixes headers, parts of the path and parameters.
    public Request ask(Exchange exchange) {
        Message in = exchange.getMessage();
        String path = text(in, Exchange.HTTP_PATH).orElse("/");
        Optional<String> query = text(in, Exchange.HTTP_RAW_QUERY);
        Map<String, String> params = new HashMap<>(query(query.orElse("")));
        params.putAll(parts(template(exchange), path));
        Request request = new Request(path, params, text(in, "If-None-Match"), text(in, "If-Modified-Since"));
        exchange.setProperty(ASKED, request);
        if (LISTS.matcher(exchange.getFromRouteId()).matches()) {
            exchange.setProperty(ADDRESS, path + query.map(words -> "?" + words).orElse(""));
            exchange.setProperty(STATE, unchanged.look());
        }
        exchange.setProperty(
                GZIP, text(in, "Accept-Encoding").filter(Door::acceptsGzip).isPresent());
        return request;
    }

    /// What somebody sent to an address whose last part is a token.
    public Push receive(Exchange exchange) {
        Message in = exchange.getMessage();
        Optional<String> type = text(in, Exchange.CONTENT_TYPE);
        Optional<String> signature = text(in, "X-Hub-Signature");
        byte[] body = Optional.ofNullable(in.getBody(byte[].class)).orElse(new byte[0]);
        return new Push(ask(exchange).param("token"), signature, new Body(Bytes.of(body), type.orElse("")));
    }

    /// Sends a reply. Everything with a body has a weak ETag, so that the packed and the plain form share it.
    public void answer(Reply reply, Exchange exchange) {
        Message out = exchange.getMessage();
        String etag = "W/\"" + reply.body().sha256().substring(0, 32) + "\"";
        boolean tagged = reply.status() == 200;
        Map<String, String> headers = new HashMap<>(reply.headers());
        headers.put("Vary", "Accept-Encoding");
        if (tagged) headers.put("ETag", etag);
        if (tagged) headers.putIfAbsent("Cache-Control", "no-cache");
        headers.forEach(out::setHeader);
        if (tagged) remember(exchange, etag, headers);
        if (tagged && isHeld(exchange.getProperty(ASKED, Request.class), etag, reply)) {
            out.removeHeader(CONTENT_TYPE);
            out.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            out.setBody(null);
            return;
        }
        out.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        boolean pack = exchange.getProperty(GZIP, false, Boolean.class) && isWorthPacking(reply);
        if (pack) out.setHeader("Content-Encoding", "gzip");
        // A buffer goes out in one piece; an array would be read as a stream, four times as dear.
        out.setBody(Buffer.buffer((pack ? reply.body().packed() : reply.body()).toArray()));
    }

    private void remember(Exchange exchange, String etag, Map<String, String> headers) {
        String address = exchange.getProperty(ADDRESS, String.class);
        if (address == null) return;
        Map<String, String> bodiless = new HashMap<>(headers);
        bodiless.remove(CONTENT_TYPE);
        unchanged.remember(address, exchange.getProperty(STATE, Object.class), etag, bodiless);
    }

    /// A reply for a page whose making failed; the cause goes to the log.
    public Reply trouble(Exchange exchange) {
        LOG.error("{} failed", exchange.getProperty(ASKED), cause(exchange));
        Request asked = exchange.getProperty(ASKED, Request.class);
        if (asked != null && asked.path().startsWith("/api/"))
            return Reply.of(500, "application/problem+json; charset=utf-8", """
                {"type":"about:blank","title":"Trouble","status":500,"detail":"Something went wrong here. It has been noted."}\
                """);
        return Reply.of(500, "text/plain; charset=utf-8", "Something went wrong here. It has been noted.\n");
    }

    /// What failed, with its cause and route, to be parked.
    public Parked fault(Exchange exchange) {
        Throwable cause = cause(exchange);
        String route = String.valueOf(exchange.getProperty(Exchange.FAILURE_ROUTE_ID));
        LOG.error(
                "{} failed on {}",
                route,
                cut(String.valueOf(exchange.getMessage().getBody()), 300),
                cause);
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        Object work = exchange.getMessage().getBody() == null
                ? "nothing"
                : exchange.getMessage().getBody();
        return new Parked(route, cut(String.valueOf(cause), 1000), cut(trace.toString(), LONGEST_DETAIL), work);
    }

    private static Throwable cause(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return cause == null ? new IllegalStateException("no cause given") : cause;
    }

    /// `If-None-Match` decides where it is given; only without it does `If-Modified-Since` (RFC 9110, 13.2.2).
    private static boolean isHeld(Request request, String etag, Reply reply) {
        if (request == null) return false;
        return request.ifNoneMatch()
                .map(held ->
                        Arrays.stream(held.split(",", -1)).map(String::strip).anyMatch(one -> matches(one, etag)))
                .orElseGet(() -> request.ifModifiedSince()
                        .filter(since -> since.equals(reply.headers().get("Last-Modified")))
                        .isPresent());
    }

    private static boolean matches(String held, String etag) {
        return held.equals("*") || held.replaceFirst("^W/", "").equals(etag.substring(2));
    }

    private static boolean acceptsGzip(String accepted) {
        String plain = accepted.toLowerCase(Locale.ROOT).replace(" ", "");
        return plain.contains("gzip") && !plain.contains("gzip;q=0,") && !plain.endsWith("gzip;q=0");
    }

    private static boolean isWorthPacking(Reply reply) {
        String type = reply.headers().getOrDefault(CONTENT_TYPE, "");
        boolean text = type.startsWith("text/")
                || type.contains("xml")
                || type.contains("json")
                || type.contains("javascript");
        return text && reply.body().size() >= WORTH_GZIP;
    }

    private String template(Exchange exchange) {
        return templates.computeIfAbsent(exchange.getFromEndpoint().getEndpointUri(), Door::path);
    }

    private static String path(String endpoint) {
        String uri = decoded(endpoint);
        return uri.replaceFirst("^platform-http:/*", "/").replaceFirst("\\?.*$", "");
    }

    /// The parts of the path that the template names: `/tags/{tag}` and `/tags/spying` give `tag=spying`.
    static Map<String, String> parts(String template, String path) {
        String[] names = template.split("/", -1);
        String[] values = path.split("/", -1);
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            if (names[i].startsWith("{"))
                parts.put(names[i].substring(1, names[i].length() - 1), decoded(values[i].replace("+", "%2B")));
        }
        return parts;
    }

    /// The first value of each query parameter.
    static Map<String, String> query(String query) {
        Map<String, String> params = new HashMap<>();
        for (String pair : cut(query, LONGEST_QUERY).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) params.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return params;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static Optional<String> text(Message message, String header) {
        return Optional.ofNullable(message.getHeader(header, String.class)).filter(text -> !text.isEmpty());
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
