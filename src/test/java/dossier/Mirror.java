package dossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// A consumer that mirrors an archive by its API alone, as anyone could write one: it follows `changes` and keeps what
/// they tell in one file, together with the number up to which it knows them. Killed at any moment, it goes on from
/// there. `Mirror SITE FOLDER`: ends when a file `stop` lies in the folder and it has everything.
public final class Mirror {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String site;
    private final Path folder;

    private Mirror(String site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    /// Address of the archive, and where to keep the mirror.
    public static void main(String[] args) throws IOException, InterruptedException {
        new Mirror(args[0], Path.of(args[1])).follow();
    }

    private void follow() throws IOException, InterruptedException {
        while (true) {
            boolean stop = Files.exists(folder.resolve("stop"));
            boolean whole = step();
            if (stop && whole) return;
            if (whole) Thread.sleep(50);
        }
    }

    /// One answer, kept whole or not at all.
    ///
    /// @return true where there was nothing more to know
    private boolean step() throws IOException, InterruptedException {
        ObjectNode mirror = read(folder);
        long last = mirror.path("last").asLong();
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(site + "/api/v1/changes?limit=3&since=" + last))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) return pause();
            JsonNode page = JSON.readTree(answer.body());
            for (JsonNode line : page.path("changes")) apply(mirror, line);
            if (mirror.path("last").asLong() != last) write(mirror);
            return mirror.path("last").asLong() == page.path("newest_seq").asLong();
        } catch (IOException down) {
            return pause();
        }
    }

    private static boolean pause() throws InterruptedException {
        Thread.sleep(100);
        return false;
    }

    private static void apply(ObjectNode mirror, JsonNode line) throws IOException {
        long expected = mirror.path("last").asLong() + 1;
        if (line.path("seq").asLong() != expected) throw new IllegalStateException("A gap before " + line);
        mirror.put("last", expected);
        ObjectNode articles = mirror.withObject("/articles");
        String id = line.path("article").asText();
        switch (line.path("state").asText()) {
            case "shown" -> articles.set(id, line.path("shown"));
            case "hidden", "removed" -> articles.remove(id);
            default -> {}
        }
    }

    /// What a mirror holds.
    static ObjectNode read(Path folder) throws IOException {
        Path file = folder.resolve("mirror.json");
        return Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
    }

    private void write(ObjectNode mirror) throws IOException {
        Path beside = folder.resolve("mirror.tmp");
        Files.write(beside, JSON.writeValueAsBytes(mirror));
        Files.move(
                beside,
                folder.resolve("mirror.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
