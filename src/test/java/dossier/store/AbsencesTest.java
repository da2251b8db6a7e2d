package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AbsencesTest {
    private final House house;
    private final Absences absences;

    AbsencesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        absences = new Absences(house.database, house.outlets);
        house.configure(House.outlet("The Daily", dossier.model.Keep.ALL, "https://the-daily.example/rss"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aNumberThatNobodyHasIsComparedWithTheNewest() {
        Sighting sighting = house.poll(List.of(House.entry("e0"))).getFirst();
        long newest = house.keep(sighting, House.content(sighting, "text")).id().value();
        assertThat(absences.why("99999")).containsExactly("No article has the number 99999; the newest is " + newest);
        assertThat(absences.why("https://archive.example/articles/99999/x").getFirst())
                .contains("99999");
    }

    @Test
    void anAddressOfAnOutletTellsWhatItsFeedsBrought() {
        assertThat(absences.why("https://the-daily.example/story"))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.getFirst()).startsWith("It would be an article of The Daily"))
                .satisfies(lines -> assertThat(lines.getLast()).endsWith("was never read"));
        house.poll(House.entries(0, 3));
        assertThat(absences.why("https://www.the-daily.example/story").getLast())
                .contains("https://the-daily.example/rss was last read at 2026-03-01T12:00:00Z, and brought 3 entries");
        house.clock.advance(Duration.ofHours(2));
        house.outlets.sync(List.of());
        assertThat(absences.why("https://the-daily.example/story"))
                .satisfies(lines -> assertThat(lines.getFirst()).contains("left the configuration"))
                .satisfies(lines -> assertThat(lines.getLast()).contains("is not polled any more"));
    }

    @Test
    void whatIsNobodysOrNoAddressIsSaidToBeSo() {
        assertThat(absences.why("https://elsewhere.example/story").getFirst())
                .contains("No outlet has its home at elsewhere.example");
        assertThat(absences.why("https://the-daily.example/").getFirst()).contains("front page of The Daily");
        assertThat(absences.why("nonsense at all").getFirst()).contains("neither a number nor an absolute address");
    }
}
