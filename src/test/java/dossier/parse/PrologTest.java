package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrologTest {
    @Test
    void theRootStandsBehindWhateverComesBefore() {
        String before = "\n<?xml version='1.0'?><!-- <rss> --><!DOCTYPE rss [ <!ENTITY a \"<rss>\"> <!-- ]> --> ]>";
        assertThat(Prolog.of(before + "<rss>").map(Prolog::at)).contains(before.length());
    }

    /// Each would take an hour if every beginning were followed to the end.
    @ParameterizedTest
    @ValueSource(strings = {"<![", "<!--", "<!x <!--", "<![\"", "<?x", "<!x '"})
    void aTextFullOfBeginningsThatNeverEndIsReadToItsEnd(String beginning) {
        assertThat(Prolog.of(beginning.repeat(1_000_000))).isEmpty();
    }
}
