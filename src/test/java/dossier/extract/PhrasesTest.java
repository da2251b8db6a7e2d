package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private static final Phrases TEA =
            Phrases.of("tea(?: time| room)?|über tee|\\d{1,3} cups|(?:old|new) tea|o?range tea|[x|y] tea|a \\|"
                    + " b|\\$\\w+|\\{?tea\\}"
                    + "|(?:hot |(?:iced|cold) )?cocoa|(?:very )+old");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tea",
                "Tea time",
                "TEA ROOM",
                "über Tee",
                "ÜBER TEE",
                "12 cups",
                "old tea",
                "New tea",
                "orange tea",
                "range tea",
                "| tea",
                "x tea",
                "a | b",
                "$tea",
                "{tea}",
                "tea}",
                "Hot cocoa",
                "cold cocoa",
                "cocoa",
                "very very old",
            })
    void aLineThatIsOneOfThemMatches(String line) {
        assertThat(TEA.matches(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tea cup",
                "time",
                " room)?",
                "cups",
                "a ",
                " b",
                "über",
                "old tea and more",
                "z tea",
                "$",
                "{tea"
            })
    void whatIsMoreOrLessThanOneOfThemDoesNot(String line) {
        assertThat(TEA.matches(line)).isFalse();
    }

    @Test
    void whereAllBeginWithLettersNothingElseMatches() {
        assertThat(Phrases.of("tea|coffee").matches("")).isFalse();
        assertThat(Phrases.of("tea|coffee").matches("1 tea")).isFalse();
    }
}
