package dossier.search;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Channel;
import dossier.model.Passage;
import dossier.model.Results;
import dossier.web.Samples;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassagesTest {
    private static final String LONG = "Nothing is said here about anything at all. ".repeat(40);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        spy                    | The [spies] of Hull        | Two [spies] met. Later one [spied] no more.
        tag:news AND spy       | The [spies] of Hull        | Two [spies] met. Later one [spied] no more.
        "two spies"            | The spies of Hull          | [Two spies] met. Later one spied no more.
        title:hull             | The spies of [Hull]        | Two spies met. Later one spied no more.
        met NEAR/3 later       | The spies of Hull          | Two spies [met]. [Later] one spied no more.
        tag:other              | The spies of Hull          | Two spies met. Later one spied no more.
        hull AND (             | The spies of Hull          | Two spies met. Later one spied no more.
        """)
    void theWordsThatWereFoundAreMarked(String query, String title, String passage) {
        Results.Result found = found(query, "The spies of Hull", "Two spies met. Later one spied no more.");
        assertThat(told(found.title())).isEqualTo(title);
        assertThat(told(found.passage())).isEqualTo(passage);
    }

    @Test
    void ofALongTextThePlaceIsShownWhereMostOfItStands() {
        String text = LONG + "A spy alone. " + LONG + "A spy and a consul met at the harbour. " + LONG;
        String passage = told(found("spy AND consul AND harbour", "T", text).passage());
        assertThat(passage).startsWith("… ").endsWith(" …").hasSizeLessThan(310);
        assertThat(passage).contains("A [spy] and a [consul] met at the [harbour].");
    }

    @Test
    void aTextWithoutSpacesIsCutBetweenCharacters() {
        String text = "漢".repeat(500) + "間諜" + "𠀋".repeat(500);
        String passage = told(found("間諜", "T", text).passage());
        assertThat(passage).contains("[間諜]").hasSizeLessThan(310);
        assertThat(passage.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .isTrue();
    }

    private static Results.Result found(String query, String title, String text) {
        Channel channel = Samples.channel(
                Channel.Type.SEARCH, query, "/search?q=x", Samples.article(title, "<p>" + text + "</p>", "news"));
        return Samples.results(channel).results().getFirst();
    }

    private static String told(Passage passage) {
        return passage.pieces().stream()
                .map(piece -> piece.hit() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }
}
