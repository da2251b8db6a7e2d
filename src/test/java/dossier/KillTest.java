package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.cli.newsroom.Newsroom;
import dossier.model.Outlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A short kill drill over the demo's newsroom; [KillDrill] does the long one.
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatIsKilledInTheMiddleLosesNothingAndDoublesNothing() throws IOException, InterruptedException {
        // The clock stands still, so that no article appears between the two polls.
        InstantSource stopped = InstantSource.fixed(InstantSource.system().instant());
        try (Newsroom newsroom = Newsroom.start(stopped, 0)) {
            Path config = Files.createDirectories(folder.resolve("config"));
            StringBuilder outlets = new StringBuilder("outlets:\n");
            for (Outlet outlet : newsroom.outlets()) {
                outlets.append(
                        "  - name: \"%s\"\n    home: %s\n    keep: all\n".formatted(outlet.name(), outlet.home()));
                if (!outlet.feeds().isEmpty())
                    outlets.append("    feeds: ").append(outlet.feeds()).append("\n");
            }
            Files.writeString(config.resolve("outlets.yaml"), outlets);
            Files.writeString(config.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
            List<String> words = List.of("--set", "http.allow-private=true", "--set", "http.per-host-delay=30ms");
            Duration patience = Duration.ofMinutes(3);
            assertThat(new KillDrill(config, words, 20260301, patience, System.out).run(folder, 3))
                    .isTrue();
        }
    }
}
