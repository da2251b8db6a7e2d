package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that keep their text in unusual places.
class OddPagesTest {
    private static final URI ADDRESS = URI.create("https://www.harbour.example/news/ferry");
    private static final String LINE = "<p>The harbour office opens its doors to all on the %s of May.</p>";
    private static final String STORY =
            LINE.formatted("first") + LINE.formatted("second") + LINE.formatted("third") + LINE.formatted("fourth");

    @Test
    void theTextOnceMoreForProgramsIsNotReadTwice() {
        String again =
                "<pre hidden class=raw-markdown># The ferry\n\n" + "The harbour [office](/o) opens.\n\n".repeat(20);
        assertThat(text("<article><h1>The ferry</h1>" + STORY.repeat(2) + "</article>" + again + "</pre>"))
                .contains("doors to all")
                .doesNotContain("[office]");
    }

    @Test
    void whatIsHiddenIsTheTextWhereReadersAreShownOtherWords() {
        String other = "<p>A reader says that ferries were cheaper, and captains kinder, when he was young.</p>";
        for (String shown : List.of("<div class=comments>%s</div>", "<footer>%s</footer>", "<div>Loading</div>"))
            assertThat(text("<h1>The ferry</h1><div style='display:none'>" + STORY.repeat(3) + "</div>"
                            + shown.formatted(other.repeat(6))))
                    .contains("doors to all on the fourth");
    }

    @Test
    void whatAScriptWillShowIsTheTextWhereNothingElseIs() {
        String hidden = "<div style='display:none'>" + STORY + "</div><p>Menu</p>";
        assertThat(text("<h1>The ferry</h1>" + hidden)).contains("doors to all on the fourth");
    }

    @Test
    void whatReadersWithoutScriptsAreShownIsTheTextWhereNothingElseIs() {
        String post = "<div class=post-body><script type='text/template'>" + STORY + "</script><noscript>"
                + STORY.repeat(2) + "</noscript></div>";
        assertThat(text("<h1>The ferry</h1>" + post)).contains("doors to all on the fourth");
        String message = "<p>Your browser runs no scripts, and so you will not see this film of ours.</p>".repeat(6);
        String beside = STORY.repeat(4) + "<div class=video><noscript>" + message + "</noscript></div>";
        assertThat(text("<article><h1>The ferry</h1>" + beside + "</article>")).doesNotContain("browser");
    }

    @Test
    void aSlideshowSaysWhatStandsUnderItsPictures() {
        String slides = "";
        for (String day : List.of("first", "second", "third", "fourth", "fifth", "sixth"))
            slides +=
                    "<figure><img src='%s.jpg' width=900><figcaption>On the %s of May the harbour office opened its doors to all who came, and closed them late at night.</figcaption></figure>"
                            .formatted(day, day);
        Reader.Reading reading = read("<article><h1>The ferry</h1>" + slides.repeat(1)
                + slides.replace("jpg", "png").replace("May", "June") + "</article>");
        assertThat(reading.body().text()).contains("On the sixth of May", "On the first of June");
        assertThat(reading.body().html().markup()).contains("first.jpg").doesNotContain("<figcaption>");
        String pictured = read("<article><h1>The ferry</h1>" + STORY + slides + "</article>")
                .body()
                .text();
        assertThat(pictured).doesNotContain("sixth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<quay-image src='quay.jpg' alt='The quay'></quay-image>",
                "<figure><quay-image src='quay.jpg'></quay-image><figcaption>The quay</figcaption></figure>",
                "<button aria-label=Enlarge><figure><img src='quay.jpg'><figcaption>The"
                        + " quay</figcaption></figure></button>",
                "<div class='ui-modal'><div><figure><img src='quay.jpg'><figcaption>The"
                        + " quay</figcaption></figure></div><aside><img src='quay.jpg'><p>The quay</p></aside></div>",
            })
    void aPictureIsShownInManyWays(String picture) {
        assertThat(read("<article><h1>The ferry</h1>" + STORY + picture + STORY + "</article>")
                        .body()
                        .html()
                        .markup())
                .contains("<figure><img src=\"https://www.harbour.example/news/quay.jpg\"", "The quay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<quay-image src='quay.jpg'><p>The old captain waited.</p></quay-image>",
                "<quay-image src='quay.jpg'><p>The old captain waited.</p>",
            })
    void anElementOfASitesOwnKeepsWhatStandsInIt(String element) {
        Reader.Reading reading =
                read("<article><h1>The ferry</h1>" + STORY + element + STORY + "<p>The end.</p></article>");
        assertThat(reading.body().text()).contains("The old captain waited.", "The end.");
        assertThat(reading.body().html().markup()).contains("news/quay.jpg");
    }

    @Test
    void aLineThatACaptionSaysAsWellStaysInTheText() {
        String said = "The harbour office opened its doors to all who came.";
        String figure = "<figure><img src='a.jpg' width=900><figcaption>" + said + "</figcaption></figure>";
        assertThat(text("<article><h1>The ferry</h1><p>" + said + "</p>" + STORY + figure + STORY + "</article>"))
                .startsWith(said);
        for (String between : List.of("", "<p>Ferries, in colour</p>"))
            assertThat(text("<article><h1>The ferry</h1>" + STORY + figure + between + "<p>" + said + "</p>" + STORY
                            + "</article>"))
                    .doesNotContain(said);
    }

    @Test
    void theOnlyHeadlineHeadsNoTeaser() {
        String head =
                "<section class=teaser><h1>The ferry is back at last</h1><p class=teaser-text>The old captain waited"
                        + " for it on the quay, for five years.</p>" + "<a href=/1>Captains and ferries</a>".repeat(3)
                        + "</section>";
        assertThat(text("<main>" + head + "<div class=article-body>" + STORY + "</div></main>"))
                .startsWith("The old captain waited");
    }

    @Test
    void aStandfirstWithoutAHeadlineStandsRightAboveTheText() {
        String lead = "<div class=lead-text><p>The old captain waited for it on the quay, for five years.</p></div>";
        assertThat(text("<div>" + lead + "<div class=article-body>" + STORY.repeat(3) + "</div></div>"))
                .startsWith("The old captain waited");
    }

    @Test
    void whatIsSaidOfAMatchWhileItRunsIsNoDiscussion() {
        String match = "<div class=live-match-comments>"
                + "<div class='live-match-comment'><b>90'</b><p>The captain shoots, and the ball goes past the post.</p></div>"
                        .repeat(9)
                + "</div>";
        assertThat(text("<h1>The ferry against the quay</h1>" + match)).contains("The captain shoots");
        assertThat(text("<h1>The ferry against the quay</h1>" + STORY + match.replace("live-match-", "")))
                .doesNotContain("The captain shoots");
    }

    @Test
    void aBoxThatAsksForAnAddressIsNoPartOfTheText() {
        String box = "<section><h3>Be the first to know</h3><div><p>By signing up you agree to all that captains"
                + " say.</p><div><input type=email><button>Go</button></div></div><p>Thanks for coming"
                + " aboard!</p></section>";
        assertThat(text("<article><h1>The ferry</h1>" + STORY.repeat(3) + box + STORY.repeat(3) + "</article>"))
                .doesNotContain("first to know", "captains", "aboard");
        String last = "<p>So it was on the quay in the old days, when captains still drank of the old tea.</p>";
        for (String around : List.of(
                "<div>%s<form><input type=email></form></div>",
                "<section><h2>Tea</h2>%s<div><p>Sign up.</p><input type=email></div></section>"))
            assertThat(text("<article><h1>The ferry</h1>" + STORY.repeat(9) + around.formatted(last) + "</article>"))
                    .contains("drank of the old tea");
        String whole = "<div><input type=email><article><h1>The ferry</h1>" + STORY + "</article></div>";
        assertThat(text(whole)).contains("doors to all");
    }

    @Test
    void eachThingOfAListMayBeHeadedByALineThatLeadsToIt() {
        String thing = "<p><a href='/%s'>The tea of the %s:</a></p><p><img src='%s.jpg' width=900></p>" + LINE;
        String list = "";
        for (String day : List.of("first", "second", "third")) list += thing.formatted(day, day, day, day);
        assertThat(text("<article><h1>Three teas</h1>" + STORY + list + "</article>"))
                .contains("The tea of the first:", "The tea of the third:");
        assertThat(text("<article><h1>A tea</h1>" + STORY + "<p><a href='/a'>Read of the tea:</a></p>" + STORY
                        + "</article>"))
                .doesNotContain("Read of the tea");
    }

    @Test
    void aHeadingThatLeadsToItsOwnPlaceIsAHeading() {
        String heading = "<a href='/news/ferry#tea'><h2>How to choose a tea</h2></a>";
        assertThat(text("<article><h1>The ferry</h1>" + STORY + heading + STORY + "</article>"))
                .contains("How to choose a tea");
        String product = "<h3><a href='https://tea.example/1'>Old Quay Tea</a></h3><h3>Why we like it</h3>";
        assertThat(text("<article><h1>The ferry</h1>" + STORY + product + STORY + "</article>"))
                .contains("Old Quay Tea", "Why we like it");
    }

    @Test
    void aNoteAndItsMarkHaveTheSameNumber() {
        String marked = "<p>The harbour office opens its doors to all.<a class=footnote-anchor"
                + " href='https://www.harbour.example/news/ferry#footnote-1'>1</a> So it was said.</p>";
        String note =
                "<div class=footnote><a class=footnote-number href='https://www.harbour.example/news/ferry#anchor-1'>1"
                        + "</a><div><p>The minutes of the office, page 12.</p></div></div>";
        assertThat(text("<article><h1>The ferry</h1>" + marked + STORY + note + "</article>"))
                .contains("to all.[1] So it", "[1] The minutes of the office");
        String number = "<p>It was said.<a class=footnote-number href='#n1'>1</a><a class=footnote-number"
                + " href='#n2'>2</a></p><h2>And so</h2>";
        assertThat(text("<article><h1>The ferry</h1>" + STORY + number + STORY + "</article>"))
                .contains("It was said.[1][2]\nAnd so");
    }

    @Test
    void marksThatATemplateLeftAreNoText() {
        assertThat(text("<article>" + STORY + "<p>$$ARTICLEAD$$</p><p>{{banner-of-the-captain}}</p><p>$undefined</p>"
                        + STORY))
                .doesNotContain("$", "{", "captain");
        assertThat(text("<article>" + STORY + "<p>{{ user.name }}</p>" + STORY)).contains("{{ user.name }}");
    }

    private static Reader.Reading read(String html) {
        return Reader.read("<title>The ferry</title>" + html, ADDRESS, ZoneOffset.UTC, "", List.of());
    }

    private static String text(String html) {
        return read(html).body().text();
    }
}
