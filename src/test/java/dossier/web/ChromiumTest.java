package dossier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dossier.model.Calendar;
import dossier.model.Channel;
import dossier.model.Facet;
import dossier.model.Found;
import dossier.model.Item;
import dossier.model.Reply;
import dossier.model.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What only a browser can tell: that the pages fit the screen and that their own safety headers let them work.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChromiumTest {
    private static final List<String> PATHS = List.of(
            "/tags/spying",
            "/articles/12",
            "/articles/12/history",
            "/search",
            "/search-wrong",
            "/tags",
            "/blogroll",
            "/about",
            "/find",
            "/month",
            "/none");

    private final Pages pages = new Pages(Samples.SITE);
    private final Statics statics = new Statics();
    private HttpServer server;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        Path chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("There is no Chromium on this machine"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
    }

    @AfterAll
    void close() {
        if (playwright != null) playwright.close();
        if (server != null) server.stop(0);
    }

    @Test
    void noPageIsWiderThanItsScreen() {
        for (int width : new int[] {320, 390, 820, 1280}) {
            try (BrowserContext context =
                    browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900))) {
                Page page = context.newPage();
                for (String path : PATHS) {
                    page.navigate(at(path));
                    Object wide = page.evaluate("() => document.documentElement.scrollWidth");
                    assertThat(wide).as(path + " at " + width).isEqualTo(width);
                }
            }
        }
    }

    @Test
    void thePolicyOfAPageForbidsNothingThatThePageNeeds() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(at("/tags/spying"));
            assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
            assertThat(page.evaluate("() => getComputedStyle(document.querySelector('.columns')).display"))
                    .isEqualTo("grid");
        }
    }

    @Test
    void aPageIsDarkForWhoLikesItDark() {
        assertThat(paper(ColorScheme.DARK)).isNotEqualTo(paper(ColorScheme.LIGHT));
    }

    @Test
    void theKeyboardComesToTheSkipLinkFirst() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(at("/tags/spying"));
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.querySelector('main').contains(document.activeElement)"))
                    .isEqualTo(true);
        }
    }

    /// Rules of WCAG 2.2, levels A and AA, as far as a machine can tell, and what its makers call best practice; in
    /// both colours, on a narrow screen and a wide one.
    @Test
    void axeFindsNoBarrierOnAnyPage() throws IOException {
        String axe;
        try (var script = ChromiumTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {390, 1280}) {
                try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme))) {
                    Page page = context.newPage();
                    for (String path : PATHS) {
                        page.navigate(at(path));
                        page.evaluate(axe);
                        Object barriers = page.evaluate("""
                            async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a",
                                "wcag21aa", "wcag22aa", "best-practice"] })).violations
                                .map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" | "))
                            """);
                        assertThat((List<?>) barriers)
                                .as(path + " " + scheme + " " + width)
                                .isEmpty();
                    }
                }
            }
        }
    }

    private Object paper(ColorScheme scheme) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
            Page page = context.newPage();
            page.navigate(at("/about"));
            return page.evaluate("() => getComputedStyle(document.body).backgroundColor");
        }
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange.getRequestURI().getPath());
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), reply.body().size());
            exchange.getResponseBody().write(reply.body().toArray());
        }
    }

    private static Calendar.Title title(Item item) {
        return new Calendar.Title(
                item.path(), item.title(), item.lang(), item.outlet().name(), item.date());
    }

    private Reply reply(String path) {
        Request request = new Request(path, Map.of(), Optional.empty(), Optional.empty());
        if (path.startsWith("/static/")) return statics.file(request);
        return switch (path) {
            case "/tags/spying" -> pages.list(Samples.spying());
            case "/articles/12" -> pages.article(new Found.Here(Samples.SPY, Samples.ASIDE));
            case "/articles/12/history" -> pages.history(Samples.history());
            case "/search" ->
                pages.results(Samples.results(
                        Samples.channel(
                                Channel.Type.SEARCH,
                                "spy OR " + "x".repeat(300),
                                "/search?q=x",
                                Samples.SPY,
                                Samples.WIDE),
                        new Facet(
                                Facet.Kind.OUTLET,
                                List.of(new Facet.Value("The Harbour Herald", 1, "spy AND source:harbour"))),
                        new Facet(Facet.Kind.MONTH, List.of(new Facet.Value("2019-11", 1, "spy")))));
            case "/search-wrong" ->
                pages.results(Samples.results(
                        Samples.broken(Channel.Type.SEARCH, "(", "/search?q=x", true, "column 2: expected a word")));
            case "/tags" -> pages.tags(Samples.ASIDE);
            case "/month" ->
                pages.month(new Calendar(
                        "spying",
                        YearMonth.of(2019, 11),
                        Map.of(LocalDate.of(2019, 11, 21), 2L, LocalDate.of(2019, 11, 3), 1L),
                        List.of(title(Samples.SPY), title(Samples.SHORT), title(Samples.CHINESE)),
                        Optional.empty(),
                        Optional.of(YearMonth.of(2019, 8)),
                        true,
                        Optional.empty(),
                        Samples.ASIDE));
            case "/find" -> Pages.asFiles(Samples.SITE).find(Samples.ASIDE);
            case "/blogroll" -> pages.blogroll(Samples.ASIDE);
            case "/about" -> pages.about(Samples.ASIDE);
            default -> pages.notFound(request);
        };
    }
}
