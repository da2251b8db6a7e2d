package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.settings.Configuration;
import dossier.store.Filler;
import dossier.store.StoreSettings;
import dossier.store.WorkerLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String err = "";

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                folder.resolve("config/outlets.yaml"),
                "outlets:\n  - name: The Daily\n    home: https://daily.example/\n    keep: all\n");
        Files.writeString(folder.resolve("config/rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
        Configuration configuration = Configuration.read(folder.resolve("config"), Map.of(), List.of());
        Filler.fill(StoreSettings.in(folder.resolve("data")), configuration.outlets(), configuration.rules(), 300, 500);
    }

    @Test
    void anArchiveIsBackedUpVerifiedRestoredElsewhereAndFoundBySearch() {
        String file = folder.resolve("backups/archive.zip").toString();
        assertThat(run(0, "data", "backup", file, "--verify"))
                .contains("300 articles")
                .contains("restored elsewhere and found to be the same");
        assertThat(run(0, "nowhere", "restore", file, "--dry-run")).contains("Nothing was kept");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(run(0, "other", "restore", file)).contains("300 articles", "all is as the backup says");
        assertThat(run(0, "other", "search", "spying")).contains("Headline");
        run(1, "other", "restore", file);
        assertThat(err).contains("is not empty").contains("--data");
    }

    @Test
    void aRestoreWaitsForNoWorkerAndNamesWhatIsMissing() {
        String file = folder.resolve("archive.zip").toString();
        run(2, "data", "restore", file);
        assertThat(err).contains("There is no backup " + file);
        run(0, "data", "backup", file, "--without-captures");
        try (WorkerLock lock = WorkerLock.tryTake(folder.resolve("other")).orElseThrow()) {
            assertThat(lock).isNotNull();
            run(1, "other", "restore", file);
            assertThat(err).contains("works on");
        }
    }

    @Test
    void theSearchIndexIsMadeAgain() throws IOException {
        run(0, "data", "search", "rebuild");
        assertThat(err).contains("up to change 300");
        String before = run(0, "data", "search", "spying", "--json");
        assertThat(before).contains("Headline");
        try (Stream<Path> files = Files.list(folder.resolve("data/index"))) {
            for (Path file :
                    files.filter(each -> each.toString().contains("_0")).toList()) Files.writeString(file, "torn");
        }
        run(0, "data", "search", "rebuild");
        assertThat(run(0, "data", "search", "spying", "--json")).isEqualTo(before);
    }

    private String run(int exit, String data, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Dossier dossier = new Dossier(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                Path.of(""),
                Map.of(),
                (_, _, _) -> {
                    throw new IllegalStateException("no river here");
                },
                InstantSource.system());
        String[] options = {
            "--config",
            folder.resolve("config").toString(),
            "--data",
            folder.resolve(data).toString()
        };
        int ended = dossier.execute(
                Stream.of(words, options).flatMap(Arrays::stream).toArray(String[]::new));
        err = errors.toString(StandardCharsets.UTF_8);
        assertThat(ended).as(err).isEqualTo(exit);
        return out.toString(StandardCharsets.UTF_8);
    }
}
