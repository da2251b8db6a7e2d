package dossier.parse;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds the tree from what a parser reports, strict or lenient: names without doubt, text without characters that
/// no document may have, and never deeper than allowed.
final class TreeBuilder {
    private static final String C1 = new String(c1(), Charset.forName("windows-1252"));

    /// Entries never stand in each other: where one begins within another, an end tag is missing.
    private static final Set<String> ITEMS = Set.of("item", "entry", "atom:entry");
    /// Elements that hold one line of text, perhaps with some markup in it.
    private static final Set<String> LINES = Set.of(
            "title",
            "link",
            "guid",
            "id",
            "pubdate",
            "updated",
            "published",
            "issued",
            "modified",
            "category",
            "comments",
            "language",
            "copyright",
            "generator",
            "ttl",
            "lastbuilddate",
            "enclosure",
            "dc:creator",
            "dc:date",
            "dc:subject",
            "rss:title",
            "managingeditor",
            "webmaster");
    /// Elements that hold a text.
    private static final Set<String> TEXTS = Set.of("description", "summary", "content", "content:encoded", "subtitle");
    /// Names that no markup within a line has: where one begins, the line was not ended.
    private static final Set<String> PARTS =
            Set.of("title", "link", "description", "subtitle", "generator", "language", "copyright", "image", "ttl");
    /// Names that no markup within a text has.
    private static final Set<String> FIELDS = Set.of(
            "guid",
            "id",
            "pubdate",
            "updated",
            "published",
            "issued",
            "modified",
            "category",
            "comments",
            "enclosure",
            "lastbuilddate",
            "content:encoded",
            "dc:creator",
            "dc:date",
            "dc:subject",
            "author",
            "managingeditor");

    private final int depth;
    private final boolean mends;
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

    /// An element whose end the parser has not reported yet; what it is in the tree may have ended before.
    private static final class Open {
        private final Node node;
        private final Scope scope;
        private boolean ended;

        Open(Node node, Scope scope) {
            this.node = node;
            this.scope = scope;
        }
    }

    /// @param mends whether the document is ill-formed, so that end tags may be missing
    TreeBuilder(int depth, boolean mends) {
        this.depth = depth;
        this.mends = mends;
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
        if (ITEMS.contains(name)) endOpenItem();
        else if (mends) endOpenLine(name);
        Node node = new Node(name, raw, here(), attributes);
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

    /// The element that what comes next stands in.
    private Optional<Node> here() {
        for (Open each : open) if (!each.ended) return Optional.of(each.node);
        return Optional.empty();
    }

    private void endOpenItem() {
        boolean within = false;
        for (Open each : open) within |= !each.ended && each.node != root.get() && ITEMS.contains(each.node.name());
        if (!within) return;
        for (Open each : open) {
            boolean item = !each.ended && ITEMS.contains(each.node.name());
            each.ended = true;
            if (item) return;
        }
    }

    private void endOpenLine(String name) {
        boolean field = FIELDS.contains(name);
        if (!field && !PARTS.contains(name)) return;
        Optional<Open> first = open.stream().filter(each -> !each.ended).findFirst();
        if (first.isEmpty()) return;
        String around = first.get().node.name();
        if (LINES.contains(around) || (field && TEXTS.contains(around))) first.get().ended = true;
    }

    void text(String text) {
        if (open.isEmpty() || text.isEmpty()) return;
        if (single.isEmpty() && pending.isEmpty()) single = text;
        else pending.append(single).append(text);
        if (!pending.isEmpty()) single = "";
    }

    private void flush() {
        if (single.isEmpty() && pending.isEmpty()) return;
        here().ifPresent(node -> node.add(clean(single.isEmpty() ? pending.toString() : single)));
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
