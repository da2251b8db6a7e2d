package dossier.parse;

import dossier.model.Pulse;
import dossier.model.Signposts;
import dossier.parse.FeedDocument.Category;
import dossier.parse.FeedDocument.Extras;
import dossier.parse.FeedDocument.File;
import dossier.parse.FeedDocument.Person;
import dossier.parse.FeedDocument.Times;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.UncheckedJDOMFactory;

/// A feed of any dialect rewritten as regular Atom 1.0, so that Rome has one format to read and none of its own
/// guesses to make: every address absolute, every text escaped and typed, stray items moved home. What Atom has no
/// word for, and the dates (Rome reads microseconds as milliseconds), stand beside, in the order of the entries.
record Regular(Document atom, String format, Aside head, Head more, List<Aside> items) {
    private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
    private static final UncheckedJDOMFactory JDOM = new UncheckedJDOMFactory();

    /// What goes beside an element of the regular document.
    record Aside(Times times, Extras extras, List<File> files) {
        Aside {
            files = List.copyOf(files);
        }
    }

    /// The same of the feed alone.
    record Head(Optional<String> icon, Pulse.Wishes wishes, Signposts signposts) {}

    /// @param address where the document lives, or empty
    /// @param zone of dates that name none
    static Regular of(Node root, String address, ZoneId zone, ParseSettings settings) {
        boolean atom = root.is("feed") || root.is("entry");
        Node channel = channel(root);
        String outer = base(channel, address);
        Repair head = new Repair(channel, outer, zone, atom);
        Element feed = element("feed");
        write(feed, head, settings);
        text(feed, "subtitle", head.summary().within(settings.text()));
        word(feed, "generator", head.generator());
        List<Aside> asides = new ArrayList<>();
        for (Place item : items(root, address)) {
            Repair repair = new Repair(item.node, item.base, zone, atom || item.node.is("atom:entry"));
            feed.addContent(entry(repair, settings));
            asides.add(new Aside(repair.times(), repair.extras(), repair.files(settings.lists())));
        }
        return new Regular(
                JDOM.document(feed),
                format(root),
                new Aside(head.times(), outerImage(root, head, outer, zone), List.of()),
                new Head(
                        head.icon(),
                        Wishing.of(channel, head.ttl()),
                        Signs.of(channel, outer, address, head.generator())),
                asides);
    }

    private static Element entry(Repair repair, ParseSettings settings) {
        Element entry = element("entry");
        write(entry, repair, settings);
        text(entry, "summary", repair.summary().within(settings.text()));
        text(entry, "content", repair.content().within(settings.text()));
        if (!repair.source().isEmpty()) {
            Element source = element("source");
            word(source, "title", repair.source());
            entry.addContent(source);
        }
        return entry;
    }

    private static void write(Element to, Repair from, ParseSettings settings) {
        word(to, "id", from.id());
        text(to, "title", from.title().within(8 * settings.title()));
        from.link().ifPresent(address -> link(to, address));
        for (Person person : limited(from.authors(), settings)) to.addContent(person("author", person));
        for (Person person : limited(from.contributors(), settings)) to.addContent(person("contributor", person));
        for (Category category : from.categories(settings.lists())) {
            Element element = element("category");
            element.setAttribute(JDOM.attribute("term", category.term()));
            element.setAttribute(JDOM.attribute("label", category.label()));
            to.addContent(element);
        }
        text(to, "rights", from.rights().within(8 * settings.title()));
    }

    private static List<Person> limited(List<Person> persons, ParseSettings settings) {
        return persons.subList(0, Math.min(persons.size(), settings.lists()));
    }

    private static Element person(String name, Person person) {
        Element element = element(name);
        word(element, "name", person.name());
        word(element, "email", person.email());
        word(element, "uri", person.url());
        return element;
    }

    private static void link(Element to, String address) {
        Element link = element("link");
        link.setAttribute(JDOM.attribute("rel", "alternate"));
        link.setAttribute(JDOM.attribute("href", address));
        to.addContent(link);
    }

    private static void text(Element to, String name, Text text) {
        if (text.isBlank()) return;
        Element element = element(name);
        element.setAttribute(JDOM.attribute("type", text.html() ? "html" : "text"));
        element.addContent(JDOM.text(text.value()));
        to.addContent(element);
    }

    private static void word(Element to, String name, String word) {
        if (word.isEmpty()) return;
        Element element = element(name);
        element.addContent(JDOM.text(word));
        to.addContent(element);
    }

    private static Element element(String name) {
        return JDOM.element(name, ATOM);
    }

    /// The element that speaks for the feed: `channel` in all of RSS, the root in Atom.
    private static Node channel(Node root) {
        return root.first("channel")
                .or(() -> root.children().stream()
                        .flatMap(n -> n.first("channel").stream())
                        .findFirst())
                .orElse(root);
    }

    /// RSS 1.0 keeps the picture of the channel beside the channel.
    private static Extras outerImage(Node root, Repair head, String base, ZoneId zone) {
        Extras own = head.extras();
        if (own.image().isPresent() && !root.is("rdf:rdf")) return own;
        Extras outer = new Repair(root, base, zone, false).extras();
        return outer.image().isPresent()
                ? new Extras(
                        own.permalink(),
                        own.original(),
                        outer.image(),
                        own.thumbnails(),
                        own.duration(),
                        own.explicit(),
                        own.place(),
                        own.language(),
                        own.comments(),
                        own.commentCount(),
                        own.commentFeed(),
                        own.inReplyTo())
                : own;
    }

    /// An item and the base of its addresses.
    private record Place(Node node, String base) {}

    /// All items, wherever they stand: RSS 1.0 puts them beside the channel, a stray end tag behind it, a missing one
    /// into each other.
    private static List<Place> items(Node root, String address) {
        List<Place> items = new ArrayList<>();
        gather(root, address, items);
        return items;
    }

    private static void gather(Node node, String outside, List<Place> items) {
        String base = node.base(outside);
        if (isItem(node)) items.add(new Place(node, base));
        for (Node child : node.children()) if (child.hasChildren() || isItem(child)) gather(child, base, items);
    }

    private static boolean isItem(Node node) {
        return node.is("item") || node.is("entry") || node.is("atom:entry");
    }

    private static String base(Node node, String address) {
        return node.base(node.parent().map(above -> base(above, address)).orElse(address));
    }

    private static String format(Node root) {
        String version = root.attribute("version").orElse("");
        return switch (root.name()) {
            case "rss" ->
                "rss"
                        + switch (version) {
                            case "0.90" -> "090";
                            case "0.91", "0.92", "0.93", "0.94" -> version.replace(".", "");
                            default -> "20";
                        };
            case "feed", "entry" -> version.startsWith("0.") || root.declares("purl.org/atom/ns") ? "atom03" : "atom10";
            case "rdf:rdf", "rdf" -> netscape(root) ? "rss090" : "rss10";
            case "channel" -> "cdf";
            default -> "rss20";
        };
    }

    private static boolean netscape(Node root) {
        return root.declares("netscape.com");
    }
}
