package dossier.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.SitemapRow;
import dossier.web.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SitemapsTest {
    private static final SitemapRow ROW = new SitemapRow("/articles/7/港&", Instant.parse("2019-11-21T08:00:00.5Z"));

    private final Sitemaps sitemaps = new Sitemaps(Samples.SITE);

    @Test
    void aRowBecomesAnAddressWithItsChange() {
        Element url =
                FeedRules.children(urlset(List.of(ROW)), namespace(), "url").getFirst();
        assertThat(FeedRules.text(url, namespace(), "loc")).isEqualTo("https://papers.example/articles/7/%E6%B8%AF&");
        assertThat(FeedRules.text(url, namespace(), "lastmod")).isEqualTo("2019-11-21T08:00:00Z");
    }

    @Test
    void aFileHoldsNoMoreThanItMay() {
        List<SitemapRow> rows = Collections.nCopies(Sitemaps.LONGEST + 1, ROW);
        assertThat(FeedRules.children(urlset(rows), namespace(), "url")).hasSize(Sitemaps.LONGEST);
    }

    @Test
    void robotsMayReadAllButTheDeskAndSearches() {
        String text = sitemaps.robots(2).body().text(StandardCharsets.UTF_8);
        assertThat(text.lines())
                .containsExactly(
                        "User-agent: *",
                        "Disallow: /desk",
                        "Disallow: /search",
                        "",
                        "Sitemap: https://papers.example/sitemap.xml",
                        "Sitemap: https://papers.example/sitemap.xml?page=2");
    }

    private Element urlset(List<SitemapRow> rows) {
        return FeedRules.xml(sitemaps.sitemap(rows).body().toArray()).getDocumentElement();
    }

    private static String namespace() {
        return "http://www.sitemaps.org/schemas/sitemap/0.9";
    }
}
