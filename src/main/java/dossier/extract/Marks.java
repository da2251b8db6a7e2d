package dossier.extract;

import dossier.site.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// What a page holds for machines, gathered in one walk over it: each selector would walk over all of it again.
///
/// @param metas its `meta` elements
/// @param linked the scripts that hold JSON-LD
/// @param itemDates elements that say `itemprop=datePublished` or `dateModified`
/// @param base the first `base` with an address
/// @param title the first title, wherever it stands but in a drawing: warnings of a broken server before the page push
///         its head into its body
/// @param scripts the scripts with a text of their own
/// @param canonical the first `link` that says `rel=canonical`
record Marks(
        List<Element> metas,
        List<Element> linked,
        List<Element> itemDates,
        String title,
        List<Element> scripts,
        Optional<Element> base,
        Optional<Element> canonical) {
    private static final Pattern CANONICAL = Pattern.compile("(?<![a-z])canonical(?![a-z])");

    static Marks of(Document document) {
        Walk walk = new Walk();
        walk.over(document);
        return new Marks(
                walk.metas,
                walk.linked,
                walk.itemDates,
                first(walk.titles).map(Element::text).orElse(""),
                walk.scripts,
                first(walk.bases),
                first(walk.canonical));
    }

    /// What the page's links are read against.
    ///
    /// @param address of the page
    URI base(URI address) {
        return base.flatMap(each -> Links.read(address, each.attr("href"))).orElse(address);
    }

    private static final class Walk {
        final List<Element> metas = new ArrayList<>();
        final List<Element> linked = new ArrayList<>();
        final List<Element> itemDates = new ArrayList<>();
        final List<Element> bases = new ArrayList<>(1);
        final List<Element> canonical = new ArrayList<>(1);
        final List<Element> titles = new ArrayList<>(1);
        final List<Element> scripts = new ArrayList<>();

        /// The parser's limit of depth bounds this recursion.
        void over(Element parent) {
            for (int i = 0; i < parent.childNodeSize(); i++) {
                if (!(parent.childNode(i) instanceof Element element)) continue;
                read(element, element.normalName());
                over(element);
            }
        }

        private void read(Element element, String name) {
            if (name.equals("title") && titles.isEmpty() && !isDrawn(element)) titles.add(element);
            if (name.equals("script") && !element.attributes().hasKey("src")) scripts.add(element);
            if (element.attributesSize() == 0) return;
            switch (name) {
                case "meta" -> metas.add(element);
                case "script" -> {
                    if (lower(element, "type").contains("ld+json")) linked.add(element);
                }
                case "base" -> {
                    if (element.hasAttr("href")) bases.add(element);
                }
                case "link" -> {
                    if (isCanonical(element)) canonical.add(element);
                }
                default -> {}
            }
            if (isItemDate(element.attributes().get("itemprop"))) itemDates.add(element);
        }
    }

    private static boolean isDrawn(Element title) {
        return !title.tag().namespace().equals(Parser.NamespaceHtml);
    }

    private static boolean isCanonical(Element link) {
        return link.hasAttr("href") && CANONICAL.matcher(lower(link, "rel")).find();
    }

    private static boolean isItemDate(String property) {
        return property.equalsIgnoreCase("datePublished") || property.equalsIgnoreCase("dateModified");
    }

    private static String lower(Element element, String key) {
        return element.attr(key).toLowerCase(Locale.ROOT);
    }

    private static Optional<Element> first(List<Element> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements.getFirst());
    }
}
