package dossier.parse;

import dossier.model.Bytes;
import dossier.model.Subscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads subscription lists: OPML 1.0 and 2.0, as every feed reader writes them.
public final class Opml {
    private static final int MOST = 20_000;
    private static final int DEEPEST = 10;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TAGLINE = 500;
    private static final Set<String> FEEDS = Set.of("rss", "atom", "feed");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}");

    private final ParseSettings settings;

    public Opml(ParseSettings settings) {
        this.settings = settings;
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
        return read(document, "");
    }

    /// @param contentType as the server claims, for the encoding only
    List<Subscription> read(Bytes document, String contentType) throws Unreadable {
        if (document.size() > settings.bytes())
            throw new Unreadable("has " + document.size() + " bytes; more than " + settings.bytes() + " are not read");
        String text = Decoder.decode(document.toArray(), contentType);
        Prolog prolog = Prolog.of(text).orElseThrow(() -> new Unreadable("is no OPML: it holds no element"));
        if (!prolog.name().equals("opml"))
            throw new Unreadable("is no OPML: its root is <" + prolog.name() + ">, expected <opml>");
        Optional<Node> root = Trees.read(text.substring(prolog.at()), settings.depth());
        Map<URI, Subscription> found = new LinkedHashMap<>();
        root.ifPresent(opml -> gather(opml.first("body").orElse(opml), List.of(), found));
        return List.copyOf(found.values());
    }

    private static void gather(Node parent, List<String> folders, Map<URI, Subscription> found) {
        for (Node outline : parent.all("outline")) {
            if (found.size() >= MOST) return;
            Optional<Subscription> one = subscription(outline, folders);
            one.ifPresent(it -> found.putIfAbsent(it.feed().orElseGet(it::page), it));
            if (outline.hasChildren()) gather(outline, one.isPresent() ? folders : inside(folders, outline), found);
        }
    }

    /// A feed; or, as our own export has it, a page to find one from: a `link` that is a site's home. Other links are
    /// bookmarks.
    private static Optional<Subscription> subscription(Node outline, List<String> folders) {
        String type = outline.attribute("type").orElse("").toLowerCase(Locale.ROOT);
        Optional<URI> feed =
                address(outline, "xmlurl").or(() -> FEEDS.contains(type) ? address(outline, "url") : Optional.empty());
        Optional<URI> home = address(outline, "htmlurl");
        boolean page = type.equals("link") && home.isPresent() && home.equals(address(outline, "url"));
        if (feed.isEmpty() && !page) return Optional.empty();
        URI named = feed.or(() -> home).orElseThrow();
        return Optional.of(new Subscription(
                label(outline).orElseGet(named::getHost),
                home,
                feed,
                folders,
                line(outline, "description", LONGEST_TAGLINE),
                outline.attribute("language").filter(Opml::isLanguage)));
    }

    private static List<String> inside(List<String> folders, Node folder) {
        if (folders.size() >= DEEPEST) return folders;
        List<String> inside = new ArrayList<>(folders);
        label(folder).ifPresent(inside::add);
        return inside;
    }

    private static Optional<String> label(Node outline) {
        return Stream.of("title", "text")
                .map(attribute -> line(outline, attribute, LONGEST_NAME))
                .filter(label -> !label.isBlank())
                .findFirst();
    }

    private static String line(Node outline, String attribute, int longest) {
        return outline.attribute(attribute)
                .map(written -> Text.html(written).line(longest))
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .orElse("");
    }

    private static boolean isLanguage(String written) {
        return LANGUAGE.matcher(written).matches();
    }

    private static Optional<URI> address(Node outline, String attribute) {
        return outline.attribute(attribute).flatMap(written -> Addresses.web(written, ""));
    }
}
