package dossier.cli.newsroom;

import com.sun.net.httpserver.HttpServer;
import dossier.model.Outlet;
import dossier.model.Place;
import dossier.model.Rule;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The bundled outlets of `bin/dossier demo`, each with its own name under `.localhost`, on one port of this machine.
///
/// Articles are dated from the moment it was started, so that the archive always looks fresh; some appear minutes
/// later. Addresses and dates stay the same while it runs.
public final class Newsroom implements AutoCloseable {
    /// Taken where it is free, so that links of an earlier demo still lead somewhere.
    public static final int PREFERRED_PORT = 8099;

    static {
        // Without it the JDK's server lets every small answer wait 40 ms for the client's acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null)
            System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String RULES = "newsroom/rules.yaml";

    private final HttpServer server;
    private final ExecutorService threads;
    private final int port;
    private final Instant start;
    private final Map<String, Edition> editions = new LinkedHashMap<>();

    private Newsroom(HttpServer server, InstantSource clock) {
        this.server = server;
        this.port = server.getAddress().getPort();
        this.start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        for (Masthead masthead : Masthead.values()) {
            editions.put(masthead.label() + ".localhost", new Edition(masthead, start, port));
        }
        server.setExecutor(threads);
        server.createContext("/", new Door(clock, this::answer));
        server.start();
    }

    /// Opens on the preferred port, or on a free one where that is taken.
    public static Newsroom start(InstantSource clock) throws IOException {
        try {
            return start(clock, PREFERRED_PORT);
        } catch (BindException _) {
            return start(clock, 0);
        }
    }

    /// Opens on this port of the loopback address; 0 takes a free one.
    public static Newsroom start(InstantSource clock, int port) throws IOException {
        return new Newsroom(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0), clock);
    }

    /// Where it listens.
    public int port() {
        return port;
    }

    /// A page that lists the outlets.
    public URI home() {
        return URI.create("http://localhost:" + port + "/");
    }

    /// What `outlets.yaml` would say. The blogs' feeds are not among it: they are to be found.
    public List<Outlet> outlets() {
        return Arrays.stream(Masthead.values()).map(one -> one.outlet(port)).toList();
    }

    /// The demo's rules, as `newsroom/rules.yaml` holds them: one key a line.
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = Shelf.text("rules.yaml").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("  - ")) rules.add(rule(lines, i));
        }
        return List.copyOf(rules);
    }

    private static Rule rule(List<String> lines, int first) {
        Map<String, String> said = lines.subList(first, lines.size()).stream()
                .skip(1)
                .takeWhile(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(": ")), line -> line.substring(line.indexOf(": ") + 2)));
        String tag = lines.get(first).replaceFirst("^ +- tag: ", "");
        boolean review = Boolean.parseBoolean(said.getOrDefault("review", "false"));
        return new Rule(
                said.getOrDefault("name", tag),
                tag,
                said.getOrDefault("match", ""),
                List.of(),
                review,
                new Place(RULES, first + 1));
    }

    /// The articles of the outlets by host, newest first.
    Map<String, Edition> editions() {
        return editions;
    }

    private Answer answer(String host, String path, Instant now) {
        Edition edition = editions.get(host);
        return edition == null ? index(path) : edition.answer(path, now);
    }

    private Answer index(String path) {
        String links = outlets().stream()
                .map(outlet ->
                        "<li><a href=\"%s\">%s</a></li>\n".formatted(outlet.home(), Template.escaped(outlet.name())))
                .collect(Collectors.joining());
        String text = Template.read("templates/index.html").fill("index", Map.of("outlets", links));
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String type = "text/html; charset=utf-8";
        return path.equals("/") ? Answer.of(type, body, start, 60) : Answer.missing(type, body, start);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
