package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {
    private static final URI ADDRESS = URI.create("https://www.harbour.example/news/where-is-the-ferry-news");
    private static final String STORY =
            "<p>The harbour office opens its doors to all on the first of May, and stays open.</p>".repeat(4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <h1><span>Ferry row</span> <b>Captains leave</b></h1>           | Ferry row: Captains leave        | Ferry row: Captains leave
        <h1>Captains leave the ferry<span>All of it, told</span></h1>   | Captains leave the ferry         | Captains leave the ferry
        <h1>CAPTAINS LEAVE THE FERRY</h1>                               | Captains Leave the Ferry         | Captains Leave the Ferry
        <h1>The Best Ferries</h1>                                       | The best ferries: how to choose  | The best ferries: how to choose
        <h1>The best ferries</h1>                                       | The best ferries of the north    | The best ferries of the north
        <h1>The end of the last ferry line</h1>                         | The captains' last long way home | The end of the last ferry line
        <h1>Captains leave the ferry</h1>                               | Captains leave the ferry - Video | Captains leave the ferry
        <h1>7 ferries for all of 2026</h1>                              | Ferries for all of 2026          | 7 ferries for all of 2026
        <h1>Harbour Ferries for all of 2026</h1>                        | Ferries for all of 2026          | Ferries for all of 2026
        <h1>2026 ferries of the north by price</h1>                     | 2026 ferries of the north        | 2026 ferries of the north by price
        <h1>The ferries of the north, 3 May 2026</h1>                   | The ferries of the north         | The ferries of the north
        """)
    void theHeadlineIsWrittenAsThePageWritesItElsewhere(String heading, String shared, String title) {
        String html =
                "<title>" + shared + "</title><meta property=og:title content=\"" + shared + "\">" + heading + STORY;
        assertThat(Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of()).title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <title>Ferries</title><h1>The seven best ferries of the north</h1>                              | The seven best ferries of the north
        <title>Ferries</title><h1>Our blog</h1>                                                         | Ferries
        <title>The Quay - The last ferry of the year</title><h2>The last ferry of the year</h2>         | The last ferry of the year
        <title>Old ferry</title><div class="site-header"><h1>Old ferry</h1></div><h1>ferry</h1>         | ferry
        <meta property=og:title content="Row: Ferry leaves"><title>Ferry leaves</title><h1>Row: Ferry leaves</h1> | Row: Ferry leaves
        <title>The last ferry - Quay life</title><h1><a href="/">Quay life</a></h1>                              | The last ferry
        <title>Ferry: a row</title><ul><li><h1>Ferry: a row</h1></li></ul><script type="application/ld+json">{"@type":"Article","headline":"Row over the last ferry"}</script><h2>Row over the last ferry</h2> | Row over the last ferry
        <title>Where is the ferry news?</title><h1>But what the captains love is coffee</h1>                    | Where is the ferry news?
        <b>Warning</b>: no server<title>The ferry of the year</title>                                            | The ferry of the year
        <meta property=og:title content='A "last" ferry'><title>A ferry</title><h1>A “last” <i>ferry</i></h1> | A “last” ferry
        <title>How to plan a long journey by ferry to the northern islands</title><h1>Budget</h1><h1>Journey</h1> | How to plan a long journey by ferry to the northern islands
        <meta property=og:site_name content="North Harbour Times"><title>The ferry of the year – NHT</title>      | The ferry of the year
        `<title>Where the ferry goes | Blog</title><h1>Where the ferry goes | Opinion</h1>`                        | Where the ferry goes
        `<title>The ferry | Quay, pier and deck</title><h1>The ferry | Quay, pier and deck</h1>`                      | `The ferry | Quay, pier and deck`
        <title>Type 3 ferry, built at Quay. A ship to rent.</title><h1>Ferry 3</h1>                               | Ferry 3
        <title>harbour.example The ferry</title>                                                                  | The ferry
        <meta property=og:title content="All ferries: news as they sail"><title>All ferries: news and views</title><script type="application/ld+json">{"@type":"Article","headline":"All ferries: news and views"}</script> | All ferries: news and views
        <title>The ferry of the year-Newsㅣ항구일보</title><meta name=headline content="The ferry of the year">       | The ferry of the year
        """)
    void theHeadlineIsWhatReadersSeeAsOne(String head, String title) {
        assertThat(Reader.read(head + STORY, ADDRESS, ZoneOffset.UTC, "", List.of())
                        .title())
                .isEqualTo(title);
    }

    @Test
    void aStandfirstWithinTheHeadingIsNoPartOfTheHeadline() {
        String shared = "The seven best ferries of the north";
        String html =
                "<title>" + shared + " | Quay</title><meta property=og:title content='" + shared + "'><h1>" + shared
                        + " <p>Where to go when the wind is cold, what to take along, and how the captains keep their"
                        + " coffee warm</p></h1>"
                        + STORY;
        assertThat(Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of()).title())
                .isEqualTo(shared);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <p class=date>Friday, 3 May 2024</p>MENU<h1>The ferry</h1><p class=date>Updated 2 May 2024</p><p class=date>1 May 2024</p> | 2024-05-01T00:00Z
        <h1>The ferry</h1><p><small>2 May 2024, North Quay</small></p>                                       | 2024-05-02T00:00Z
        <h1>The ferry</h1><div class=comments><time datetime=2024-05-09></time></div><time datetime=2024-05-02></time> | 2024-05-02T00:00Z
        <h1>The ferry</h1><p>Last updated <time datetime=2024-05-09></time></p><time datetime=2024-05-02></time> | 2024-05-02T00:00Z
        <meta name=date content=2024-05-09><h1>The ferry</h1><time>2 May 2024</time>                          | 2024-05-02T00:00Z
        <h1>The ferry</h1><div class=related><p class=date>9 May 2024</p></div><p class=date>2 May 2024</p>     | 2024-05-02T00:00Z
        <h1>The ferry</h1><p>By Jo Doe <span>Updated on 9 May 2024</span></p><p>2 May 2024</p>                  | 2024-05-02T00:00Z
        <meta name=date content=2024-05-09><h1>The ferry</h1><b itemprop=datePublished content=2024-05-02></b>      | 2024-05-02T00:00Z
        <meta name=date content=2024-05-09><h1>The ferry</h1><p class=date>2 May 2024</p>                       | 2024-05-02T00:00Z
        <h1>The ferry</h1><p>Essay - Published: 2024.05.02</p>MENU<p>9 May 2024</p>                             | 2024-05-02T00:00Z
        <h1>The ferry</h1><p>By Jo Doe, 2 May 2024</p>MENUMENUMENU<time datetime=2024-05-09></time>            | 2024-05-02T00:00Z
        <p class=date>2 May 2024, three minutes</p>MENU<h1>The ferry</h1><p>The captains read the new report of the harbour, which was made on <a href=/r>9 May 2024</a>, and shook their heads over it.</p> | 2024-05-02T00:00Z
        """)
    void theFirstPublicationIsToldFromTodayAndFromLaterChanges(String page, String date) {
        String menu = "<p>a</p>".repeat(30);
        String html = "<title>The ferry</title>" + page.replace("MENU", menu) + STORY;
        Reader.Reading reading = Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of());
        assertThat(reading.published().or(reading::visiblyPublished)).hasToString("Optional[" + date + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <script>self.state={"id":1,"published_at":"2019-03-02T06:22:28+01:00"}</script> | 2019-03-02T06:22:28+01:00
        <meta name="w-published-date" content="2025-05-27T06:03:43Z">                     | 2025-05-27T06:03:43Z
        """)
    void aDateMayStandInAScriptOrUnderAnyName(String head, String date) {
        String html = "<title>The ferry</title>" + head + "<h1>The ferry</h1>" + STORY;
        Reader.Reading reading = Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of());
        assertThat(reading.published().or(reading::visiblyPublished)).hasToString("Optional[" + date + "]");
    }

    @Test
    void aDateMayStandInTheAddressOrInALineBelowTheText() {
        String html = "<title>The ferry</title><h1>The ferry</h1>" + STORY;
        URI dated = URI.create("https://www.harbour.example/news/02-05-2024");
        Reader.Reading read = Reader.read(html, dated, ZoneOffset.UTC, "", List.of());
        assertThat(read.published()).isEmpty();
        assertThat(read.visiblyPublished()).hasToString("Optional[2024-05-02T00:00Z]");
        URI about = URI.create("https://www.harbour.example/news/minutes-of-the-council-14-11-2019/");
        Reader.Reading minutes = Reader.read(html, about, ZoneOffset.UTC, "", List.of());
        assertThat(minutes.published().or(minutes::visiblyPublished)).isEmpty();
        Dates american = new Dates(ZoneId.of("America/New_York"));
        assertThat(american.reversedInAddress("/news/03-04-2025")).hasToString("Optional[2025-03-04T00:00-05:00]");
        assertThat(american.reversedInAddress("/news/25-04-2025")).hasToString("Optional[2025-04-25T00:00-04:00]");
        assertThat(american.reversedInAddress("/news/25-14-2025")).isEmpty();
        String below =
                html + "<p class=post-meta>This was written by a captain, on a quiet day, and it was on 2 May 2024"
                        + " that it went to the harbour office. Nobody has changed it since.</p>";
        assertThat(Reader.read(below, ADDRESS, ZoneOffset.UTC, "", List.of()).visiblyPublished())
                .hasToString("Optional[2024-05-02T00:00Z]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <img src=f.jpg width=640 alt="Two captains wave from the old quay"><p>Two captains wave from the old quay</p>                          | true
        <img src=f.jpg width=640 alt="Two captains wave from the old quay"><p>Two captains came ashore in the morning.</p>                     | false
        <figure><img src=f.jpg><figcaption>The captains wave from the quay</figcaption></figure><p>The captains wave from the quay</p>         | true
        <figure class="widget"><div class="widget__ratio"><img src=f.jpg width=640></div><figcaption class="widget__caption"><span class="widget__text">The captains wave to us</span></figcaption></figure> | true
        <figure><img src=f.jpg width=640><figcaption aria-hidden=true>The captains wave to us</figcaption></figure> | true
        <div class="carousel-slide"><img src=f.jpg width=640><div class="slide-info"><div class="read-more"><p>The captains wave to us</p></div></div></div> | true
        <div class="x1"><div class="x2"><img src=f.jpg width=640></div><div class="x3">Two old captains on the quay</div></div><p>They wave to us.</p> | true
        <div class="x1"><div class="x2"><img src=f.jpg width=640></div><div class="x3">Two captains wave.</div></div><p>They wave to us.</p>           | false
        <img src=f.jpg width=640><p>What two captains drank by the sea</p><p>They wave to us.</p>                                                      | false
        <div class="image_image-widget__x"><img src=f.jpg><p>The captains wave to us</p></div>                                                 | true
        """)
    void aLineThatIsACaptionIsNoText(String piece, boolean caption) {
        String html = "<h1>The ferry</h1><article>" + STORY + piece + STORY + STORY + "</article>";
        Cleaner.Cleaned body =
                Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of()).body();
        assertThat(body.text().contains("captains")).isEqualTo(!caption);
        assertThat(body.html().markup().contains("<figcaption>")).isEqualTo(caption);
    }

    @Test
    void anArticleWithinTheListOfItsTabsIsRead() {
        String html = "<h1>The ferry</h1><div role=tablist><div role=tabpanel>" + STORY + STORY + STORY + "</div></div>"
                + "<p>Something short that stands beside the article.</p>";
        assertThat(Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of())
                        .body()
                        .text())
                .hasSizeGreaterThan(3 * 80);
    }

    @Test
    void aLineThatIsNothingButALinkIsAButton() {
        String html = "<h1>The ferry</h1><article>" + STORY + "<p><a href='/buy'>Buy now</a></p><p>See the <a"
                + " href='/quay'>old quay</a> at noon, when the tide is low.</p>" + STORY + "</article>";
        Cleaner.Cleaned body =
                Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of()).body();
        assertThat(body.text()).doesNotContain("Buy now").contains("old quay");
        assertThat(body.html().markup()).contains("/quay\">old quay</a>").doesNotContain("/buy");
    }
}
