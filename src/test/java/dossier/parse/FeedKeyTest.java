package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedKeyTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/feed/, http://www.A.example/feed",
        "https://a.example/feed/, https://a.example/?feed=rss2",
        "https://a.example/feed/, https://a.example/index.php?feed=atom",
        "https://a.example/feed/, https://a.example/feed/atom/",
        "https://a.example/feed, https://a.example/wp-rss2.php",
        "https://a.example/rss.xml, https://a.example/atom.xml",
        "https://a.example/blog/index.xml, https://a.example/blog/feed.json",
        "https://a.example:443/rss, https://a.example/rss",
        "http://feeds2.feedburner.com/Some?format=xml, https://feeds.feedburner.com/Some",
        "https://x.blogspot.com/feeds/posts/default, https://x.blogspot.com/feeds/posts/default?alt=rss",
        "https://a.example/news.php?id=1&utm_source=x, https://a.example/news.php?id=1",
    })
    void oneFeedUnderTwoAddressesIsOne(String one, String other) {
        assertThat(FeedKey.of(URI.create(one))).isEqualTo(FeedKey.of(URI.create(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/feed/, https://b.example/feed/",
        "https://a.example/feed/, https://a.example/comments/feed/",
        "https://a.example/feed/, https://a.example/category/china/feed/",
        "https://a.example/world/rss.xml, https://a.example/asia/rss.xml",
        "https://a.example/rss?section=1, https://a.example/rss?section=2",
        "https://a.example/?feed=rss2&cat=3, https://a.example/feed",
        "https://a.example/?cat=3&feed=rss2, https://a.example/feed",
        "https://a.example/?feed=rss2&cat=3, https://a.example/other?feed=rss2",
        "https://a.example/Feed/One, https://a.example/feed/one",
        "https://a.example:8080/feed, https://a.example/feed",
    })
    void twoFeedsOfOneSiteAreTwo(String one, String other) {
        assertThat(FeedKey.of(URI.create(one))).isNotEqualTo(FeedKey.of(URI.create(other)));
    }

    @Test
    void thoseAlikeAreNamed() {
        URI same = URI.create("http://a.example/feed");
        assertThat(FeedKey.alike(
                        URI.create("https://a.example/feed/"), List.of(same, URI.create("https://b.example/"))))
                .containsExactly(same);
    }
}
