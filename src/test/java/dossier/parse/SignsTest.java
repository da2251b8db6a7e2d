package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Signposts;
import dossier.model.Signposts.Older;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignsTest {
    private static final String ADDRESS = "https://a.example/x";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><channel><link>https://a.example/</link><atom:link xmlns:atom='http://www.w3.org/2005/Atom'"
                        + " rel='self' href='/feed'/><atom10:link xmlns:atom10='http://www.w3.org/2005/Atom'"
                        + " rel='hub' href='https://hub.example/'/><item><title>x</title></item></channel></rss>",
                "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><link rel='self'"
                        + " href='https://a.example/feed'/><link rel='HUB' href='//hub.example/'/></feed>",
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"feed_url\":\"https://a.example/feed\",\"hubs\":"
                        + "[{\"type\":\"rssCloud\",\"url\":\"https://cloud.example/\"},"
                        + "{\"type\":\"WebSub\",\"url\":\"https://hub.example/\"}],\"items\":[]}"
            })
    void theOwnAddressAndTheHubsAreRead(String document) {
        assertThat(signposts(document, ADDRESS))
                .isEqualTo(new Signposts(
                        Optional.of(URI.create("https://a.example/feed")),
                        List.of(URI.create("https://hub.example/")),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><channel><link rel='self' href='javascript:x'/><atom:link rel='next'/></channel></rss>",
                "<feed><link href='/'/><entry><link rel='next' href='/2'/></entry></feed>",
                "{\"version\":\"https://jsonfeed.org/version/1\",\"next_url\":\"mailto:x\",\"hubs\":7,\"items\":[]}"
            })
    void whereNoneIsGivenThereIsNone(String document) {
        assertThat(signposts(document, ADDRESS)).isEqualTo(Signposts.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='/other'/>"
                        + "<link rel='prev-archive' href='/2024'/></feed>",
                "<rss xmlns:a='http://www.w3.org/2005/Atom'><channel><a:link rel='next' href='/2024'/></channel></rss>",
                "{\"version\":\"https://jsonfeed.org/version/1\",\"next_url\":\"/2024\",\"items\":[]}"
            })
    void whatCameBeforeIsFound(String document) {
        assertThat(signposts(document, ADDRESS).older())
                .contains(new Older(URI.create("https://a.example/2024"), false));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/feed/, https://a.example/feed/?paged=2",
        "https://a.example/?feed=rss2, https://a.example/?feed=rss2&paged=2",
        "https://a.example/feed/?paged=9&x=1, https://a.example/feed/?paged=10&x=1",
    })
    void wordPressHasItByNumber(String address, URI older) {
        String feed = "<rss><channel><generator>https://wordpress.org/?v=6.4</generator></channel></rss>";
        assertThat(signposts(feed, address).older()).contains(new Older(older, true));
    }

    @Test
    void aStrangerMayNameThousandsOfHubs() {
        String links = "<link rel='hub' href='https://hub.example/'/>".repeat(1_000);
        assertThat(signposts("<feed>" + links + "</feed>", ADDRESS).hubs()).hasSize(Signs.MOST_HUBS);
    }

    private static Signposts signposts(String document, String address) {
        FeedReader.Outcome read = new FeedReader(ParseSettings.DEFAULTS)
                .read(document.getBytes(java.nio.charset.StandardCharsets.UTF_8), "", address, ZoneOffset.UTC);
        return ((FeedReader.Outcome.Feed) read).document().head().signposts();
    }
}
