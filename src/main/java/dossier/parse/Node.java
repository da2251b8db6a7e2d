package dossier.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An element of the tree as it was read, under a name without doubt: lower case, with the vocabulary's short name
/// in front (`dc:creator`) unless it belongs to the feed's own language. The tree is not JDOM's: a stranger's
/// namespaces would stay in JDOM's table for ever.
final class Node {
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");
    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "cite", "longdesc", "poster", "action", "background", "data", "usemap", "codebase");

    private final String name;
    private final String raw;
    private final Optional<Node> parent;
    private final List<String> attributes;
    private final List<Object> content = new ArrayList<>(2);
    /// One bit for each name among the children: most names asked for are not there, and this tells at once.
    private long names;

    /// @param attributes names and values in turn, as written
    Node(String name, String raw, Optional<Node> parent, List<String> attributes) {
        this.name = name;
        this.raw = raw;
        this.parent = parent;
        this.attributes = attributes;
        parent.ifPresent(above -> above.add(this));
    }

    String name() {
        return name;
    }

    Optional<Node> parent() {
        return parent;
    }

    private void add(Node child) {
        content.add(child);
        names |= bit(child.name);
    }

    private static long bit(String name) {
        return 1L << name.hashCode();
    }

    void add(String text) {
        content.add(text);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /// The elements directly below.
    List<Node> children() {
        List<Node> children = new ArrayList<>(content.size());
        for (Object part : content) if (part instanceof Node node) children.add(node);
        return children;
    }

    boolean hasChildren() {
        for (Object part : content) if (part instanceof Node) return true;
        return false;
    }

    /// All elements directly below with one of these names: those of the first name first.
    List<Node> all(List<String> names) {
        List<Node> found = List.of();
        for (int i = 0; i < names.size(); i++) {
            String wanted = names.get(i);
            if ((this.names & bit(wanted)) == 0) continue;
            for (int k = 0; k < content.size(); k++) {
                if (!(content.get(k) instanceof Node node) || !node.name.equals(wanted)) continue;
                if (found.isEmpty()) found = new ArrayList<>(4);
                found.add(node);
            }
        }
        return found;
    }

    List<Node> all(String wanted) {
        return mayHave(wanted) ? all(List.of(wanted)) : List.of();
    }

    /// False where there is certainly no element of this name directly below.
    boolean mayHave(String wanted) {
        return (names & bit(wanted)) != 0;
    }

    Optional<Node> first(String wanted) {
        if (!mayHave(wanted)) return Optional.empty();
        for (Object part : content) if (part instanceof Node node && node.name.equals(wanted)) return Optional.of(node);
        return Optional.empty();
    }

    /// The value of an attribute, whatever its case; a foreign prefix (`rdf:about`) is not looked at.
    Optional<String> attribute(String wanted) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equalsIgnoreCase(wanted))
                return Optional.of(attributes.get(i + 1).strip());
        }
        for (int i = 0; i < attributes.size(); i += 2) {
            String written = attributes.get(i);
            int colon = written.indexOf(':');
            if (colon > 0
                    && !written.startsWith("xml")
                    && written.regionMatches(
                            true, colon + 1, wanted, 0, Math.max(wanted.length(), written.length() - colon - 1)))
                return Optional.of(attributes.get(i + 1).strip());
        }
        return Optional.empty();
    }

    /// Whether a namespace with this in its address is declared here.
    boolean declares(String part) {
        for (int i = 0; i < attributes.size(); i += 2)
            if (attributes.get(i).startsWith("xmlns") && attributes.get(i + 1).contains(part)) return true;
        return false;
    }

    /// The text below, without any markup, as written.
    String text() {
        if (content.size() == 1 && content.getFirst() instanceof String only) return only;
        StringBuilder text = new StringBuilder();
        gather(text);
        return text.toString();
    }

    /// The text directly here, without that of the elements below.
    String own() {
        StringBuilder text = new StringBuilder();
        for (Object part : content) if (part instanceof String string) text.append(string);
        return text.toString();
    }

    private void gather(StringBuilder text) {
        for (Object part : content) {
            if (part instanceof String string) text.append(string);
            else if (part instanceof Node node) node.gather(text);
        }
    }

    /// What is inside as HTML, for text that was written as markup without being escaped; its addresses made
    /// absolute by this base and every `xml:base` on the way.
    String markup(String base) {
        StringBuilder html = new StringBuilder();
        write(html, base);
        return html.toString();
    }

    private void write(StringBuilder html, String base) {
        for (Object part : content) {
            if (part instanceof String string) escape(html, string);
            else if (part instanceof Node node) node.writeElement(html, node.base(base));
        }
    }

    /// The base of addresses in here, where the one outside is known.
    String base(String outside) {
        return attribute("xml:base").map(own -> Addresses.rebase(own, outside)).orElse(outside);
    }

    private void writeElement(StringBuilder html, String base) {
        String tag = local(raw);
        html.append('<').append(tag);
        for (int i = 0; i < attributes.size(); i += 2) {
            String attribute = attributes.get(i);
            if (attribute.startsWith("xmlns") || attribute.equalsIgnoreCase("xml:base")) continue;
            String value = attributes.get(i + 1);
            html.append(' ').append(attribute).append("=\"");
            escape(
                    html,
                    ADDRESSES.contains(attribute) ? Addresses.of(value, base).orElse("") : value);
            html.append('"');
        }
        html.append('>');
        if (VOID.contains(tag.toLowerCase(Locale.ROOT))) return;
        write(html, base);
        html.append("</").append(tag).append('>');
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static void escape(StringBuilder html, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return "<" + raw + ">";
    }
}
