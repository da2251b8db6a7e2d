package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Markup;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanerTest {
    private static final URI BASE = URI.create("https://news.example/2019/a.html");
    private static final Safelist CONTRACT = new Safelist()
            .addTags("p", "h2", "h3", "ul", "ol", "li", "blockquote", "figure", "img", "figcaption", "cite", "table")
            .addTags("thead", "tbody", "tr", "th", "td", "pre", "code", "a", "em", "strong", "br")
            .addAttributes("a", "href")
            .addAttributes("img", "src", "alt", "width", "height")
            .addProtocols("a", "href", "http", "https")
            .addProtocols("img", "src", "http", "https");

    private final Cleaner cleaner = new Cleaner();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <p onclick="x()">Run</p><script>x()</script>                | <p>Run</p>
        <p><a href="javascript:x()">A link</a> here</p>             | <p>A link here</p>
        <p><a href="../b?c=1&d">A link</a> here</p>                 | <p><a href="https://news.example/b?c=1&amp;d">A link</a> here</p>
        <p><a href="data:text/html,x">A</a> <a href="mailto:a@b.example">B</a></p> | <p>A B</p>
        <p>1 &lt; 2 &amp; 3 &gt; 2</p>                              | <p>1 &lt; 2 &amp; 3 &gt; 2</p>
        <b>Bold <i>and</i></b> plain                                | <p><strong>Bold <em>and</em></strong> plain</p>
        <p><strong> </strong>Text<em></em></p>                      | <p>Text</p>
        One<br><br>Two<br>Three                                     | <p>One</p><p>Two<br>Three</p>
        <p><img src="a.png"onerror="x()"alt='"><script>'></p>       | <figure><img src="https://news.example/2019/a.png" alt="&quot;&gt;&lt;script&gt;"></figure>
        <img src="t.gif" width="1" height="1"><p>Text</p>           | <p>Text</p>
        <iframe src="https://x.example"></iframe><object></object>  |
        <b><p>One</p><p>Two</p></b>                                 | <p><strong>One</strong></p><p><strong>Two</strong></p>
        <pre>a &lt; <a href="b">b</a><br><a href="#c"onclick="x()">c</a><script>x()</script></pre> | <pre>a &lt; <a href="https://news.example/2019/b">b</a>c</pre>
        <ul><li>One<li>Two <b>three</ul>                            | <ul><li>One</li><li>Two <strong>three</strong></li></ul>
        """)
    void nothingComesThroughButTheContract(String markup, String clean) {
        String html = cleaner.clean(new Markup(markup), BASE).markup().replace("\n", "");
        assertThat(html).isEqualTo(clean == null ? "" : clean.replace("</p><p>", "</p><p>"));
    }

    private static final String STORY =
            "<p>The council met on the quay and spoke of the harbour for two hours and a half.</p>".repeat(8);

    /// What looks like furniture and is the news.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <p>“We hope to get an answer from the European Commission this week,” the minister said.</p> | European Commission
        <p>I will make sure the electoral commission publishes every result of the vote.</p>          | electoral commission
        <h2>Sources</h2><ul><li><a href=/a>The minutes of the council</a><li><a href=/b>Its budget for the year</a></ul> | budget for the year
        <p>Read the documents here:</p><ul><li><a href=/a>The minutes of the council</a><li><a href=/b>Its budget</a></ul> | minutes of the council
        <p>Samstag, 14. Juni 2025, 19:30 Uhr</p><p>Es spielt die Kapelle des Hafens, der Eintritt ist frei.</p><p>Für Getränke ist gesorgt, sagte der Wirt.</p> | 14. Juni 2025
        <h2>Our verdict</h2><p>8/10</p>                              | 8/10
        <h2>More Americans lose coverage</h2><p>So the report of the office says, which came on Monday.</p> | lose coverage
        <blockquote><p><a href=/a>What the first captain said of it</a></p><p><a href=/b>What the second said</a></p></blockquote> | first captain
        """)
    void whatOnlyLooksLikeFurnitureStays(String markup, String kept) {
        assertThat(cleaner.cleaned(new Markup(STORY + markup), BASE, "The council")
                        .text())
                .contains(kept);
    }

    @Test
    void aChronicleOfDatesIsTheText() {
        String chronicle = "<p>12.03.2019 – Der Rat beschließt den Bau der Brücke</p>"
                + "<p>14.05.2020 – Die Arbeiten beginnen</p><p>01.09.2022 – Die Brücke steht</p>";
        assertThat(cleaner.cleaned(new Markup(chronicle + STORY), BASE, "").text())
                .contains("12.03.2019", "14.05.2020", "01.09.2022");
    }

    @Test
    void ofAFrameOnlyAFilmIsCalledOne() {
        String map = "<iframe src='https://maps.example/embed?pb=1' allowfullscreen></iframe>";
        String list = "<iframe src='https://www.youtube.com/embed/videoseries?list=PL1' allowfullscreen></iframe>";
        assertThat(cleaner.clean(new Markup(STORY + map + list), BASE).markup())
                .contains(">maps.example</a>", "/embed/videoseries?list=PL1")
                .doesNotContain("Video: maps", "watch?v=videoseries");
    }

    @Property
    void whateverComesInWhatComesOutIsOfTheContract(@ForAll String text) {
        String hostile =
                "<div " + text + "><p>" + text + "<a href='" + text + "'>" + text + "<img src=\"" + text + "\">";
        String html = cleaner.clean(new Markup(hostile), BASE).markup();
        assertThat(Jsoup.isValid(html, CONTRACT)).as(html).isTrue();
    }

    @Test
    void whatIsOpenWhereThePageGoesTooDeepIsReadAllTheSame() {
        String deep = "<p><a><b><b><b>" + "<div>".repeat(500);
        String markup = deep + "<a>x<p>At the bottom of it all there is a sentence.</p>";
        assertThat(cleaner.cleaned(new Markup(markup), BASE, "").text()).contains("At the bottom");
    }

    @Test
    void aHundredThousandNestedElementsAreReadAndEnd() {
        String deep = "<div>".repeat(100_000) + "<p>At the bottom of it all there is a sentence.</p>";
        assertThat(cleaner.cleaned(new Markup(deep), BASE, "").text()).contains("At the bottom");
        String lists = "<ul><li>".repeat(50_000) + "word";
        assertThat(cleaner.clean(new Markup(lists), BASE).markup()).contains("word");
        String bold = "<b><i><a href='/x'>".repeat(30_000) + "word";
        assertThat(cleaner.clean(new Markup(bold), BASE).markup()).contains("word");
    }

    @Test
    void theTextHasALineForEachBlockAndNoCaption() {
        Cleaner.Cleaned cleaned = cleaner.cleaned(
                new Markup("<h2>Head</h2><p>One<br>line.</p><ul><li>a</li><li>b</li></ul>"
                        + "<figure><img src=p.jpg><figcaption>Said of it</figcaption></figure>"
                        + "<table><tr><th>k<td>v</table>"),
                BASE,
                "A title");
        assertThat(cleaned.text()).isEqualTo("Head\nOne line.\na\nb\nk v");
        assertThat(cleaned.pictures()).containsExactly(URI.create("https://news.example/2019/p.jpg"));
    }
}
