package dossier.publish;

import dossier.model.Address;
import dossier.model.Reply;
import dossier.model.Site;
import dossier.model.SitemapRow;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the archive tells robots: which addresses there are, and which to leave alone.
public final class Sitemaps {
    /// More does not fit into one file, by sitemaps.org.
    public static final int LONGEST = 50_000;

    private final Site site;

    /// For the site whose addresses are listed.
    public Sitemaps(Site site) {
        this.site = site;
    }

    /// A page of `/sitemap.xml`: at most [#LONGEST] rows, so give the newest first.
    public Reply sitemap(List<SitemapRow> rows) {
        String text = Xml.document(xml -> {
            xml.open("urlset", Xml.with("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
            for (SitemapRow row : rows.subList(0, Math.min(rows.size(), LONGEST))) {
                xml.open("url");
                xml.element("loc", site.at(row.path()));
                xml.element("lastmod", Dates.iso(row.changed()));
                xml.close();
            }
            xml.close();
        });
        return Answer.of("application/xml; charset=utf-8", text);
    }

    /// `/robots.txt`: names every page of the sitemap. Searches would lead a robot through the archive for ever.
    public Reply robots(int pages) {
        String maps = IntStream.rangeClosed(1, Math.max(1, pages))
                .mapToObj(page -> "Sitemap: " + site.at(Address.page("/sitemap.xml", page)) + "\n")
                .collect(Collectors.joining());
        return Answer.of("text/plain; charset=utf-8", """
            User-agent: *
            Disallow: /desk
            Disallow: /search

            """ + maps);
    }
}
