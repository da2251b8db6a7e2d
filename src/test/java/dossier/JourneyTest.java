package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// The whole way as a user goes it: `dossier demo` in a process of its own, looked at over HTTP and in a browser.
@Execution(ExecutionMode.CONCURRENT)
class JourneyTest {
    /// Appear only minutes after the start.
    private static final Set<String> LATER =
            Set.of("satellite-engineer", "counsellor-expelled", "cable-ship", "the-butterfly-net", "lunch-box");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Process demo;

    @SuppressWarnings("NullAway.Init")
    private static String site;

    @BeforeAll
    static void startTheDemo() throws IOException, InterruptedException {
        int port = Child.freePort();
        site = "http://127.0.0.1:" + port;
        demo = command("demo", "--port", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("demo.log").toFile())
                .start();
        List<String> titles = atTheStart().stream().map(Expected::title).toList();
        await(() -> {
            try {
                List<String> shown = get("/tags/spying")
                        .select("article h2 a[href^=/articles/]")
                        .eachText();
                return shown.containsAll(titles);
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    @AfterAll
    static void stopTheDemo() throws InterruptedException {
        demo.destroy();
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).as("ends when asked to").isTrue();
    }

    @Test
    void theTagPageShowsEachArticleBlockByBlock() throws IOException {
        Document page = get("/tags/spying");
        assertThat(page.selectFirst("h1").text()).isEqualTo("Archive for ‘spying’");
        SoftAssertions softly = new SoftAssertions();
        for (Expected expected : atTheStart()) {
            Element article = article(page, expected);
            softly.assertThat(blocks(article)).as(expected.name()).containsExactlyElementsOf(blocks(expected));
            softly.assertThat(article.select(".body figcaption").eachText())
                    .as(expected.name())
                    .containsExactlyElementsOf(expected.captions());
            softly.assertThat(article.selectFirst("p.source").text()).isEqualTo("Source: " + expected.source());
            softly.assertThat(article.selectFirst("p.source a").attr("href"))
                    .startsWith("http://")
                    .contains(".localhost:");
        }
        softly.assertAll();
    }

    @Test
    void noFurnitureOfTheOutletsStandsInTheArchive() throws IOException {
        for (String path : List.of("/tags/spying", "/")) {
            String text = get(path).selectFirst("main").text();
            assertThat(Expected.furniture()).as(path).noneMatch(text::contains);
        }
    }

    @Test
    void articlesStandNewestFirstUnderTheirDays() throws IOException {
        Document page = get("/tags/spying");
        List<String> days = page.select("main h2 time, main section > h2 time").eachAttr("datetime").stream()
                .filter(day -> day.length() == 10)
                .toList();
        assertThat(days)
                .hasSizeGreaterThan(2)
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .doesNotHaveDuplicates();
        assertThat(page.select("main h2 time").first().text()).matches("[0-9]{2}/[0-9]{2}/[0-9]{4}");
    }

    @Test
    void theBlogsFoundByDiscoveryStandInTheBlogroll() throws IOException {
        Document page = get("/blogroll");
        for (String blog : List.of(
                "Law of Unintended Consequences",
                "ChiaHou's Book Reviews",
                "What's wrong with the world; and its economy")) {
            assertThat(page.selectFirst("main").text())
                    .contains(blog)
                    .contains("continuously updated blog about China & India");
            assertThat(get("/").selectFirst("aside").text()).contains(blog);
        }
        assertThat(get("/outlets/chiahous-book-reviews").select("main article")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aPieceReprintedWordForWordNamesItsOutlet() throws IOException {
        assertThat(get("/").select("p.source").eachText())
                .contains("Source: Meridian Wire", "Source: The Harbour Broadcaster");
    }

    @Test
    void theThreeFeedsOfATagHoldTheSameArticles() throws Exception {
        List<String> rss = texts(fetch("/tags/spying/feed.rss").body(), "guid");
        List<String> atom = entries(fetch("/tags/spying/feed.atom").body());
        JsonNode json =
                new ObjectMapper().readTree(fetch("/tags/spying/feed.json").body());
        List<String> ids = new ArrayList<>();
        json.get("items").forEach(item -> ids.add(item.get("id").asText()));
        assertThat(rss).hasSizeGreaterThanOrEqualTo(atTheStart().size()).doesNotHaveDuplicates();
        assertThat(atom).containsExactlyElementsOf(rss);
        assertThat(ids).containsExactlyElementsOf(rss);
    }

    @Test
    void anItemOfTheJsonFeedTellsWhereItWasSeenAndWhyItIsTagged() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(fetch("/tags/spying/feed.json").body());
        for (JsonNode item : json.get("items")) {
            assertThat(item.fieldNames())
                    .toIterable()
                    .contains(
                            "id", "url", "external_url", "title", "content_html", "date_published", "tags", "_dossier");
            assertThat(item.get("url").asText()).startsWith(site + "/articles/");
            assertThat(item.at("/_dossier/sightings/0/feed").asText()).contains(".localhost:");
            assertThat(item.at("/_dossier/matches/0/rule").asText()).isNotEmpty();
            assertThat(item.at("/_dossier/matches/0/words")).isNotEmpty();
            assertThat(item.at("/_dossier/revision").asInt()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tags",
                "/tags/spying",
                "/tags/spying/feed.rss",
                "/tags/spying/feed.atom",
                "/tags/spying/feed.json",
                "/outlets/meridian-wire",
                "/outlets/meridian-wire/feed.rss",
                "/search?q=spying",
                "/search/feed.atom?q=spying",
                "/blogroll",
                "/about",
                "/robots.txt",
                "/sitemap.xml",
                "/opml",
                "/feed.rss",
                "/feed.atom",
                "/feed.json"
            })
    void anAddressAnswersAndKnowsWhatTheReaderHas(String path) throws IOException, InterruptedException {
        HttpResponse<String> first = fetch(path);
        assertThat(first.statusCode()).isEqualTo(200);
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        HttpRequest again = HttpRequest.newBuilder(URI.create(site + path))
                .header("If-None-Match", etag)
                .build();
        HttpResponse<String> second = HTTP.send(again, HttpResponse.BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void queryParametersNeverBecomeHeaders() throws IOException, InterruptedException {
        HttpResponse<String> answer = fetch(
                "/tags/spying?Set-Cookie=a%3Db&Location=http%3A%2F%2Fevil.example&X-Odd=1&CamelHttpResponseCode=302");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .doesNotContainKeys("set-cookie", "location", "x-odd", "camelhttpresponsecode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/tags/no-such-tag",
                "/outlets/nobody",
                "/days/2001-02-30",
                "/articles/999999/x",
                "/articles/x/y",
                "/static/../Main.class"
            })
    void whatIsNotThereIsSaidToBeSo(String path) throws IOException, InterruptedException {
        assertThat(fetch(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whatWouldChangeSomethingIsRefusedAndToldWhatIsAllowed(String method) throws Exception {
        for (String path : List.of("/tags/spying", "/", "/nowhere")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(site + path))
                    .method(method, HttpRequest.BodyPublishers.ofString("x=1"))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().allValues("Allow")).containsExactly("GET, HEAD");
        }
    }

    @Test
    void aQueryThatCannotBeReadIsAnsweredWithTheColumn() throws IOException, InterruptedException {
        HttpResponse<String> answer = fetch("/search?q=spying%20AND%20(");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("column");
    }

    @Test
    void anArticleIsFoundByItsNumberAloneAndByASearch() throws IOException, InterruptedException {
        String path = get("/tags/spying")
                .selectFirst("article h2 a[href^=/articles/]")
                .attr("href");
        HttpResponse<String> moved = fetch(path.replaceFirst("/[^/]*$", ""));
        assertThat(moved.statusCode()).isBetween(300, 399);
        assertThat(moved.headers().firstValue("Location").orElseThrow()).endsWith(path);
        await(() -> {
            try {
                return !get("/search?q=title:crane+AND+software")
                        .select("main a[href^=/articles/]")
                        .isEmpty();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    @Test
    void theHistoryOfAnArticleStandsBesideIt() throws IOException {
        String path = get("/tags/spying")
                .selectFirst("article h2 a[href^=/articles/]")
                .attr("href");
        Document history = get(path.replaceFirst("/[^/]*$", "/history"));
        assertThat(history.selectFirst("h1").text()).startsWith("History of ‘");
        assertThat(history.selectFirst("h1 a").attr("href")).isEqualTo(path);
    }

    @Test
    void healthAndMetricsAnswer() throws IOException, InterruptedException {
        assertThat(fetch("/observe/health").body()).contains("UP");
        assertThat(fetch("/observe/metrics").body())
                .contains(
                        "camel_exchanges_total",
                        "poll-visit",
                        "dossier_http_requests_total",
                        "dossier_http_conditional_share");
    }

    @Test
    void commandsWorkWhileTheDemoRuns() throws IOException, InterruptedException {
        assertThat(run("feeds", "list"))
                .contains("The Harbour Broadcaster")
                .contains("well")
                .contains("home");
        assertThat(run("search", "spying AND crane")).contains("Meridian Wire");
        String id = run("search", "--json", "title:crane").replaceAll("(?s).*?\"id\" : ([0-9]+).*", "$1");
        assertThat(run("article", "show", id)).contains("Source: ");
        assertThat(run("article", "trace", id))
                .contains("seen:")
                .contains("page kept:")
                .contains("tag ‘spying’");
        assertThat(run("rules", "try", "crane*")).contains("+").contains("Meridian Wire");
        Path reviewed = Files.writeString(
                folder.resolve("reviewed.yaml"), "rules:\n  - { tag: cranes, match: crane, review: true }\n");
        assertThat(run("rules", "try", reviewed.toString()))
                .containsPattern("cranes: \\+0 -0, [1-9][0-9]* wait for review, 0 stay")
                .contains("  ? ");
        assertThat(run("feeds", "export")).contains("<opml").contains("chiahou");
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void thePageFitsItsWindowAndSpeaksNoScript(int width) throws IOException {
        Path chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(""));
        Assumptions.assumeTrue(
                Files.isExecutable(chromium), "no Chromium on this machine: the pages are not looked at in a browser");
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync")))) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
            for (String path : List.of(
                    "/tags/spying",
                    "/",
                    "/tags",
                    "/blogroll",
                    "/about",
                    "/search?q=spying",
                    "/outlets/meridian-wire")) {
                page.navigate(site + path);
                Object wide =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(((Number) wide).intValue())
                        .as(path + " scrolls sideways")
                        .isLessThanOrEqualTo(0);
            }
            assertThat(complaints).isEmpty();
            page.navigate(site + "/tags/spying");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "tag-page-" + width + ".png")));
            assertThat(page.locator("article img")
                            .first()
                            .evaluate("img => img.complete ? img.naturalWidth : 1")
                            .toString())
                    .isNotEqualTo("0");
        }
    }

    private static List<Expected> atTheStart() throws IOException {
        return Expected.all().stream()
                .filter(expected -> !LATER.contains(expected.name()))
                .toList();
    }

    private static Element article(Document page, Expected expected) {
        return page.select("article").stream()
                .filter(article -> article.select("h2").first().text().equals(expected.title()))
                .filter(article -> article.selectFirst("p.source").text().endsWith(expected.source()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not shown: " + expected.title()));
    }

    /// The blocks of an article in their order, as `p: text`, without pictures and captions.
    private static List<String> blocks(Element article) {
        List<String> blocks = new ArrayList<>();
        for (Element block : article.select(".body p, .body h2, .body h3, .body li, .body td, .body th")) {
            if (block.closest("figure") != null || block.text().isBlank()) continue;
            String kind =
                    switch (block.tagName()) {
                        case "h3" -> "h2";
                        case "td", "th" -> "cell";
                        case "p" -> block.closest("blockquote") != null ? "quote" : "p";
                        default -> block.tagName();
                    };
            blocks.add(kind + ": " + block.text());
        }
        return blocks;
    }

    private static List<String> blocks(Expected expected) {
        Set<String> elsewhere = Set.of("picture", "caption", "credit", "maybe");
        return expected.blocks().stream()
                .filter(block -> !elsewhere.contains(block.kind()))
                .map(block -> block.kind() + ": " + block.text())
                .toList();
    }

    private static Document get(String path) throws IOException {
        return Jsoup.parse(fetchQuietly(path).body(), site + path);
    }

    private static HttpResponse<String> fetchQuietly(String path) throws IOException {
        try {
            return fetch(path);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(site + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> texts(String xml, String element) throws Exception {
        NodeList nodes = parse(xml).getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) texts.add(nodes.item(i).getTextContent());
        return texts;
    }

    private static List<String> entries(String atom) throws Exception {
        NodeList nodes = parse(atom).getElementsByTagName("entry");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            ids.add(((org.w3c.dom.Element) nodes.item(i))
                    .getElementsByTagName("id")
                    .item(0)
                    .getTextContent());
        }
        return ids;
    }

    private static org.w3c.dom.Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    /// Runs a command beside the demo, on the same archive, and gives what it prints.
    private static String run(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = command(words)
                .redirectError(folder.resolve("err.txt").toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        return Files.readString(out);
    }

    private static ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>(Arrays.asList(words));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        return Child.of("512m", command);
    }

    private static void await(Supplier<Boolean> done) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (done.get()) return;
            if (!demo.isAlive()) throw new AssertionError("the demo ended: " + log());
            Thread.sleep(200);
        }
        throw new AssertionError("not within two minutes: " + log());
    }

    private static String log() {
        try {
            return Files.readString(folder.resolve("demo.log"));
        } catch (IOException none) {
            return "";
        }
    }
}
