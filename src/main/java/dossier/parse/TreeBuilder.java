package dossier.parse;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Builds the tree from what a parser reports, strict or lenient: names without doubt, text without characters that
/// no document may have, and never deeper than allowed.
final class TreeBuilder {
    private static final String C1 = new String(c1(), Charset.forName("windows-1252"));

    private final int depth;
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder pending = new StringBuilder();
    /// The text so far while it came in one piece, which is the rule.
    private String single = "";
    private Optional<Node> root = Optional.empty();
    private String home = Vocabulary.CORE;
    private boolean homely = true;
    private int below;

    /// The namespaces in force, and the names found under them so far.
    private record Scope(Map<String, String> spaces, Map<String, String> names) {}

    private record Open(Node node, Scope scope) {}

    TreeBuilder(int depth) {
        this.depth = depth;
    }

    Optional<Node> root() {
        flush();
        return root;
    }

    /// True once the root was closed.
    boolean isDone() {
        return root.isPresent() && open.isEmpty();
    }

    /// @param attributes names and values in turn, as written
    void open(String raw, List<String> attributes) {
        if (isDone()) return;
        if (open.size() >= depth) {
            below++;
            return;
        }
        flush();
        Scope scope = scope(attributes);
        if (root.isEmpty()) settle(raw, scope);
        String name = scope.names.computeIfAbsent(raw, written -> name(written, scope));
        Node node = new Node(name, raw, Optional.ofNullable(open.peek()).map(Open::node), attributes);
        if (root.isEmpty()) root = Optional.of(node);
        open.push(new Open(node, scope));
    }

    void close() {
        if (below > 0) {
            below--;
            return;
        }
        flush();
        open.poll();
    }

    void text(String text) {
        if (open.isEmpty() || text.isEmpty()) return;
        if (single.isEmpty() && pending.isEmpty()) single = text;
        else pending.append(single).append(text);
        if (!pending.isEmpty()) single = "";
    }

    private void flush() {
        if (single.isEmpty() && pending.isEmpty()) return;
        Open here = open.peek();
        if (here != null) here.node.add(clean(single.isEmpty() ? pending.toString() : single));
        pending.setLength(0);
        single = "";
    }

    private Scope scope(List<String> attributes) {
        Open above = open.peek();
        Scope outer = above == null ? new Scope(Map.of(), new HashMap<>()) : above.scope;
        Map<String, String> spaces = outer.spaces;
        for (int i = 0; i < attributes.size(); i += 2) {
            String attribute = attributes.get(i);
            if (!attribute.startsWith("xmlns")) continue;
            String prefix = attribute.length() > 6 ? attribute.substring(6) : "";
            String uri = attributes.get(i + 1);
            if (uri.equals(spaces.get(prefix))) continue;
            if (spaces == outer.spaces) spaces = new HashMap<>(outer.spaces);
            spaces.put(prefix, uri);
        }
        return spaces == outer.spaces ? outer : new Scope(spaces, new HashMap<>());
    }

    /// The root decides which vocabulary is the feed's own language.
    private void settle(String raw, Scope scope) {
        String uri = scope.spaces.getOrDefault(prefix(raw), "");
        String word = Vocabulary.of(uri);
        home = uri;
        homely = !word.equals("rdf");
    }

    private String name(String raw, Scope scope) {
        String prefix = prefix(raw);
        String local = raw.substring(raw.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        String word = word(prefix, scope);
        return word.isEmpty() ? local : word + ":" + local;
    }

    private String word(String prefix, Scope scope) {
        String uri = scope.spaces.get(prefix);
        if (uri == null) return prefix.isEmpty() ? Vocabulary.CORE : Vocabulary.undeclared(prefix);
        String word = Vocabulary.of(uri);
        if (homely && (uri.equals(home) || (word.equals(Vocabulary.of(home)) && !word.equals(Vocabulary.OTHER))))
            return Vocabulary.CORE;
        // Who declares a well-known prefix with a misspelt address means what everyone means by it.
        return word.equals(Vocabulary.OTHER) && !prefix.isEmpty() ? Vocabulary.undeclared(prefix) : word;
    }

    private static String prefix(String raw) {
        int colon = raw.indexOf(':');
        return colon < 0 ? "" : raw.substring(0, colon);
    }

    /// Text without what XML forbids. The C1 controls stand for windows-1252 written into a number (`&#146;`).
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) if (odd(text.charAt(i))) return cleaned(text);
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (!odd(c)) clean.append(c);
            else if (c >= 0x80 && c <= 0x9F && c != 0x85 && C1.charAt(c - 0x80) != '\uFFFD')
                clean.append(C1.charAt(c - 0x80));
            else if (c == 0x85) clean.append('\u2026');
        }
        return clean.toString();
    }

    private static boolean odd(char c) {
        if (c >= ' ' && c < 0x7F) return false;
        return (c < ' ' && c != '\n' && c != '\t' && c != '\r')
                || (c >= 0x7F && c <= 0x9F)
                || Character.isSurrogate(c)
                || c >= 0xFFFE;
    }

    private static byte[] c1() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) bytes[i] = (byte) (0x80 + i);
        return bytes;
    }
}
