package dossier.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dossier.model.Evidence;
import dossier.site.Links;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;

/// Writes predictions for the extraction corpus: single-threaded, without site rules, with the CPU time of each page,
/// and that of `Jsoup.parse` alone, which bounds all that read pages with jsoup.
///
/// `ExtractionCorpus PAGES PREDICTIONS.json [TIMES.tsv]`, where PAGES was made by the corpus' `score.py unpack`.
/// With times, all pages are read nine times before, so that what is measured is warm: Java compiles some of it late,
/// and more of ours than of jsoup, which is smaller. After three rounds the ratio still rises by a tenth.
public final class ExtractionCorpus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARM = 9;

    private ExtractionCorpus() {}

    /// Runs over all pages of a folder.
    public static void main(String[] words) throws IOException {
        if (words.length < 2) throw new IllegalArgumentException("ExtractionCorpus PAGES PREDICTIONS.json [TIMES.tsv]");
        Path pages = Path.of(words[0]);
        for (int i = 0; words.length > 2 && i < WARM; i++) run(pages, Integer.MAX_VALUE, new ArrayList<>());
        List<String> times = new ArrayList<>();
        ObjectNode predictions = run(pages, Integer.MAX_VALUE, times);
        JSON.writeValue(Path.of(words[1]).toFile(), predictions);
        if (words.length > 2) Files.write(Path.of(words[2]), times);
        System.err.printf(
                "%d pages, %.1f pages a CPU second; Jsoup.parse alone, page by page in the same run: %.1f%n",
                predictions.size(), predictions.size() * 1e3 / sum(times, 1), predictions.size() * 1e3 / sum(times, 2));
    }

    /// Predictions for the first pages of a folder.
    static ObjectNode run(Path pages, int most, List<String> times) throws IOException {
        JsonNode urls = JSON.readTree(pages.resolve("urls.json").toFile());
        ObjectNode predictions = JSON.createObjectNode();
        Iterator<Map.Entry<String, JsonNode>> entries = urls.properties().iterator();
        while (entries.hasNext() && predictions.size() < most) {
            Map.Entry<String, JsonNode> entry = entries.next();
            String html = Files.readString(pages.resolve("html").resolve(entry.getKey() + ".html"));
            URI address = Links.read(entry.getValue().asText()).orElse(URI.create("https://unreadable.example/"));
            long start = cpu();
            Reader.Reading reading = Reader.read(html, address, ZoneOffset.UTC, "", List.of());
            Optional<String> said = reading.language().map(Evidence::value);
            Optional<String> language =
                    Languages.told(said, reading.body().text()).or(() -> said);
            long read = cpu();
            if (Jsoup.parse(html, entry.getValue().asText()).childNodeSize() < 0) throw new IllegalStateException();
            long parsed = cpu();
            times.add("%s	%.2f	%.2f".formatted(entry.getKey(), (read - start) / 1e6, (parsed - read) / 1e6));
            predictions.set(entry.getKey(), prediction(reading).put("language", language.orElse("und")));
        }
        return predictions;
    }

    /// Milliseconds of all pages together.
    private static double sum(List<String> times, int column) {
        return times.stream()
                .mapToDouble(line -> Double.parseDouble(line.split("\t")[column]))
                .sum();
    }

    private static ObjectNode prediction(Reader.Reading reading) {
        ObjectNode prediction = JSON.createObjectNode();
        prediction.put("text", reading.body().text());
        prediction.put("html", reading.body().html().markup());
        prediction.put("title", reading.title());
        prediction.put("byline", String.join(", ", reading.authors()));
        reading.published()
                .or(reading::visiblyPublished)
                .map(OffsetDateTime::toString)
                .ifPresent(time -> prediction.put("published", time));
        return prediction;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
