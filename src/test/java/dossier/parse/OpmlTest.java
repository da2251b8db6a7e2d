package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Bytes;
import dossier.model.Subscription;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpmlTest {
    private final Opml opml = new Opml(ParseSettings.DEFAULTS);

    @Test
    void foldersAndFeedsAreRead() throws Opml.Unreadable {
        assertThat(opml.read(Bytes.utf8("""
            <?xml version="1.0"?><opml version="2.0"><body>
            <outline text="News"><outline text="Asia"><outline text="D &amp; M" type="rss"
               xmlUrl="https://d.example/rss" htmlUrl="https://d.example/"/></outline></outline>
            <outline title="Top" xmlUrl="https://t.example/atom"/>
            <outline text="again" xmlUrl="https://t.example/atom"/>
            <outline text="bad" xmlUrl="javascript:alert(1)"/></body></opml>\
            """)))
                .containsExactly(
                        new Subscription(
                                "D & M",
                                Optional.of(URI.create("https://d.example/")),
                                URI.create("https://d.example/rss"),
                                List.of("News", "Asia")),
                        new Subscription(
                                "Top", Optional.empty(), URI.create("https://t.example/atom"), List.of()));
    }

    @Test
    void whatIsNoListIsRefusedWithWhatItIs() {
        assertThatThrownBy(() -> opml.read(Bytes.utf8("<rss/>")))
                .isInstanceOf(Opml.Unreadable.class)
                .hasMessage("is no OPML: its root is <rss>, expected <opml>");
    }
}
