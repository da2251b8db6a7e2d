package dossier.parse;

import dossier.model.SafeHtml;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/// A text as a feed carries it.
///
/// @param value as written
/// @param html whether it is markup; plain text otherwise
record Text(String value, boolean html) {
    static final Text NONE = new Text("", false);

    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9:]*+)(?:\\s[^<>]*+)?/?>");
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<!--.*?-->|<!--[^>]*+>?|<(script|style)\\b[^<>]*+>.*?(?:</\\1[^<>]*+>|$)");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#\\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,30});");
    private static final Set<String> TAGS = Set.of(
            "a", "abbr", "acronym", "b", "big", "blink", "br", "center", "cite", "code", "del", "div", "em", "font",
            "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "nobr", "ol", "p", "pre",
            "q", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "table", "td", "tr",
            "tt", "u", "ul", "var", "wbr");
    private static final Set<String> BREAKS = Set.of("br", "p", "div", "li", "h1", "h2", "h3", "td", "tr", "hr");

    static Text plain(String value) {
        return new Text(value, false);
    }

    static Text html(String value) {
        return new Text(value, true);
    }

    /// The same, cut where it is longer than anyone reads.
    Text within(int longest) {
        return value.length() > longest ? new Text(value.substring(0, longest), html) : this;
    }

    boolean isBlank() {
        return value.isBlank();
    }

    /// As markup: plain text is escaped, unless it is markup that someone forgot to call so.
    String markup() {
        return html || looksLikeMarkup() ? value : SafeHtml.escape(value);
    }

    /// As one line without markup and entities, not longer than allowed.
    String line(int longest) {
        String line = value.length() > 8 * longest ? value.substring(0, 8 * longest) : value;
        for (int i = 0; i < 3 && (line.indexOf('<') >= 0 || line.indexOf('&') >= 0); i++) {
            String before = line;
            line = unescaped(untagged(line));
            if (line.equals(before)) break;
        }
        line = spaced(line);
        return line.length() > longest ? cut(line, longest) : line;
    }

    private static String cut(String line, int longest) {
        int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
        return line.substring(0, end).stripTrailing();
    }

    /// White space folded to single spaces, and what has no width removed.
    static String spaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u00ad' || c == '\u200b' || c == '\ufeff' || c == '\u2060') continue;
            if (c <= ' ' || c == '\u00a0' || Character.isWhitespace(c)) {
                gap = true;
                continue;
            }
            if (gap && !out.isEmpty()) out.append(' ');
            gap = false;
            out.append(c);
        }
        return out.toString();
    }

    private static String untagged(String text) {
        if (text.indexOf('<') < 0) return text;
        String plain = UNSEEN.matcher(text).replaceAll("");
        return TAG.matcher(plain)
                .replaceAll(m -> TAGS.contains(m.group(1).toLowerCase(Locale.ROOT))
                        ? BREAKS.contains(m.group(1).toLowerCase(Locale.ROOT)) ? " " : ""
                        : Matcher.quoteReplacement(m.group()));
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text).find() ? TreeBuilder.clean(Parser.unescapeEntities(text, true)) : text;
    }

    private boolean looksLikeMarkup() {
        if (value.indexOf('<') < 0)
            return value.indexOf('&') >= 0 && ENTITY.matcher(value).find();
        Matcher tag = TAG.matcher(value);
        while (tag.find()) if (TAGS.contains(tag.group(1).toLowerCase(Locale.ROOT))) return true;
        return false;
    }
}
