package dossier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void aTagIsOneSegmentWhateverItHolds() {
        assertThat(Address.tag("spying")).isEqualTo("/tags/spying");
        assertThat(Address.tag("r&d/x?y#z 50%")).isEqualTo("/tags/r%26d%2Fx%3Fy%23z%2050%25");
        assertThat(Address.tag("港口")).isEqualTo("/tags/%E6%B8%AF%E5%8F%A3");
    }

    @Test
    void whatIsEncodedStaysAndTheRestIsEncoded() {
        assertThat(Address.ascii("/articles/7/港?q=a b&c=%41%zz")).isEqualTo("/articles/7/%E6%B8%AF?q=a%20b&c=%41%25zz");
        assertThat(Address.ascii("https://x.example/a\"b<c>")).isEqualTo("https://x.example/a%22b%3Cc%3E");
    }

    @Test
    void aFeedStandsBelowItsList() {
        assertThat(Address.feed("/", "rss")).isEqualTo("/feed.rss");
        assertThat(Address.feed("/tags/spying", "atom")).isEqualTo("/tags/spying/feed.atom");
        assertThat(Address.feed("/search?q=a+b", "json")).isEqualTo("/search/feed.json?q=a+b");
    }

    @Test
    void theFirstPageHasNoNumber() {
        assertThat(Address.page("/tags/spying", 1)).isEqualTo("/tags/spying");
        assertThat(Address.page("/tags/spying", 2)).isEqualTo("/tags/spying?page=2");
        assertThat(Address.page("/search?q=x", 3)).isEqualTo("/search?q=x&page=3");
    }

    @Test
    void onlyHttpIsOfTheWeb() {
        assertThat(Address.isWeb(URI.create("HTTPS://x.example/"))).isTrue();
        assertThat(Address.isWeb(URI.create("javascript:alert(1)"))).isFalse();
        assertThat(Address.isWeb(URI.create("/relative"))).isFalse();
    }

    @Property
    void aSegmentReadsBackAsItWas(@ForAll String text) {
        String legal = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(URLDecoder.decode(Address.segment(text), StandardCharsets.UTF_8))
                .isEqualTo(legal);
    }

    @Property
    void anyPathMakesAUri(@ForAll String path) {
        String address = Address.ascii("https://x.example/" + path.replaceAll("[\\[\\]#]", ""));
        assertThat(URI.create(address).isAbsolute()).isTrue();
    }
}
