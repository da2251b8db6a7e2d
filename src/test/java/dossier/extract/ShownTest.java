package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Reader.Reading reading = Reader.read(head + heading + lines + STORY, address, ZoneOffset.UTC, "", List.of());
        return reading.published()
                .or(reading::visiblyPublished)
                .map(Object::toString)
                .orElse("none");
    }
}
