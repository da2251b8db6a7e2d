package dossier.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Chronicle;
import dossier.model.Edit;
import dossier.model.Found;
import dossier.model.History;
import dossier.model.History.Line;
import dossier.model.History.Step;
import dossier.model.Version;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistorianTest {
    private static final Found HERE = new Found.Nowhere("/articles/1/history");

    @Test
    void theWordsOfALineThatChangedAreMarkedAndItsNeighboursShown() {
        List<Line> lines = Historian.lines(
                "one\ntwo\nthree\nThe toll is at 12 people.\nfive\nsix\nseven",
                "one\ntwo\nthree\nThe toll is at 17 people.\nfive\nsix\nseven");
        assertThat(lines)
                .containsExactly(
                        new Line(List.of(), 2),
                        line(Edit.Kind.KEPT, "three"),
                        new Line(
                                List.of(
                                        new Edit(Edit.Kind.KEPT, "The toll is at "),
                                        new Edit(Edit.Kind.TAKEN, "12 "),
                                        new Edit(Edit.Kind.ADDED, "17 "),
                                        new Edit(Edit.Kind.KEPT, "people.")),
                                0),
                        line(Edit.Kind.KEPT, "five"),
                        new Line(List.of(), 2));
    }

    @Test
    void aLineInThePlaceOfAnotherThatHasNothingInCommonIsNoChangeOfIt() {
        assertThat(Historian.lines("alpha beta gamma delta", "sheep may safely graze here"))
                .containsExactly(
                        line(Edit.Kind.TAKEN, "alpha beta gamma delta"),
                        line(Edit.Kind.ADDED, "sheep may safely graze here"));
    }

    @Test
    void aTextThatStayedHasNothingToShow() {
        assertThat(Historian.lines("a\nb", "a\nb")).isEmpty();
    }

    @Test
    void theFirstVersionHasNothingToBeComparedWith() {
        History history = new Historian()
                .compare(new Chronicle(HERE, List.of(version(2, true, "New", "b"), version(1, true, "Old", "a"))));
        assertThat(history.steps()).hasSize(2);
        Step newest = history.steps().getFirst();
        assertThat(newest.title()).containsExactly(new Edit(Edit.Kind.TAKEN, "Old"), new Edit(Edit.Kind.ADDED, "New"));
        assertThat(newest.gained()).containsExactly("https://daily.example/New.jpg");
        assertThat(newest.lost()).containsExactly("https://daily.example/Old.jpg");
        assertThat(history.steps().getLast().lines()).isEmpty();
    }

    @Test
    void whereOneOfTwoVersionsMayNotBeShownNeitherIs() {
        Step step = new Historian()
                .compare(new Chronicle(HERE, List.of(version(2, true, "T", "b"), version(1, false, "T", ""))))
                .steps()
                .getFirst();
        assertThat(step.lines()).isEmpty();
        assertThat(step.gained()).isEmpty();
    }

    private static Version version(int number, boolean whole, String title, String text) {
        return new Version(
                number,
                Instant.parse("2026-03-01T12:00:00Z"),
                List.of("text"),
                whole,
                title,
                text,
                List.of("https://daily.example/" + title + ".jpg"));
    }

    private static Line line(Edit.Kind kind, String text) {
        return new Line(List.of(new Edit(kind, text)), 0);
    }
}
