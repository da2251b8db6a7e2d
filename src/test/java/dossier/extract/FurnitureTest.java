package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureTest {
    private static final URI ADDRESS = URI.create("https://www.harbour.example/news/ferry");
    private static final String STORY =
            "<p>The harbour office opens its doors to all on the first of May, and stays open.</p>".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class='has-small-font-size'>All told, the captains drank the old tea.</p>",
                "<p>When the <a class='related-modal' href='/tea'>captains drank the old tea</a>, the ferry stood"
                        + " still.</p>",
                "<div class='kg-card kg-callout-card'><p>Tip: the captains drank the old tea.</p></div>",
                "<div class='faq-item'><h3>Why?</h3><div class='answer hidden' hidden>The captains drank the old"
                        + " tea.</div></div>",
                "<ul><li class='accordion-drawer'><p>Years ago the captains drank the old tea.</p></li></ul>",
                "<div class='banner-wrapper'><p>The office was built in the year in which the captains drank the old"
                    + " tea, and in which nobody thought of coffee; so it is told on the quay, in the office, and at"
                    + " sea.</p></div>",
                "<h2>1. <a href='https://www.harbour.example/tea'>The captains drank the old tea</a></h2>",
                "<h2><a href='https://tea.example/'>The captains drank the old tea</a></h2>",
                "<h2><a href='https://tea.example/'>The captains drank the old tea</a></h2><p>Black, 1911</p><ul><li>It"
                        + " was so old that nobody on the quay remembered it.</li></ul>",
                "<h3>See also</h3><ul><li>Of the old tea, which the captains drank the old tea for, tells a <a"
                        + " href='/1'>book</a>.</li></ul>",
                "<div class='rating-card'><h3><a href='https://tea.example/'>Old Quay</a></h3><ul><li>The captains"
                        + " drank the old tea</li><li>A pound of it was twelve shillings in 1911, and is forty"
                        + " now.</li><li>It is drunk black on the quay, and never with milk, or so the office"
                        + " says.</li></ul></div>",
                "<aside><h4><a href='https://tea.example/'>On old tea</a></h4><p>The captains drank the old tea, <a"
                        + " href='https://quay.example/'>tells the quay</a>.</p></aside>",
                "<table class='infobox'><tr><th>Tea</th><td>The captains drank the old tea</td></tr></table>",
            })
    void whatBelongsToTheTextStaysWhateverItIsCalled(String piece) {
        assertThat(text("<article>" + STORY + piece + STORY + "</article>")).contains("aptains drank the old tea");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ul><li><a href='#a'>The captains drank</a></li><li><a href='#b'>the old</a></li><li><a"
                        + " href='#c'>tea</a></li></ul>",
                "<p>A captain <span class='rollover-block'><b>A captain</b> <a href='/1'>captains drank the old"
                        + " tea</a></span> spoke.</p>",
                "<div class='ai-summary'><ul><li>The captains drank the old tea.</li></ul></div>",
                "<div class='post type-post hentry'><h3><a href='/2'>Other news</a></h3><p>The captains drank the old"
                        + " tea.</p></div>",
                "<h2><a href='https://www.harbour.example/tea'>The captains drank the old tea</a></h2>",
                "<ul><li><b><a href='/1'>Tea</a></b><p><a href='/1'>The captains drank the old tea</a></p></li></ul>",
                "<p>Show caption</p><p>Tags: captains, old tea</p>",
                "<p>2 / 12</p><p>E-mail Facebook WhatsApp</p><p>Jump to Recipe Jump to Video</p><p>12.05.2024 09:30"
                        + "</p><p>Published 2024-05-12 in captains drank</p>",
                "<p>This story about what captains drank contains affiliate links.</p><p>If a captain drank what you"
                        + " buy here, we may earn a small commission. The captains drank it all.</p>",
                "<p>Photo: captains drank / Quay Pictures</p>",
                "<p>(Credit: captains drank / Quay Pictures)</p><p>Zuletzt geändert am 12. Mai 2024</p>",
                "<p>LE PUEDE INTERESAR: <a href='/1'>What captains drank</a></p>",
                "<blockquote class='wp-embedded-content'><a href='/1'>What captains drank</a></blockquote>",
                "<h3>More great tea recipes</h3><ul><li><a href='/1'>What captains drank</a></li></ul>",
                "<p>More great tea stories</p><ul><li>They think <a href='/1'>captains drank it</a></li></ul>",
                "<p>Must-read: <a href='/1'>What captains drank</a></p>",
                "<blockquote>You may also like: <a href='/1'>What captains drank</a></blockquote>",
                "<p>21 mins ago 11:48</p><aside><a href='/1'><img src='/1.jpg'></a><h6><a href='/1'>Of tea, and of"
                        + " what is drunk</a></h6><p>The captains drank the old tea. <a href='/1'>Read"
                        + " more</a></p></aside>",
                "<div class='whatsapp-group'><p>Hear first what captains drank.</p></div>",
                "<p>Posted under captains drank</p><p>Follow the quay's full coverage of what captains drank"
                        + " at https://quay.example/tea</p>",
                "<h3>Lire aussi</h3><p><a href='/1'>What captains drank</a></p><p>Write to the captains drank desk at"
                        + " tea@quay.example.</p>",
                "<p>For more stories of what captains drank, visit our <a href='/tea'>tea page</a>.</p><p>Hat Ihnen"
                        + " dieser Artikel gefallen? Then give to those with whom captains drank.</p>",
                "<p>Topics</p><ul><li><a href='/t/1'>What captains drank</a></li></ul>",
                "<p>With reports from captains, who drank</p><p>Jane Roe, with whom captains drank, contributed to this"
                        + " report.</p>",
                "<div class='factbox'><h3>The tea</h3><p>The captains drank the old tea.</p></div>",
                "<p class='w-condition-invisible'>The captains drank the old tea.</p>",
                "<p>If you liked this, you might also like:</p><ul><li><a href='/1'>What captains drank</a></li></ul>",
            })
    void furnitureIsDroppedByWhatItDoes(String piece) {
        assertThat(text("<article><h1>The ferry</h1>" + STORY + piece + STORY + "</article>"))
                .doesNotContain("aptains drank", "caption", "Tags", "mins ago");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<aside class='widget sidebar'>%s</aside>",
                "<div class='widget-area secondary' role=complementary>%s</div>",
            })
    void aColumnBesideAShortArticleIsNoPartOfIt(String column) {
        String deals = "<p>A tea that the captains drank is on offer, now that the summer is gone for good.</p>";
        String page = "<div class='entry-content'>" + STORY + "</div>" + column.formatted(deals.repeat(12));
        assertThat(text("<h1>The ferry</h1><main>" + page + "</main>")).doesNotContain("captains");
    }

    @Test
    void whatACardForAnotherArticleHoldsBackIsNoPartOfThisOne() {
        String other = "<p>Some captains drank the old tea, day for day, and did not mind it at all.</p>".repeat(9);
        String card =
                "<div class='related-item'><a href='/1'>Other news</a><div class='hide'>" + other + "</div></div>";
        assertThat(text("<article><h1>The ferry</h1>" + STORY + card.repeat(3) + "</article>"))
                .doesNotContain("captains");
    }

    @Test
    void aListOfNothingButLinksBeforeOrAfterTheTextIsNoPartOfIt() {
        String links = "<ul><li><a href='/1'>Captains</a></li><li><a href='/2'>Old tea on the quay</a></li></ul>";
        String text = text("<article>" + links + "<h1>The ferry</h1>" + STORY + links + "</article>");
        assertThat(text).doesNotContain("Captains").contains("harbour office");
        String guides = "<table><tr><td><a href='/1'>Captains</a></td><td><a href='/2'>Old tea</a></td></tr></table>";
        String cards = "<ul>"
                + "<li><h4><a href='/1'>Captains and their tea</a></h4><p>What they told us of it.</p></li>".repeat(2)
                + "</ul>";
        for (String last : List.of(guides, cards)) {
            assertThat(text("<article>" + STORY + "<h3>Popular</h3>" + last + "</article>"))
                    .doesNotContain("Captains", "Popular")
                    .contains("harbour office");
        }
        assertThat(text("<article>" + STORY + "<p>These ferries leave at noon:</p>" + links + STORY + "</article>"))
                .contains("Captains");
    }

    @Test
    void whatALawyerAddsIsNoPartOfTheTextHoweverLongItIs() {
        String added = "<p>No captain who drinks tea here acts for the harbour, which is not liable for it.</p>";
        String page = "<div class='legal-disclaimer'>" + added.repeat(14) + "</div>";
        assertThat(text("<article>" + STORY.repeat(5) + page + "</article>")).doesNotContain("captain");
    }

    @Test
    void theWayDownFromTheFrontPageIsNoPartOfTheText() {
        String way = "<ul><li><a href='/'>Home</a></li><li><a href='/sea'>Captains</a></li><li>The tea</li></ul>";
        assertThat(text("<article>" + way + STORY + "</article>")).doesNotContain("Captains", "tea");
    }

    @Test
    void aPostThatOnlyItsScriptWouldShowIsALinkToIt() {
        String post = "<blockquote class='instagram-media'><a href='https://posts.example/p/1'>View this post</a><p><a"
                + " href='https://posts.example/p/1'>A post shared by the captains</a></p></blockquote>";
        assertThat(Reader.read(
                                "<article>" + STORY + post + STORY + "</article>",
                                ADDRESS,
                                ZoneOffset.UTC,
                                "",
                                List.of())
                        .body()
                        .html()
                        .markup())
                .contains("<p><a href=\"https://posts.example/p/1\">A post shared by the captains</a></p>")
                .doesNotContain("blockquote", "View this post");
    }

    @Test
    void aHeadingIsOneLineWhateverBoxesStandInIt() {
        String html =
                "<article>" + STORY + "<h3>The <div>old <div></div></div><div>tea</div></h3>" + STORY + "</article>";
        assertThat(Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of())
                        .body()
                        .html()
                        .markup())
                .contains("<h3>The old tea</h3>");
    }

    private static String text(String html) {
        return Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of()).body().text();
    }
}
