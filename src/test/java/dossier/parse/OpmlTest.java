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
                        new Subscription("Top", Optional.empty(), URI.create("https://t.example/atom"), List.of()));
    }

    @Test
    void whatIsNoListIsRefusedWithWhatItIs() {
        assertThatThrownBy(() -> opml.read(Bytes.utf8("<rss/>")))
                .isInstanceOf(Opml.Unreadable.class)
                .hasMessage("is no OPML: its root is <rss>, expected <opml>");
    }

    private List<Subscription> read(String document) throws Opml.Unreadable {
        return opml.read(Bytes.utf8(document));
    }

    @Test
    void attributesInOddCaseAndListsOfVersionOneAreRead() throws Opml.Unreadable {
        Subscription one = read("""
            <OPML version="1.0"><HEAD/><BODY><OUTLINE TITLE="One" TYPE="RSS" XMLURL="feed://one.example/rss" HTMLURL="http://one.example"/>
            </BODY></OPML>\
            """).getFirst();
        assertThat(one.feed()).contains(URI.create("http://one.example/rss"));
        assertThat(one.home()).contains(URI.create("http://one.example"));
    }

    @Test
    void theTitleWinsOverTheTextAndTheHostStandsInForBoth() throws Opml.Unreadable {
        assertThat(read("""
            <opml><body><outline title="Title" text="text" xmlUrl="https://a.example/1"/>
            <outline title=" " text="text &lt;b&gt;bold&lt;/b&gt;" xmlUrl="https://a.example/2"/>
            <outline xmlUrl="https://a.example/3"/></body></opml>\
            """)).extracting(Subscription::name).containsExactly("Title", "text bold", "a.example");
    }

    @Test
    void aPageOfOurExportIsASubscriptionAndABookmarkIsNot() throws Opml.Unreadable {
        List<Subscription> read = read("""
            <opml><body><outline text="Blogroll">
            <outline type="link" text="Blog" url="https://b.example/" htmlUrl="https://b.example/" description="about" language="en-GB"/>
            <outline type="link" text="Bookmark" url="https://c.example/"/>
            <outline type="include" text="Others" url="https://d.example/more.opml"/></outline></body></opml>\
            """);
        assertThat(read)
                .containsExactly(new Subscription(
                        "Blog",
                        Optional.of(URI.create("https://b.example/")),
                        Optional.empty(),
                        List.of("Blogroll"),
                        "about",
                        Optional.of("en-GB")));
        assertThat(read.getFirst().isOfBlogroll()).isTrue();
    }

    @Test
    void feedsOfOneNameAndHomeAreOneOutlet() throws Opml.Unreadable {
        assertThat(Subscription.outlets(read("""
            <opml><body><outline text="A" htmlUrl="https://a.example/" xmlUrl="https://a.example/1"/>
            <outline text="A" htmlUrl="https://a.example/" xmlUrl="https://a.example/2"/>
            <outline text="A" htmlUrl="https://other.example/" xmlUrl="https://other.example/1"/></body></opml>\
            """)))
                .extracting(outlet -> outlet.feeds().size())
                .containsExactly(2, 1);
    }

    @Test
    void theEncodingIsHeard() throws Opml.Unreadable {
        byte[] latin =
                "<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='Café' xmlUrl='https://a.example/'/></body></opml>"
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(opml.read(Bytes.of(latin)).getFirst().name()).isEqualTo("Café");
    }

    @Test
    void aListThatWasCutOffIsReadUpToTheCut() throws Opml.Unreadable {
        assertThat(read("junk\n<opml><body><outline text='A & B' xmlUrl='https://a.example/'/><outline text='C' xmlU"))
                .extracting(Subscription::name)
                .containsExactly("A & B");
    }

    @Test
    void nothingHostileGetsThrough() throws Opml.Unreadable {
        String deep = "<outline text='f'>".repeat(100_000) + "<outline text='x' xmlUrl='https://a.example/'/>";
        assertThat(read("<opml><body>" + deep + "</body></opml>"))
                .allSatisfy(one -> assertThat(one.folders()).hasSizeLessThanOrEqualTo(10));
        assertThat(read("""
            <!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <opml><body><outline text="&b;&x;" xmlUrl="https://a.example/"/><outline text="e" xmlUrl="file:///etc/passwd"/>
            <outline text="&#10;&#27;[31m red" xmlUrl="https://b.example/"/></body></opml>\
            """)).extracting(Subscription::name).allSatisfy(name -> assertThat(name)
                .doesNotContain("aaaa", "root:", "\u001b", "\n"));
        StringBuilder many = new StringBuilder("<opml><body>");
        for (int i = 0; i < 30_000; i++)
            many.append("<outline text='x' xmlUrl='https://a.example/")
                    .append(i)
                    .append("'/>");
        assertThat(read(many + "</body></opml>")).hasSize(20_000);
        assertThatThrownBy(() -> opml.read(Bytes.of(new byte[17 << 20]))).hasMessageContaining("are not read");
    }
}
