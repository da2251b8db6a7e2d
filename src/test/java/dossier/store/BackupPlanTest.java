package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupPlanTest {
    private final Path folder;
    private final House house;
    private final Backups backups;

    BackupPlanTest(@TempDir Path data) {
        folder = data.resolve("backups");
        house = House.open(Engine.H2, data);
        backups = new Backups(house.database, data, house.clock);
        house.configure(House.DAILY);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void abackupIsMadeEverySoOftenAndTheOldestIsThrownAway() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("notes.txt"), "mine");
        int made = 0;
        for (int hour = 0; hour < 100; hour++) {
            made += plan().keepUp();
            house.clock.advance(Duration.ofHours(1));
        }
        assertThat(made).isEqualTo(5);
        assertThat(names())
                .containsExactly(
                        "dossier-20260303T120000Z.zip",
                        "dossier-20260304T120000Z.zip",
                        "dossier-20260305T120000Z.zip",
                        "notes.txt");
        assertThat(Backups.verify(folder.resolve(names().getFirst()), house.clock, Backups.Progress.NONE)
                        .tables())
                .containsKey("outlet");
        assertThat(names())
                .as("nothing is left of the place where it was verified")
                .hasSize(4);
    }

    @Test
    void withoutAFolderNoneIsMade() {
        assertThat(new BackupPlan(backups, Optional.empty(), Duration.ofDays(1), 3, house.clock).keepUp())
                .isZero();
    }

    @Test
    void afterAFailureItIsTriedAgainInAnHour() throws IOException {
        Files.writeString(folder, "a file where the folder should be");
        BackupPlan plan = plan();
        assertThat(plan.keepUp()).isZero();
        Files.delete(folder);
        house.clock.advance(Duration.ofMinutes(59));
        assertThat(plan.keepUp()).isZero();
        house.clock.advance(Duration.ofMinutes(2));
        assertThat(plan.keepUp()).isEqualTo(1);
    }

    /// As after a restart.
    private BackupPlan plan() {
        return new BackupPlan(backups, Optional.of(folder), Duration.ofDays(1), 3, house.clock);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
