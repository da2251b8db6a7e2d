package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.DateFlag;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Extras;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Trip;
import dossier.model.Validators;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final URI ADDRESS = URI.create("https://daily.example/feeds/world.xml");

    private final Parser parser = new Parser(ParseSettings.DEFAULTS);

    @Test
    void anRssItemBecomesAnEntry() {
        Entry entry = only("""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>World</title><language>en-GB</language>
            <item><title>AT&amp;amp;T &lt;b&gt;sells&lt;/b&gt;</title>
              <link>/world/1?utm_source=rss&amp;id=7#xtor=RSS-3</link>
              <guid isPermaLink="false">w-1</guid>
              <dc:creator>Ada Byron</dc:creator>
              <pubDate>Sun, 01 Mar 2026 10:00:00 +0200</pubDate>
              <category>Trade</category>
              <description>Short</description>
              <content:encoded><![CDATA[<p>Long <a href="/more">more</a></p>]]></content:encoded>
              <enclosure url="https://cdn.example/a.mp3" type="audio/mpeg" length="99"/>
            </item></channel></rss>\
            """);
        assertThat(entry.key()).isEqualTo("w-1");
        assertThat(entry.title()).isEqualTo("AT&T sells");
        assertThat(entry.link()).contains(URI.create("https://daily.example/world/1?id=7"));
        assertThat(entry.authors()).containsExactly("Ada Byron");
        assertThat(entry.published()).contains(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(entry.flags()).isEmpty();
        assertThat(entry.summary().html()).isEqualTo("Short");
        assertThat(entry.content().html()).isEqualTo("<p>Long <a href=\"https://daily.example/more\">more</a></p>");
        assertThat(entry.categories()).containsExactly("Trade");
        assertThat(entry.enclosures()).singleElement().satisfies(file -> assertThat(file.length())
                .isEqualTo(99));
        assertThat(entry.language()).contains("en-GB");
    }

    @Test
    void anAtomEntryIsReadByItsAlternateLink() {
        Entry entry = only("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example/posts/">
            <title>Blog</title>
            <entry><id>urn:1</id><title type="text">Less &lt; more</title>
            <link rel="self" href="one.atom"/><link href="one.html"/>
            <author><name>Bo</name><email>bo@blog.example</email></author>
            <updated>2026-02-28T23:59:59.123456Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <img src="a.png"/></p></div></content>
            </entry></feed>\
            """);
        assertThat(entry.title()).isEqualTo("Less < more");
        assertThat(entry.link()).contains(URI.create("https://blog.example/posts/one.html"));
        assertThat(entry.authors()).containsExactly("Bo");
        assertThat(entry.updated()).contains(Instant.parse("2026-02-28T23:59:59Z"));
        assertThat(entry.content().html()).contains("<img src=\"https://blog.example/posts/a.png\">");
    }

    @Test
    void aJsonFeedIsReadByItsContentWhateverItsLabel() {
        Reading.Entries entries = entries("""
            {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
            {"id": 1, "url": "/1", "title": "One", "content_html": "<p>x</p>", "date_published": "2026-02-01T00:00:00Z"}]}\
            """);
        assertThat(entries.head().format()).isEqualTo("json11");
        assertThat(entries.entries()).singleElement().satisfies(entry -> assertThat(entry.link())
                .contains(URI.create("https://daily.example/1")));
    }

    @Test
    void whatAFeedAsksOfThoseWhoPollItIsRead() {
        var asked = entries("""
            <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>A</title>
            <skipHours><hour>0</hour><hour> 23 </hour><hour>24</hour><hour>77</hour><hour>noon</hour></skipHours>
            <skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>
            <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
            <sy:updateBase>2026-01-01T06:00+00:00</sy:updateBase>
            <item><title>One</title><link>https://a.example/1</link></item></channel></rss>\
            """).head();
        assertThat(asked.ttl()).contains(java.time.Duration.ofHours(12));
        assertThat(asked.quiet().hours()).containsExactlyInAnyOrder(0, 23);
        assertThat(asked.quiet().days())
                .containsExactlyInAnyOrder(java.time.DayOfWeek.SATURDAY, java.time.DayOfWeek.SUNDAY);
        assertThat(asked.quiet().base()).contains(Instant.parse("2026-01-01T06:00:00Z"));
    }

    @Test
    void aDocumentThatIsIllFormedIsReadAllTheSame() {
        Entry entry = only("""

            Warning: something in index.php on line 3
            <rss version="2.0"><channel><title>A & B</title>
            <item><title>Fish & chips &nbsp;&eacute;<b>unclosed</title><dc:creator>Ann</dc:creator><link>https://a.example/1</link></item>
            </channel>\
            """);
        assertThat(entry.title()).startsWith("Fish & chips é");
        assertThat(entry.authors()).containsExactly("Ann");
    }

    @Test
    void validUtf8OutranksALatinLabel() {
        byte[] bytes =
                "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Zoë</title></item></channel></rss>"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(((Reading.Entries) read(Feed.Role.FEED, Bytes.of(bytes), "text/xml; charset=iso-8859-1")).entries())
                .extracting(Entry::title)
                .containsExactly("Zoë");
    }

    @Test
    void aLabelIsHeardWhereTheBytesAreNotUtf8() {
        byte[] bytes =
                "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>Мир</title></item></channel></rss>"
                        .getBytes(Charset.forName("windows-1251"));
        assertThat(((Reading.Entries) read(Feed.Role.FEED, Bytes.of(bytes), "application/xml")).entries())
                .extracting(Entry::title)
                .containsExactly("Мир");
    }

    @Test
    void anEntityOfTheDoctypeMeansNothing() {
        Entry entry = only("""
            <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]>
            <rss><channel><item><title>T &x; &y; end</title><guid>1</guid></item></channel></rss>\
            """);
        assertThat(entry.title()).isEqualTo("T &x; &y; end");
    }

    @Test
    void anAddressWithinAnAddressIsLeftAlone() {
        assertThat(Addresses.inMarkup("<a href=\"/go? src=/x\" title=\"t\"><img src = '/y'>", "https://a.example/"))
                .isEqualTo("<a href=\"https://a.example/go? src=/x\" title=\"t\"><img src = 'https://a.example/y'>");
    }

    @Test
    void base64ThatWasCutOffIsTakenAsItStands() {
        assertThat(only("""
            <feed xmlns="http://purl.org/atom/ns#"><entry><title>T</title>
            <content type="text/html" mode="base64">PGI+eW91PC9iP</content></entry></feed>\
            """).content().html()).isEqualTo("PGI+eW91PC9iP");
    }

    @Test
    void aReusedGuidIsToldApartByTheAddress() {
        List<Entry> entries = entries("""
            <rss><channel>
            <item><guid>same</guid><link>https://a.example/1</link></item>
            <item><guid>same</guid><link>https://a.example/2</link></item>
            <item><guid>other</guid><link>https://a.example/3</link></item>
            <item><guid>other</guid><link>https://a.example/3</link></item>
            </channel></rss>\
            """).entries();
        assertThat(entries)
                .extracting(Entry::key)
                .containsExactly("same https://a.example/1", "same https://a.example/2", "other");
    }

    @Test
    void aVersionCounterBehindTheGuidDoesNotMakeANewArticle() {
        assertThat(Entries.steady("http://www.bbc.example/news/articles/c1#4"))
                .isEqualTo(Entries.steady("https://www.bbc.example/news/articles/c1#0"));
    }

    /// The same entries at two polls: what changed between them says nothing of the articles.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <guid>https://a.example/x?id=1&amp;sid=abc</guid>            | <guid>https://a.example/x?id=1&amp;sid=def</guid>
        <guid>https://a.example/x;jsessionid=A1?id=1</guid>          | <guid>https://a.example/x;jsessionid=B2?id=1</guid>
        <guid>https://a.example/x?id=1&amp;_=1772360000</guid>       | <guid>https://a.example/x?id=1&amp;_=1772363600</guid>
        <guid>http://a.example/x</guid>                              | <guid>https://a.example/x</guid>
        <guid>https://a.example/x#3</guid>                           | <guid>https://a.example/x#4</guid>
        <link>https://a.example/x?utm_source=rss</link>              | <link>https://a.example/x?utm_campaign=y</link>
        <link>https://a.example/x?PHPSESSID=1</link>                 | <link>https://a.example/x?PHPSESSID=2</link>
        <guid> https://a.example/x </guid>                           | <guid>https://a.example/x</guid>
        <title>A</title><pubDate>2026-03-01</pubDate>                | <title>A </title><pubDate>2026-03-01</pubDate>\
        """)
    void whatChangesFromPollToPollDoesNotMakeANewEntry(String first, String second) {
        assertThat(only("<rss><channel><item>" + first + "</item></channel></rss>")
                        .key())
                .isEqualTo(only("<rss><channel><item>" + second + "</item></channel></rss>")
                        .key());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <guid>https://a.example/x?id=1</guid>           | <guid>https://a.example/x?id=2</guid>
        <guid>https://a.example/x?t=5</guid>            | <guid>https://a.example/x?t=6</guid>
        <guid>tag:a.example,2026:1700000001</guid>      | <guid>tag:a.example,2026:1700000002</guid>
        <link>https://a.example/x#part-1</link>         | <link>https://a.example/x#part-2</link>
        <title>A</title>                                | <title>B</title>\
        """)
    void whatTellsEntriesApartIsKept(String first, String second) {
        assertThat(only("<rss><channel><item>" + first + "</item></channel></rss>")
                        .key())
                .isNotEqualTo(only("<rss><channel><item>" + second + "</item></channel></rss>")
                        .key());
    }

    @Test
    void anIdMadeAnewAtEachPollIsKnownWithoutItsTime() {
        long now = NOW.getEpochSecond();
        assertThat(keysAt(now - 60)).hasSize(2).isEqualTo(keysAt(now - 5)).doesNotHaveDuplicates();
    }

    private List<String> keysAt(long made) {
        return entries("<rss><channel><item><guid>a-%d</guid></item><item><guid>b-%d</guid></item></channel></rss>"
                        .formatted(made, made))
                .entries()
                .stream()
                .map(Entry::key)
                .toList();
    }

    @Test
    void aMissingEndTagLosesNothingOfWhatFollows() {
        List<Entry> entries = entries("""
            <rss><channel><title>F<link>https://a.example/</link>
            <item><title>One<link>https://a.example/1</link><guid>g1<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
            <description>T <b>x</b> <category>c</category></item>
            <item><title>Two</title><link>https://a.example/2<description>d</description>
            <item><title>Three</title></item></channel></rss>\
            """).entries();
        assertThat(entries).extracting(Entry::title).containsExactly("One", "Two", "Three");
        assertThat(entries.getFirst().key()).isEqualTo("g1");
        assertThat(entries.getFirst().published()).isPresent();
        assertThat(entries.getFirst().categories()).containsExactly("c");
        assertThat(entries.getFirst().summary().html().strip()).isEqualTo("T <b>x</b>");
        assertThat(entries.get(1).link()).contains(URI.create("https://a.example/2"));
        assertThat(entries.get(1).summary().html()).isEqualTo("d");
    }

    @Test
    void whatModulesAddIsKept() {
        Entry entry = only("""
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss"
             xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
             xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>
            <title>T</title><georss:point>48.2 16.4</georss:point><itunes:duration>1:02:03</itunes:duration>
            <comments>/talk</comments><slash:comments>7</slash:comments><wfw:commentRss>/talk.xml</wfw:commentRss>
            <source url="/o">The Other</source><dc:rights>CC BY</dc:rights><dc:contributor>Bo</dc:contributor>
            <itunes:explicit>no</itunes:explicit>
            <media:group><media:content url="/a.jpg" medium="image"/><media:credit>Cy</media:credit>
            <media:description>A &lt;b&gt;bridge&lt;/b&gt;</media:description></media:group></item></channel></rss>\
            """);
        assertThat(entry.enclosures())
                .containsExactly(
                        new Enclosure(URI.create("https://daily.example/a.jpg"), "image/*", 0, "A bridge", "Cy"));
        assertThat(entry.extras())
                .contains(new Extras(
                        List.of("Bo"),
                        "CC BY",
                        "The Other",
                        Optional.of(Duration.ofSeconds(3723)),
                        Optional.of(false),
                        Optional.of(new Extras.Point(48.2, 16.4)),
                        Optional.of(URI.create("https://daily.example/talk")),
                        Optional.of(7),
                        Optional.of(URI.create("https://daily.example/talk.xml")),
                        Optional.empty()));
    }

    @Test
    void whatActsIsNotKeptWithTheSighting() {
        Entry entry = only(
                "<rss><channel><item><title>T</title><description>&lt;p onclick=x&gt;a&lt;script&gt;b&lt;/script&gt;"
                        + "&lt;a href='javascript:c'&gt;d</description></item></channel></rss>");
        assertThat(entry.summary().html()).isEqualTo("<p>a<a>d</a></p>");
    }

    @Test
    void anEntryWithoutIdAndLinkIsKnownByItsWords() {
        String document = "<rss><channel><item><title>One</title><description>d</description></item></channel></rss>";
        assertThat(only(document).key())
                .startsWith("sha256:")
                .isEqualTo(only(document).key());
    }

    @Test
    void aDateOfTheFutureIsSetToTheVisit() {
        Entry entry = only(
                "<rss><channel><item><title>T</title><pubDate>2036-01-01T00:00:00Z</pubDate></item></channel></rss>");
        assertThat(entry.published()).contains(NOW);
        assertThat(entry.flags()).containsExactly(DateFlag.FUTURE);
    }

    @Test
    void aDateBeforeTheWebIsDropped() {
        Entry entry = only("<rss><channel><item><title>T</title><pubDate>Thu, 01 Jan 1970 00:00:00"
                + " GMT</pubDate></item></channel></rss>");
        assertThat(entry.published()).isEmpty();
        assertThat(entry.flags()).containsExactly(DateFlag.ABSURD);
    }

    @Test
    void theNewestEntriesAreKeptInTheOrderOfTheDocument() {
        StringBuilder items = new StringBuilder();
        for (int i = 1; i <= 6; i++)
            items.append("<item><guid>%d</guid><pubDate>2026-01-0%d</pubDate></item>".formatted(i, 7 - i));
        Parser small = new Parser(ParseSettings.DEFAULTS.withEntries(2));
        Reading reading = small.parse(
                        fetch(Feed.Role.FEED, Bytes.utf8("<rss><channel>" + items + "</channel></rss>"), ""))
                .reading();
        assertThat(((Reading.Entries) reading).entries()).extracting(Entry::key).containsExactly("1", "2");
    }

    @Test
    void aWebPageIsRefusedAndItsFeedNamed() {
        Reading reading = read(Feed.Role.FEED, Bytes.utf8("""
            <!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss">\
            """), "application/rss+xml");
        assertThat(reading)
                .isEqualTo(new Reading.Failed(
                        Fault.HARD, ADDRESS + " is a web page, not a feed; it announces https://daily.example/rss"));
    }

    @Test
    void aHomePageAnnouncesItsFeeds() {
        Reading reading = read(Feed.Role.HOME, Bytes.utf8("""
            <html><head><link rel="alternate" type="application/atom+xml" href="/atom.xml"></head></html>\
            """), "text/html");
        assertThat(reading).isEqualTo(new Reading.Announced(List.of(URI.create("https://daily.example/atom.xml"))));
    }

    @Test
    void aHomePageWithoutFeedsIsAFailureThatSaysSo() {
        assertThat(read(Feed.Role.HOME, Bytes.utf8("<html><body><p>Hello</p></body></html>"), "text/html"))
                .asInstanceOf(type(Reading.Failed.class))
                .extracting(Reading.Failed::reason)
                .isEqualTo(ADDRESS + " announces no feed, and links to none");
    }

    @Test
    void whatIsNoFeedIsRefusedWithItsAddress() {
        for (String document : List.of("", "   ", "%PDF-1.4", "<svg></svg>", "{\"a\": 1}", "[1]", "just text")) {
            assertThat(read(Feed.Role.FEED, Bytes.utf8(document), ""))
                    .as(document)
                    .asInstanceOf(type(Reading.Failed.class))
                    .satisfies(failed -> assertThat(failed.reason()).startsWith(ADDRESS + " "));
        }
    }

    @Test
    void aDocumentBeyondTheLimitIsRefused() {
        ParseSettings tiny = new ParseSettings(100, 10, 50, 100, 1000, 10, Duration.ZERO);
        Reading reading = new Parser(tiny)
                .parse(fetch(Feed.Role.FEED, Bytes.of(new byte[101]), ""))
                .reading();
        assertThat(reading)
                .isEqualTo(new Reading.Failed(Fault.HARD, ADDRESS + " has 101 bytes; more than 100 are not read"));
    }

    private Entry only(String document) {
        List<Entry> entries = entries(document).entries();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private Reading.Entries entries(String document) {
        return (Reading.Entries) read(Feed.Role.FEED, Bytes.utf8(document), "");
    }

    private Reading read(Feed.Role role, Bytes body, String type) {
        return parser.parse(fetch(role, body, type)).reading();
    }

    static Fetch fetch(Feed.Role role, Bytes body, String type) {
        Outlet outlet = Outlet.of("Daily", URI.create("https://daily.example/"));
        Feed feed =
                new Feed(new FeedId(1), outlet, ADDRESS, role, Validators.NONE, Optional.empty(), 0, Optional.empty());
        Trip trip = new Trip(NOW, Duration.ZERO, 200, body.size(), ADDRESS, Optional.empty(), Optional.empty());
        return new Fetch.Fresh(feed, trip, new Body(body, type), Validators.NONE);
    }
}
