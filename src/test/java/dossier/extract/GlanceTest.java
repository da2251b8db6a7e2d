package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "display: NONE", "nnone", "a nonet", "no nOnE"})
    void aWordIsSeenWhereverItStands(String text) {
        assertThat(Glance.holds(text, "none")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "non", "n one", "display: block", "o_ne"})
    void whereItDoesNotStandItIsNotSeen(String text) {
        assertThat(Glance.holds(text, "none")).isFalse();
    }
}
