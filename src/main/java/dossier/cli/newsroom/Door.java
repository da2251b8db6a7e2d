package dossier.cli.newsroom;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Speaks HTTP for the outlets: hosts, conditional requests, compression.
final class Door implements HttpHandler {
    private static final int WORTH_COMPRESSING = 500;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final Desk desk;

    /// Who knows what a host answers to a path.
    interface Desk {
        Answer answer(String host, String path, Instant now);
    }

    Door(InstantSource clock, Desk desk) {
        this.clock = clock;
        this.desk = desk;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Instant now = clock.instant();
            String path = exchange.getRequestURI().getPath();
            answer(exchange, desk.answer(host(exchange), path == null ? "/" : path, now), now);
        }
    }

    private static String host(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private void answer(HttpExchange exchange, Answer answer, Instant now) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Date", HTTP_DATE.format(now));
        headers.set("Server", "newsroom");
        answer.moved().ifPresent(address -> headers.set("Location", address));
        headers.set("Cache-Control", answer.seconds() > 0 ? "max-age=" + answer.seconds() : "no-cache");
        headers.set("Vary", "Accept-Encoding");
        if (answer.status() != 200) {
            send(exchange, answer, answer.body());
            return;
        }
        String tag = "W/\"" + hash(answer.body()) + "\"";
        headers.set("ETag", tag);
        headers.set("Last-Modified", HTTP_DATE.format(answer.modified()));
        if (known(exchange.getRequestHeaders(), tag, answer.modified())) exchange.sendResponseHeaders(304, -1);
        else send(exchange, answer, compressed(exchange, answer));
    }

    private static void send(HttpExchange exchange, Answer answer, byte[] body) throws IOException {
        boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        if (!answer.type().isEmpty()) exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bare ? -1 : body.length);
        if (bare) return;
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// As HTTP has it, `If-None-Match` is asked first, and the date only where there is no tag.
    private static boolean known(Headers asked, String tag, Instant modified) {
        String tags = asked.getFirst("If-None-Match");
        if (tags != null)
            return tags.equals("*") || Arrays.asList(tags.split("\\s*,\\s*")).contains(tag);
        String since = asked.getFirst("If-Modified-Since");
        if (since == null) return false;
        try {
            return !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.from(HTTP_DATE.parse(since)));
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static byte[] compressed(HttpExchange exchange, Answer answer) throws IOException {
        String accepted = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .orElse("");
        boolean picture = answer.type().startsWith("image/") && !answer.type().contains("svg");
        if (picture || answer.body().length < WORTH_COMPRESSING || !accepted.contains("gzip")) return answer.body();
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(answer.body());
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        return small.toByteArray();
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
