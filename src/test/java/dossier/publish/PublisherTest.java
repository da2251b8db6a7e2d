package dossier.publish;

import static dossier.publish.FeedRules.ATOM;
import static dossier.publish.FeedRules.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dossier.model.Channel;
import dossier.model.Item;
import dossier.model.Past;
import dossier.model.Reply;
import dossier.web.Samples;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PublisherTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Publisher publisher = new Publisher(Samples.SITE);

    @Test
    void rssKeepsTheValidatorsRules() {
        FeedRules.rss(FeedRules.xml(publisher.rss(Samples.spying()).body().toArray()));
    }

    @Test
    void atomKeepsTheValidatorsRules() {
        FeedRules.atom(FeedRules.xml(publisher.atom(Samples.spying()).body().toArray()));
    }

    @Test
    void jsonKeepsTheRulesOfItsFormat() throws IOException {
        FeedRules.json(JSON.readTree(publisher.json(Samples.spying()).body().toArray()));
    }

    @Test
    void pagesOfAnArchiveAndFeedsWithAHubKeepTheRulesInEachFormat() throws IOException {
        Past.Tombstone gone = new Past.Tombstone("/articles/3/gone", java.time.Instant.parse("2019-11-22T08:00:00Z"));
        Publisher hubbed =
                new Publisher(Samples.SITE, java.util.Optional.of(java.net.URI.create("https://hub.example/")));
        for (int page : new int[] {0, 1, 2, 3}) {
            Channel channel = Samples.spying().with(new Past(page, 3, List.of(gone)));
            FeedRules.rss(FeedRules.xml(hubbed.rss(channel).body().toArray()));
            FeedRules.atom(FeedRules.xml(hubbed.atom(channel).body().toArray()));
            JsonNode json = JSON.readTree(hubbed.json(channel).body().toArray());
            FeedRules.json(json);
            assertThat(json.path("hubs").path(0).path("url").asText()).isEqualTo("https://hub.example/");
            assertThat(hubbed.atom(channel).headers().containsKey("Link")).isEqualTo(page == 0);
        }
    }

    @Test
    void aListThatIsGivenAgainIsNotWrittenAgain() {
        Channel channel = Samples.spying();
        assertThat(publisher.atom(channel)).isSameAs(publisher.atom(channel));
        assertThat(publisher.atom(Samples.spying())).isNotSameAs(publisher.atom(channel));
        assertThat(publisher.atom(Samples.spying()).body())
                .isEqualTo(publisher.atom(channel).body());
    }

    @Test
    void aListWithNothingInItIsAValidFeed() {
        Channel empty = Samples.broken(Channel.Type.TAG, "spying", "/tags/spying", true, "");
        FeedRules.rss(FeedRules.xml(publisher.rss(empty).body().toArray()));
        FeedRules.atom(FeedRules.xml(publisher.atom(empty).body().toArray()));
        assertThat(publisher.rss(empty).headers()).doesNotContainKey("Last-Modified");
    }

    @Test
    void theFeedsOfATagThatIsCalledOtherwiseNowLeadThere() {
        Channel old = Samples.broken(Channel.Type.TAG, "spying", "/tags/spying", false, "")
                .movedTo("/tags/secret%20services");
        for (Map.Entry<String, Reply> format : Map.of(
                        "rss", publisher.rss(old), "atom", publisher.atom(old), "json", publisher.json(old))
                .entrySet()) {
            assertThat(format.getValue().status()).isEqualTo(301);
            assertThat(format.getValue().headers())
                    .containsEntry("Location", "https://papers.example/tags/secret%20services/feed." + format.getKey());
        }
    }

    @Test
    void romeReadsWhatWeWrite() throws FeedException {
        for (Reply reply : List.of(publisher.rss(Samples.spying()), publisher.atom(Samples.spying()))) {
            SyndFeed feed = new SyndFeedInput().build(new StringReader(text(reply)));
            assertThat(feed.getTitle()).isEqualTo("Archive for ‘spying’ · China Papers");
            assertThat(feed.getEntries()).hasSize(4);
            SyndEntry first = feed.getEntries().getFirst();
            assertThat(first.getTitle()).isEqualTo(Samples.SPY.title());
            assertThat(first.getLink()).isEqualTo("https://papers.example" + Samples.SPY.path());
            assertThat(first.getUri()).isEqualTo("https://papers.example" + Samples.SPY.path());
            assertThat(first.getPublishedDate().toInstant()).isEqualTo(Samples.SPY.date());
            assertThat(first.getContents().getFirst().getValue())
                    .startsWith(Samples.SPY.body().markup())
                    .endsWith("<p>Source: <a href=\"https://herald.example/story/12?a=1&amp;b=2\">The Harbour"
                            + " Herald</a></p>");
        }
    }

    @Test
    void theSourceIsNamedAndTheOriginalLinked() {
        Element item = FeedRules.one(
                channel(publisher.rss(Samples.channel(Channel.Type.ALL, "", "/", Samples.SPY))), "", "item");
        assertThat(FeedRules.text(item, "", "source")).isEqualTo("The Harbour Herald");
        assertThat(FeedRules.one(item, "", "source").getAttribute("url")).isEqualTo("https://herald.example/rss.xml");
        assertThat(FeedRules.one(item, ATOM, "link").getAttribute("rel")).isEqualTo("via");
        assertThat(FeedRules.one(item, ATOM, "link").getAttribute("href"))
                .isEqualTo("https://herald.example/story/12?a=1&b=2");
        Element entry = FeedRules.one(
                root(publisher.atom(Samples.channel(Channel.Type.ALL, "", "/", Samples.SPY))), ATOM, "entry");
        assertThat(FeedRules.text(FeedRules.one(entry, ATOM, "source"), ATOM, "title"))
                .isEqualTo("The Harbour Herald");
        assertThat(FeedRules.link(entry, "via").getFirst().getAttribute("href"))
                .isEqualTo("https://herald.example/story/12?a=1&b=2");
    }

    @Test
    void aLicenceLineGoesWithTheText() {
        Element item = FeedRules.one(
                channel(publisher.rss(Samples.channel(Channel.Type.ALL, "", "/", Samples.SHORT))), "", "item");
        assertThat(FeedRules.text(item, CONTENT, "encoded"))
                .contains("<p>© Meridian Wire. All rights reserved.</p><p>Source: ");
        assertThat(FeedRules.text(item, FeedRules.DC, "rights")).isEqualTo("© Meridian Wire. All rights reserved.");
    }

    @Test
    void anItemOfTheJsonFeedIsWhatTheContractSays() throws IOException {
        Reply reply = publisher.json(Samples.spying());
        JsonNode feed = JSON.readTree(reply.body().toArray());
        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("home_page_url").asText()).isEqualTo("https://papers.example/tags/spying");
        assertThat(feed.path("feed_url").asText()).isEqualTo("https://papers.example/tags/spying/feed.json");
        assertThat(feed.path("title").asText()).isEqualTo("Archive for ‘spying’ · China Papers");
        JsonNode item = feed.path("items").path(0);
        assertThat(names(item))
                .containsExactly(
                        "id",
                        "url",
                        "external_url",
                        "title",
                        "content_html",
                        "date_published",
                        "date_modified",
                        "authors",
                        "tags",
                        "language",
                        "_dossier");
        assertThat(item.path("language").asText()).isEqualTo("en-GB");
        assertThat(item.path("id").asText()).isEqualTo("https://papers.example" + Samples.SPY.path());
        assertThat(item.path("external_url").asText()).isEqualTo("https://herald.example/story/12?a=1&b=2");
        assertThat(item.path("date_published").asText()).isEqualTo("2019-11-21T08:12:00Z");
        assertThat(item.path("authors").toString()).isEqualTo("[{\"name\":\"Ann Okafor\"},{\"name\":\"Tom Reed\"}]");
        JsonNode dossier = item.path("_dossier");
        assertThat(names(dossier)).containsExactly("outlet", "sightings", "matches", "revision");
        assertThat(dossier.path("sightings").path(1).toString())
                .isEqualTo("{\"outlet\":\"Meridian Wire\",\"feed\":\"https://wire.example/rss.xml\","
                        + "\"url\":\"https://wire.example/clerk-charged-with-spying-for-china\","
                        + "\"title\":\"Clerk charged with spying for China\",\"seen\":\"2019-11-21T09:01:00Z\"}");
        assertThat(dossier.path("matches").path(0).toString())
                .startsWith(
                        "{\"tag\":\"spying\",\"rule\":\"spying\",\"version\":2,\"words\":[\"spying\",\"Espionage\"],"
                                + "\"places\":[{\"field\":\"text\",\"words\":\"spying\",\"start\":60,\"end\":66}");
        assertThat(dossier.path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void theSameListGivesTheSameBytes() {
        assertThat(new Publisher(Samples.SITE).rss(Samples.spying())).isEqualTo(publisher.rss(Samples.spying()));
        assertThat(new Publisher(Samples.SITE).atom(Samples.spying())).isEqualTo(publisher.atom(Samples.spying()));
        assertThat(new Publisher(Samples.SITE).json(Samples.spying())).isEqualTo(publisher.json(Samples.spying()));
    }

    @Test
    void lastModifiedIsTheNewestChange() {
        assertThat(publisher.json(Samples.spying()).headers())
                .containsEntry("Last-Modified", "Thu, 21 Nov 2019 09:30:15 GMT")
                .containsEntry("Content-Type", "application/feed+json; charset=utf-8");
    }

    @Test
    void theFeedOfASearchKeepsItsQuery() {
        Channel search = Samples.channel(Channel.Type.SEARCH, "a b", "/search?q=a+b", Samples.SPY);
        Element self = FeedRules.one(channel(publisher.rss(search)), ATOM, "link");
        assertThat(self.getAttribute("href")).isEqualTo("https://papers.example/search/feed.rss?q=a+b");
        assertThat(FeedRules.text(channel(publisher.rss(search)), "", "link"))
                .isEqualTo("https://papers.example/search?q=a+b");
    }

    @Test
    void anUnknownListIs404() {
        Channel unknown = Samples.broken(Channel.Type.TAG, "x", "/tags/x", false, "");
        assertThat(publisher.rss(unknown).status()).isEqualTo(404);
        assertThat(publisher.atom(unknown).headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        assertThat(text(publisher.json(unknown)))
                .isEqualTo("{\"title\":\"Not found\",\"status\":404,\"detail\":\"There is no /tags/x\"}");
    }

    @Test
    void aQueryThatCannotBeReadIs400AndSaysWhy() {
        Channel wrong = Samples.broken(Channel.Type.SEARCH, "(", "/search?q=(", true, "column 2: expected a word");
        assertThat(publisher.atom(wrong).status()).isEqualTo(400);
        assertThat(text(publisher.atom(wrong))).contains("column 2: expected a word");
        assertThat(publisher.json(wrong).headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Property
    void anyTitleLeavesTheHouseInOnePiece(@ForAll @NotBlank String title) throws IOException {
        Item item = Samples.item(
                1,
                Samples.WIRE,
                "x" + title,
                List.of(title),
                "2019-11-21T08:00:00Z",
                "<p>body body</p>",
                List.of(title),
                List.of(),
                List.of());
        Channel channel = Samples.channel(Channel.Type.TAG, "t" + title, "/tags/t", item);
        String legal = Characters.legal("x" + title);
        Element rss = FeedRules.one(channel(publisher.rss(channel)), "", "item");
        assertThat(FeedRules.text(rss, "", "title")).isEqualTo(legal);
        Element atom = FeedRules.one(root(publisher.atom(channel)), ATOM, "entry");
        assertThat(FeedRules.text(atom, ATOM, "title")).isEqualTo(legal);
        JsonNode json = JSON.readTree(publisher.json(channel).body().toArray());
        assertThat(json.path("items").path(0).path("title").asText()).isEqualTo(legal);
    }

    @Test
    void whatXmlCannotHoldIsDropped() {
        String bad = "a\u0000b\u0008c\u001Bd\uD800e\uFFFEf\r\ng";
        assertThat(Characters.legal(bad)).isEqualTo("abcdef\ng");
        assertThat(Characters.legal("tab\t, 港, \uD83D\uDE00")).isEqualTo("tab\t, 港, \uD83D\uDE00");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Element root(Reply reply) {
        return FeedRules.xml(reply.body().toArray()).getDocumentElement();
    }

    private static Element channel(Reply reply) {
        return FeedRules.one(root(reply), "", "channel");
    }

    private static String text(Reply reply) {
        return reply.body().text(StandardCharsets.UTF_8);
    }
}
