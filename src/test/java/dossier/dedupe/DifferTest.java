package dossier.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Edit;
import dossier.model.Edit.Kind;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DifferTest {
    @Test
    void aLineThatChangedIsTakenAndAdded() {
        assertThat(Differ.lines("One.\nTwo.\nThree.", "One.\nTwo!\nThree.\nFour."))
                .containsExactly(
                        new Edit(Kind.KEPT, "One."),
                        new Edit(Kind.TAKEN, "Two."),
                        new Edit(Kind.ADDED, "Two!"),
                        new Edit(Kind.KEPT, "Three."),
                        new Edit(Kind.ADDED, "Four."));
    }

    @Test
    void wordsThatShareAFateComeTogether() {
        assertThat(Differ.words("The spy was held in Berlin", "The spy was set free in Berlin"))
                .containsExactly(
                        new Edit(Kind.KEPT, "The spy was "),
                        new Edit(Kind.TAKEN, "held "),
                        new Edit(Kind.ADDED, "set free "),
                        new Edit(Kind.KEPT, "in Berlin"));
    }

    @Test
    void aTextWithTooManyLinesIsComparedAsAWhole() {
        String many = "line\n".repeat(30_000);
        List<Edit> edits = Differ.lines(many, many + "more");
        assertThat(edits).hasSize(60_001).noneMatch(edit -> edit.kind() == Kind.KEPT);
    }

    @Property(tries = 300)
    void bothTextsCanBeReadFromTheEdits(
            @ForAll @StringLength(max = 60) @CharRange(from = 'a', to = 'c') @CharRange(from = ' ', to = ' ')
                    String before,
            @ForAll @StringLength(max = 60) @CharRange(from = 'a', to = 'c') @CharRange(from = ' ', to = ' ')
                    String after) {
        List<Edit> edits = Differ.words(before, after);
        assertThat(text(edits, Kind.TAKEN)).isEqualTo(before);
        assertThat(text(edits, Kind.ADDED)).isEqualTo(after);
    }

    private static String text(List<Edit> edits, Kind side) {
        return edits.stream()
                .filter(edit -> edit.kind() == Kind.KEPT || edit.kind() == side)
                .map(Edit::text)
                .collect(Collectors.joining());
    }
}
