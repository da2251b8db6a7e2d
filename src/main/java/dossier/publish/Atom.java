package dossier.publish;

import static dossier.publish.Xml.with;

import dossier.model.Address;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.Past;
import dossier.model.Seen;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/// Atom 1.0 (RFC 4287), with its archive (RFC 5005) and what left it (RFC 6721). `rel="alternate"` is ours,
/// `rel="via"` the original, and `atom:source` tells of the outlet.
final class Atom {
    private Atom() {}

    static String of(Listing listing) {
        return Xml.document(xml -> {
            xml.open(
                    "feed",
                    with("xmlns", "http://www.w3.org/2005/Atom"),
                    with("xmlns:fh", "http://purl.org/syndication/history/1.0"),
                    with("xmlns:at", "http://purl.org/atompub/tombstones/1.0"));
            head(xml, listing);
            for (Item item : listing.channel().items()) entry(xml, listing, item);
            for (Past.Tombstone gone : listing.gone()) gone(xml, listing, gone);
            xml.close();
        });
    }

    private static void head(Xml xml, Listing listing) throws XMLStreamException {
        xml.element("id", listing.current("atom"));
        xml.element("title", listing.title());
        xml.element("subtitle", listing.description());
        xml.element("updated", Dates.iso(listing.updated()));
        xml.element("generator", "Dossier");
        link(xml, "self", "application/atom+xml", listing.self("atom"));
        link(xml, "alternate", "text/html", listing.home());
        if (listing.isPast()) {
            xml.empty("fh:archive");
            link(xml, "current", "application/atom+xml", listing.current("atom"));
        }
        if (listing.before("atom").isPresent())
            link(
                    xml,
                    "prev-archive",
                    "application/atom+xml",
                    listing.before("atom").get());
        if (listing.after("atom").isPresent())
            link(
                    xml,
                    "next-archive",
                    "application/atom+xml",
                    listing.after("atom").get());
        if (listing.hub().isPresent())
            xml.empty(
                    "link", with("rel", "hub"), with("href", listing.hub().get().toASCIIString()));
        author(xml, listing.site().title());
    }

    /// RFC 6721: who has the entry drops it.
    private static void gone(Xml xml, Listing listing, Past.Tombstone gone) throws XMLStreamException {
        xml.empty("at:deleted-entry", with("ref", listing.site().at(gone.path())), with("when", Dates.iso(gone.at())));
    }

    private static void entry(Xml xml, Listing listing, Item item) throws XMLStreamException {
        xml.open("entry");
        xml.element("id", listing.address(item));
        xml.element("title", item.title());
        xml.element("published", Dates.iso(item.date()));
        xml.element("updated", Dates.iso(item.changed()));
        link(xml, "alternate", "text/html", listing.address(item));
        link(xml, "via", "text/html", listing.original(item));
        for (String author : authors(item)) author(xml, author);
        for (String tag : item.tags())
            xml.empty(
                    "category", with("term", tag), with("scheme", listing.site().at("/tags/")), with("label", tag));
        if (item.outlet().rights().isPresent())
            xml.element("rights", item.outlet().rights().get());
        source(xml, listing, item);
        if (!item.excerpt().isEmpty()) xml.element("summary", item.excerpt());
        content(xml, listing, item);
        xml.close();
    }

    /// An entry needs an author; where no byline is known, the outlet answers for it.
    private static List<String> authors(Item item) {
        return item.authors().isEmpty() ? List.of(item.outlet().name()) : item.authors();
    }

    private static void source(Xml xml, Listing listing, Item item) throws XMLStreamException {
        Outlet outlet = item.outlet();
        String feed = listing.sourceFeed(item);
        xml.open("source");
        xml.element("id", feed);
        xml.element("title", outlet.name());
        xml.element("updated", Dates.iso(firstSeen(item)));
        link(xml, "alternate", "text/html", Listing.home(outlet));
        if (!feed.equals(Listing.home(outlet))) xml.empty("link", with("rel", "self"), with("href", feed));
        xml.close();
    }

    private static Instant firstSeen(Item item) {
        return item.sightings().stream().map(Seen::seen).min(Instant::compareTo).orElse(item.date());
    }

    private static void content(Xml xml, Listing listing, Item item) throws XMLStreamException {
        String language = item.lang();
        if (language.isEmpty()) xml.element("content", listing.content(item), with("type", "html"));
        else xml.element("content", listing.content(item), with("type", "html"), with("xml:lang", language));
    }

    private static void author(Xml xml, String name) throws XMLStreamException {
        xml.open("author");
        xml.element("name", name);
        xml.close();
    }

    private static void link(Xml xml, String rel, String type, String href) throws XMLStreamException {
        xml.empty("link", with("rel", rel), with("type", type), with("href", Address.ascii(href)));
    }
}
