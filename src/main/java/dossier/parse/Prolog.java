package dossier.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds where a document begins: behind the declaration, comments, a DOCTYPE (which no parser of ours ever sees, so
/// that no entity is declared and nothing is loaded) and whatever a server printed in front by mistake.
///
/// @param at position of the root's `<`
/// @param name its local name in lower case
record Prolog(int at, String name) {
    private static final Set<String> ROOTS =
            Set.of("rss", "feed", "rdf", "channel", "opml", "html", "urlset", "sitemapindex");
    private static final Set<String> PARTS = Set.of("item", "entry");
    private static final int JUNK = 1 << 20;

    /// The root of the document: the first element that begins a known kind of document; else the first at all.
    static Optional<Prolog> of(String text) {
        Optional<Prolog> first = Optional.empty();
        Optional<Prolog> page = Optional.empty();
        Declarations declarations = new Declarations(text);
        int at = text.indexOf('<');
        while (at >= 0 && at < JUNK) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (next == '!' || next == '?') {
                at = text.indexOf('<', declarations.beyond(at));
                continue;
            }
            if (Character.isLetter(next)) {
                Prolog here = new Prolog(at, name(text, at));
                boolean root = ROOTS.contains(here.name) || (first.isEmpty() && PARTS.contains(here.name));
                if (root && isQuoted(text, at)) return Optional.empty();
                if (root && !here.name.equals("html")) return page.or(() -> Optional.of(here));
                if (root && page.isEmpty()) page = Optional.of(here);
                if (first.isEmpty()) first = Optional.of(here);
            }
            at = text.indexOf('<', at + 1);
        }
        if (page.isPresent()) return page;
        return looksLikePage(text) ? Optional.of(new Prolog(0, "html")) : first;
    }

    /// A page may leave `<html>` away.
    private static boolean looksLikePage(String text) {
        String head = text.substring(0, Math.min(text.length(), 2_000)).toLowerCase(Locale.ROOT);
        return head.contains("<!doctype html") || head.contains("<head") || head.contains("<body");
    }

    /// A feed in a string of a program is no feed.
    private static boolean isQuoted(String text, int at) {
        return at > 0 && "\"'`(=".indexOf(text.charAt(at - 1)) >= 0;
    }

    private static String name(String text, int at) {
        int end = at + 1;
        while (end < text.length() && end - at < 100 && !ends(text.charAt(end))) end++;
        String name = text.substring(at + 1, end);
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == '>' || c == '/' || c == '<';
    }

    /// Steps over comments, instructions and DOCTYPEs. What is never closed is looked for once and not again, so that
    /// a text full of beginnings takes no longer than another.
    private static final class Declarations {
        private static final int MOST_UNCLOSED = 16;

        private final String text;
        private final Map<String, Integer> last = new HashMap<>();
        private int unclosed;

        Declarations(String text) {
            this.text = text;
        }

        /// The position behind the one that begins here.
        int beyond(int at) {
            if (text.startsWith("<!--", at)) return after("-->", at + 4);
            if (text.startsWith("<![CDATA[", at)) return at + 9;
            if (text.startsWith("<?", at)) return after(">", at + 2);
            return beyondDoctype(at + 2);
        }

        private int beyondDoctype(int from) {
            if (unclosed == MOST_UNCLOSED) return from;
            int depth = 0;
            int at = from;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (text.startsWith("<!--", at)) {
                    at = after("-->", at + 4);
                    continue;
                }
                if (c == '"' || c == '\'') {
                    int close = find(String.valueOf(c), at + 1);
                    if (close < 0) return after(">", at);
                    at = close;
                } else if (c == '[') depth++;
                else if (c == ']') depth--;
                else if (c == '>' && depth <= 0) return at + 1;
                at++;
            }
            unclosed++;
            return after("]>", from);
        }

        private int after(String mark, int from) {
            int found = find(mark, from);
            return found < 0 ? Math.min(from, text.length()) : found + mark.length();
        }

        private int find(String mark, int from) {
            int end = last.computeIfAbsent(mark, text::lastIndexOf);
            return from > end ? -1 : text.indexOf(mark, from);
        }
    }
}
