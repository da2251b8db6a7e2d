package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    static Marks of(Document document) {
        List<Element> metas = new ArrayList<>();
        List<Element> linked = new ArrayList<>();
        List<Element> itemDates = new ArrayList<>();
        List<Element> bases = new ArrayList<>(1);
        List<Element> canonical = new ArrayList<>(1);
        List<Element> titles = new ArrayList<>(1);
        List<Element> scripts = new ArrayList<>();
        document.forEachNode(node -> {
            if (!(node instanceof Element element)) return;
            if (element.normalName().equals("title") && titles.isEmpty() && !isDrawn(element)) titles.add(element);
            if (element.normalName().equals("script") && !element.hasAttr("src")) scripts.add(element);
            if (element.attributesSize() == 0) return;
            switch (element.normalName()) {
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
            if (isItemDate(element.attr("itemprop"))) itemDates.add(element);
        });
        return new Marks(
                metas,
                linked,
                itemDates,
                first(titles).map(Element::text).orElse(""),
                scripts,
                first(bases),
                first(canonical));
    }

    private static boolean isDrawn(Element title) {
        return !title.tag().namespace().equals(Parser.NamespaceHtml);
    }

    private static boolean isCanonical(Element link) {
        return link.hasAttr("href")
                && List.of(lower(link, "rel").split("[^a-z]+", -1)).contains("canonical");
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
