package dossier.cli.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/// Asks the newsroom as a stranger would. The client takes it for its proxy, so that the hosts need no name service.
class NewsroomTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Newsroom newsroom;
    private HttpClient client;

    @BeforeEach
    void open() throws IOException {
        newsroom = Newsroom.start(now::get, 0);
        client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), newsroom.port())))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        newsroom.close();
    }

    @Test
    void everyArticleHasItsPageWithHeadlineAndText() throws Exception {
        for (Masthead masthead : Masthead.values()) {
            for (Story story : edition(masthead).stories()) {
                now.set(later(story));
                HttpResponse<byte[]> answer = get(link(masthead, story));
                assertThat(answer.statusCode()).as(story.name()).isEqualTo(200);
                Document page = page(masthead, answer);
                assertThat(page.select("h1").eachText()).contains(story.title());
                assertThat(page.text()).doesNotContain("{{").doesNotContain("@figure");
            }
        }
    }

    @Test
    void everyLinkAndPictureOfEveryPageIsThere() throws Exception {
        now.set(START.plus(Duration.ofHours(1)));
        Set<String> asked = new LinkedHashSet<>();
        for (Outlet outlet : newsroom.outlets()) asked.add(outlet.home().toString());
        List<String> dead = new ArrayList<>();
        for (List<String> wave = List.copyOf(asked); !wave.isEmpty(); ) {
            List<String> next = new ArrayList<>();
            for (String address : wave) {
                HttpResponse<byte[]> answer = get(address);
                if (answer.statusCode() != 200) dead.add(address + " " + answer.statusCode());
                for (String found : addresses(answer, address)) if (asked.add(found)) next.add(found);
            }
            wave = next;
        }
        assertThat(dead).isEmpty();
        assertThat(asked).hasSizeGreaterThan(100);
    }

    @Test
    void everyPictureIsOne() throws Exception {
        for (String name : pictures()) {
            byte[] bytes = get(Masthead.HARBOUR.root(newsroom.port()) + "/media/" + name)
                    .body();
            if (name.endsWith(".svg"))
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
            else
                assertThat(ImageIO.read(new ByteArrayInputStream(bytes)))
                        .as(name)
                        .isNotNull();
        }
    }

    @Test
    void everyFeedIsWellFormedAndListsItsArticlesNewestFirst() throws Exception {
        for (Masthead masthead : Masthead.values()) {
            for (String path : masthead.feeds()) {
                SyndFeed feed = feed(masthead, path);
                assertThat(feed.getEntries()).as(path).hasSizeGreaterThanOrEqualTo(4);
                assertThat(feed.getEntries().stream()
                                .map(entry -> entry.getPublishedDate().toInstant()))
                        .isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(feed.getEntries()).allSatisfy(entry -> {
                    assertThat(entry.getTitle()).isNotBlank();
                    assertThat(get(entry.getLink()).statusCode()).isEqualTo(200);
                });
            }
        }
    }

    @Test
    void aBlogAnnouncesItsPostsAndItsComments() throws Exception {
        for (Masthead masthead : Masthead.values()) {
            if (!masthead.blog()) continue;
            Document home = page(masthead, get(masthead.root(newsroom.port()) + "/"));
            assertThat(home.select("link[rel=alternate][type=application/rss+xml]")
                            .eachAttr("href"))
                    .containsExactlyInAnyOrder(
                            masthead.root(newsroom.port()) + "/feed/",
                            masthead.root(newsroom.port()) + "/comments/feed/");
            assertThat(home.text()).contains("continuously updated blog about China & India");
            assertThat(feed(masthead, "/comments/feed/").getEntries()).hasSize(3);
        }
    }

    @Test
    void oneBlogSendsWholePostsAndTheOthersOnlyTheirBeginning() throws Exception {
        assertThat(feed(Masthead.UNINTENDED, "/feed/").getEntries())
                .allSatisfy(entry -> assertThat(entry.getContents()).hasSize(1));
        assertThat(feed(Masthead.CHIAHOU, "/feed/").getEntries())
                .allSatisfy(entry -> assertThat(entry.getContents()).isEmpty());
    }

    @Test
    void whoKnowsTheAnswerIsNotSentItAgain() throws Exception {
        for (Masthead masthead : Masthead.values()) {
            String address = masthead.root(newsroom.port()) + masthead.feeds().getFirst();
            HttpResponse<byte[]> first = get(address);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            String date = first.headers().firstValue("Last-Modified").orElseThrow();
            now.set(START.plusSeconds(30));
            HttpResponse<byte[]> byTag = get(address, "If-None-Match", tag);
            assertThat(byTag.statusCode()).isEqualTo(304);
            assertThat(byTag.body()).isEmpty();
            assertThat(byTag.headers().firstValue("ETag")).contains(tag);
            assertThat(get(address, "If-Modified-Since", date).statusCode()).isEqualTo(304);
            assertThat(get(address, "If-None-Match", "\"other\"", "If-Modified-Since", date)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(first.headers().firstValue("Cache-Control")).contains("max-age=60");
        }
    }

    @Test
    void newsBreakWhileTheDemoRuns() throws Exception {
        String address = Masthead.HARBOUR.root(newsroom.port()) + "/news/rss.xml";
        HttpResponse<byte[]> before = get(address);
        Story late = edition(Masthead.HARBOUR).stories().stream()
                .filter(story -> !story.standing())
                .findFirst()
                .orElseThrow();
        assertThat(get(link(Masthead.HARBOUR, late)).statusCode()).isEqualTo(404);
        now.set(later(late));
        assertThat(get(link(Masthead.HARBOUR, late)).statusCode()).isEqualTo(200);
        String tag = before.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> after = get(address, "If-None-Match", tag);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(text(after)).contains(late.title());
    }

    @Test
    void whatWasThereFromTheStartStaysTheSameToTheByte() throws Exception {
        for (Masthead masthead : Masthead.values()) {
            for (Story story : edition(masthead).stories()) {
                if (!story.standing()) continue;
                now.set(START);
                byte[] first = get(link(masthead, story)).body();
                now.set(START.plus(Duration.ofMinutes(9)));
                assertThat(get(link(masthead, story)).body()).isEqualTo(first);
            }
        }
    }

    @Test
    void oneBlogSaysLatin1AndWritesWindows1252() throws Exception {
        HttpResponse<byte[]> answer = get(Masthead.WRONGWORLD.root(newsroom.port()) + "/");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(new String(answer.body(), StandardCharsets.US_ASCII)).contains("charset=iso-8859-1");
        Story cafe = edition(Masthead.WRONGWORLD).stories().stream()
                .filter(story -> story.name().startsWith("cafe"))
                .findFirst()
                .orElseThrow();
        HttpResponse<byte[]> page = get(link(Masthead.WRONGWORLD, cafe));
        assertThat(new String(page.body(), Charset.forName("windows-1252"))).contains("governor’s", "Façade");
        assertThat(feed(Masthead.WRONGWORLD, "/feed/").getEntries())
                .anySatisfy(entry -> assertThat(entry.getTitle()).startsWith("Café economics"));
    }

    @Test
    void compressesForWhoAsksForIt() throws Exception {
        String address = Masthead.HARBOUR.root(newsroom.port()) + "/";
        HttpResponse<byte[]> plain = get(address);
        HttpResponse<byte[]> small = get(address, "Accept-Encoding", "br, gzip");
        assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void anOldFeedAddressLeadsToTheNewOne() throws Exception {
        HttpResponse<byte[]> answer = get(Masthead.HARBOUR.root(newsroom.port()) + "/rss");
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location"))
                .contains(Masthead.HARBOUR.root(newsroom.port()) + "/news/rss.xml");
    }

    @Test
    void whatIsNotThereIsMissingWithFurniture() throws Exception {
        HttpResponse<byte[]> answer = get(Masthead.HARBOUR.root(newsroom.port()) + "/news/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("Page not found", "cookies");
        assertThat(get(Masthead.MERIDIAN.root(newsroom.port()) + "/comments/feed/")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(Masthead.MERIDIAN.root(newsroom.port()) + "/%2e%2e/pictures/..%2f..%2frules.yaml")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUnknownHostIsShownTheListOfOutlets() throws Exception {
        String index = text(get(newsroom.home().toString()));
        for (Outlet outlet : newsroom.outlets())
            assertThat(index).contains(outlet.home().toString());
    }

    @Test
    void everyHostHasRobotsTxt() throws Exception {
        for (Outlet outlet : newsroom.outlets())
            assertThat(text(get(outlet.home() + "robots.txt"))).startsWith("User-agent: *");
    }

    @Test
    void outletsAreTwoOfNewsAndThreeBlogsWithoutFeeds() {
        List<Outlet> outlets = newsroom.outlets();
        assertThat(outlets).extracting(Outlet::kind).containsOnly(Kind.NEWS, Kind.BLOG);
        assertThat(outlets.stream().filter(one -> one.kind() == Kind.NEWS))
                .hasSize(2)
                .allSatisfy(outlet -> {
                    assertThat(outlet.keep()).isEqualTo(Keep.TAGGED);
                    assertThat(outlet.feeds()).isNotEmpty();
                });
        assertThat(outlets.stream().filter(one -> one.kind() == Kind.BLOG))
                .hasSize(3)
                .allSatisfy(outlet -> {
                    assertThat(outlet.keep()).isEqualTo(Keep.ALL);
                    assertThat(outlet.feeds()).isEmpty();
                    assertThat(outlet.tagline()).isEqualTo("continuously updated blog about China & India");
                });
    }

    @Test
    void rulesAreReadWithTheirPlaces() {
        List<Rule> rules = newsroom.rules();
        Rule first = rules.getFirst();
        assertThat(first.tag()).isEqualTo("spying");
        assertThat(first.match()).contains("\"state secrets\"", "NEAR/8");
        assertThat(first.place()).hasToString("newsroom/rules.yaml:3");
        assertThat(rules).extracting(Rule::name).doesNotHaveDuplicates();
        assertThat(rules).anyMatch(Rule::review);
        assertThat(rules).noneMatch(rule -> rule.match().isBlank());
    }

    private Edition edition(Masthead masthead) {
        return Objects.requireNonNull(newsroom.editions().get(masthead.label() + ".localhost"));
    }

    private String link(Masthead masthead, Story story) {
        return masthead.root(newsroom.port()) + edition(masthead).path(story);
    }

    private static Instant later(Story story) {
        Instant published = story.published(START);
        return published.isAfter(START) ? published : START;
    }

    private SyndFeed feed(Masthead masthead, String path) throws Exception {
        byte[] body = get(masthead.root(newsroom.port()) + path).body();
        return new SyndFeedInput().build(new InputSource(new ByteArrayInputStream(body)));
    }

    private static Document page(Masthead masthead, HttpResponse<byte[]> answer) {
        return Jsoup.parse(
                new String(answer.body(), masthead.charset()), answer.uri().toString());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Set<String> addresses(HttpResponse<byte[]> answer, String base) {
        Set<String> found = new LinkedHashSet<>();
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) return found;
        Document page = Jsoup.parse(text(answer), base);
        for (String attribute : List.of("href", "src", "data-src", "data-lazy-src")) {
            for (Element element : page.select("[" + attribute + "]")) found.add(element.absUrl(attribute));
        }
        for (Element noscript : page.select("noscript")) {
            Jsoup.parseBodyFragment(noscript.html(), base)
                    .select("img")
                    .forEach(image -> found.add(image.absUrl("src")));
        }
        page.select("meta[property=og:image]").forEach(meta -> found.add(meta.attr("content")));
        found.removeIf(address -> !address.startsWith("http://") || address.contains("gmpg.org"));
        Set<String> whole = new LinkedHashSet<>();
        found.forEach(address -> whole.add(address.replaceAll("#.*", "")));
        return whole;
    }

    private Set<String> pictures() {
        Set<String> names = new LinkedHashSet<>(List.of("logo.svg", "line464.png", "pixel.gif"));
        for (Masthead masthead : Masthead.values()) {
            edition(masthead).stories().forEach(story -> story.blocks().forEach(block -> {
                if (block instanceof Block.Figure figure) names.add(figure.picture());
            }));
        }
        return names;
    }

    private HttpResponse<byte[]> get(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
