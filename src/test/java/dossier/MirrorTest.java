package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.cli.newsroom.Newsroom;
import dossier.model.Outlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Mirrors an archive while it grows and changes, both sides killed (`kill -9`) again and again. In the end both hold
/// the same, to the last character.
@Execution(ExecutionMode.CONCURRENT)
class MirrorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private int port;

    @Test
    void aMirrorThatFollowsTheDiaryThroughKillsOnBothSidesIsTheArchive() throws IOException, InterruptedException {
        port = Child.freePort();
        Path copy = Files.createDirectories(folder.resolve("mirror"));
        List<Process> running = new ArrayList<>();
        InstantSource stopped = InstantSource.fixed(InstantSource.system().instant());
        try (Newsroom newsroom = Newsroom.start(stopped, 0)) {
            configure(newsroom);
            Process server = server(running);
            Process mirror = mirror(copy, running);
            for (int kill = 0; kill < 3; kill++) {
                mirror.waitFor(800 + random.nextInt(1500), TimeUnit.MILLISECONDS);
                mirror.destroyForcibly().waitFor();
                mirror = mirror(copy, running);
                server.waitFor(800 + random.nextInt(1500), TimeUnit.MILLISECONDS);
                server.destroyForcibly().waitFor();
                server = server(running);
            }
            awaitArticles();
            List<String> ids = List.copyOf(archive().keySet());
            decide("reject", ids.get(0));
            decide("tag", ids.get(1), "by hand");
            mirror.destroyForcibly().waitFor();
            decide("reject", ids.get(2));
            decide("approve", ids.get(2));
            mirror = mirror(copy, running);
            settled();
            Files.createFile(copy.resolve("stop"));
            assertThat(mirror.waitFor(60, TimeUnit.SECONDS))
                    .as("the mirror has everything")
                    .isTrue();
            Map<String, JsonNode> archive = archive();
            Map<String, JsonNode> held = new TreeMap<>();
            Mirror.read(copy).path("articles").properties().forEach(one -> held.put(one.getKey(), one.getValue()));
            assertThat(held).isEqualTo(archive).hasSizeGreaterThan(10).doesNotContainKey(ids.get(0));
        } finally {
            running.forEach(Process::destroyForcibly);
            for (Process process : running) process.waitFor();
        }
    }

    private void configure(Newsroom newsroom) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        StringBuilder outlets = new StringBuilder("outlets:\n");
        for (Outlet outlet : newsroom.outlets()) {
            outlets.append("  - name: \"%s\"\n    home: %s\n    keep: all\n".formatted(outlet.name(), outlet.home()));
            if (!outlet.feeds().isEmpty())
                outlets.append("    feeds: ").append(outlet.feeds()).append("\n");
        }
        Files.writeString(config.resolve("outlets.yaml"), outlets);
        Files.writeString(config.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
    }

    private Process server(List<Process> running) throws IOException {
        return start(
                running,
                Main.class,
                "run",
                "--config",
                folder.resolve("config").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--set",
                "server.port=" + port,
                "--set",
                "http.allow-private=true",
                "--set",
                "http.per-host-delay=30ms");
    }

    private Process mirror(Path copy, List<Process> running) throws IOException {
        return start(running, Mirror.class, "http://127.0.0.1:" + port, copy.toString());
    }

    private void decide(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("article"));
        command.addAll(List.of(words));
        command.addAll(List.of(
                "--config",
                folder.resolve("config").toString(),
                "--data",
                folder.resolve("data").toString()));
        assertThat(start(new ArrayList<>(), Main.class, command.toArray(String[]::new))
                        .waitFor())
                .as(String.join(" ", words))
                .isZero();
    }

    private Process start(List<Process> running, Class<?> main, String... words) throws IOException {
        Process process = Child.of("512m", main, List.of(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
        running.add(process);
        return process;
    }

    private void awaitArticles() throws IOException, InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            if (archive().size() > 10) return;
            Thread.sleep(200);
        }
        throw new AssertionError("The archive does not fill: " + Files.readString(folder.resolve("log.txt")));
    }

    /// Until the number of the newest change is the same for a while.
    private void settled() throws IOException, InterruptedException {
        long before = -1;
        for (int same = 0; same < 10; ) {
            long now = get("/api/v1/changes?since=0&limit=1").path("newest_seq").asLong(-1);
            same = now == before && now > 0 ? same + 1 : 0;
            before = now;
            Thread.sleep(200);
        }
    }

    private Map<String, JsonNode> archive() throws IOException, InterruptedException {
        Map<String, JsonNode> articles = new TreeMap<>();
        for (String path = "/api/v1/articles?limit=7"; !path.isEmpty(); ) {
            JsonNode page = get(path);
            page.path("articles")
                    .forEach(article -> articles.put(article.path("id").asText(), article));
            path = page.path("next").asText("").replaceFirst("^https?://[^/]+", "");
        }
        return articles;
    }

    private JsonNode get(String path) throws InterruptedException, IOException {
        try {
            HttpResponse<byte[]> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return JSON.readTree(answer.body());
        } catch (IOException notUp) {
            return JSON.createObjectNode();
        }
    }
}
