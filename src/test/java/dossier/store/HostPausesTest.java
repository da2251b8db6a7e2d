package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HostPausesTest {
    private final House house;
    private final HostPauses pauses;

    HostPausesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        pauses = new HostPauses(house.database, house.clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPauseIsRememberedUntilItIsOver() {
        Instant soon = house.clock.instant().plusSeconds(60);
        Instant late = house.clock.instant().plusSeconds(7200);
        pauses.keep("daily.example", soon);
        pauses.keep("weekly.example", soon);
        pauses.keep("weekly.example", late);
        assertThat(pauses.all()).isEqualTo(Map.of("daily.example", soon, "weekly.example", late));
        house.clock.advance(Duration.ofSeconds(60));
        assertThat(pauses.all()).isEqualTo(Map.of("weekly.example", late));
    }
}
