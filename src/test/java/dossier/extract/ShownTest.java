package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
    private static final URI ADDRESS = URI.create("https://www.harbour.example/news/the-ferry");
    private static final String STORY =
            "<p>The harbour office opens its doors to all on the first of May, and stays open.</p>".repeat(4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2024-05-02T22:04:10Z      | 3 May 2024 00:04 | 2024-05-03T00:04:10+02:00
        2024-05-02T23:00:00Z      | 3 May 2024       | 2024-05-03T00:00+01:00
        2024-05-03T03:30:00+00:00 | 2 May 2024       | 2024-05-02T23:30-04:00
        2024-05-02T22:04:00Z      | 3 May 2024 17:11 | 2024-05-02T22:04Z
        2024-05-02T22:04:00+01:00 | 3 May 2024       | 2024-05-02T22:04+01:00
        2024-05-02T00:00:00Z      | 1 May 2024       | 2024-05-02T00:00Z
        2024-05-02T22:04:00Z      | 2 May 2024, 3 May 2024 | 2024-05-02T22:04Z
        2024-05-03 03:30:00 GMT   | 2 May 2024       | 2024-05-02T23:30-04:00
        """)
    void anInstantIsOfTheDayThatReadersAreShown(String told, String shown, String date) {
        assertThat(published(ld(told, ""), "<p>" + shown + "</p>")).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2024-05-02T23:11:59+00:00 | 2024-05-03T00:11:59+01:00
        2024-05-03T23:11:59+00:00 | 2024-05-03T23:11:59Z
        2024-05-06T23:11:59+00:00 | 2024-05-06T23:11:59Z
        """)
    void orOfTheDayInTheAddress(String told, String date) {
        URI dated = URI.create("https://www.harbour.example/2024/05/03/the-ferry/");
        assertThat(published(dated, ld(told, ""), "")).isEqualTo(date);
    }

    @Test
    void aDateCloserToTheHeadlineOutdoesATimeElementFurtherDown() {
        String line = "<p>2.Mai 2024</p>";
        String time = "<div><a href='/1'>Other news</a> <time datetime=2025-08-09T11:00Z>9 August 2025</time></div>";
        assertThat(published("", line + time)).isEqualTo("2024-05-02T00:00Z");
        assertThat(published("", time + line)).isEqualTo("2025-08-09T11:00Z");
        String own = "<p class=byline><time datetime=2025-08-09T11:00Z>9 August 2025</time></p>";
        assertThat(published("", line + own)).as("named a date").isEqualTo("2025-08-09T11:00Z");
        for (String other : List.of(
                "<p>Talks begin on 12 June 2024 in Lund</p>",
                "<figure><img src=a.jpg><figcaption>Lund, 3 March 2019</figcaption></figure>"))
            assertThat(published("", other + time)).as(other).isEqualTo("2025-08-09T11:00Z");
        // No title bears this headline out.
        String headline = "<title>Quay</title><h1>How the ferry came back to the harbour</h1>" + line + STORY;
        assertThat(published(headline + "<h1>More</h1>" + time, "")).isEqualTo("2024-05-02T00:00Z");
    }

    @Test
    void ofManyItemsThatByTheHeadlineIsTheArticle() {
        String card = "<div><span itemprop=datePublished content=2025-08-0%d>Aug</span> <a href='/1'>Other</a></div>";
        String cards = card.formatted(7) + card.formatted(8) + card.formatted(9);
        String far = STORY.repeat(20) + cards;
        assertThat(published("<h1>The ferry</h1><p>2 May 2024</p>" + far, "")).isEqualTo("2024-05-02T00:00Z");
        String own = "<h1>The ferry</h1><p itemprop=datePublished content=2024-05-02>2 May</p>";
        assertThat(published(own + far, "")).isEqualTo("2024-05-02T00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <p>Published: <b>2 May 2024</b></p>                        | 2024-05-02T00:00Z
        <p>Jo Doe, erschienen am 2. Mai 2024</p>                   | 2024-05-02T00:00Z
        <p>2 May 2024</p>                                          | 2025-08-09T00:00Z
        <p>Published by Jo Doe, updated 2 May 2024</p>             | 2025-08-09T00:00Z
        <p>Published for the harbour office, which opened 2 May 2024</p> | 2025-08-09T00:00Z
        <p>9 August 2025</p><p>Published: 2 May 2024</p>           | 2025-08-09T00:00Z
        """)
    void aLineThatSaysPublishedIsBelieved(String line, String date) {
        assertThat(published(ld("2025-08-09", "2025-08-11"), line)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2025-08-09T11:00Z | <p>Jo Doe, 2 May 2024</p>  | 2024-05-02T00:00Z
        2025-08-09T11:30Z | <p>Jo Doe, 2 May 2024</p>  | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Jo Doe, 2/5/2024</p>    | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Jo Doe, 2 May 2026</p>  | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Updated 2 May 2024</p>  | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Published by Jo Doe, updated 2 May 2024</p> | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Of the harbour office, which opened its doors 2 May 2024</p> | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Founded on 3 March 2024 in Lund</p> | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>Founded 3 March 1999</p> | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <figure><img src=a.jpg><figcaption>Lund, 3 March 2024</figcaption></figure> | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <a href=/1>Lund 3 March 2024</a> | 2025-08-09T11:00Z
        2025-08-09T11:00Z | <p>By Jo Doe, 3 March 2024, 4 min read</p> | 2024-03-03T00:00Z
        """)
    void oneInstantForBothIsThatOfTheLastChange(String changed, String line, String date) {
        assertThat(published(ld("2025-08-09T11:00Z", changed), line)).isEqualTo(date);
    }

    @Test
    void soIsOneWhereALineBelowTheTextSaysWhenItWasPublished() {
        String head = ld("2025-08-09T11:00Z", "2025-08-09T11:00Z") + "<h1>The ferry</h1>" + STORY.repeat(20);
        assertThat(published(head, "<p>Published 2 May 2024</p>")).isEqualTo("2024-05-02T00:00Z");
        assertThat(published(head, "<p>In port 2 May 2024</p>")).isEqualTo("2025-08-09T11:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2 May 2024 | 2024-05-02T09:00Z
        9 May 2024 | 2023-04-27T08:00Z
        """)
    void whereMachinesAreToldTwoDaysReadersAreShownOne(String line, String date) {
        String head = ld("2023-04-27T08:00Z", "") + "<meta property=article:published_time content=2024-05-02T09:00Z>";
        assertThat(published(head, "<p>" + line + "</p>")).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2024-04-29 | 2024-05-02 | By Jo Doe, 2 May 2024       | 2024-05-02T00:00Z
        2024-04-29 | 2024-05-02 | Last updated <b>2 May 2024</b> | 2024-04-29T00:00Z
        2024-04-29 | 2024-05-03 | By Jo Doe, 2 May 2024       | 2024-04-29T00:00Z
        2024-02-29 | 2024-05-02 | By Jo Doe, 2 May 2024       | 2024-02-29T00:00Z
        """)
    void whatReadersAreShownSoonAfterwardsIsTheFirstTheySaw(String told, String changed, String line, String date) {
        assertThat(published(ld(told, changed), "<p>" + line + "</p>")).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `<title>The ferry | Quay | 02.05.2024</title><h1>The ferry</h1><p>The quay on 1 May 2024</p>`      | 2024-05-02T00:00Z
        `<title>The ferry – Quay – 2 May 2024, 11:30</title><h1>The ferry</h1><p>On 1 May 2024</p>`        | 2024-05-02T11:30Z
        `<title>The ferry in the week of 26. - 30. April 2024</title><h1>The ferry</h1><p class=date>2. Mai 2024</p>` | 2024-05-02T00:00Z
        `<title>News on COVID-19 - 2 May 2024</title><h1>The ferry</h1>` | 2024-05-02T00:00Z
        `<title>Folge 12 – 02.05.2024</title><h1>The ferry</h1>`         | 2024-05-02T00:00Z
        `<title>The ferry of 2 May 2024</title><h1>The ferry of 2 May 2024</h1><p class=date>9 May 2024</p>` | 2024-05-09T00:00Z
        """)
    void aTitleMayEndInTheDay(String page, String date) {
        assertThat(published(page, "")).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Published on 2 May 2024, in the evening, by the harbour office, which owns all of it and gives none away | 2024-05-02T00:00Z
        Published by the harbour office, in the evening, which owns all of it and gives none away before 2 May 2024 | none
        """)
    void aLongLineMaySayWhenItWasPublished(String line, String date) {
        assertThat(published("<h1>The ferry</h1>" + STORY, "<p>" + line + "</p>"))
                .isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <p>Updated on 2 May 2024</p>                                          | none             | 2024-05-02T00:00Z
        <p>By Jo Doe</p><div><div>Last updated:</div><div>2 May 2024</div></div> | none             | 2024-05-02T00:00Z
        <p>Stand: <time datetime=2024-05-02T09:00Z>2. Mai 2024</time></p>     | none             | 2024-05-02T09:00Z
        <p>1 April 2024</p><p>Updated on 2 May 2024</p>                       | 2024-04-01T00:00Z | 2024-05-02T00:00Z
        <p><span>1 April 2024</span> <span>- Updated 2 May 2024</span></p>    | 2024-04-01T00:00Z | 2024-05-02T00:00Z
        <p>Published 1 April 2024, updated 2 May 2024</p>                     | 2024-04-01T00:00Z | 2024-05-02T00:00Z
        <p>5 May 2024</p><p>Updated on 2 May 2024</p>                         | 2024-05-05T00:00Z | none
        <p>2 May 2024</p><p>Updated on 2 May 2024</p>                         | 2024-05-02T00:00Z | none
        <p>16 August 2019 – Updated July 9, 2025</p>                          | 2019-08-16T00:00Z | 2025-07-09T00:00Z
        <p>By Ann Lee, 16 August 2019, updated 9 July 2025</p>                | 2019-08-16T00:00Z | 2025-07-09T00:00Z
        <p>Le 16 août 2019 à 10h15, mis à jour le 9 juillet 2025</p>          | 2019-08-16T10:15Z | 2025-07-09T00:00Z
        <p class=date>Jan 5, 2024 (updated Jan 9, 2025)</p>                   | 2024-01-05T00:00Z | 2025-01-09T00:00Z
        <p>05.01.2024, aktualisiert um 18:30 Uhr</p>                          | 2024-01-05T00:00Z | none
        <p>Reviewed by Jane Doe on 5 May 2021</p>                             | 2021-05-05T00:00Z | none
        <p>Edited by Jane Doe, 5 May 2021</p>                                 | 2021-05-05T00:00Z | none
        <p>Uppdaterad den 5 maj 2021</p>                                      | none             | 2021-05-05T00:00Z
        <p>Обновлено: 05.05.2021</p>                                          | none             | 2021-05-05T00:00Z
        <p>Güncelleme: 05.05.2021</p>                                         | none             | 2021-05-05T00:00Z
        <p>公開日：2021年4月1日 最終更新日：2021年5月5日</p>                        | 2021-04-01T00:00Z | 2021-05-05T00:00Z
        <p>Updated: 5 May 2024 - Published: 1 May 2024</p>                    | 2024-05-01T00:00Z | 2024-05-05T00:00Z
        <p>Last updated 5 May 2024. Originally published 1 May 2024.</p>      | 2024-05-01T00:00Z | 2024-05-05T00:00Z
        <p>Mis à jour le 06 mai 2024 à 12h00 - Publié le 05 mai 2024</p>      | 2024-05-05T00:00Z | 2024-05-06T12:00Z
        <dl><dt>Last updated<dd>5 May 2024<dt>Published<dd>1 May 2024</dl>    | 2024-05-01T00:00Z | 2024-05-05T00:00Z
        <p>Updated <time datetime=2024-05-05>2 hours ago</time>, published <time datetime=2024-05-01>3 days ago</time></p> | 2024-05-01T00:00Z | 2024-05-05T00:00Z
        <p>更新日:2024年5月6日 公開日:2024年5月5日</p>                          | 2024-05-05T00:00Z | 2024-05-06T00:00Z
        <p>수정 2024.05.06 입력 2024.05.05</p>                                | 2024-05-05T00:00Z | 2024-05-06T00:00Z
        <p>Last updated: 5 May 2024 · Posted in News</p>                      | none             | 2024-05-05T00:00Z
        <p>Published by Jo Doe, updated 5 May 2024</p>                        | none             | 2024-05-05T00:00Z
        <p>김수정 기자 - 2024.05.05 10:00</p>                                 | 2024-05-05T10:00Z | none
        <p>This page was last edited on 5 May 2024, at 10:00.</p>             | none             | 2024-05-05T10:00Z
        <p>Dernière mise à jour : 5 mai 2024</p>                              | none             | 2024-05-05T00:00Z
        <p>Von Jo Doe, Stand: 06.05.2024</p>                                  | none             | 2024-05-06T00:00Z
        <p>2024年5月6日更新</p>                                                | none             | 2024-05-06T00:00Z
        <p><time itemprop=dateModified datetime=2024-05-05T10:00Z>5 May</time></p> | none             | 2024-05-05T10:00Z
        <p>1er mai 2024 – mis à jour le 6 mai 2024</p>                        | 2024-05-01T00:00Z | 2024-05-06T00:00Z
        <ul><li>Updated 5 May 2024</li><li>1 May 2024</li></ul>               | 2024-05-01T00:00Z | 2024-05-05T00:00Z
        <p><time datetime=2024-05-01></time> Updated <time datetime=2024-05-05></time></p> | 2024-05-01T00:00Z | 2024-05-05T00:00Z
        <p>Stay updated on WhatsApp, 5 May 2024</p>                           | 2024-05-05T00:00Z | none
        <p><b>Climate changed</b> <time>5 May 2024</time></p>                 | 2024-05-05T00:00Z | none
        <p>Updated 2010 GMT (0410 HKT) May 5, 2024</p>                        | none             | 2024-05-05T00:00Z
        <p>Published: May 5, 2024 at 4:30 p.m.</p>                            | 2024-05-05T16:30Z | none
        <p>Medically reviewed on 5 May 2021</p>                               | none             | 2021-05-05T00:00Z
        """)
    void aDayThatIsCalledThatOfAChangeIsNotThatOfPublication(String lines, String published, String modified) {
        Reader.Reading reading = reading(ADDRESS, "<title>The ferry</title><h1>The ferry</h1>" + lines + STORY);
        assertThat(told(reading.published().or(reading::visiblyPublished))).isEqualTo(published);
        assertThat(told(reading.modified())).isEqualTo(modified);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The best laptops, tested and reviewed",
                "How the war changed 10 cities",
                "What has changed",
                "Die Regeln wurden aktualisiert",
                "Letzte Generation blockiert Straßen",
                "Stand der Dinge im Hafen"
            })
    void wordsOfTheHeadlineCallNoDayThatOfAChange(String headline) {
        for (String day : List.of("<p class=date>5 May 2021</p>", "<p><time>5 May 2021</time></p>")) {
            String html = "<title>%s</title><header><h1>%s</h1>%s</header>%s".formatted(headline, headline, day, STORY);
            Reader.Reading reading = reading(ADDRESS, html);
            assertThat(told(reading.published().or(reading::visiblyPublished)))
                    .as(html)
                    .isEqualTo("2021-05-05T00:00Z");
            assertThat(reading.modified()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<footer><p>Last updated: <time datetime=2025-10-01>1 October</time></p></footer>",
                "<div hidden><p>Last updated <time datetime=2025-10-01>1 October</time></p></div>",
                "<ul class=related><li><a href=/1>The quay</a> Updated <time datetime=2025-10-01>1 October</time></ul>"
            })
    void whatStandsAroundAnArticleWasChangedByItself(String around) {
        String head = "<title>The ferry</title><meta property=article:published_time content=2021-05-02T10:00Z>";
        String html = head + "<article><h1>The ferry</h1>" + STORY + "</article>" + around;
        assertThat(reading(ADDRESS, html).modified()).isEmpty();
        String text = "<p>" + "The harbour office opens its doors to all on the first of May. ".repeat(3);
        String told = "<p>The list was updated on <time datetime=2025-10-01>1 October</time></p>";
        assertThat(reading(ADDRESS, head + "<h1>The ferry</h1>" + text + told).modified())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<article><h1>The ferry</h1><footer>By Ann Lee on 5 January 2024</footer>STORY</article>",
                "<h1>The ferry</h1><article><footer class=node__meta><div>Submitted by admin on 5 January"
                        + " 2024</div></footer>STORY</article>",
                "<div class=site-header><h1>The ferry</h1><p class=date>5 January 2024</p></div>STORY",
                "<article><h1>The ferry</h1>STORY<footer class=entry-meta>Posted in News on 5 January 2024 by"
                        + " Ann.</footer></article>",
                "<main><article class=hero><p class=date>5 January 2024</p><p>Kicker</p></article><section><h1>The"
                        + " ferry</h1>STORY</section></main>"
            })
    void whereNoOtherDayIsShownOneInAFooterCounts(String page) {
        String html = "<title>The ferry</title>" + page.replace("STORY", STORY);
        Reader.Reading reading = reading(ADDRESS, html);
        assertThat(told(reading.published().or(reading::visiblyPublished))).isEqualTo("2024-01-05T00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        On <time>8 Oct 2024</time>  | 2024-12-02 | 2024-10-08T00:00Z
        On <time>8 Oct 2024</time>  | 2024-10-08 | 2024-10-24T12:40Z
        On <time>24 Oct 2024</time> | 2024-12-02 | 2024-10-24T12:40Z
        """)
    void aDayShownAndMarkedInOnePlaceOutdoesOneThatOnlyMachinesAreTold(String day, String changed, String date) {
        String head = "<title>The ferry</title><meta property=article:published_time content=2024-10-24T12:40Z>"
                + "<meta property=article:modified_time content=" + changed + ">";
        assertThat(published(head, "<p itemprop=datePublished>" + day + "</p>")).isEqualTo(date);
        String review = "<p>Good - <span itemprop=datePublished content=2024-10-08>8 October 2024</span></p>";
        String text = "<p>" + "The harbour office opens its doors to all on the first of May. ".repeat(3) + "</p>";
        assertThat(published(head, text + review)).isEqualTo("2024-10-24T12:40Z");
    }

    @Test
    void aDayMayStandInALineIfItIsNamedOne() {
        String line =
                "<h2>A ship that was stripped of its paint and of its sails, and of all hands but three, sails once"
                        + " more. <span class=%s>Monday, 6 May 2024</span></h2>";
        String head = ld("2024-05-03T09:48Z", "2024-05-06T09:22Z");
        assertThat(published(head, line.formatted("hl__date"))).isEqualTo("2024-05-06T00:00Z");
        assertThat(published(head, line.formatted("hl__place"))).isEqualTo("2024-05-03T09:48Z");
        String one = ld("2024-05-06T09:22Z", "2024-05-06T09:22Z");
        String sentence =
                "<p>The law on harbours, passed by the council on <span class=date>12 March 2024</span>, is to be"
                        + " changed again, said the captains of the ferry, who had gathered on the old quay.</p>";
        assertThat(published(one, sentence)).isEqualTo("2024-05-06T09:22Z");
    }

    @Test
    void menusFootersAndTheArticlesBeforeHaveDaysOfTheirOwn() {
        String title = "<title>The ferry</title>";
        String day = "<p>(2 May 2024) The captains of the ferry meet in the old harbour office, and stay there.</p>";
        String menu = "<nav><ul class=menu><li><a href=/1>The quay</a> <span class=time>9 May 2024</span></ul></nav>";
        String footer = "<footer class=footer><p class=timestamp>9 May 2024</p></footer>";
        for (String page : List.of(menu + "<h1>The ferry</h1>" + day, "<h1>The ferry</h1>" + day + STORY + footer))
            assertThat(published(title + page, "")).as(page).isEqualTo("2024-05-02T00:00Z");
        String teaser = "<article class=one-fourth><h2>The quay</h2><span class=date>9 May 2024</span></article>";
        assertThat(published(title + teaser + "<h1>The ferry</h1>", "")).isEqualTo("none");
        String own = "<article><span class=date>9 May 2024</span><h1>The ferry</h1>" + STORY + "</article>";
        assertThat(published(title + own, "")).isEqualTo("2024-05-09T00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://www.harbour.example/news/A2024050214320005196            | 2024-05-02T00:00Z
        https://www.harbour.example/news/202405021432-the-ferry?from=hub | 2024-05-02T00:00Z
        https://www.harbour.example/news/A2024050299320005196            | none
        https://www.harbour.example/news/20240502                        | 2024-05-02T00:00Z
        https://www.harbour.example/video/2003101512345678               | none
        https://www.harbour.example/news?ref=/202405021432               | none
        https://copies.example/web/20240502143200/https://www.harbour.example/the-ferry | none
        """)
    void aNumberInTheAddressMayBeginWithTheDay(URI address, String date) {
        assertThat(published(address, "<title>The ferry</title>", "")).isEqualTo(date);
    }

    @Test
    void scriptsMayTellTheFirstPublication() {
        String script = "<script>self.state={\"first_publication_date\":\"2024-05-02T11:55:39+0000\"}</script>";
        assertThat(published("<title>The ferry</title>" + script, "")).isEqualTo("2024-05-02T11:55:39Z");
    }

    private static String ld(String published, String modified) {
        String changed = modified.isEmpty() ? "" : ",\"dateModified\":\"%s\"".formatted(modified);
        return "<title>The ferry</title><script type='application/ld+json'>{\"@type\":\"Article\",\"datePublished\":\"%s\"%s}</script>"
                .formatted(published, changed);
    }

    private static String published(String head, String lines) {
        return published(ADDRESS, head, lines);
    }

    private static String published(URI address, String head, String lines) {
        String heading = head.contains("<h1>") ? "" : "<h1>The ferry</h1>";
        Reader.Reading reading = reading(address, head + heading + lines + STORY);
        return told(reading.published().or(reading::visiblyPublished));
    }

    private static Reader.Reading reading(URI address, String html) {
        return Reader.read(html, address, ZoneOffset.UTC, "", List.of());
    }

    private static String told(Optional<OffsetDateTime> time) {
        return time.map(Object::toString).orElse("none");
    }
}
