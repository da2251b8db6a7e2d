package dossier.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// The aims, on a small world; `Simulation.main` plays the large one.
class SimulationTest {
    private static final Map<String, Simulation.Score> SCORES = Simulation.run(100, 12, 7);
    private static final Simulation.Score OURS = SCORES.get("1 ours");
    private static final Simulation.Score FIXED = SCORES.get("2 fixed 1 h");

    @Test
    void halfTheRequestsOfAFixedHourAreEnough() {
        assertThat(OURS.requests).isLessThanOrEqualTo(FIXED.requests / 2);
    }

    @Test
    void andAnEntryWaitsShorter() {
        assertThat(OURS.delay(0.5)).isLessThan(FIXED.delay(0.5));
    }

    @Test
    void andNothingIsMissed() {
        assertThat(OURS.entries()).isGreaterThan(10_000);
        assertThat(FIXED.missed).as("there is something to miss").isPositive();
        assertThat(OURS.missed).isZero();
    }

    @Test
    void andAPauseThatAServerAskedForIsNeverBroken() {
        assertThat(OURS.refused).as("there are servers that ask for a pause").isPositive();
        assertThat(OURS.breaches).isZero();
    }

    @Test
    void theSameWorldGivesTheSameFigures() {
        Simulation.Score again = Simulation.run(20, 5, 3).get("1 ours");
        Simulation.Score once = Simulation.run(20, 5, 3).get("1 ours");
        assertThat(again.requests).isEqualTo(once.requests);
        assertThat(again.delays).isEqualTo(once.delays);
    }
}
