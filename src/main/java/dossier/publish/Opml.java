package dossier.publish;

import static dossier.publish.Xml.with;

import dossier.model.Address;
import dossier.model.Aside;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Reply;
import dossier.model.Site;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/// OPML 2.0: the outlets and the blogroll, each in a folder of its own. An outlet whose feed is found from its home
/// page is a `link` to that page.
public final class Opml {
    private final Site site;

    /// For the site whose name stands above the list.
    public Opml(Site site) {
        this.site = site;
    }

    /// The list for `/opml` and `feeds export`.
    public Reply write(Aside aside) {
        return Answer.of("text/x-opml; charset=utf-8", text(aside));
    }

    private String text(Aside aside) {
        return Xml.document(xml -> {
            xml.open("opml", with("version", "2.0"));
            xml.open("head");
            xml.element("title", "Outlets of " + site.title());
            xml.element("docs", "http://opml.org/spec2.opml");
            xml.close();
            xml.open("body");
            folder(xml, "Outlets", news(aside));
            folder(xml, "Blogroll", aside.blogroll());
            xml.close();
            xml.close();
        });
    }

    private static List<Outlet> news(Aside aside) {
        return aside.outlets().stream()
                .map(OutletCount::outlet)
                .filter(outlet -> outlet.kind() == Kind.NEWS)
                .toList();
    }

    private static void folder(Xml xml, String name, List<Outlet> outlets) throws XMLStreamException {
        if (outlets.isEmpty()) return;
        xml.open("outline", with("text", name), with("title", name));
        for (Outlet outlet : outlets) outlet(xml, outlet);
        xml.close();
    }

    private static void outlet(Xml xml, Outlet outlet) throws XMLStreamException {
        if (outlet.feeds().isEmpty()) xml.empty("outline", outline(outlet, "link", with("url", Listing.home(outlet))));
        for (URI feed : outlet.feeds())
            xml.empty("outline", outline(outlet, "rss", with("xmlUrl", Address.ascii(feed.toString()))));
    }

    private static List<Xml.Attribute> outline(Outlet outlet, String type, Xml.Attribute address) {
        List<Xml.Attribute> attributes = new ArrayList<>();
        attributes.add(with("type", type));
        attributes.add(with("text", outlet.name()));
        attributes.add(with("title", outlet.name()));
        if (!outlet.tagline().isEmpty()) attributes.add(with("description", outlet.tagline()));
        outlet.language().ifPresent(language -> attributes.add(with("language", language)));
        attributes.add(address);
        attributes.add(with("htmlUrl", Listing.home(outlet)));
        return attributes;
    }
}
