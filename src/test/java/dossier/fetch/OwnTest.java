package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnTest {
    private final Own own = new Own(Set.of("https://www.daily.example", "http://open.daily.example:8080"));

    @ParameterizedTest
    @CsvSource({
        "https://www.daily.example/feed, true, true",
        "https://WWW.daily.example:443/, true, true",
        "http://www.daily.example/, true, false",
        "http://open.daily.example:8080/, true, true",
        "https://www.daily.example:8443/, false, false",
        "https://open.daily.example/, false, false",
        "https://daily.example/, false, false",
        "https://www.daily.example.evil.example/, false, false",
        "https://evil.example/www.daily.example, false, false",
    })
    void keysAreForTheConfiguredServersAndNeverInTheOpen(String address, boolean own, boolean keys) {
        Address to = Address.of(address).orElseThrow();
        assertThat(this.own.holds(to)).isEqualTo(own);
        assertThat(this.own.maySee(to)).isEqualTo(keys);
    }

    @Test
    void aServerConfiguredInTheOpenMayBeAskedEncryptedToo() {
        Own open = new Own(Set.of("http://daily.example"));
        assertThat(open.maySee(Address.of("https://daily.example/").orElseThrow()))
                .isTrue();
        assertThat(open.maySee(Address.of("http://daily.example/").orElseThrow()))
                .isTrue();
    }
}
