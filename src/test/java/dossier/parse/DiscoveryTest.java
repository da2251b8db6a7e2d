package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final URI PAGE = URI.create("https://blog.example/about/");

    @Test
    void theFeedOfPostsIsFoundAndNotThatOfComments() {
        assertThat(Discovery.feeds("""
            <head><link rel="alternate" type="application/rss+xml" title="Blog &raquo; Comments Feed" href="/comments/feed/">
            <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
            <link rel="alternate" hreflang="de" href="/de/">
            <link rel="alternate" type="application/rss+xml" title="China" href="/category/china/feed/">
            <link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="Blog" href="/feed/"></head>\
            """, PAGE))
                .containsExactly(
                        URI.create("https://blog.example/feed/"),
                        URI.create("https://blog.example/category/china/feed/"));
    }

    @Test
    void theBaseOfThePageIsHonoured() {
        assertThat(Discovery.feeds("""
            <base href="https://cdn.example/x/"><link rel="alternate" type="application/atom+xml" href="atom.xml">\
            """, PAGE)).containsExactly(URI.create("https://cdn.example/x/atom.xml"));
    }

    @Test
    void anchorsAreTheSecondChoice() {
        assertThat(Discovery.feeds("""
            <a href="/comments/feed">Comments</a><a href="../rss.xml">RSS</a>
            <a href="https://feedly.com/i/subscription/feed/x">Feedly</a><a href="javascript:rss()">x</a>\
            """, PAGE)).containsExactly(URI.create("https://blog.example/rss.xml"));
    }

    @Test
    void aTypeMayBeMissingAndTheLinkMayStandInTheBody() {
        assertThat(Discovery.feeds("""
            <body><p>x</p><link rel="alternate" href="/feed.xml"><link rel=alternate hreflang=fr href=/fr/></body>\
            """, PAGE)).containsExactly(URI.create("https://blog.example/feed.xml"));
    }

    @Test
    void aPageOnWhichTheReaderOfHtmlFailsIsReadAllTheSame() {
        String deep = "<link rel=alternate type=application/rss+xml href=/feed/><p><a><b><b><b>" + "<div>".repeat(500);
        assertThat(Discovery.feeds(deep + "<a>x", PAGE)).containsExactly(URI.create("https://blog.example/feed/"));
    }

    @Test
    void aCommentaryIsNoComment() {
        assertThat(Discovery.feeds("""
            <link rel="alternate" type="application/rss+xml" title="Commentary" href="/commentary/feed/">\
            """, PAGE)).containsExactly(URI.create("https://blog.example/commentary/feed/"));
    }

    @Test
    void postsComeBeforeCommentsAndCommentsBeforeParts() {
        assertThat(Discovery.leads("""
            <link rel="alternate" type="application/rss+xml" title="China" href="/category/china/feed/">
            <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="Posts" href="/feed/">\
            """, PAGE)).extracting(Lead::title).containsExactly("Posts", "Comments", "China");
    }

    @Test
    void thePageOfACategoryLeadsToItsOwnFeedFirst() {
        assertThat(Discovery.feeds("""
            <link rel="alternate" type="application/rss+xml" href="/feed/">
            <link rel="alternate" type="application/rss+xml" href="/category/china/feed/">\
            """, URI.create("https://blog.example/category/china/"))
                        .getFirst())
                .isEqualTo(URI.create("https://blog.example/category/china/feed/"));
    }

    @Test
    void aLinkThatIsCalledRssIsALeadWhateverItsAddress() {
        assertThat(Discovery.leads("""
            <a href="/news/1">The RSS of old is what this long headline of an article is all about</a>
            <a href="/abo/17"><img alt="RSS" src="x.png"></a><a href="/x.rss">here</a>\
            """, PAGE))
                .extracting(lead -> lead.address().getPath())
                .containsExactly("/x.rss", "/abo/17");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos, https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv
        https://www.youtube.com/playlist?list=PL_a-1, https://www.youtube.com/feeds/videos.xml?playlist_id=PL_a-1
        https://m.youtube.com/user/somebody, https://www.youtube.com/feeds/videos.xml?user=somebody
        https://old.reddit.com/r/espionage/top/, https://www.reddit.com/r/espionage/.rss
        https://www.reddit.com/user/x-y, https://www.reddit.com/user/x-y/.rss
        https://medium.com/@writer/a-story-1a2b, https://medium.com/feed/@writer
        https://medium.com/some-publication, https://medium.com/feed/some-publication
        https://writer.medium.com/, https://writer.medium.com/feed
        https://letters.substack.com/p/one, https://letters.substack.com/feed
        https://blog.tumblr.com, https://blog.tumblr.com/rss
        https://www.tumblr.com/blog, https://blog.tumblr.com/rss
        https://x.blogspot.co.uk/2026/01/post.html, https://x.blogspot.co.uk/feeds/posts/default
        https://x.blogspot.com/search/label/China, https://x.blogspot.com/feeds/posts/default/-/China
        https://github.com/owner/project, https://github.com/owner/project/releases.atom
        https://github.com/owner/project/releases, https://github.com/owner/project/releases.atom
        https://github.com/owner/project/commits/main/, https://github.com/owner/project/commits/main.atom
        https://social.example/@person, https://social.example/@person.rss
        https://www.blog.example/tag/x, https://www.blog.example/tag/x/feed/
        http://blog.example/category/china/spies/, http://blog.example/category/china/spies/feed/
        """)
    void addressesOfKnownShapesLeadToTheirFeed(String page, String feed) {
        assertThat(Discovery.shapes(URI.create(page))).extracting(Lead::address).containsExactly(URI.create(feed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://daily.example/",
                "https://daily.example/news/2026/story",
                "https://medium.com/",
                "https://github.com/owner",
                "https://notyoutube.com/channel/UCabcdefghijklmnopqrstuv",
                "https://news.google.com/topics/abc",
                "https://social.example/@person/113"
            })
    void otherAddressesHaveNoShape(String page) {
        assertThat(Discovery.shapes(URI.create(page))).isEmpty();
    }

    @Test
    void theChannelBehindANameIsFoundInThePage() {
        assertThat(Discovery.feeds(
                        "<html><script>{\"externalId\":\"UCabcdefghijklmnopqrstuv\"}</script></html>",
                        URI.create("https://www.youtube.com/@somebody")))
                .containsExactly(
                        URI.create("https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"));
    }

    @Test
    void guessesBeginInThePagesFolderAndAreFew() {
        assertThat(Discovery.guesses(URI.create("https://d.example/blog/about.html?x")))
                .extracting(lead -> lead.address().toString())
                .startsWith("https://d.example/blog/feed/", "https://d.example/feed/")
                .contains("https://d.example/atom.xml", "https://d.example/?feed=rss2")
                .hasSizeLessThanOrEqualTo(20);
        assertThat(Discovery.guesses(URI.create("https://news.google.com/home")))
                .isEmpty();
    }
}
