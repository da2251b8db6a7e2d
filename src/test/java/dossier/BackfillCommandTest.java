package dossier;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `dossier feeds backfill` as a person types it, against a real server whose feed has a past.
@Execution(ExecutionMode.CONCURRENT)
class BackfillCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LocalOutlet server = LocalOutlet.open();

    @BeforeEach
    void configure() throws IOException {
        configure(folder, server.url("daily", "/feed"));
        for (int page = 0; page < 5; page++)
            server.on(page == 0 ? "/feed" : "/feed/" + page, ok("text/xml", atom(page, page == 4 ? -1 : page + 1)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static void configure(Path folder, URI feed) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("outlets.yaml"),
                "outlets:\n  - name: The Daily\n    home: %s\n    feeds: [ \"%s\" ]\n    keep: all\n    fetch: feed\n"
                        .formatted(feed.resolve("/"), feed));
        Files.writeString(folder.resolve("rules.yaml"), "rules: [ ]\n");
    }

    /// Page 0 is the feed; each has two entries of its own month, and names the one before.
    private String atom(int page, int older) {
        StringBuilder atom = new StringBuilder("<feed xmlns='http://www.w3.org/2005/Atom'><title>The Daily</title>");
        if (older >= 0) atom.append("<link rel='prev-archive' href='/feed/%d'/>".formatted(older));
        for (int i = 0; i < 2; i++) atom.append("""
            <entry><id>urn:%1$d-%2$d</id><title>Story %2$d of page %1$d</title><link href='/story/%1$d/%2$d'/>
            <published>2025-%3$02d-0%4$dT10:00:00Z</published><content>The harbour was quiet on day %1$d%2$d
            of that year, wrote number %1$d%2$d, and nothing else of note came to pass in it.</content></entry>
            """.formatted(page, i, 11 - page, 9 - i));
        return atom + "</feed>";
    }

    private Program.Said backfill(String... words) {
        List<String> all = new ArrayList<>(List.of("feeds", "backfill", "The Daily"));
        all.addAll(List.of(words));
        return dossier(all.toArray(String[]::new));
    }

    private Program.Said dossier(String... words) {
        return new Program(folder, Instant::now).run(words);
    }

    private JsonNode only(Program.Said said) throws IOException {
        return JSON.readTree(said.out()).get(0);
    }

    @Test
    void theWholePastArrivesUnderItsOwnDatesAndNothingDoubles() throws IOException {
        dossier("poll");
        String history = dossier("feeds", "history", "The Daily").out();
        Program.Said said = backfill();
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("5 pages read, 10 entries, 8 new, back to 2025-07-08; its oldest page was reached");
        assertThat(said.err()).contains("pages read", "0 to do");
        assertThat(dossier("search", "harbour", "--json").out()).contains("2025-07-08T10:00:00Z");
        assertThat(dossier("feeds", "history", "The Daily").out())
                .as("visits, rhythm and gaps are as they were")
                .isEqualTo(history);
        Program.Said again = backfill("--json");
        assertThat(again.exit()).isZero();
        assertThat(only(again)).isEqualTo(JSON.readTree("""
            {"outlet": "The Daily", "url": "%s", "state": "known", "pages": 2, "entries": 4, "new": 0,
                "oldest": "2025-10-08T10:00:00Z", "next": null, "why": null}
            """.formatted(server.url("daily", "/feed"))));
        assertThat(server.mostInFlight()).isEqualTo(1);
    }

    @Test
    void aBrokenPageIsToldAndTheNextRunGoesOnThere() throws IOException {
        server.on("/feed/3", ok("text/html", "<html><body>Under construction</body></html>"));
        Program.Said said = backfill();
        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.out()).contains("3 pages read", "/feed/3 is a web page", "the same command tries it again");
        server.on("/feed/3", LocalOutlet.endless("text/xml", 1 << 16, 0));
        Program.Said giant = backfill("--set", "http.max-bytes=1MB");
        assertThat(giant.exit()).as("nothing at all was had this time").isEqualTo(1);
        assertThat(giant.out()).contains("/feed/3", "is larger than 1,048,576 bytes");
        server.on("/feed/3", ok("text/xml", atom(3, 4)));
        JsonNode next = only(backfill("--json"));
        assertThat(next.get("pages").asInt()).isEqualTo(2);
        assertThat(next.get("new").asInt()).isEqualTo(4);
        assertThat(server.asked("/feed/1")).hasSize(1);
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        assertThat(backfill("--most", "0").exit()).isEqualTo(2);
        assertThat(backfill("--since", "yesterday").exit()).isEqualTo(2);
        assertThat(backfill("--from", "nowhere").exit()).isEqualTo(2);
        Program.Said said = dossier("feeds", "backfill", "The Dayly");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("is it The Daily?");
    }

    @Test
    void oldCopiesAreTakenOver() throws IOException {
        Path copies = Files.createDirectories(folder.resolve("copies/2025"));
        Files.writeString(copies.resolve("july.xml"), atom(4, -1));
        Files.write(copies.resolve("august.xml.gz"), LocalOutlet.gzip(atom(3, 4)));
        Files.writeString(copies.resolve("notes.txt"), "nothing");
        Files.write(copies.resolve("crawl.warc.gz"), warc());
        Program.Said said = backfill("--from", folder.resolve("copies").toString());
        assertThat(said.exit()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("3 copies read, 2 not readable; 6 entries, 6 new");
        assertThat(said.err())
                .contains("notes.txt: ", "crawl.warc.gz: is damaged at byte ")
                .contains("is no feed");
        assertThat(server.asked()).as("nobody was asked").isEmpty();
        assertThat(dossier("search", "harbour", "--json").out()).contains("2025-07-08T10:00:00Z", "2025-09-08");
    }

    /// A feed, a page of another site, and a torn end.
    private byte[] warc() throws IOException {
        ByteArrayOutputStream warc = new ByteArrayOutputStream();
        warc.write(LocalOutlet.gzip(record(server.url("daily", "/feed").toString(), atom(2, 3))));
        warc.write(LocalOutlet.gzip(record("https://elsewhere.example/feed", atom(1, 2))));
        warc.write(LocalOutlet.gzip(record("https://elsewhere.example/torn", atom(1, 2))), 0, 200);
        return warc.toByteArray();
    }

    private static String record(String address, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String http =
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s".formatted(length, body);
        return """
            WARC/1.1\r
            WARC-Type: response\r
            WARC-Record-ID: <urn:uuid:92283950-ef2f-4d72-b224-f54c6ec90bb0>\r
            WARC-Target-URI: %s\r
            WARC-Date: 2025-09-10T00:00:00Z\r
            Content-Type: application/http;msgtype=response\r
            Content-Length: %d\r
            \r
            %s\r
            \r
            """.formatted(address, http.getBytes(StandardCharsets.UTF_8).length, http);
    }

    @Test
    void oneDossierMirrorsAnotherThroughItsFeed() throws IOException, InterruptedException {
        backfill();
        int port = Child.freePort();
        Process source = Child.of(
                        "512m",
                        List.of(
                                "run",
                                "--config",
                                folder.toString(),
                                "--data",
                                folder.resolve("data").toString(),
                                "--set",
                                "site.feed-size=3",
                                "--set",
                                "server.port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
        Path mirror = folder.resolve("mirror");
        try {
            configure(mirror, URI.create("http://127.0.0.1:" + port + "/feed.atom"));
            Program there = new Program(mirror, Instant::now);
            for (int tries = 0; tries < 900 && !isUp(port); tries++) Thread.sleep(200);
            there.run(0, "feeds", "backfill", "The Daily");
            assertThat(titles(there)).hasSize(10).isEqualTo(titles(new Program(folder, Instant::now)));
        } finally {
            source.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /// Its door opens before its routes are there.
    private static boolean isUp(int port) {
        try (InputStream feed =
                URI.create("http://127.0.0.1:" + port + "/feed.atom").toURL().openStream()) {
            return feed.read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Set<String> titles(Program program) throws IOException {
        Set<String> titles = new TreeSet<>();
        for (JsonNode hit :
                JSON.readTree(program.run(0, "search", "harbour", "--json")).path("articles"))
            titles.add(hit.path("title").asText());
        return titles;
    }
}
