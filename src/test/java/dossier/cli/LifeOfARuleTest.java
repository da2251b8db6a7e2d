package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.Child;
import dossier.settings.Configuration;
import dossier.store.Filler;
import dossier.store.StoreSettings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The life of a rule as a curator leads it, on the command line.
@Execution(ExecutionMode.CONCURRENT)
class LifeOfARuleTest {
    private static final int ARTICLES = 700;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/outlets.yaml"), """
            outlets:
              - name: The Daily
                home: https://daily.example/
              - name: The Weekly
                home: https://weekly.example/
                review: true
              - name: A Blog
                home: https://blog.example/
                keep: all
            """);
        rules("""
            rules:
              - tag: spying
                match: spying OR tariffs
              - tag: trade
                match: '"trade war"'
              - name: gone
                tag: old
                match: ladakh
            """);
        Configuration configuration = Configuration.read(folder.resolve("config"), Map.of(), List.of());
        Filler.fill(
                StoreSettings.in(folder.resolve("data")),
                configuration.outlets(),
                configuration.rules(),
                ARTICLES,
                700);
        done("rules", "try", "spying");
    }

    @Test
    void aRunDoesWhatThePreviewSaid() throws IOException {
        JsonNode hit = sample("spying");
        done("article", "untag", hit.get("id").asText(), "spying", "--by", "Ann", "--note", "a pun");
        done("article", "tag", "7", "spying", "--by", "Ann");
        rules("""
            rules:
              - tag: spying
                match: (spying OR espionage OR spies OR (spy* NEAR/9 china)) NOT tariffs
              - tag: trade
                match: tariff OR "trade war"
                outlets: [ The Daily, A Blog ]
              - tag: frontier
                match: border after:2025-01-02
                review: true
              - name: second
                tag: trade
                match: gardens before:2025-01-02
              - tag: near
                match: (spies OR spying) NEAR/40 (china OR border)
              - tag: head
                match: title:headline AND cia
              - tag: other than those days
                match: NOT (border after:2025-01-02)
              - tag: from there
                match: source:daily spying OR lang:de
            """);
        JsonNode tried = json("rules", "try");
        JsonNode run = json("rules", "rerun", "--by", "Ann");
        assertThat(did(run)).isEqualTo(said(tried));
        assertThat(did(run).keySet())
                .contains("spying", "trade", "frontier", "head", "other than those days", "from there");
        assertThat(run.get("figures").get("shown")).isEqualTo(tried.get("shown"));
        assertThat(run.get("figures").get("hidden")).isEqualTo(tried.get("hidden"));
        assertThat(said(json("rules", "try")))
                .as("once more there is nothing to do")
                .isEmpty();
    }

    private static Map<String, String> said(JsonNode tried) {
        Map<String, String> said = new TreeMap<>();
        for (JsonNode tag : tried.get("tags")) said.put(tag.get("tag").asText(), counts(tag));
        said.values().removeIf("+0 -0 ?0"::equals);
        return said;
    }

    private static Map<String, String> did(JsonNode run) {
        Map<String, String> did = new TreeMap<>();
        run.get("figures").get("tags").properties().forEach(tag -> did.put(tag.getKey(), counts(tag.getValue())));
        return did;
    }

    private static String counts(JsonNode tag) {
        return "+%d -%d ?%d"
                .formatted(
                        tag.get("added").asInt(),
                        tag.get("lost").asInt(),
                        tag.get("waiting").asInt());
    }

    @Test
    void aRunThatWasKilledIsFinishedByTheNextAndUndoneAsAWhole() throws IOException, InterruptedException {
        String before = state();
        rules("rules:\n  - tag: spying\n    match: border OR gardens OR china\n");
        Process process = process("rules", "rerun", "spying", "--by", "Ann");
        try (BufferedReader messages = process.errorReader()) {
            String line = messages.readLine();
            while (line != null && !line.startsWith("Running")) line = messages.readLine();
            process.destroyForcibly().waitFor();
        }
        JsonNode left = json("rules", "sets").get(0);
        assertThat(left.get("state").asText()).isEqualTo("RUNNING");
        assertThat(left.get("figures").get("articles").asInt()).isLessThan(ARTICLES);
        Answer next = answer("rules", "rerun", "spying", "--by", "Ann");
        assertThat(next.err()).contains("was not finished; going on");
        JsonNode set = json("rules", "sets").get(0);
        assertThat(set.get("state").asText()).isEqualTo("DONE");
        assertThat(set.get("figures").get("articles").asInt()).isEqualTo(ARTICLES);
        String after = state();
        assertThat(after).isNotEqualTo(before);
        done("rules", "undo", set.get("set").asText());
        assertThat(state()).isEqualTo(before);
        done("rules", "rerun", "spying");
        assertThat(state()).as("the same end without a kill").isEqualTo(after);
    }

    // what is there

    /// Every article's tags and whether it is shown, as the search tells them.
    private String state() throws IOException {
        JsonNode found = json("search", "--limit", "1000", "tag:spying OR tag:trade OR tag:old");
        List<String> lines = new ArrayList<>();
        found.get("articles").forEach(article -> lines.add(article.get("id").asText() + " " + article.get("tags")));
        return String.join("\n", lines.stream().sorted().toList());
    }

    private JsonNode sample(String query) throws IOException {
        return json("search", query).get("articles").get(0);
    }

    private void rules(String yaml) throws IOException {
        Files.writeString(folder.resolve("config/rules.yaml"), yaml);
    }

    // the command

    private record Answer(int exit, String out, String err) {}

    private void done(String... words) {
        Answer answer = answer(words);
        assertThat(answer.exit()).as(answer.err()).isZero();
    }

    private JsonNode json(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Answer answer = answer(all.toArray(String[]::new));
        assertThat(answer.exit()).as(answer.err()).isZero();
        return JSON.readTree(answer.out());
    }

    private List<String> where() {
        return List.of(
                "--config", folder.resolve("config").toString(),
                "--data", folder.resolve("data").toString());
    }

    private Answer answer(String... words) {
        List<String> call = new ArrayList<>(List.of(words));
        call.addAll(where());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new Dossier(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Path.of(""),
                        Map.of(),
                        (_, _, _) -> () -> {},
                        InstantSource.system())
                .execute(call.toArray(String[]::new));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Process process(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(where());
        return Child.of("300m", command).start();
    }
}
