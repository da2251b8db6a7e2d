package dossier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES =
            List.of("poll.shortest", "poll.longest", "title", "category", "body", "next-page", "NO");

    @ParameterizedTest
    @CsvSource({
        "poll.longst, poll.longest",
        "POLL_LONGEST, poll.longest",
        "titel, title",
        "cat, category",
        "shortest, poll.shortest",
        "nextpage, next-page"
    })
    void aSlipOfThePenLeadsToTheName(String written, String meant) {
        assertThat(Nearest.of(written, NAMES)).contains(meant);
        assertThat(Nearest.hint(written, NAMES)).isEqualTo("; is it " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"umbrella", "on", "poll", "''", "b"})
    void whatIsNearNothingOrToSeveralLeadsNowhere(String written) {
        assertThat(Nearest.of(written, NAMES)).isEmpty();
        assertThat(Nearest.hint(written, NAMES)).isEmpty();
    }

    @Test
    void aLongTextIsNotCompared() {
        assertThat(Nearest.of("x".repeat(10_000), NAMES)).isEmpty();
    }
}
