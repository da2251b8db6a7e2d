package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorsTest {
    private static final URI ADDRESS = URI.create("https://www.harbour.example/news/ferry");
    private static final String STORY =
            "<p>The harbour office opens its doors to all on the first of May, and stays open.</p>".repeat(4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Moss">   | Ada Moss
        <meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="4 minutes"> |
        <meta name="author" content="amoss"><div class="byline">By <b>Ada Moss</b></div>                    | Ada Moss
        <meta name="author" content="amoss">                                                               | amoss
        <meta name="author" content="The Harbour"><meta property="og:site_name" content="The Harbour">      | The Harbour
        <div class="author-details"><p>Ada Moss</p><small>December 17, 2025</small></div>                  | Ada Moss
        <div class="byline">ByAda Moss, Last updated: August 3, 2024</div>                                  | Ada Moss
        <div class="byline">Ada Moss<span>Senior Harbour Reporter</span></div>                              | Ada Moss
        <div class="byline">By Ada Moss, Bo Halvard and Tor Edvin</div>                                     | Ada Moss, Bo Halvard, Tor Edvin
        <p>By <a href="/reporters/ada-moss">Ada Moss</a> in Lund, where it rained</p>                       | Ada Moss
        <meta name="author" content="Bo Halvard"><p>By Ada Moss</p>                                          | Ada Moss
        <meta name="author" content="Bo Halvard"><p>By Ada Moss<br>Low Point</p>                             | Ada Moss
        <p class="byline">The Author</p><p class="byline">byAda Moss, Last update</p>                        | Ada Moss
        <p class="byline">Ada Moss, Samstag</p>                                                              | Ada Moss
        <li><b>Autorin/Autor</b> Ada Moss</li>                                                               | Ada Moss
        <p>Written by</p><p><span>Ada Moss</span></p>                                                       | Ada Moss
        <p>Written by</p><p>captains</p>                                                                     |
        <div><p>Written by</p><p>Ada Moss</p></div>                                                         | Ada Moss
        <div><h2>Article by</h2><div>Ada Moss</div><div>She writes of all that floats, and has done so for years.</div><p>And of tea</p></div> | Ada Moss
        <p>Von <a href="/a">Ada Moss</a> und <a href="/b">Bo Halvard</a><br>Lund</p>                         | Ada Moss, Bo Halvard
        <p class="byline">Text: Ada Moss</p>                                                                 | Ada Moss
        <p class="byline">Ada Moss THE HARBOUR</p><meta property="og:site_name" content="The Harbour">       | Ada Moss
        <p class="byline">Ada Moss, Product marketer</p>                                                     | Ada Moss
        <meta name="author" content="Ada (Adele) Moss">                                                      | Ada (Adele) Moss
        <meta name="author" content="Ada Moss (Lund)">                                                       | Ada Moss
        <p class="byline">Ada Moss (Text) Bo Halvard (Foto)</p>                                              | Ada Moss
        <p class="byline">Ada Moss (dpa) Berlin</p>                                                          | Ada Moss
        <p class="byline">Por <a href="/a">Ada Moss</a> <span>en Madrid</span></p>                           | Ada Moss
        <div><p>Words by</p><p>Ada Moss</p><p>Bo Halvard</p></div>                                           | Ada Moss, Bo Halvard
        <div><h3>Another story</h3><p>Written by</p><p>Ada Moss</p></div>                                    |
        """)
    void aPageNamesItsAuthorsInManyWays(String head, String names) {
        String html = "<title>The ferry</title><h1>The ferry</h1>" + head + STORY;
        assertThat(String.join(", ", authors(html))).isEqualTo(names == null ? "" : names);
    }

    @Test
    void whoCommentsIsNoAuthor() {
        String comments = """
            <ol class="commentlist"><li class="comment"><div class="comment-author vcard"><cite class="fn">Bo Halvard</cite>
            <span class="says">says</span></div><p>I was there.</p></li></ol>
            <form><p class="comment-form-author"><label for="author">Name</label><input id="author"></p></form>\
            """;
        assertThat(authors("<h1>The ferry</h1>" + STORY + comments)).isEmpty();
    }

    @Test
    void aNameAloneUnderTheTextIsItsSignature() {
        assertThat(authors("<h1>The ferry</h1><div>" + STORY + "<p><strong>Ada Moss</strong></p></div>"))
                .containsExactly("Ada Moss");
        assertThat(authors("<h1>The ferry</h1><div>" + STORY + "<p>Ada Moss</p></div>"))
                .isEmpty();
    }

    private static List<String> authors(String html) {
        return Reader.read(html, ADDRESS, ZoneOffset.UTC, "", List.of()).authors();
    }
}
