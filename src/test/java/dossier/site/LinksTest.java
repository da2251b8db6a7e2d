package dossier.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://News.Example/a?utm_source=rss&utm_medium=feed      | https://news.example/a
        https://news.example/a?id=7&fbclid=x                       | https://news.example/a?id=7
        https://news.example/a?at_medium=RSS&at_campaign=KARANGA   | https://news.example/a
        http://news.example:80                                     | http://news.example/
        https://news.example:8443/a#comments                       | https://news.example:8443/a
        https://news.example/#!/story/7                            | https://news.example/#!/story/7
        https://me:secret@news.example/a                           | https://news.example/a
        https://news.example/%C3%BC?b=%26                          | https://news.example/%C3%BC?b=%26
        mailto:desk@news.example                                   | mailto:desk@news.example
        """)
    void anAddressLosesWhatOnlyCountsReaders(String written, String clean) {
        assertThat(Links.clean(URI.create(written))).hasToString(clean);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ../b c.html             | https://news.example/x/b%20c.html
        //cdn.example/i.png     | https://cdn.example/i.png
        ?p=2                    | https://news.example/x/y/?p=2
        javascript:alert(1)     |
        data:text/html,x        |
        mailto:a@b.example      |
        http://                 |
        https://a.example/%zz   | https://a.example/%25zz
        """)
    void aLinkOfAPageIsReadAsBrowsersDo(String written, String read) {
        assertThat(Links.read(URI.create("https://news.example/x/y/"), written).map(URI::toString))
                .isEqualTo(java.util.Optional.ofNullable(read));
    }

    @Property
    void whateverIsWrittenIsReadAsWebAddressOrNotAtAll(@ForAll String written) {
        URI base = URI.create("https://news.example/x/");
        Links.read(base, written).ifPresent(uri -> assertThat(uri.getScheme()).startsWith("http"));
    }

    @Property
    void cleaningTwiceChangesNothingMore(@ForAll String written) {
        Links.read("https://" + written).map(Links::clean).ifPresent(clean -> assertThat(Links.clean(clean))
                .isEqualTo(clean));
    }

    @ParameterizedTest
    @CsvSource({
        "www.Harbour.example,harbour.example",
        "harbour.example,harbour.example",
        "www2.harbour.example,www2.harbour.example"
    })
    void aSiteAnswersWithWwwAndWithout(String host, String bare) {
        assertThat(Links.bare(host)).isEqualTo(bare);
    }
}
