package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.DateFlag;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.IndexPage;
import dossier.model.Outlet;
import dossier.model.Place;
import dossier.model.Reading;
import dossier.model.Trip;
import dossier.model.Validators;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexReaderTest {
    private static final URI PAGE = URI.create("https://council.example/news/");
    private static final Place HERE = new Place("outlets.yaml", 3);

    private static IndexPage page(boolean json, Map<String, String> selectors) {
        return new IndexPage(
                PAGE,
                json,
                Optional.ofNullable(selectors.get("items")),
                Optional.ofNullable(selectors.get("link")),
                Optional.ofNullable(selectors.get("title")),
                Optional.ofNullable(selectors.get("date")),
                Optional.ofNullable(selectors.get("summary")),
                HERE);
    }

    private static Reading read(IndexPage page, String text) {
        Outlet plain = Outlet.of("The Council", URI.create("https://council.example/"));
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
                plain.text(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                false,
                false,
                List.of(page));
        Feed feed = new Feed(
                new FeedId(1), outlet, PAGE, Feed.Role.FEED, Validators.NONE, Optional.empty(), 0, Optional.empty());
        Trip trip = new Trip(
                Instant.parse("2026-03-05T12:00:00Z"),
                Duration.ZERO,
                200,
                text.length(),
                PAGE,
                Optional.empty(),
                Optional.empty());
        Fetch fetch = new Fetch.Fresh(feed, trip, new Body(Bytes.utf8(text), "text/plain"), Validators.NONE);
        return new Parser(ParseSettings.DEFAULTS).parse(fetch).reading();
    }

    private static List<Entry> entries(IndexPage page, String text) {
        Reading reading = read(page, text);
        assertThat(reading).isInstanceOf(Reading.Entries.class);
        return ((Reading.Entries) reading).entries();
    }

    private static String failure(IndexPage page, String text) {
        Reading reading = read(page, text);
        assertThat(reading).isInstanceOfSatisfying(Reading.Failed.class, failed -> assertThat(failed.fault())
                .isEqualTo(Fault.SOFT));
        return ((Reading.Failed) reading).reason();
    }

    private static final String HTML = """
        <html><head><title>News of the council</title></head><body><nav><a href="/">Home</a></nav>
        <article class="teaser"><a href="one?utm_source=x"><img src="one.jpg"></a><h3><a href="one">The bridge opens</a></h3>
        <time datetime="2026-03-04T09:00:00Z">yesterday</time><p class="intro">After two years.</p></article>
        <article class="teaser"><h3><a href="/news/two">The pool closes</a></h3><span class="day">3 March 2026</span>
        <p class="intro">For <b>good</b>.</p></article>
        <article class="teaser"><h3>No link at all</h3></article>
        </body></html>\
        """;

    @Test
    void aPageOfTeasersIsReadAsAFeed() {
        List<Entry> entries =
                entries(page(false, Map.of("items", "article.teaser", "link", "h3 a", "summary", "p.intro")), HTML);
        assertThat(entries).extracting(Entry::title).containsExactly("The bridge opens", "The pool closes");
        Entry one = entries.getFirst();
        assertThat(one.link()).contains(URI.create("https://council.example/news/one"));
        assertThat(one.published()).contains(Instant.parse("2026-03-04T09:00:00Z"));
        assertThat(one.summary().toString()).contains("After two years.");
        assertThat(entries.get(1).published()).isEmpty();
        assertThat(entries.get(1).flags()).containsExactly(DateFlag.MISSING);
    }

    @Test
    void itsItemsAloneWillOftenDo() {
        List<Entry> entries = entries(page(false, Map.of("items", ".teaser")), HTML);
        assertThat(entries).extracting(Entry::title).containsExactly("The bridge opens", "The pool closes");
    }

    @Test
    void anAttributeAndADateInWordsAreFound() {
        String html = """
            <base href="https://files.example/a/"><ul><li data-at="2026-03-01"><a href="b" data-to="c" title="T">x</a></ul>\
            """;
        Entry entry = entries(
                        page(false, Map.of("items", "li", "link", "a@data-to", "title", "a@title", "date", "@data-at")),
                        html)
                .getFirst();
        assertThat(entry.link()).contains(URI.create("https://files.example/a/c"));
        assertThat(entry.title()).isEqualTo("T");
        assertThat(entry.published()).contains(Instant.parse("2026-03-01T00:00:00Z"));
        Entry worded = entries(page(false, Map.of("items", ".teaser", "date", ".day")), HTML)
                .get(1);
        assertThat(worded.published()).contains(Instant.parse("2026-03-03T00:00:00Z"));
    }

    @Test
    void aLinkMayBeTheItemItself() {
        assertThat(entries(page(false, Map.of("items", "h3 a")), HTML))
                .extracting(Entry::title)
                .containsExactly("The bridge opens", "The pool closes");
    }

    @Test
    void ofTwoLinksToOneArticleTheOneWithWordsIsTaken() {
        String html = "<a class=t href=/1><img src=x></a><a class=t href=/1>The bridge</a><a class=t href=/1>more</a>";
        assertThat(entries(page(false, Map.of("items", "a.t")), html))
                .extracting(Entry::title)
                .containsExactly("The bridge");
    }

    @Test
    void aDocumentOfJsonIsReadByPaths() {
        String json = """
            {"data": {"posts": [
              {"url": "/news/1", "title": {"rendered": "Bridge &#8211; open"}, "at": 1772613000, "teaser": "<p>Well.</p>"},
              {"url": "https://council.example/news/2", "title": {"rendered": "Two"}, "at": "2026-03-03T10:00:00+01:00"},
              {"title": {"rendered": "nowhere"}}, null, 7]}}\
            """;
        List<Entry> entries = entries(
                page(
                        true,
                        Map.of(
                                "items",
                                "data.posts",
                                "link",
                                "url",
                                "title",
                                "title.rendered",
                                "date",
                                "at",
                                "summary",
                                "teaser")),
                json);
        assertThat(entries).extracting(Entry::title).containsExactly("Bridge – open", "Two");
        assertThat(entries.getFirst().link()).contains(URI.create("https://council.example/news/1"));
        assertThat(entries.getFirst().published()).contains(Instant.ofEpochSecond(1772613000));
        assertThat(entries.get(1).published()).contains(Instant.parse("2026-03-03T09:00:00Z"));
        assertThat(entries(page(true, Map.of("link", "0")), "[[\"/a\"],[\"/b\"]]"))
                .extracting(entry -> entry.link().orElseThrow().getPath())
                .containsExactly("/a", "/b");
    }

    @Test
    void whereNothingIsFoundItIsSaidAloud() {
        assertThat(failure(page(false, Map.of("items", "div.story")), HTML))
                .isEqualTo("https://council.example/news/ has nothing at items: ‘div.story’; has the site a new"
                        + " layout? It is described under pages: of its outlet");
        assertThat(failure(page(false, Map.of("items", ".teaser", "link", "a.more")), HTML))
                .contains("has 3 items, but link: ‘a.more’ leads to no address in any of them");
        assertThat(failure(page(true, Map.of("items", "data.posts", "link", "url")), "{\"data\":{}}"))
                .contains("has no list at items: ‘data.posts’");
        assertThat(failure(page(true, Map.of("items", "posts", "link", "url")), HTML))
                .contains("has no list at");
        assertThat(failure(page(true, Map.of("link", "url")), "[{\"href\":\"/a\"}]"))
                .contains("has 1 items, but link: ‘url’");
        assertThat(failure(page(false, Map.of("items", "article")), "  ")).contains("is empty");
    }

    @Test
    void anEmptyListInJsonIsTheSitesOwnWord() {
        assertThat(entries(page(true, Map.of("items", "posts", "link", "url")), "{\"posts\":[]}"))
                .isEmpty();
    }

    @Test
    void linksThatMayNotBeFollowedAreNone() {
        String html = "<a class=t href='javascript:alert(1)'>a</a><a class=t href='data:text/html,x'>b</a>";
        assertThat(failure(page(false, Map.of("items", "a.t")), html)).contains("leads to no address");
    }

    @Test
    void noPageTakesMoreThanItsBounds() {
        String many = "<a class=t href=/%d>t</a>";
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 5_000; i++) html.append(many.formatted(i));
        assertThat(entries(page(false, Map.of("items", "a.t")), html.toString()))
                .hasSize(ParseSettings.DEFAULTS.entries());
        String json = "[" + "{\"u\":\"/1\"},".repeat(5_000) + "{}]";
        assertThat(entries(page(true, Map.of("link", "u")), json)).hasSize(1);
        assertThat(failure(page(false, Map.of("items", "a.t")), "<div>".repeat(100_000)))
                .contains("has nothing at");
        assertThat(failure(page(true, Map.of("link", "u")), "[".repeat(100_000)))
                .contains("leads to no address");
    }

    @Test
    void whatIsNestedIsReadAFewTimesOnly() {
        // The tree goes no deeper than 400.
        String html = "<article>".repeat(390) + "<h2><a href=/one>" + "The bridge opens. ".repeat(100_000);
        Runnable read = () -> assertThat(entries(page(false, Map.of("items", "article")), html))
                .singleElement()
                .satisfies(entry -> assertThat(entry.title()).hasSizeLessThanOrEqualTo(1_000));
        read.run();
        assertThat(allocated(read)).isLessThan(60L * html.length());
    }

    @Test
    void aLongBaseIsNotWrittenDownWithEachItem() {
        String html =
                "<base href='/" + "a".repeat(1_000_000) + "/'>" + "<article><a href=b>b</a></article>".repeat(2_000);
        assertThat(allocated(() -> entries(page(false, Map.of("items", "article")), html)))
                .isLessThan(60L * html.length());
    }

    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void anItemMayStandInAnotherAndHoldOthers() {
        String html = """
            <article><article><h2>Lead</h2><a href=lead>read</a><article><h3>Beside</h3><a href=beside>read</a></article>
            </article><article><h2>Next</h2><a href=next>read</a></article></article>\
            """;
        assertThat(entries(page(false, Map.of("items", "article")), html))
                .extracting(entry -> entry.link().orElseThrow().getPath())
                .containsExactly("/news/lead", "/news/beside", "/news/next");
    }

    @Test
    void aLinkToThePageItselfIsNone() {
        String item = "<article><a href='%s'>Share</a><a href='tel:+1'>Call</a><h3><a href='%d'>%d</a></h3></article>";
        for (String self : List.of("#", "#share", "", "./", "/news/#top", "//council.example/news/#", "javascript:x()"))
            assertThat(entries(
                            page(false, Map.of("items", "article")),
                            item.formatted(self, 1, 1) + item.formatted(self, 2, 2)))
                    .as(self)
                    .extracting(entry -> entry.link().orElseThrow().getPath())
                    .containsExactly("/news/1", "/news/2");
        assertThat(entries(
                        page(false, Map.of("items", "article")), "<base href='/other/'>" + item.formatted("#", 1, 1)))
                .extracting(entry -> entry.link().orElseThrow().getPath())
                .containsExactly("/other/1");
        assertThat(failure(page(false, Map.of("items", "article", "link", "a.t")), "<article><a class=t href='#'>x"))
                .contains("leads to no address");
        assertThat(failure(page(true, Map.of("link", "u")), "[{\"u\":\"#\"},{\"u\":\"/news/\"}]"))
                .contains("leads to no address");
        assertThat(entries(page(false, Map.of("items", "a")), "<a href='#/story/1'>One</a><a href='#!2'>Two</a>"))
                .extracting(Entry::title)
                .containsExactly("One", "Two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"div[", "a:nosuch(1)", "a >> b", "a@"})
    void aSelectorThatCannotBeReadIsAProblem(String selector) {
        assertThat(IndexReader.problem(page(false, Map.of("items", "article", "link", selector)), "link"))
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("‘" + selector + "’ is not a CSS selector: "));
    }

    @Test
    void anItemIsNoAttribute() {
        assertThat(IndexReader.problem(page(false, Map.of("items", "article@id")), "items"))
                .isPresent();
        assertThat(IndexReader.problem(page(false, Map.of("items", "article", "link", "a@href")), "link"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"data.posts,true", "0,true", "data..posts,false", "'a b',false", ".,false"})
    void aPathIsNamesBetweenDots(String path, boolean right) {
        assertThat(IndexReader.problem(page(true, Map.of("link", path)), "link").isEmpty())
                .isEqualTo(right);
    }
}
