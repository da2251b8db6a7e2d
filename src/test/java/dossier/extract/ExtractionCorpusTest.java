package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.site.Links;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// A guard against sliding back: the news pages of the extraction corpus, where it lies beside the repository. The
/// whole table comes from [ExtractionCorpus] and the corpus' own `score.py`.
class ExtractionCorpusTest {
    private static final Path CORPUS = Path.of("../shared/corpus/extraction");
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTextOfNewsPagesIsFoundAndLittleElse() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "skipped: the extraction corpus is not at " + CORPUS);
        JsonNode truths = JSON.readTree(CORPUS.resolve("truth/sh.json").toFile());
        double precision = 0;
        double recall = 0;
        for (Map.Entry<String, JsonNode> truth : truths.properties()) {
            Map<String, Integer> said = shingles(text(truth.getKey(), truth.getValue()));
            Map<String, Integer> wanted = shingles(truth.getValue().path("text").asText());
            double hits = 0;
            for (Map.Entry<String, Integer> each : wanted.entrySet()) {
                hits += Math.min(each.getValue(), said.getOrDefault(each.getKey(), 0));
            }
            precision += hits / Math.max(1, total(said));
            recall += hits / Math.max(1, total(wanted));
        }
        assertThat(precision / truths.size()).as("precision").isGreaterThan(0.95);
        assertThat(recall / truths.size()).as("recall").isGreaterThan(0.98);
    }

    private static String text(String page, JsonNode truth) throws IOException {
        URI address = Links.read(truth.path("url").asText()).orElse(URI.create("https://unreadable.example/"));
        return Reader.read(html(page), address, ZoneOffset.UTC, "", List.of())
                .body()
                .text();
    }

    private static String html(String page) throws IOException {
        Path file = CORPUS.resolve("html").resolve(page + ".html.gz");
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Integer> shingles(String text) {
        List<String> words =
                WORD.matcher(text).results().map(found -> found.group()).toList();
        Map<String, Integer> shingles = new HashMap<>();
        for (int i = 0; i < Math.max(1, words.size() - 3); i++) {
            shingles.merge(String.join(" ", words.subList(i, Math.min(words.size(), i + 4))), 1, Integer::sum);
        }
        return shingles;
    }

    private static double total(Map<String, Integer> shingles) {
        return shingles.values().stream().mapToInt(Integer::intValue).sum();
    }
}
