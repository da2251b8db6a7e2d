package dossier.parse;

import dossier.model.Bytes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads subscription lists: OPML 1.0 and 2.0, as every feed reader writes them.
public final class Opml {
    private static final int MOST = 20_000;

    private final ParseSettings settings;

    public Opml(ParseSettings settings) {
        this.settings = settings;
    }

    /// A feed that the list names.
    ///
    /// @param name as shown, never empty
    /// @param home the site's address
    /// @param folders from the outermost in; empty at the top
    public record Subscription(String name, Optional<URI> home, URI feed, List<String> folders) {
        public Subscription {
            folders = List.copyOf(folders);
        }
    }

    /// The list was not one; the message goes on after its name.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /// The feeds of a list in its order, each address once.
    public List<Subscription> read(Bytes document) throws Unreadable {
        if (document.size() > settings.bytes())
            throw new Unreadable("has " + document.size() + " bytes; more than " + settings.bytes() + " are not read");
        String text = Decoder.decode(document.toArray(), "");
        Prolog prolog = Prolog.of(text).orElseThrow(() -> new Unreadable("is no OPML: it holds no element"));
        if (!prolog.name().equals("opml"))
            throw new Unreadable("is no OPML: its root is <" + prolog.name() + ">, expected <opml>");
        Optional<Node> root = Trees.read(text.substring(prolog.at()), settings.depth());
        List<Subscription> found = new ArrayList<>();
        root.ifPresent(opml -> gather(opml.first("body").orElse(opml), List.of(), found));
        return found.stream().limit(MOST).toList();
    }

    private static void gather(Node parent, List<String> folders, List<Subscription> found) {
        for (Node outline : parent.all("outline")) {
            Optional<URI> feed = address(outline, "xmlurl").or(() -> outline.attribute("type")
                    .filter(type -> type.matches("(?i)rss|atom|feed"))
                    .flatMap(_ -> address(outline, "url")));
            feed.filter(url -> found.stream().noneMatch(known -> known.feed().equals(url)))
                    .ifPresent(url ->
                            found.add(new Subscription(name(outline, url), address(outline, "htmlurl"), url, folders)));
            if (outline.hasChildren()) gather(outline, feed.isPresent() ? folders : inside(folders, outline), found);
        }
    }

    private static List<String> inside(List<String> folders, Node folder) {
        List<String> inside = new ArrayList<>(folders);
        label(folder).ifPresent(inside::add);
        return inside;
    }

    private static String name(Node outline, URI feed) {
        return label(outline).orElseGet(feed::getHost);
    }

    private static Optional<String> label(Node outline) {
        return outline.attribute("title")
                .filter(title -> !title.isBlank())
                .or(() -> outline.attribute("text"))
                .map(label -> Text.html(label).line(200))
                .filter(label -> !label.isEmpty());
    }

    private static Optional<URI> address(Node outline, String attribute) {
        return outline.attribute(attribute).flatMap(written -> Addresses.web(written, ""));
    }
}
