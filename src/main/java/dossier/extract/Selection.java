package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// What selectors find in a page: CSS, or XPath 1.0 where one begins with `/` or `(`. For XPath the page is copied once
/// into the JDK's own tree, and only when a selector asks for it.
public final class Selection {
    private final Document document;
    private @Nullable Node copy;

    Selection(Document document) {
        this.document = document;
    }

    /// What is wrong with a selector, and what was expected; empty where it can be read.
    public static Optional<String> problem(String selector) {
        try {
            if (isXpath(selector)) XPathFactory.newInstance().newXPath().compile(selector);
            else QueryParser.parse(selector);
            return Optional.empty();
        } catch (SelectorParseException | IllegalArgumentException noCss) {
            return Optional.of("‘" + selector + "’ is not a CSS selector: " + noCss.getMessage());
        } catch (XPathExpressionException noXpath) {
            return Optional.of("‘" + selector + "’ is not XPath: " + reason(noXpath));
        }
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) cause = cause.getCause();
        return String.valueOf(cause.getMessage());
    }

    /// The elements found, in the order of the page; those removed meanwhile are left out. None where the selector
    /// cannot be read.
    List<Element> elements(String selector) {
        if (!isXpath(selector)) return css(selector);
        List<Element> elements = new ArrayList<>();
        for (Node node : nodes(selector)) {
            if (node.getUserData(W3CDom.SourceProperty) instanceof Element element && isOnPage(element))
                elements.add(element);
        }
        return elements;
    }

    /// The text of what is found; of a `time` its `datetime`, of a `meta` its `content`, of an attribute its value.
    List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        if (isXpath(selector)) nodes(selector).forEach(node -> texts.add(text(node)));
        else css(selector).forEach(element -> texts.add(text(element)));
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /// Where what is found leads: the `href` of an element, else its text or that of an attribute.
    List<String> addresses(String selector) {
        if (isXpath(selector)) {
            List<String> addresses = new ArrayList<>();
            for (Node node : nodes(selector)) addresses.add(address(node));
            return addresses;
        }
        return css(selector).stream()
                .map(element -> element.hasAttr("href") ? element.attr("href") : text(element))
                .toList();
    }

    private String address(Node node) {
        return node.getUserData(W3CDom.SourceProperty) instanceof Element element && element.hasAttr("href")
                ? element.attr("href")
                : text(node);
    }

    /// How much is found.
    int count(String selector) {
        return isXpath(selector) ? nodes(selector).size() : css(selector).size();
    }

    private static boolean isXpath(String selector) {
        return selector.startsWith("/") || selector.startsWith("(");
    }

    private List<Element> css(String selector) {
        try {
            return document.select(selector);
        } catch (SelectorParseException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private List<Node> nodes(String xpath) {
        try {
            QName kind = XPathConstants.NODESET;
            var found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, copied(), kind);
            List<Node> nodes = new ArrayList<>(found.getLength());
            for (int i = 0; i < found.getLength(); i++) nodes.add(found.item(i));
            return nodes;
        } catch (XPathExpressionException unreadable) {
            return List.of();
        }
    }

    private Node copied() {
        if (copy == null) copy = new W3CDom().namespaceAware(false).fromJsoup(document);
        return copy;
    }

    private String text(Node node) {
        if (node instanceof Attr attribute) return attribute.getValue();
        if (node.getUserData(W3CDom.SourceProperty) instanceof Element element)
            return isOnPage(element) ? text(element) : "";
        return String.valueOf(node.getTextContent());
    }

    private static String text(Element element) {
        if (element.hasAttr("datetime")) return element.attr("datetime");
        return element.normalName().equals("meta") ? element.attr("content") : element.text();
    }

    private boolean isOnPage(Element element) {
        return document.equals(element.ownerDocument());
    }
}
