package dossier.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;

/// Takes out of markup what can act: scripts, styles, frames, handlers, addresses that run. What stays is balanced, and
/// every `<` in it begins a tag written here, so that no later reader can find another meaning in it. One pass without
/// a tree, because every text of every poll comes through; what is plain and fit to be shown, the cleaner decides.
final class Sanitiser {
    private static final int DEEPEST = 100;
    private static final int MOST_ATTRIBUTES = 40;
    private static final int LONGEST_NAME = 40;

    private static final Set<String> VOID = Set.of("br", "hr", "img", "wbr", "source", "track", "col");
    /// Elements that keep their tags; of all others only the text inside stays.
    private static final Set<String> KEPT = Set.of(
            ("a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col"
                + " colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header"
                + " hgroup hr i img ins kbd li main mark menu nav noscript ol p picture pre q rp rt ruby s samp"
                + " section small source span strike strong sub summary sup svg math table tbody td tfoot th thead"
                + " time tr track tt u ul var video wbr dir")
                    .split(" ", -1));
    /// Elements that go with all that is inside.
    private static final Set<String> SILENT = Set.of("script", "style", "template", "applet");
    private static final Set<String> ATTRIBUTES = Set.of(
            ("abbr align alt aria-hidden aria-label border cellpadding cellspacing cite class color colspan controls"
                            + " datetime decoding dir face headers height hidden href hreflang id itemprop itemscope"
                            + " itemtype kind label lang loading longdesc media name noshade nowrap open poster preload"
                            + " property rel reversed role rowspan scope size sizes span src srcset start style summary"
                            + " target title type valign value width")
                    .split(" ", -1));
    private static final Set<String> ADDRESSES = Set.of("href", "src", "cite", "longdesc", "poster");
    /// Elements that end an open paragraph.
    private static final Set<String> BLOCKS = Set.of(
            ("address article aside blockquote center details div dir dl figcaption figure footer h1 h2 h3 h4 h5 h6"
                            + " header hgroup hr main menu nav ol p pre section table ul li dd dt")
                    .split(" ", -1));
    /// An element that ends one of its own kind, the kinds that it ends, and where the search for them stops.
    private static final Map<String, Implied> IMPLIED = implied();

    private static final Set<String> CELLS = Set.of("table", "td", "th", "caption");
    private static final Set<String> ROWS = Set.of("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption");

    private record Implied(Set<String> ended, Set<String> within) {}

    private final String html;
    private final StringBuilder out;
    private final List<String> open = new ArrayList<>();
    /// Where the next end tag of a silent element stands, as far as it was looked for already.
    private final Map<String, Integer> ends = new HashMap<>();

    private int paragraphs;

    private Sanitiser(String html) {
        this.html = html;
        this.out = new StringBuilder(html.length() + 64);
    }

    /// The same markup, harmless.
    static String clean(String html) {
        return html.indexOf('<') < 0 ? html : new Sanitiser(html).cleaned();
    }

    private String cleaned() {
        int copied = 0;
        int at = html.indexOf('<');
        while (at >= 0) {
            out.append(html, copied, at);
            copied = tag(at);
            at = html.indexOf('<', copied);
        }
        out.append(html, copied, html.length());
        while (!open.isEmpty()) pop();
        return out.toString();
    }

    /// Reads what begins with this `<`; the position behind it.
    private int tag(int at) {
        char next = charAt(at + 1);
        if (isLetter(next)) return start(at + 1);
        if (next == '/' && isLetter(charAt(at + 2))) return end(at + 2);
        if (next == '?' || next == '/' || (next == '!' && isDeclaration(charAt(at + 2)))) return beyond(at);
        out.append("&lt;");
        return at + 1;
    }

    /// `<!` is also what the careless write for an arrow or a shout.
    private static boolean isDeclaration(char c) {
        return c == '-' || c == '[' || c == '>' || isLetter(c);
    }

    /// The position behind a comment, or what every browser takes for one.
    private int beyond(int at) {
        boolean comment = html.startsWith("<!--", at);
        int close = comment ? html.indexOf("-->", at + 2) : html.indexOf('>', at + 1);
        return close < 0 ? html.length() : close + (comment ? 3 : 1);
    }

    private int end(int from) {
        int to = nameEnd(from);
        String name = name(from, to);
        int close = html.indexOf('>', to);
        if (name.equals("br")) out.append("<br>");
        else if (KEPT.contains(name)) close(name);
        return close < 0 ? html.length() : close + 1;
    }

    private int start(int from) {
        int to = nameEnd(from);
        String name = name(from, to);
        boolean kept = KEPT.contains(name) && (open.size() < DEEPEST || VOID.contains(name));
        int mark = out.length();
        if (kept) {
            imply(name);
            mark = out.length();
            out.append('<').append(name);
        }
        int behind = attributes(to, kept);
        if (behind < 0) { // cut off within the tag
            out.setLength(mark);
            return html.length();
        }
        boolean closed = html.charAt(behind - 2) == '/' && behind - 2 >= to;
        if (kept) opened(name, closed);
        return SILENT.contains(name) ? silent(name, behind, closed) : behind;
    }

    private void opened(String name, boolean closed) {
        out.append('>');
        if (VOID.contains(name)) return;
        if (closed) out.append("</").append(name).append('>');
        else push(name);
    }

    /// The position behind a silent element. One that is never closed, or not before the next of its kind, holds
    /// nothing: what follows is text of the article.
    private int silent(String name, int from, boolean closed) {
        int end = ends.getOrDefault(name, -1);
        if (end < from) {
            end = find("</", name, from);
            ends.put(name, end < 0 ? Integer.MAX_VALUE : end);
        }
        boolean missing = end < 0 || end == Integer.MAX_VALUE;
        if (missing) return closed || !(name.equals("script") || name.equals("style")) ? from : html.length();
        int again = find("<", name, from);
        while (again >= 0 && again < end && isQuote(charAt(again - 1))) again = find("<", name, again + 1);
        if (again >= 0 && again < end) return from;
        int close = html.indexOf('>', end);
        return close < 0 ? html.length() : close + 1;
    }

    private int find(String mark, String name, int from) {
        int at = html.indexOf(mark, from);
        while (at >= 0) {
            int to = at + mark.length();
            if (html.regionMatches(true, to, name, 0, name.length()) && !isName(charAt(to + name.length()))) return at;
            at = html.indexOf(mark, to);
        }
        return -1;
    }

    /// Reads the attributes of a tag and writes those that may stay.
    ///
    /// @return the position behind the `>`, or -1 if there is none
    private int attributes(int from, boolean kept) {
        int at = from;
        int count = 0;
        int length = html.length();
        while (at < length) {
            char c = html.charAt(at);
            if (c == '>') return at + 1;
            if (c <= ' ' || c == '/') {
                at++;
                continue;
            }
            int nameEnd = at + 1;
            while (nameEnd < length && !endsName(html.charAt(nameEnd))) nameEnd++;
            int next = spaced(nameEnd);
            int valueFrom = next;
            int valueTo = next;
            if (charAt(next) == '=') {
                valueFrom = spaced(next + 1);
                char quote = charAt(valueFrom);
                if (quote == '"' || quote == '\'') {
                    valueFrom++;
                    valueTo = html.indexOf(quote, valueFrom);
                    if (valueTo < 0) return -1;
                    next = valueTo + 1;
                } else {
                    valueTo = valueFrom;
                    while (valueTo < length && html.charAt(valueTo) > ' ' && html.charAt(valueTo) != '>') valueTo++;
                    next = valueTo;
                }
            } else next = nameEnd;
            if (kept && count++ < MOST_ATTRIBUTES) attribute(name(at, nameEnd), valueFrom, valueTo);
            at = next;
        }
        return -1;
    }

    private void attribute(String name, int from, int to) {
        if (!ATTRIBUTES.contains(name) && !isData(name)) return;
        if (ADDRESSES.contains(name) && !isSafe(from, to)) return;
        if ((name.equals("style") && !isStill(from, to)) || (name.equals("srcset") && !areSafe(from, to))) return;
        out.append(' ').append(name).append("=\"");
        int copied = from;
        for (int i = from; i < to; i++) {
            String escaped =
                    switch (html.charAt(i)) {
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        default -> "";
                    };
            if (escaped.isEmpty()) continue;
            out.append(html, copied, i).append(escaped);
            copied = i + 1;
        }
        out.append(html, copied, to).append('"');
    }

    private static boolean isData(String name) {
        if (!name.startsWith("data-")) return false;
        for (int i = 5; i < name.length(); i++) if (!isName(name.charAt(i)) && name.charAt(i) != '-') return false;
        return true;
    }

    /// Whether an address may be followed. Most show it with their first letters; the rest is looked at closely.
    private boolean isSafe(int from, int to) {
        if (html.regionMatches(true, from, "http://", 0, 7) || html.regionMatches(true, from, "https://", 0, 8))
            return true;
        String written = html.substring(from, to);
        String address = written.indexOf('&') < 0 ? written : Parser.unescapeEntities(written, true);
        return Addresses.isSafe(address);
    }

    /// A `srcset` is a list of addresses.
    private boolean areSafe(int from, int to) {
        String written = html.substring(from, to);
        String list = written.indexOf('&') < 0 ? written : Parser.unescapeEntities(written, true);
        for (String candidate : list.split(",", -1)) if (!Addresses.isSafe(candidate)) return false;
        return true;
    }

    /// A style that only says sizes, colours and what is hidden: nothing is called, loaded or escaped in it.
    private boolean isStill(int from, int to) {
        if (to - from > 500) return false;
        for (int i = from; i < to; i++) {
            char c = html.charAt(i);
            if (!isName(c) && " :;,.#%!-\n\t".indexOf(c) < 0) return false;
        }
        String style = html.substring(from, to).toLowerCase(Locale.ROOT);
        return !style.contains("behavio") && !style.contains("binding") && !style.contains("script");
    }

    /// Ends what the element that begins here ends without saying so.
    private void imply(String name) {
        if (paragraphs > 0 && BLOCKS.contains(name)) closeWithin(Set.of("p"), CELLS);
        Implied implied = IMPLIED.get(name);
        if (implied != null) closeWithin(implied.ended, implied.within);
    }

    private static Map<String, Implied> implied() {
        Implied item = new Implied(Set.of("li"), Set.of("ul", "ol", "menu", "dir", "table", "td", "th"));
        Implied term = new Implied(Set.of("dt", "dd"), Set.of("dl", "table", "td", "th"));
        Implied row = new Implied(Set.of("tr"), Set.of("table"));
        Implied cell = new Implied(Set.of("td", "th"), Set.of("tr", "table"));
        Implied part = new Implied(Set.of("tbody", "thead", "tfoot"), Set.of("table"));
        return Map.ofEntries(
                Map.entry("li", item),
                Map.entry("dt", term),
                Map.entry("dd", term),
                Map.entry("tr", row),
                Map.entry("td", cell),
                Map.entry("th", cell),
                Map.entry("tbody", part),
                Map.entry("thead", part),
                Map.entry("tfoot", part));
    }

    private void closeWithin(Set<String> ended, Set<String> barriers) {
        for (int i = open.size() - 1; i >= 0; i--) {
            String name = open.get(i);
            if (ended.contains(name)) {
                while (open.size() > i) pop();
                return;
            }
            if (barriers.contains(name)) return;
        }
    }

    /// An end tag ends the nearest element of its name, and what is open in it; but nothing beyond its table cell.
    private void close(String name) {
        closeWithin(Set.of(name), ROWS.contains(name) ? Set.of("table") : CELLS);
    }

    private void push(String name) {
        open.add(name);
        if (name.equals("p")) paragraphs++;
    }

    private void pop() {
        String name = open.removeLast();
        if (name.equals("p")) paragraphs--;
        out.append("</").append(name).append('>');
    }

    private int spaced(int from) {
        int at = from;
        while (at < html.length() && html.charAt(at) <= ' ') at++;
        return at;
    }

    private int nameEnd(int from) {
        int to = from;
        while (to < html.length() && !endsName(html.charAt(to)) && html.charAt(to) != '<') to++;
        return to;
    }

    private static boolean endsName(char c) {
        return c <= ' ' || c == '>' || c == '/' || c == '=';
    }

    private String name(int from, int to) {
        return to - from > LONGEST_NAME ? "" : html.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private char charAt(int at) {
        return at >= 0 && at < html.length() ? html.charAt(at) : ' ';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isName(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }
}
