package dossier.fetch;

import static dossier.LocalOutlet.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.LocalOutlet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("DAILY_KEY", "sesame", "DAILY_PASSWORD", "p:ss$1");

    private static Map<String, String> sent(String name, String value) {
        return Keys.of(Map.of(name, value), ENVIRONMENT);
    }

    @Test
    void aVariableOfTheEnvironmentIsPutInWhereItIsNamed() {
        assertThat(sent("Authorization", "Bearer ${DAILY_KEY}")).isEqualTo(Map.of("authorization", "Bearer sesame"));
        assertThat(sent("X-Both", "${DAILY_KEY}/${DAILY_PASSWORD}")).isEqualTo(Map.of("x-both", "sesame/p:ss$1"));
    }

    @Test
    void aHeaderWhoseVariableIsNotThereIsNotSent() {
        assertThat(sent("X-Key", "${NOT_THERE}")).isEmpty();
    }

    @Test
    void basicAuthenticationIsWrittenReadably() {
        assertThat(sent("Authorization", "Basic me:${DAILY_PASSWORD}"))
                .isEqualTo(Map.of("authorization", "Basic bWU6cDpzcyQx"));
        assertThat(sent("Authorization", "Basic bWU6cDpzcyQx"))
                .isEqualTo(Map.of("authorization", "Basic bWU6cDpzcyQx"));
    }

    @Test
    void aSecretThatWouldBeSeveralLinesIsNotSent() {
        assertThat(Keys.of(Map.of("X-Key", "${KEY}"), Map.of("KEY", "a\r\nHost: evil")))
                .isEmpty();
    }

    @Test
    void theServerSeesTheSecretOfTheEnvironment() {
        try (LocalOutlet outlet = LocalOutlet.open();
                Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock(), ENVIRONMENT, Pauses.FORGOTTEN)) {
            outlet.on("/feed", ok("application/rss+xml", "<rss/>"));
            fetcher.fetch(Asking.feed(outlet.url("/feed"), Map.of("Authorization", "Basic me:${DAILY_PASSWORD}")));
            assertThat(outlet.asked("/feed").getFirst().headers()).containsEntry("authorization", "Basic bWU6cDpzcyQx");
        }
    }
}
