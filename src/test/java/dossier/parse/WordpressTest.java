package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What authors type into WordPress, and what readers see of it.
class WordpressTest {
    private static String article(String written) {
        return Wordpress.article(written, Optional.empty(), new Attachments(), 1)
                .strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'one'                                | '<p>one</p>'",
                "'one\n\ntwo'                         | '<p>one</p>\n<p>two</p>'",
                "'one\r\n\r\n \r\ntwo'                | '<p>one</p>\n<p>two</p>'",
                "'one\ntwo'                           | '<p>one<br>\ntwo</p>'",
                "'one<br />\ntwo'                     | '<p>one<br />\ntwo</p>'",
                "'one\n<h2>two\nthree</h2>\nfour'     | '<p>one</p>\n<h2>two<br>\nthree</h2><p>four</p>'",
                "'<p>whole</p>\n\n<p>two</p>'         | '<p>whole</p><p>two</p>'",
                "'<blockquote>one\n\ntwo</blockquote>'| '<blockquote><p>one</p>\n<p>two</p>\n</blockquote>'",
                "'<ul>\n<li>one\n<li>two\n</ul>'      | '<ul><li>one<li>two</ul>'",
                "'<pre>\na\n\nb</PRE>\nc'             | '<pre>\na\n\nb</PRE><p>c</p>'",
                "'<pre>never ended\n\nb'              | '<pre>never ended\n\nb'",
                "'a <em>b\nc</em> d'                  | '<p>a <em>b<br>\nc</em> d</p>'",
                "'<!--more-->one<!-- x -->'           | '<p>one</p>'",
                "'<!-- wp:p --><p>a\n\nb</p>'         | '<p>a\n\nb</p>'",
            })
    void linesBecomeParagraphs(String written, String shown) {
        assertThat(article(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'he said [sic], in [Paris]'                | 'he said [sic], in [Paris]'",
                "'[vc_row a=\"b\"]kept[/vc_row]'            | 'kept'",
                "'[quote]kept[/quote] and [note]'           | 'kept and [note]'",
                "'a [contact-form-7 id=\"3\"] b'            | 'a  b'",
                "'a [toc] b'                                | 'a  b'",
                "'[[gallery]] is how'                       | '[gallery] is how'",
                "'see [1] and [2, 3]'                       | 'see [1] and [2, 3]'",
                "'[youtube https://v.example/1]'            | '<a"
                        + " href=\"https://v.example/1\">https://v.example/1</a>'",
                "'[youtube=https://v.example/1]'            | '<a"
                        + " href=\"https://v.example/1\">https://v.example/1</a>'",
                "'[embed]https://v.example/2[/embed]'       | 'https://v.example/2'",
                "'a [gallery ids=\"7,8\"] b'                | 'a  b'",
            })
    void shortcodesGoAndTheTextBetweenThemStays(String written, String shown) {
        assertThat(article(written)).isEqualTo("<p>" + shown + "</p>");
    }

    @Test
    void captionsOfBothAgesBecomeFigures() {
        String figure = "<figure><img src=\"a.jpg\"><figcaption>Of the pier</figcaption></figure>";
        assertThat(article("[caption id=\"x\"]<img src=\"a.jpg\"> Of the pier[/caption]"))
                .isEqualTo(figure);
        assertThat(article("[caption caption='Of the pier']<img src=\"a.jpg\">[/caption]"))
                .isEqualTo(figure);
        assertThat(article("one [caption]no picture[/caption] two")).isEqualTo("<p>one no picture two</p>");
        assertThat(article("never [caption] ended")).isEqualTo("<p>never  ended</p>");
    }

    @Test
    void aGalleryShowsThePicturesItNamesOrElseThoseOfItsPost() {
        Attachments files = new Attachments();
        files.add(picture(7, "north.jpg"), 1);
        files.add(picture(8, "sea.png"), 2);
        files.add(picture(9, "tide-table.pdf"), 1);
        assertThat(Wordpress.article("[gallery ids=\"8,9,10\"]", Optional.empty(), files, 1))
                .contains("sea.png")
                .doesNotContain("north")
                .doesNotContain("pdf");
        assertThat(Wordpress.article("[gallery]", Optional.empty(), files, 1))
                .contains("north.jpg")
                .doesNotContain("sea");
    }

    @Test
    void theFeaturedPictureStandsFirstUnlessTheTextShowsItInAnySize() {
        Optional<Attachments.Attachment> featured = Optional.of(picture(7, "north.jpg"));
        Attachments none = new Attachments();
        assertThat(Wordpress.article("one", featured, none, 1))
                .startsWith("<figure><img src=\"https://b.example/north.jpg\"");
        assertThat(Wordpress.article("<img src=\"/u/north-300x200.jpg\">", featured, none, 1))
                .doesNotContain("https://b.example/north.jpg");
    }

    private static Attachments.Attachment picture(long number, String name) {
        return new Attachments.Attachment(number, URI.create("https://b.example/" + name), "", "");
    }

    @Test
    void whatIsMadeToTakeLongTakesNoTime() {
        for (String piece : new String[] {
            "<!--",
            "[caption]",
            "[a b=\"",
            "<pre>",
            "[gallery ids=\"1,",
            "   ",
            "\n \n",
            "[[a",
            "<div ",
            "[/caption]",
            "<p>\n",
            "a=",
            "[x=https://a",
            "<br>\n"
        })
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> article(piece.repeat(2_000_000 / piece.length())), piece);
    }
}
