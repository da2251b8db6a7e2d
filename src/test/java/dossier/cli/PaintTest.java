package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PaintTest {
    @Test
    void troubleIsRedAndTheColumnsStandAsWithoutColour() {
        Table table = new Table("STATE", "OUTLET").row("failing", "A").row("well", "B");
        Paint paint = new Paint(true);
        assertThat(table.painted((row, text) -> row == 0 ? text : paint.state(text, text)))
                .isEqualTo("STATE    OUTLET\n\u001b[31mfailing\u001b[0m  A\n\u001b[32mwell\u001b[0m     B");
        assertThat(table.painted((_, text) -> new Paint(false).state(text, text)))
                .isEqualTo(table.toString());
    }

    @Test
    void whoWantsNoColourGetsNone() {
        assertThat(Paint.isWanted(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Paint.isWanted(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Paint.isWanted(Map.of("NO_COLOR", "", "TERM", "xterm"))).isTrue();
    }
}
