package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKeyTest {
    @ParameterizedTest
    @CsvSource({
        "https://daily.example/a,        daily.example/a",
        "http://www.Daily.example/a/,    daily.example/a",
        "https://daily.example:443/a#b,  daily.example/a",
        "http://daily.example:80/a?,     daily.example/a",
        "https://daily.example:8443/a,   daily.example:8443/a",
        "https://daily.example/,         daily.example",
        "https://daily.example,          daily.example",
        "https://daily.example/A%c3%a9,  daily.example/A%C3%A9",
        "https://daily.example/a?b=1&c,  daily.example/a?b=1&c",
        "https://daily.example./a//,     daily.example/a",
        "https://daily.example/#!/a,     daily.example#!/a",
        "https://daily.example/#/a?b,    daily.example#/a?b",
        "https://daily.example/live#post-1, daily.example/live",
        "https://daily.example/a#/,      daily.example/a",
        "tag:daily.example:1,            tag:daily.example:1"
    })
    void anAddressInItsPlainestForm(String address, String plain) {
        assertThat(AddressKey.plain(URI.create(address))).isEqualTo(plain);
    }

    @Test
    void aPageThatAScriptMakesOfAFragmentIsNoFrontPage() {
        assertThat(AddressKey.isFrontPage(URI.create("https://daily.example/#top")))
                .isTrue();
        assertThat(AddressKey.isFrontPage(URI.create("https://daily.example/#!story")))
                .isFalse();
    }

    @Test
    void whatTellsPagesApartStays() {
        URI address = URI.create("https://daily.example/news?id=1");
        for (String other : new String[] {
            "https://daily.example/news?id=2",
            "https://daily.example/News?id=1",
            "https://m.daily.example/news?id=1",
            "https://daily.example/news"
        }) assertThat(AddressKey.of(URI.create(other))).isNotEqualTo(AddressKey.of(address));
    }
}
