package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextPageTest {
    private static final String SITE = "https://daily.example";

    @ParameterizedTest
    @CsvSource({
        "/story/, /story/2/, 2",
        "/story, /story/2, Next page »",
        "/story, /story/page/2/, NEXT",
        "/story, /story/p2, weiter",
        "/story?id=7, /story?id=7&page=2, 2",
        "/story?page=1&id=7, /story?page=2&id=7, 2",
        "/story?utm_source=x, /story?page=2, 2",
        "/story.html, /story-2.html, 2",
        "/story.html, '/story,page-2.html', suivant",
        "/story-p1.shtml, /story-p2.shtml, 2",
        "/story/page/1, /story/page/2, 第2页",
        "/story, /story/2, 下一页",
        "/story, /story/2, Seite 2",
        "/?p=123, /?p=123&page=2, 2",
        "/minister-comments-on-trade/, /minister-comments-on-trade/2/, 2",
        "/story, https://www.daily.example/story/2, Next page: the verdict"
    })
    void aLinkThatSaysSoToTheArticlesAddressWithTheNextNumber(String first, String next, String said) {
        assertThat(next(first, 1, "<a href='%s'>%s</a>".formatted(next, said)))
                .contains(URI.create(SITE).resolve(next).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "/story, /other, Next",
        "/story, /story-2, 2",
        "/story/, /story-2/, Next",
        "/story.html, /story-2.html, Next",
        "/story, /story/3, 3",
        "/story, /story/3, Next",
        "/story, /story/2, Read more on this",
        "/story, https://other.example/story/2, 2",
        "/, /page/2, Next",
        "/story, /story?page=2&sort=new, 2",
        "/story?id=7, /story?id=8, Next",
        "/story?id=7, /story?page=2, 2",
        "/2024/05, /2024/06, Next",
        "/post/1, /post/2, Next",
        "/blog/p/1, /blog/p/2, Next",
        "/series/part-1/, /series/part-2/, Next",
        "/story-part-1.html, /story-part-2.html, Next",
        "/story.html, /story-part-2.html, Next",
        "/story, /story/comment-page-2/, 2",
        "/story, /story?page=2#comments, 2"
    })
    void otherLinksLeadElsewhere(String first, String to, String said) {
        assertThat(next(first, 1, "<a href='%s'>%s</a>".formatted(to, said))).isEmpty();
    }

    @Test
    void theHeadOfThePageMaySaySo() {
        assertThat(next("/story", 1, "<link rel='next' href='/story/2'>")).contains(SITE + "/story/2");
        assertThat(next("/story", 1, "<a rel='nofollow next' href='/story/2'>»</a>"))
                .contains(SITE + "/story/2");
        assertThat(next("/story", 1, "<link rel='next' title='Another story' href='/another-story/'>"))
                .isEmpty();
        assertThat(next("/story", 1, "<link rel='prefetch' href='/story/2'>")).isEmpty();
    }

    @Test
    void eachPageNamesTheNextAndTheLastNone() {
        String pager = "<p>Pages: <a href='/story/'>1</a> <a href='/story/2/'>2</a> <a href='/story/3/'>3</a></p>";
        assertThat(next("/story/", 1, pager)).contains(SITE + "/story/2/");
        assertThat(next("/story/", 2, pager)).contains(SITE + "/story/3/");
        assertThat(next("/story/", 3, pager)).isEmpty();
    }

    @Test
    void commentsGoOnElsewhere() {
        assertThat(next("/story", 1, "<section id='comments'><a href='/story?page=2'>2</a></section>"))
                .isEmpty();
    }

    @Test
    void whatThePageSaysOfItselfIsNoPlaceForComments() {
        assertThat(next("/story", 1, "<body class='single showing-comments'><main><a href='/story/2'>2</a>"))
                .contains(SITE + "/story/2");
    }

    @Test
    void theAddressThatTheArticleSaysItselfCountsToo() {
        assertThat(next("/story?ref=rss", 1, "<link rel='canonical' href='/story'><a href='/story/2'>2</a>"))
                .contains(SITE + "/story/2");
        assertThat(next("/story", 1, "<link rel='canonical' href='/other'><a href='/other/2'>2</a>"))
                .isEmpty();
    }

    @Test
    void aPageIsTheSameWhereItsSiteHasMovedToHttps() {
        URI kept = URI.create("http://www.daily.example/story/2");
        assertThat(NextPage.isSame(kept, URI.create("https://daily.example/story/2/")))
                .isTrue();
        assertThat(NextPage.isSame(kept, URI.create("https://daily.example/story/3")))
                .isFalse();
        assertThat(NextPage.isSame(kept, URI.create("https://daily.example/story/2?all")))
                .isFalse();
        assertThat(NextPage.isSame(kept, URI.create("https://login.example/story/2")))
                .isFalse();
    }

    @Test
    void theBaseOfThePageCounts() {
        assertThat(next("/news/story", 1, "<base href='/news/'><a href='story/2'>2</a>"))
                .contains(SITE + "/news/story/2");
    }

    private static Optional<String> next(String first, int number, String html) {
        URI address = URI.create(SITE).resolve(first);
        return NextPage.of(Jsoup.parse(html, address.toString()), address, address, number, List.of())
                .map(next -> next.address().toString());
    }
}
