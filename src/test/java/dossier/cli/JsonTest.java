package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Outlet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void anOutletIsPrintedWithoutWhatItsServersAreTold() {
        Outlet outlet = Outlet.of("The Daily", URI.create("https://daily.example/"))
                .withHeaders(Map.of("X-Key", "under-the-mat"));
        assertThat(Json.of(List.of(Map.of("outlet", outlet))))
                .contains("\"name\" : \"The Daily\"")
                .doesNotContain("under-the-mat")
                .doesNotContain("headers");
    }
}
