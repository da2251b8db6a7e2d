package dossier.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.model.ArticleId;
import dossier.model.Aside;
import dossier.model.Channel;
import dossier.model.Facet;
import dossier.model.Found;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Passage;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Results;
import dossier.model.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HOSTILE = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;";

    private final Pages pages = new Pages(Samples.SITE);

    @Test
    void theHistoryTellsWhatWasAddedAndWhatWasTakenAway() {
        Document page = page(pages.history(Samples.history()));
        assertThat(page.select("section.version h2").eachText())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("Version 2");
        assertThat(page.select("section.version ins").eachText()).contains("17");
        assertThat(page.select("section.version del").eachText()).contains("12");
        assertThat(page.select("meta[name=robots]").attr("content")).contains("noindex");
        assertThat(page.text()).contains("Gone upstream since").contains("the original answers 404 Not Found");
        assertThat(page.select("h1 a").attr("href")).startsWith("/articles/");
    }

    @Test
    void anArticleThatIsGoneUpstreamSaysSoAndOneThatChangedLeadsToItsHistory() {
        Document page = page(pages.article(Samples.history().found()));
        assertThat(page.select(".gone").text()).contains("Gone upstream since");
        assertThat(page.select(".record a[href$=/history]").text()).isEqualTo("what changed");
        Document quiet = page(pages.article(new Found.Here(Samples.SPY, Samples.ASIDE)));
        assertThat(quiet.select("a[href$=/history], .gone")).isEmpty();
    }

    @Test
    void aTagPageShowsWholeArticlesUnderTheirDays() {
        Document page = page(pages.list(Samples.spying()));
        assertThat(page.title()).isEqualTo("Archive for ‘spying’ · China Papers");
        assertThat(page.select("h1").eachText()).containsExactly("Archive for ‘spying’");
        assertThat(page.select("h2.date").eachText()).containsExactly("21/11/2019", "20/11/2019");
        assertThat(page.expectFirst(".day")
                        .select("article h2[itemprop=headline]")
                        .eachText())
                .containsExactly(Samples.SPY.title(), Samples.SHORT.title());
        Element article = article(page, 12);
        assertThat(article.expectFirst("h2 a").attr("href")).isEqualTo(Samples.SPY.path());
        assertThat(article.select("figure figcaption cite").eachText())
                .containsExactly("Harbour Herald/L. Brandt", "Archive");
        assertThat(article.select(".body li")).hasSize(3);
        assertThat(article.select(".body > h2, .body > h3").eachText())
                .containsExactly("What the charge says", "What comes next");
        assertThat(article.select("p").eachText().getLast()).contains("Source: ");
    }

    @Test
    void theTextIsPrintedAsTheCleanerLeftIt() {
        String page = text(pages.list(Samples.spying()));
        String lazy = Samples.SPY.body().markup().replace("<img ", "<img loading=lazy decoding=async ");
        assertThat(page).contains("<mark>");
        assertThat(page.replaceAll("</?mark>", "")).as("but for the marks").contains(lazy);
    }

    @Test
    void eachArticleClosesWithItsSource() {
        Element source = article(page(pages.list(Samples.spying())), 12).expectFirst("p.source");
        assertThat(source.text()).isEqualTo("Source: The Harbour Herald");
        assertThat(source.select("a").attr("href")).isEqualTo("https://herald.example/story/12?a=1&b=2");
    }

    @Test
    void whoElseCarriedItIsTold() {
        Document page = page(pages.list(Samples.spying()));
        assertThat(article(page, 12).select(".others").text()).isEqualTo("Also carried by Meridian Wire");
        assertThat(article(page, 11).select(".others")).isEmpty();
    }

    @Test
    void theLicenceOfAnOutletStandsWithItsArticles() {
        Document page = page(pages.list(Samples.spying()));
        assertThat(article(page, 11).select(".rights").text()).isEqualTo("© Meridian Wire. All rights reserved.");
        assertThat(article(page, 12).select(".rights")).isEmpty();
    }

    @Test
    void theBlogrollStandsBesideEachList() {
        Element beside = page(pages.list(Samples.spying())).expectFirst("aside");
        assertThat(beside.select(".blogroll li").eachText())
                .containsExactly(
                        "Letters from the Delta A weekly notebook about rivers, ports and the people on them",
                        "Mei’s Reading Room Books read slowly, mostly about Asia");
        assertThat(beside.select(".blogroll a").eachAttr("href"))
                .containsExactly("https://delta.example/", "https://reading.example/");
        assertThat(beside.select(".counts a").eachAttr("href")).contains("/tags/spying", "/tags/r%26d%20%22x%22");
    }

    @Test
    void besideAListStandTheOutletsThatHaveArticles() {
        Aside aside = new Aside(
                List.of(), List.of(new OutletCount(Samples.HERALD, 0), new OutletCount(Samples.WIRE, 3)), List.of());
        assertThat(page(pages.tags(aside)).select("aside .counts a").eachText()).containsExactly("Meridian Wire");
        assertThat(page(pages.about(aside)).select(".prose ul a").eachText())
                .containsExactly("The Harbour Herald", "Meridian Wire");
    }

    @Test
    void aListAnnouncesItsFeeds() {
        Document page = page(pages.list(Samples.spying()));
        assertThat(page.select("link[rel=alternate]").eachAttr("href"))
                .containsExactly("/tags/spying/feed.rss", "/tags/spying/feed.atom", "/tags/spying/feed.json");
        Document day =
                page(pages.list(Samples.channel(Channel.Type.DAY, "2019-11-21", "/days/2019-11-21", Samples.SPY)));
        assertThat(day.select("link[rel=alternate]")).isEmpty();
        assertThat(day.select("h1").text()).isEqualTo("Archive for 21 November 2019");
    }

    @Test
    void pagesOfAListAreLinked() {
        Document page = page(pages.results(Samples.results(ofPages("/search?q=x", 2, 3))));
        assertThat(page.select("nav.paging a").eachAttr("href")).containsExactly("/search?q=x", "/search?q=x&page=3");
        assertThat(page.select("link[rel=next]").attr("href")).isEqualTo("https://papers.example/search?q=x&page=3");
        assertThat(page(pages.list(ofPages("/tags/x", 1, 1))).select("nav.paging"))
                .isEmpty();
    }

    @Test
    void anOutletsPageLeadsToItsHome() {
        Document page = page(pages.list(
                Samples.channel(Channel.Type.OUTLET, "Meridian Wire", "/outlets/meridian-wire", Samples.SHORT)));
        assertThat(page.select(".heading h1").text()).isEqualTo("Meridian Wire");
        assertThat(page.select(".heading .home a").attr("href")).isEqualTo("https://wire.example/");
        assertThat(page.select(".heading .rights").text()).startsWith("© Meridian Wire");
    }

    @Test
    void anArticlesPageTellsWhereItComesFrom() {
        Document page = page(pages.article(new Found.Here(Samples.SPY, Samples.ASIDE)));
        assertThat(page.select("h1").text()).isEqualTo(Samples.SPY.title());
        assertThat(page.select("link[rel=canonical]").attr("href"))
                .isEqualTo("https://herald.example/story/12?a=1&b=2");
        assertThat(page.select("meta[property=og:image]").attr("content"))
                .isEqualTo("https://herald.example/harbour.jpg");
        assertThat(page.select(".record dd").eachText())
                .containsExactly(
                        "The Harbour Herald carried it as Former consul’s clerk charged, in the feed"
                                + " https://herald.example/rss.xml",
                        "Meridian Wire carried it as Clerk charged with spying for China, in the feed"
                                + " https://wire.example/rss.xml",
                        "by rule spying, version 2, for the words spying Espionage",
                        "by rule china, version 1, for the words China",
                        "1, as of 21 November 2019, 08:22");
    }

    @Test
    void anArticleIsAlwaysAnswered() {
        Reply elsewhere = pages.article(new Found.Elsewhere("/articles/7/港"));
        assertThat(elsewhere.status()).isEqualTo(301);
        assertThat(elsewhere.headers()).containsEntry("Location", "/articles/7/%E6%B8%AF");
        Reply gone = pages.article(new Found.Tombstone(new ArticleId(7), "The author asked for it"));
        assertThat(gone.status()).isEqualTo(410);
        assertThat(page(gone).select("main").text()).contains("The author asked for it");
        assertThat(pages.article(new Found.Nowhere("/articles/99")).status()).isEqualTo(404);
    }

    @Test
    void aTagThatIsCalledOtherwiseNowLeadsThere() {
        Channel old = Samples.broken(Channel.Type.TAG, "spying", "/tags/spying", false, "");
        Reply reply = pages.list(old.movedTo("/tags/secret%20services"));
        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.headers()).containsEntry("Location", "/tags/secret%20services");
    }

    @Test
    void anUnknownListIs404AndNotIndexed() {
        Reply reply = pages.list(Samples.broken(Channel.Type.TAG, "sping", "/tags/sping", false, ""));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(page(reply).select("main").text()).contains("There is no tag ‘sping’.");
        assertThat(page(reply).select("meta[name=robots]").attr("content")).contains("noindex");
    }

    @Test
    void aSearchShowsExcerptsAndIsNotIndexed() {
        Document page = page(pages.results(
                Samples.results(Samples.channel(Channel.Type.SEARCH, "spy*", "/search?q=spy*", Samples.SPY))));
        assertThat(page.select(".result h2 a").attr("href")).isEqualTo(Samples.SPY.path());
        assertThat(page.select(".result .excerpt").text())
                .startsWith("…")
                .contains("with spying for China")
                .endsWith("…");
        assertThat(page.select(".result mark").eachText())
                .allMatch(word -> word.toLowerCase(Locale.ROOT).startsWith("spy"));
        assertThat(page.select("input[name=q]").eachAttr("value")).containsOnly("spy*");
        assertThat(page.select("meta[name=robots]").attr("content")).contains("noindex");
        assertThat(page.select("link[rel=alternate]").eachAttr("href")).contains("/search/feed.rss?q=spy*");
    }

    @Test
    void aQueryThatCannotBeReadIs400WithTheReasonBelowTheField() {
        Reply reply = pages.results(Samples.results(Samples.broken(
                Channel.Type.SEARCH, "spying AND (", "/search?q=x", true, "column 12: expected a word")));
        assertThat(reply.status()).isEqualTo(400);
        Document page = page(reply);
        assertThat(page.select("[role=alert]").text()).isEqualTo("column 12: expected a word");
        assertThat(page.select("#query").attr("aria-describedby"))
                .isEqualTo(page.select("[role=alert]").attr("id"));
        assertThat(page.select("link[rel=alternate]")).isEmpty();
    }

    @Test
    void machinesAreToldWhatAPageIsAboutInJsonThatNothingCanBreak() throws IOException {
        Document list = page(pages.list(Samples.spying()));
        JsonNode about = JSON.readTree(
                list.select("script[type=application/ld+json]").first().data());
        assertThat(about.path("@type").asText()).isEqualTo("CollectionPage");
        assertThat(about.path("hasPart")).hasSize(4);
        assertThat(about.path("hasPart").path(3).path("headline").asText()).isEqualTo(Samples.CHINESE.title());
        JsonNode article = JSON.readTree(page(pages.article(new Found.Here(Samples.SPY, Samples.ASIDE)))
                .select("script[type=application/ld+json]")
                .first()
                .data());
        assertThat(article.path("@type").asText()).isEqualTo("NewsArticle");
        assertThat(article.path("isBasedOn").asText())
                .isEqualTo(Samples.SPY.link().toString());
        assertThat(article.path("publisher").path("name").asText()).isEqualTo("The Harbour Herald");
        assertThat(article.path("author").path(1).path("name").asText()).isEqualTo("Tom Reed");
    }

    @Test
    void searchEnginesAreAskedToLeaveOutWhatAnOutletWantsLeftOut() {
        Outlet shy = new Outlet(
                Samples.WIRE.name(),
                Samples.WIRE.slug(),
                Samples.WIRE.kind(),
                "",
                Samples.WIRE.home(),
                List.of(),
                Samples.WIRE.keep(),
                Samples.WIRE.publish(),
                false,
                Samples.WIRE.text(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                true,
                false);
        Item item = Samples.item(
                3, shy, "Shy", List.of(), "2019-11-21T08:00:00Z", "<p>x</p>", List.of(), List.of(), List.of());
        assertThat(page(pages.article(new Found.Here(item, Samples.ASIDE)))
                        .select("meta[name=robots]")
                        .attr("content"))
                .startsWith("noindex");
        assertThat(page(pages.article(new Found.Here(Samples.SHORT, Samples.ASIDE)))
                        .select("meta[name=robots]"))
                .isEmpty();
    }

    @Test
    void everyPageHasItsSafetyHeaders() {
        List<Reply> replies = List.of(
                pages.list(Samples.spying()),
                pages.article(new Found.Here(Samples.SPY, Samples.ASIDE)),
                pages.article(new Found.Nowhere("/x")),
                pages.tags(Samples.ASIDE),
                pages.blogroll(Samples.ASIDE),
                pages.about(Samples.ASIDE),
                pages.notFound(request("/x")),
                pages.notAllowed(request("/x")),
                pages.failed(request("/x")));
        for (Reply reply : replies) {
            assertThat(reply.headers())
                    .containsEntry("Content-Type", "text/html; charset=utf-8")
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("Referrer-Policy", "no-referrer");
            assertThat(reply.headers().get("Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .doesNotContain("script-src", "unsafe");
            Document page = page(reply);
            assertThat(page.select("script:not([type^=application]), [style], style, [onerror], [onclick]"))
                    .isEmpty();
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("html").attr("lang")).isEqualTo("en");
        }
    }

    @Test
    void whatComesFromOutsideStaysText() {
        Outlet outlet = new Outlet(
                HOSTILE,
                "x",
                Samples.BLOG.kind(),
                HOSTILE,
                URI.create("javascript:alert(3)"),
                List.of(),
                Samples.BLOG.keep(),
                Samples.BLOG.publish(),
                false,
                Samples.BLOG.text(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(HOSTILE));
        Item item = Samples.item(
                1,
                Samples.WIRE,
                HOSTILE,
                List.of(HOSTILE),
                "2019-11-21T08:00:00Z",
                "<p>body body</p>",
                List.of(HOSTILE),
                List.of(),
                Samples.SPY.matches());
        Aside aside = new Aside(List.of(), List.of(), List.of(outlet));
        Channel channel = new Channel(
                Channel.Type.TAG,
                HOSTILE,
                "/tags/x",
                List.of(item),
                1,
                1,
                1,
                Optional.empty(),
                true,
                Optional.empty(),
                aside);
        Channel search = new Channel(
                Channel.Type.SEARCH,
                HOSTILE,
                "/search?q=x",
                List.of(item),
                1,
                1,
                1,
                Optional.empty(),
                true,
                Optional.of(HOSTILE),
                aside);
        for (Reply reply : List.of(
                pages.list(channel),
                pages.results(new Results(
                        search,
                        List.of(new Facet(Facet.Kind.TAG, List.of(new Facet.Value(HOSTILE, 1, HOSTILE)))),
                        List.of(new Results.Result(
                                item,
                                Samples.content(item),
                                new Passage(List.of(new Passage.Piece(HOSTILE, true))),
                                Passage.of(HOSTILE))))),
                pages.article(new Found.Here(item, aside)),
                pages.article(new Found.Nowhere(HOSTILE)),
                pages.blogroll(aside))) {
            Document page = page(reply);
            assertThat(page.select("script:not([type^=application]), img, [onerror], [href^=javascript]"))
                    .isEmpty();
            assertThat(text(reply)).doesNotContain("<script>", "<img");
        }
        assertThat(page(pages.list(channel)).select("h1").text()).isEqualTo("Archive for ‘" + HOSTILE + "’");
    }

    @Test
    void anAltTextThatLooksLikeAPictureStaysAnAltText() {
        Item item = Samples.item(
                1,
                Samples.WIRE,
                "Alt",
                List.of(),
                "2019-11-21T08:00:00Z",
                "<p><img src=\"https://x.example/a.png\" alt=\"<img onerror=alert(1) x=\"></p>",
                List.of(),
                List.of(),
                List.of());
        Document page = page(pages.list(Samples.channel(Channel.Type.ALL, "", "/", item)));
        Element picture = page.expectFirst("img");
        assertThat(picture.attributes().asList())
                .extracting(attribute -> attribute.getKey())
                .containsExactlyInAnyOrder("loading", "decoding", "src", "alt");
    }

    @Test
    void aSiteBelowAPathLinksBelowIt() {
        Site site = new Site(
                "X",
                URI.create("https://host.example/archive"),
                Samples.SITE.zone(),
                Samples.SITE.dateFormat(),
                20,
                50);
        Document page = page(new Pages(site).list(Samples.spying()));
        assertThat(page.select("a[href^=/], link[href^=/], form[action^=/]"))
                .allMatch(element -> (element.attr("href") + element.attr("action")).startsWith("/archive/"));
        assertThat(page.select("link[rel=canonical]").attr("href"))
                .isEqualTo("https://host.example/archive/tags/spying");
    }

    @Test
    void daysBeginInTheZoneOfTheSite() {
        Item late = Samples.item(
                1,
                Samples.WIRE,
                "Late",
                List.of(),
                "2019-07-01T23:30:00Z",
                "<p>body body</p>",
                List.of(),
                List.of(),
                List.of());
        Document page = page(pages.list(Samples.channel(Channel.Type.ALL, "", "/", late)));
        assertThat(page.select("h2.date").text()).isEqualTo("02/07/2019");
        assertThat(page.select("h2.date a").attr("href")).isEqualTo("/days/2019-07-02");
    }

    @Test
    void anArticleInAnUnknownLanguageClaimsNone() {
        assertThat(article(page(pages.list(Samples.spying())), 7).attr("lang")).isEqualTo("zh");
        assertThat(Samples.unknownLanguage(Samples.SPY).lang()).isEmpty();
    }

    /// Control characters are none of HTML's: a browser may show them in any way or not at all.
    private static String withoutControls(String text) {
        return text.replaceAll("[\\p{Cc}\uFFFD]", "");
    }

    @Property(tries = 200)
    void anyTitleIsShownAsItIs(@ForAll @NotBlank String title) {
        Item item = Samples.item(
                1,
                Samples.WIRE,
                "x" + title,
                List.of(),
                "2019-11-21T08:00:00Z",
                "<p>body body</p>",
                List.of(),
                List.of(),
                List.of());
        Document page = page(pages.list(Samples.channel(Channel.Type.ALL, "", "/", item)));
        Element heading = page.expectFirst("h2[itemprop=headline] a");
        String shown = new String(("x" + title).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(withoutControls(heading.wholeText())).isEqualTo(withoutControls(shown));
        assertThat(heading.childrenSize()).isZero();
    }

    private static Channel ofPages(String path, int page, int pages) {
        return new Channel(
                path.startsWith("/search") ? Channel.Type.SEARCH : Channel.Type.TAG,
                "x",
                path,
                List.of(Samples.SPY),
                page,
                pages,
                50,
                Optional.empty(),
                true,
                Optional.empty(),
                Samples.ASIDE);
    }

    private static Request request(String path) {
        return new Request(path, Map.of(), Optional.empty(), Optional.empty());
    }

    private static Element article(Document page, long id) {
        return page.expectFirst("article#article-" + id);
    }

    private static Document page(Reply reply) {
        return Jsoup.parse(text(reply));
    }

    private static String text(Reply reply) {
        return reply.body().text(StandardCharsets.UTF_8);
    }
}
