package dossier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A real HTTP/1.1 server on loopback for tests, as polite or as rude as it is told, that remembers what it was
/// asked.
///
/// ```
/// try (LocalOutlet outlet = LocalOutlet.open()) {
///     outlet.on("/feed", LocalOutlet.ok("application/rss+xml", "<rss/>"));
///     … outlet.url("/feed") …
///     assertThat(outlet.asked("/feed")).hasSize(1);
/// }
/// ```
///
/// Every name below `localhost` is this server too (`outlet.url("daily", "/feed")` is
/// `http://daily.localhost:…/feed`), so one server plays many hosts. Requests in absolute form are answered as
/// by a proxy: by their host and path. What nobody defined is a 404, robots.txt included.
public final class LocalOutlet implements AutoCloseable {
    /// A request as it came.
    ///
    /// @param host without the port
    /// @param path with the query, as on the request line
    /// @param headers names in lower case
    /// @param inFlight how many requests to this host were being answered, this one included
    public record Asked(String method, String host, String path, Map<String, String> headers, int inFlight) {
        /// A header's value, where there is one.
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /// Writes an answer: status line, headers, body, or whatever is rude. The connection is kept if it ends
    /// normally.
    @FunctionalInterface
    public interface Answer {
        /// Answers one request. An exception hangs up.
        void give(Asked asked, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Thread door;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> inFlight = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LocalOutlet(ServerSocket server) {
        this.server = server;
        this.door = Thread.ofVirtual().name("local-outlet").start(this::accept);
    }

    /// A server on a free port of 127.0.0.1.
    public static LocalOutlet open() {
        try {
            return new LocalOutlet(new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1")));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /// The port it listens at.
    public int port() {
        return server.getLocalPort();
    }

    /// The address of a path: `http://127.0.0.1:…/path`.
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /// The address of a path on one of its many hosts: `http://name.localhost:…/path`.
    public URI url(String name, String path) {
        return URI.create("http://" + name + ".localhost:" + port() + path);
    }

    /// Answers this path so, on all hosts. A path without a query answers whatever the query.
    public LocalOutlet on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /// Answers this path so, on one host (`daily.localhost`, or any other where it plays a proxy).
    public LocalOutlet on(String host, String path, Answer answer) {
        answers.put(host + " " + path, answer);
        return this;
    }

    /// All requests, in the order in which they came.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// The requests for one path, whatever the host.
    public List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    /// How many connections it was asked over.
    public int connections() {
        return connections.get();
    }

    /// How many requests of one host were in flight at a time, at most.
    public int mostInFlight() {
        return asked.stream().mapToInt(Asked::inFlight).max().orElse(0);
    }

    /// 200 with this text in UTF-8.
    public static Answer ok(String type, String body) {
        return ok(type, body.getBytes(StandardCharsets.UTF_8));
    }

    /// 200 with these bytes and further headers (`"Name: value"`).
    public static Answer ok(String type, byte[] body, String... headers) {
        return (_, out) -> {
            head(out, 200, headers);
            write(out, "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            out.write(body);
        };
    }

    /// This status, these headers (`"Name: value"`), no body.
    public static Answer status(int status, String... headers) {
        return (_, out) -> {
            head(out, status, headers);
            write(out, status == 304 || status == 204 ? "\r\n" : "Content-Length: 0\r\n\r\n");
        };
    }

    /// A redirect.
    public static Answer redirect(int status, Object location) {
        return status(status, "Location: " + location);
    }

    /// A document with validators; 304 where they come back.
    public static Answer validated(String etag, String lastModified, String type, String body) {
        Answer full =
                ok(type, body.getBytes(StandardCharsets.UTF_8), "ETag: " + etag, "Last-Modified: " + lastModified);
        Answer same = status(304, "ETag: " + etag);
        return (asked, out) -> {
            boolean known = asked.header("if-none-match").equals(Optional.of(etag))
                    || (asked.header("if-none-match").isEmpty()
                            && asked.header("if-modified-since").equals(Optional.of(lastModified)));
            (known ? same : full).give(asked, out);
        };
    }

    /// One answer after the other; the last one for ever.
    public static Answer inTurn(Answer... answers) {
        int[] next = {0};
        return (asked, out) -> {
            Answer now;
            synchronized (next) {
                now = answers[Math.min(next[0]++, answers.length - 1)];
            }
            now.give(asked, out);
        };
    }

    /// Headers that never end, one every so often.
    public static Answer slowHeaders(long everyMillis) {
        return (_, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; ; i++) {
                Thread.sleep(everyMillis);
                write(out, "X-" + i + ": 1\r\n");
                out.flush();
            }
        };
    }

    /// Accepts the request and says nothing until the client goes away.
    public static Answer silent() {
        return (_, _) -> Thread.sleep(Long.MAX_VALUE);
    }

    /// A body that never ends: so many bytes each so often (0: as fast as it goes).
    public static Answer endless(String type, int bytes, long everyMillis) {
        return (_, out) -> {
            head(out, 200, "Connection: close", "Content-Type: " + type);
            write(out, "\r\n");
            byte[] junk = "<item/>\n".repeat(bytes / 8 + 1).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(junk, 0, bytes);
                out.flush();
                if (everyMillis > 0) Thread.sleep(everyMillis);
            }
        };
    }

    /// A small gzip stream that unpacks to so many bytes of blanks.
    public static Answer bomb(String type, long unpacked) {
        byte[] packed = packed(out -> {
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (long left = unpacked; left > 0; left -= blanks.length)
                out.write(blanks, 0, (int) Math.min(left, blanks.length));
        });
        return ok(type, packed, "Content-Encoding: gzip");
    }

    /// 80 bytes of brotli that unpack to 100,000,000 blanks, made by the reference encoder.
    public static Answer brotliBomb(String type) {
        byte[] packed = HexFormat.of()
                .parseHex("cfffff7ff82540e2b14020f7fe9ffffffff04b00c4610180eefd3fffffffe1970088c32200ddfb7ffeffffc32f"
                        + "0110870500baf7fffcffff875f02200e0b0074effff31fbc1ebf04401c1600e862d703");
        return ok(type, packed, "Content-Encoding: br");
    }

    /// Announces so many bytes, sends these, and hangs up.
    public static Answer shortOf(long announced, String type, String body) {
        return (_, out) -> {
            head(out, 200, "Content-Type: " + type, "Content-Length: " + announced);
            write(out, "\r\n" + body);
            throw new IOException("hangs up on purpose");
        };
    }

    /// Hangs up without a word.
    public static Answer hangUp() {
        return (_, _) -> {
            throw new IOException("hangs up on purpose");
        };
    }

    /// Sends exactly this, and hangs up.
    public static Answer raw(String text) {
        return (_, out) -> {
            write(out, text);
            throw new IOException("hangs up on purpose");
        };
    }

    /// Packs a text.
    public static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Packs bytes.
    public static byte[] gzip(byte[] bytes) {
        return packed(out -> out.write(bytes));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] packed(Writing writing) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            writing.to(out);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return packed.toByteArray();
    }

    private static void head(OutputStream out, int status, String... headers) throws IOException {
        write(out, "HTTP/1.1 " + status + " As told\r\n");
        for (String header : headers) write(out, header + "\r\n");
    }

    /// Characters up to U+00FF go out as one byte each, as headers do.
    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                answer(line.split(" "), headers(in), out);
                out.flush();
            }
        } catch (IOException | InterruptedException hungUp) {
            return; // One of the two wanted it so.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(String[] request, Map<String, String> headers, OutputStream out)
            throws IOException, InterruptedException {
        if (request.length < 3) throw new IOException("no request");
        String target = request[1];
        boolean absolute = target.startsWith("http://");
        int slash = absolute ? (target + "/").indexOf('/', "http://".length()) : 0;
        String authority = absolute ? target.substring("http://".length(), slash) : headers.getOrDefault("host", "");
        String host = authority.replaceFirst(":[0-9]+$", "");
        String path = target.substring(Math.min(slash, target.length()));
        int now = inFlight.merge(host, 1, Integer::sum);
        try {
            Asked one = new Asked(request[0], host, path, Map.copyOf(headers), now);
            asked.add(one);
            answerTo(host, path).give(one, out);
        } finally {
            inFlight.merge(host, -1, Integer::sum);
        }
    }

    private Answer answerTo(String host, String path) {
        String bare = path.replaceFirst("\\?.*", "");
        return Stream.of(host + " " + path, path, host + " " + bare, bare)
                .filter(answers::containsKey)
                .findFirst()
                .map(answers::get)
                .orElse(status(404));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) throw new IOException("no header: " + line);
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    /// Hangs up on everybody. Afterwards its port is closed for certain.
    @Override
    public void close() {
        try {
            server.close();
            door.join();
            for (Socket socket : open) socket.close();
        } catch (IOException | InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
