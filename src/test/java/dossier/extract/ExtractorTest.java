package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Article;
import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.Evidence;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Markup;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.SafeHtml;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.model.Validators;
import dossier.site.Sites;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorTest {
    private static final URI LINK = URI.create("https://daily.example/2020/05/06/a-story");
    private static final Instant SEEN = Instant.parse("2020-05-06T12:00:00Z");
    private static final String SENTENCE =
            "The harbour office, which has been closed for a year, will open again, as the mayor said on Monday. ";
    private static final String STORY = "<p>" + SENTENCE.repeat(3) + "</p><p>" + SENTENCE.repeat(4) + "</p>";

    private final Extractor extractor = new Extractor(Sites.NONE);

    @Test
    void thePagesTextIsTakenWhereItHasMore() {
        Article article = extract(page(200, html("The harbour opens", STORY)), "<p>A teaser.</p>", TextFrom.AUTO);
        assertThat(article.content().from()).isEqualTo(Content.From.PAGE);
        assertThat(article.content().title()).isEqualTo("The harbour opens");
        assertThat(article.content().text()).startsWith("The harbour office").doesNotContain("teaser");
        assertThat(article.flags()).isEmpty();
        assertThat(article.evidence())
                .extracting(each -> each.field() + " " + each.source())
                .contains("title h1");
    }

    @Test
    void sectionsWithHeadlinesOfTheirOwnAreOneArticle() {
        String sections = "";
        for (String part : List.of("The harbour opens", "What it costs", "Who pays", "What comes next"))
            sections += "<section><h1>%s</h1>%s</section>".formatted(part, STORY.replace("Monday", part));
        Article article = extract(
                page(200, "<title>The harbour opens</title><div>%s</div>".formatted(sections)), "", TextFrom.AUTO);
        assertThat(article.content().text()).contains("on The harbour opens", "on What it costs", "on What comes next");
    }

    @Test
    void theFeedsTextIsTakenWhereThePageIsMissing() {
        Article article = extract(new Page.Missing(Fault.TEMPORARY, "timed out"), STORY, TextFrom.AUTO);
        assertThat(article.content().from()).isEqualTo(Content.From.FEED);
        assertThat(article.content().title()).isEqualTo("The feed's headline");
        assertThat(article.content().text()).startsWith("The harbour office");
        assertThat(article.flags()).containsExactly("page missing: timed out");
    }

    @Test
    void anErrorPageIsNoArticle() {
        Article article = extract(page(404, html("Not found", STORY)), STORY, TextFrom.PAGE);
        assertThat(article.content().from()).isEqualTo(Content.From.FEED);
        assertThat(article.content().title()).isEqualTo("The feed's headline");
        assertThat(article.flags()).containsExactly("page answered 404");
    }

    @Test
    void aWallIsNoArticle() {
        String wall = html("Before you continue", "<p>Please enable JavaScript and accept all cookies to read on.</p>");
        Article article = extract(page(200, wall), "<p>" + SENTENCE + "</p>", TextFrom.PAGE);
        assertThat(article.content().from()).isEqualTo(Content.From.FEED);
        assertThat(article.flags()).hasSize(2);
    }

    @Test
    void aTeaserPageGivesWayToTheWholeTextInTheFeed() {
        String teaser = html("The harbour opens", "<p>" + SENTENCE + "</p>");
        assertThat(extract(page(200, teaser), STORY, TextFrom.AUTO).content().from())
                .isEqualTo(Content.From.FEED);
        assertThat(extract(page(200, teaser), STORY, TextFrom.PAGE).content().from())
                .isEqualTo(Content.From.PAGE);
    }

    @Test
    void anOutletMaySayThatItsFeedHasTheText() {
        Article article = extract(page(200, html("T", STORY + STORY)), "<p>Short and good.</p>", TextFrom.FEED);
        assertThat(article.content().text()).isEqualTo("Short and good.");
        assertThat(article.flags()).containsExactly("short");
    }

    @Test
    void anArticleWithoutAnyTextKeepsItsTitle() {
        Article article = extract(new Page.Unasked("no link"), "", TextFrom.AUTO);
        assertThat(article.content().body()).isEqualTo(SafeHtml.EMPTY);
        assertThat(article.content().title()).isEqualTo("The feed's headline");
        assertThat(article.flags()).containsExactly("page not asked for: no link", "no text");
    }

    @Test
    void theFeedsDateStandsInWhereThePageHasNone() {
        Article article = extract(page(200, html("T", STORY)), "", TextFrom.AUTO);
        assertThat(article.content().published()).contains(Instant.parse("2020-05-06T08:00:00Z"));
        Article missing = extract(new Page.Unasked("robots.txt"), STORY, TextFrom.AUTO);
        assertThat(missing.content().published()).contains(Instant.parse("2020-05-06T08:00:00Z"));
    }

    @Test
    void nothingIsChangedBeforeItIsPublished() {
        String changed = "<meta property=article:modified_time content=2020-05-%sT09:00Z>";
        Article before = extract(page(200, changed.formatted("05") + html("T", STORY)), "", TextFrom.AUTO);
        assertThat(before.content().modified()).isEmpty();
        Article after = extract(page(200, changed.formatted("08") + html("T", STORY)), "", TextFrom.AUTO);
        assertThat(after.content().modified()).contains(Instant.parse("2020-05-08T09:00:00Z"));
    }

    @Test
    void aDateWithoutZoneIsReadInTheOutletsZone() {
        String html = html("T", "<time datetime='2020-05-06 09:30'>today</time>" + STORY);
        Article article = extract(page(200, html), "", TextFrom.AUTO);
        assertThat(article.content().published()).contains(Instant.parse("2020-05-06T07:30:00Z"));
    }

    @Test
    void theCanonicalAddressIsBelievedOnlyWhereItCanBeTrue() {
        assertThat(address("https://www.daily.example/2020/05/06/a-story?utm_source=x"))
                .hasToString("https://www.daily.example/2020/05/06/a-story");
        assertThat(address("https://daily.example/")).isEqualTo(LINK);
        assertThat(address("https://elsewhere.example/2020/05/06/a-story")).isEqualTo(LINK);
        assertThat(address("javascript:void(0)")).isEqualTo(LINK);
    }

    @Test
    void theFeedsLinkIsAnAliasOfTheCanonicalAddress() {
        String head = "<link rel=canonical href='https://www.daily.example/a-story'>";
        Article article = extract(page(200, head + html("T", STORY)), "", TextFrom.AUTO);
        assertThat(article.content().address()).hasToString("https://www.daily.example/a-story");
        assertThat(article.content().aliases()).containsExactly(LINK);
    }

    private static final String RULED = "<b class=head>The real headline</b><i class=who>By Ada Moss</i><i class=when>"
            + "7 May 2020, 10:30</i><meta name=day content='2020-05-07T10:30'><div class=sidebar>" + STORY
            + "</div><div class=story id=main>It is here.<p class=gone>Not here.</p><img src=/track.gif></div>";

    @Test
    void aSiteRuleOutweighsAllElse(@TempDir Path folder) throws IOException {
        Article article = ruled(folder.resolve("daily.example.yaml"), """
            host: daily.example
            why: A test.
            title: b.head
            body: [ .none, div.story ]
            remove: [ .gone, "//img" ]
            byline: .who
            date: .when
            zone: Europe/Rome
            """);
        assertRuled(article);
        assertThat(article.evidence()).contains(new Evidence("title", "site rule", "The real headline"));
    }

    @Test
    void rulesOfFtrSiteConfigAreUnderstood(@TempDir Path folder) throws IOException {
        Article article = ruled(folder.resolve("daily.example.txt"), """
            # made for this test
            title: //b[@class='head']
            body: //div[@id = 'none']
            body: //div[contains(concat(' ', @class, ' '), ' story ')]
            author: //i[@class='who']
            date: //meta[@name='day']/@content
            strip_id_or_class: gone
            strip_image_src: track
            tidy: no
            replace_string(Not here): Not here either
            """);
        assertRuled(article);
    }

    private static Article ruled(Path file, String rules) throws IOException {
        Files.writeString(file, rules);
        List<Problem> problems = new ArrayList<>();
        Sites sites = Sites.read(file.getParent(), problems);
        assertThat(problems).isEmpty();
        assertThat(sites.remarks()).isEmpty();
        return new Extractor(sites).extract(sourced(page(200, RULED), "", TextFrom.PAGE));
    }

    private static void assertRuled(Article article) {
        assertThat(article.content().title()).isEqualTo("The real headline");
        assertThat(article.content().text()).isEqualTo("It is here.");
        assertThat(article.content().body().markup()).doesNotContain("<img");
        assertThat(article.content().authors()).containsExactly("Ada Moss");
        assertThat(article.content().published()).contains(Instant.parse("2020-05-07T08:30:00Z"));
    }

    @Test
    void aSelectorThatCannotBeReadIsNamed() {
        assertThat(Selection.problem("div.story > p")).isEmpty();
        assertThat(Selection.problem("//div[@id='a']/p")).isEmpty();
        assertThat(Selection.problem("div["))
                .hasValueSatisfying(said -> assertThat(said).startsWith("‘div[’ is not a CSS selector"));
        assertThat(Selection.problem("//div["))
                .hasValueSatisfying(said -> assertThat(said).startsWith("‘//div[’ is not XPath"));
    }

    @Test
    void bytesAreReadInTheirOwnCharset() {
        String html = html("Größe", STORY.replace("harbour", "Hafenbüro"));
        for (String charset : List.of("UTF-8", "windows-1252")) {
            Body body = new Body(Bytes.of(html.getBytes(Charset.forName(charset))), "text/html; charset=iso-8859-1");
            Page page = new Page.Fetched(LINK, LINK, 200, Map.of(), body, SEEN);
            assertThat(extract(page, "", TextFrom.AUTO).content().text()).contains("Hafenbüro");
        }
    }

    @Property(tries = 200)
    void anyBytesGiveAnArticle(@ForAll byte[] bytes) {
        Body body = new Body(Bytes.of(bytes), "text/html");
        Article article = extract(new Page.Fetched(LINK, LINK, 200, Map.of(), body, SEEN), STORY, TextFrom.AUTO);
        assertThat(article.content().text()).isNotEmpty();
    }

    @Test
    void aPageOfAHundredThousandNestedElementsGivesAnArticle() {
        String deep = "<div>".repeat(100_000) + STORY + "<b>".repeat(20_000) + "<table><tr><td>".repeat(20_000);
        Article article = extract(page(200, deep), "", TextFrom.AUTO);
        assertThat(article.content().text()).contains("The harbour office");
    }

    @Test
    void aPageOfTwentyMillionBytesIsReadInPart() {
        String huge = STORY.repeat(20_000_000 / STORY.length());
        Article article = extract(page(200, huge), "", TextFrom.AUTO);
        assertThat(article.content().text()).startsWith("The harbour office");
    }

    private URI address(String canonical) {
        String head = "<link rel=canonical href='" + canonical + "'>";
        return extract(page(200, head + html("T", STORY)), "", TextFrom.AUTO)
                .content()
                .address();
    }

    private static String html(String title, String body) {
        return "<title>" + title + "</title><div class=nav><a href=/>Home</a></div><h1>" + title + "</h1>" + body;
    }

    private static Page page(int status, String html) {
        Body body = new Body(Bytes.utf8(html), "text/html; charset=utf-8");
        return new Page.Fetched(LINK, LINK, status, Map.of(), body, SEEN);
    }

    private Article extract(Page page, String fed, TextFrom from) {
        return extractor.extract(sourced(page, fed, from));
    }

    private static Sourced sourced(Page page, String fed, TextFrom from) {
        Outlet plain = Outlet.of("The Daily", URI.create("https://daily.example/"));
        Outlet outlet = new Outlet(
                plain.name(),
                plain.slug(),
                plain.kind(),
                "",
                plain.home(),
                List.of(),
                plain.keep(),
                plain.publish(),
                false,
                from,
                Optional.empty(),
                Optional.of("en"),
                Optional.of(ZoneId.of("Europe/Paris")),
                Map.of(),
                Optional.empty());
        Feed feed = new Feed(
                new FeedId(1),
                outlet,
                URI.create("https://daily.example/feed"),
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty());
        Entry entry = new Entry(
                "k",
                Optional.empty(),
                "The feed's headline",
                Optional.of(LINK),
                List.of("Ada Moss"),
                Optional.of(Instant.parse("2020-05-06T08:00:00Z")),
                Optional.empty(),
                Set.of(),
                Markup.NONE,
                new Markup(fed),
                List.of(),
                List.of(),
                Optional.empty());
        return new Sourced(new Sighting(new SightingId(1), feed, entry, SEEN, 0), page, Optional.empty());
    }

    @Test
    void whatThePageLetsOthersShowHoldsForTheFeedsTextToo() {
        String html = "<meta name=robots content=noarchive>" + html("The harbour opens", STORY);
        Article article = extract(page(200, html), "<p>A teaser.</p>", TextFrom.AUTO);
        assertThat(article.content().allowed()).isEqualTo(Publish.EXCERPT);
        assertThat(article.flags()).containsExactly("the page says noarchive: shown at most as excerpt");
        String wall = "<meta name=robots content='noarchive, nosnippet'>" + html("T", "<p>" + SENTENCE + "</p>");
        Article fed = extract(page(200, wall), STORY, TextFrom.AUTO);
        assertThat(fed.content().from()).isEqualTo(Content.From.FEED);
        assertThat(fed.content().allowed()).isEqualTo(Publish.LINK);
    }

    @Test
    void whatTheServerSaysCountsAsWell() {
        Page.Fetched plain = (Page.Fetched) page(200, html("The harbour opens", STORY));
        Page tagged = new Page.Fetched(
                LINK, LINK, 200, Map.of("x-robots-tag", "noarchive, otherbot: nosnippet"), plain.body(), SEEN);
        assertThat(extract(tagged, "", TextFrom.AUTO).content().allowed()).isEqualTo(Publish.EXCERPT);
    }

    private static final String FOREIGN = "<p>" + LanguagesTest.GERMAN + "</p><p>" + LanguagesTest.GERMAN + "</p>";

    private static List<String> languages(Article article) {
        return article.evidence().stream()
                .filter(each -> each.field().equals("language"))
                .map(each -> each.source() + ": " + each.value())
                .toList();
    }

    @Test
    void aTemplatesWordForTheLanguageIsOverruledByThePlainText() {
        String html = "<html lang=en>" + html("Der Hafen bleibt zu", FOREIGN);
        Article article = extract(page(200, html), "", TextFrom.AUTO);
        assertThat(article.content().language()).isEqualTo("de");
        assertThat(languages(article)).containsExactly("html lang: en", "text: de");
    }

    @Test
    void whatThePageSaysStandsWhereTheTextAgreesOrIsShort() {
        Article agreed = extract(page(200, "<html lang=en-GB>" + html("T", STORY)), "", TextFrom.AUTO);
        assertThat(languages(agreed)).containsExactly("html lang: en-GB");
        Article brief = extract(page(200, "<html lang=fr>" + html("T", "<p>" + SENTENCE + "</p>")), "", TextFrom.AUTO);
        assertThat(brief.content().language()).isEqualTo("fr");
        String later = "<meta property=og:locale content=de_AT>" + html("T", FOREIGN);
        assertThat(languages(extract(page(200, later), "", TextFrom.AUTO))).containsExactly("og:locale: de-AT");
    }

    @Test
    void theOutletsLanguageStandsInWhereThePageSaysNothing() {
        assertThat(languages(extract(page(200, html("T", STORY)), "", TextFrom.AUTO)))
                .containsExactly("outlet: en");
    }

    @Test
    void aPageForReadersElsewhereGivesWayToTheFeed() {
        Page page = page(200, html("Der Hafen bleibt zu", FOREIGN));
        Article article = extract(page, "<p>" + SENTENCE + "</p>", TextFrom.AUTO);
        assertThat(article.content().from()).isEqualTo(Content.From.FEED);
        assertThat(article.content().text()).startsWith("The harbour office");
        assertThat(article.content().language()).isEqualTo("en");
        assertThat(article.flags())
                .containsExactly("page is in another language: in de, and feed and outlet are in en", "short");
    }

    @Test
    void anOutletOfTwoLanguagesKeepsItsPages() {
        Page page = page(200, "<html lang=de>" + html("Der Hafen bleibt zu", FOREIGN));
        String fed = "<p>Die Regierung teilte am Dienstag mit, dass die Gespräche gescheitert seien.</p>";
        Article article = extract(page, fed, TextFrom.AUTO);
        assertThat(article.content().from()).isEqualTo(Content.From.PAGE);
        assertThat(article.content().language()).isEqualTo("de");
        assertThat(article.flags()).isEmpty();
        assertThat(extract(page, "", TextFrom.AUTO).content().from()).isEqualTo(Content.From.PAGE);
    }
}
