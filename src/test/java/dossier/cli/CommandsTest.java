package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.Child;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CommandsTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(folder.resolve("config/sites"));
        write("outlets.yaml", "outlets:\n  - name: Daily\n    home: https://daily.example/\n");
        write("rules.yaml", "rules:\n  - tag: spying\n    match: spying\n");
    }

    @Test
    void aDataFolderThatCannotBeIsSaidInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        int free = Child.freePort();
        for (String[] words : List.of(
                new String[] {"poll"}, new String[] {"search", "x"}, new String[] {"run", "--set", "server.port=" + free
                })) {
            assertThat(run(file, words)).as(words[0]).isEqualTo(1);
            assertThat(said()).hasLineCount(1).contains("data folder " + file).contains("is a file");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInOneLine() {
        assertThat(run(folder.resolve("data"), "search", "x", "--set", "store.url=jdbc:postgresql://127.0.0.1:1/x"))
                .isEqualTo(1);
        assertThat(said()).hasLineCount(1).startsWith("Cannot use the database jdbc:postgresql://127.0.0.1:1/x: ");
    }

    @Test
    void aRulesFileToTryHasToBeThere() {
        assertThat(run(folder.resolve("data"), "rules", "try", "no-such.yaml")).isEqualTo(2);
        assertThat(said()).contains("no-such.yaml: there is no such file");
    }

    @Test
    void mistakesComeFileByFileFromTopToBottom() throws IOException {
        write("application.properties", "server.prt = 1\nsite.zone = Nowhere\nserver.port = many\n");
        write("outlets.yaml", "outlets:\n  - name: Daily\n    kep: all\n    home: daily\nmore: 1\n");
        write("rules.yaml", "rules:\n  - tag: spying\n    match: spying AND (\n    reviw: true\n");
        write("sites/daily.example.yaml", "host: daily.example\nwhi: x\n");
        assertThat(run(folder.resolve("data"), "check")).isEqualTo(2);
        List<String> places = said().lines()
                .filter(line -> line.contains(".yaml:") || line.contains(".properties:"))
                .map(line -> line.replaceFirst(".*?/config/([^ ]*): .*", "$1"))
                .toList();
        assertThat(places)
                .containsExactly(
                        "application.properties:1",
                        "application.properties:2",
                        "application.properties:3",
                        "outlets.yaml:3",
                        "outlets.yaml:4",
                        "outlets.yaml:5",
                        "rules.yaml:3",
                        "rules.yaml:4",
                        "sites/daily.example.yaml:1",
                        "sites/daily.example.yaml:2");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve("config").resolve(file), text);
    }

    private String said() {
        String said = err.toString(StandardCharsets.UTF_8).strip();
        err.reset();
        return said;
    }

    private int run(Path data, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", folder.resolve("config").toString(), "--data", data.toString()));
        Dossier dossier = new Dossier(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                Map.of(),
                (_, _, _) -> () -> {},
                InstantSource.system());
        return dossier.execute(all.toArray(String[]::new));
    }
}
