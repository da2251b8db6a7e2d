package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Body;
import dossier.model.Bytes;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfLinkTest {
    private static final URI ADDRESS = URI.create("https://a.example/x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><channel><link>https://a.example/</link><atom:link xmlns:atom='http://www.w3.org/2005/Atom'"
                        + " rel='self' href='/feed'/></channel></rss>",
                "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><link rel='self'"
                        + " href='https://a.example/feed'/></feed>",
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"feed_url\":\"https://a.example/feed\",\"items\":[]}"
            })
    void theOwnAddressIsRead(String document) {
        assertThat(SelfLink.of(new Body(Bytes.utf8(document), ""), ADDRESS, ParseSettings.DEFAULTS))
                .contains(URI.create("https://a.example/feed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "<rss><channel><link rel='self' href='javascript:x'/></channel></rss>",
                "<feed><link href='/'/></feed>"
            })
    void whereNoneIsGivenThereIsNone(String document) {
        assertThat(SelfLink.of(new Body(Bytes.utf8(document), ""), ADDRESS, ParseSettings.DEFAULTS))
                .isEmpty();
    }
}
