package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

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
}
