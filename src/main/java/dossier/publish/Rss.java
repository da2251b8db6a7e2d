package dossier.publish;

import static dossier.publish.Xml.with;

import dossier.model.Item;
import dossier.model.SafeHtml;
import javax.xml.stream.XMLStreamException;

/// RSS 2.0, with its archive (RFC 5005). `link` and `guid` are ours, so that a reader stays in the archive;
/// `source` names the outlet, and `atom:link rel="via"` leads to the original.
final class Rss {
    private Rss() {}

    static String of(Listing listing) {
        return Xml.document(xml -> {
            xml.open(
                    "rss",
                    with("version", "2.0"),
                    with("xmlns:atom", "http://www.w3.org/2005/Atom"),
                    with("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
                    with("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
                    with("xmlns:fh", "http://purl.org/syndication/history/1.0"));
            xml.open("channel");
            head(xml, listing);
            for (Item item : listing.channel().items()) item(xml, listing, item);
            xml.close();
            xml.close();
        });
    }

    private static void head(Xml xml, Listing listing) throws XMLStreamException {
        xml.element("title", listing.title());
        xml.element("link", listing.home());
        xml.element("description", listing.description());
        if (listing.channel().updated().isPresent()) xml.element("lastBuildDate", Dates.mail(listing.updated()));
        xml.element("generator", "Dossier");
        xml.element("docs", "https://www.rssboard.org/rss-specification");
        link(xml, "self", listing.self("rss"));
        if (listing.isPast()) {
            xml.empty("fh:archive");
            link(xml, "current", listing.current("rss"));
        }
        if (listing.before("rss").isPresent())
            link(xml, "prev-archive", listing.before("rss").get());
        if (listing.after("rss").isPresent())
            link(xml, "next-archive", listing.after("rss").get());
        if (listing.hub().isPresent())
            xml.empty(
                    "atom:link",
                    with("rel", "hub"),
                    with("href", listing.hub().get().toASCIIString()));
    }

    private static void link(Xml xml, String rel, String href) throws XMLStreamException {
        xml.empty("atom:link", with("rel", rel), with("type", "application/rss+xml"), with("href", href));
    }

    private static void item(Xml xml, Listing listing, Item item) throws XMLStreamException {
        xml.open("item");
        xml.element("title", item.title());
        xml.element("link", listing.address(item));
        xml.element("guid", listing.address(item), with("isPermaLink", "true"));
        xml.element("pubDate", Dates.mail(item.date()));
        for (String author : item.authors()) xml.element("dc:creator", author);
        if (!item.lang().isEmpty()) xml.element("dc:language", item.lang());
        for (String tag : item.tags()) xml.element("category", tag);
        xml.element("source", item.outlet().name(), with("url", listing.sourceFeed(item)));
        xml.empty("atom:link", with("rel", "via"), with("href", listing.original(item)));
        if (item.outlet().rights().isPresent())
            xml.element("dc:rights", item.outlet().rights().get());
        // Readers take a description for HTML, a title for text.
        if (!item.excerpt().isEmpty()) xml.element("description", SafeHtml.escape(item.excerpt()));
        xml.element("content:encoded", listing.content(item));
        xml.close();
    }
}
