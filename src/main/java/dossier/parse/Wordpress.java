package dossier.parse;

import dossier.model.SafeHtml;
import dossier.parse.Attachments.Attachment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes HTML of what authors type into WordPress: lines become paragraphs, as its `wpautop` makes them when it shows
/// a post; captions and galleries become figures, and of other shortcodes the text between them stays.
final class Wordpress {
    static final int LONGEST_TAG = 200;

    private static final int MOST_PICTURES = 200;

    private static final Pattern SHORTCODE =
            Pattern.compile("\\[(\\[?)(/?)([a-zA-Z][a-zA-Z0-9_-]{0,60}+)((?:[\\s=/][^\\[\\]]{0,4000}+)?)\\](\\]?)");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<![a-zA-Z_-])([a-zA-Z_-]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|(\\S++))");
    private static final Pattern ADDRESS = Pattern.compile("[\\s=]\\s*+[\"']?https?://[^\\s\"']++[\"']?\\s*+");
    private static final Pattern IMAGE = Pattern.compile("(?s)(?:<a\\s[^<>]*+>\\s*+)?<img\\s[^<>]*+>(?:\\s*+</a>)?");

    /// Shortcodes that come without attributes, and are no words in brackets.
    private static final Set<String> BARE =
            Set.of("gallery", "embed", "caption", "toc", "more", "video", "audio", "playlist");

    private static final Pattern BLOCK = Pattern.compile(
            "(?i)<(/?)(address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
                + "|form|h[1-6]|header|hr|iframe|li|main|nav|object|ol|p|pre|script|section|style|summary|table|tbody"
                + "|td|tfoot|th|thead|tr|ul|video)\\b[^<>]*+>");

    /// Elements with lines of text directly in them; in all others they are paragraphs.
    private static final Set<String> OF_LINES = Set.of(
            "address",
            "dd",
            "dt",
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "p",
            "summary",
            "td",
            "th");

    private static final Set<String> UNTOUCHED = Set.of("pre", "script", "style");
    private static final Pattern GAP = Pattern.compile("\\n[ \\t]*+\\n\\s*+");

    private Wordpress() {}

    /// The article: its text, under its featured picture where the text does not show that anyway.
    ///
    /// @param number of the post
    static String article(String written, Optional<Attachment> featured, Attachments attachments, long number) {
        String text = written.replace("\r\n", "\n").replace('\r', '\n');
        boolean blocks = text.contains("<!-- wp:");
        String shown = shortcodes(withoutComments(text), attachments, number);
        String html = blocks ? shown : paragraphs(shown);
        return featured.filter(Attachment::isPicture)
                        .filter(picture -> !html.contains(stem(picture)))
                        .map(Wordpress::figure)
                        .orElse("")
                + html;
    }

    private static String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        int from = text.indexOf("<!--");
        while (from >= 0) {
            int end = text.indexOf("-->", from);
            if (end < 0) break;
            out.append(text, copied, from);
            copied = end + 3;
            from = text.indexOf("<!--", copied);
        }
        return out.append(text, copied, text.length()).toString();
    }

    /// A picture is shown in many sizes, whose names begin alike.
    private static String stem(Attachment picture) {
        String address = picture.url().toString();
        String name = address.substring(address.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return "/" + (dot > 0 ? name.substring(0, dot) : name);
    }

    private static String figure(Attachment picture) {
        String image = "<img src=\"%s\" alt=\"%s\">"
                .formatted(SafeHtml.escape(picture.url().toString()), SafeHtml.escape(picture.alt()));
        return figure(image, SafeHtml.escape(picture.caption()));
    }

    private static String figure(String image, String caption) {
        return "<figure>" + image + (caption.isBlank() ? "" : "<figcaption>" + caption.strip() + "</figcaption>")
                + "</figure>\n\n";
    }

    // shortcodes

    private static String shortcodes(String text, Attachments attachments, long number) {
        if (text.indexOf('[') < 0) return text;
        Map<String, Integer> ends = ends(text);
        StringBuilder out = new StringBuilder(text.length());
        Matcher code = SHORTCODE.matcher(text);
        int copied = 0;
        while (code.find(copied)) {
            out.append(text, copied, code.start());
            copied = code.end();
            String name = code.group(3).toLowerCase(Locale.ROOT);
            boolean escaped = !code.group(1).isEmpty() && !code.group(5).isEmpty();
            boolean caption = name.equals("caption") || name.equals("wp_caption");
            if (escaped) {
                out.append(text, code.start() + 1, code.end() - 1);
            } else if (caption && code.group(2).isEmpty()) {
                String ended = "[/" + code.group(3) + "]";
                int end = ends.getOrDefault(name, -1) < copied ? -1 : text.indexOf(ended, copied);
                if (end < 0) continue;
                out.append(caption(text.substring(copied, end), attributes(code.group(4))));
                copied = end + ended.length();
            } else if (name.equals("gallery")) {
                gallery(attributes(code.group(4)), attachments, number).forEach(each -> out.append(figure(each)));
            } else if (ADDRESS.matcher(code.group(4)).matches()) {
                out.append(link(code.group(4).replaceFirst("^[\\s=\"']+", "").replaceFirst("[\\s\"']+$", "")));
            } else if (!isShortcode(code, name, ends)) {
                out.append(code.group());
            } else {
                out.append(outer(code));
            }
        }
        return out.append(text, copied, text.length()).toString();
    }

    /// What `[youtube https://…]` shows in a frame.
    private static String link(String address) {
        String escaped = SafeHtml.escape(address.replace("&amp;", "&"));
        return "<a href=\"" + escaped + "\">" + escaped + "</a>";
    }

    /// A bracket that no other belongs to stays.
    private static String outer(Matcher code) {
        return code.group(1) + code.group(5);
    }

    /// Names that are ended somewhere, and where last.
    private static Map<String, Integer> ends(String text) {
        Map<String, Integer> ends = new HashMap<>();
        Matcher code = SHORTCODE.matcher(text);
        while (code.find())
            if (!code.group(2).isEmpty()) ends.put(code.group(3).toLowerCase(Locale.ROOT), code.start());
        return ends;
    }

    /// `[sic]` and `[Paris]` are words of the author: a shortcode has attributes or an end, or a name that no word has.
    private static boolean isShortcode(Matcher code, String name, Map<String, Integer> ends) {
        if (!code.group(2).isEmpty() || BARE.contains(name)) return true;
        if (ends.getOrDefault(name, -1) > code.start()) return true;
        String rest = code.group(4).strip();
        if (rest.startsWith("=") || ATTRIBUTE.matcher(rest).find()) return true;
        return rest.isEmpty() && name.indexOf('_') > 0;
    }

    private static Map<String, String> attributes(String written) {
        Map<String, String> attributes = new HashMap<>();
        Matcher each = ATTRIBUTE.matcher(written);
        while (each.find())
            attributes.put(
                    each.group(1).toLowerCase(Locale.ROOT),
                    Stream.of(2, 3, 4)
                            .map(each::group)
                            .filter(value -> value != null)
                            .findFirst()
                            .orElse(""));
        return attributes;
    }

    /// Since 2012 the caption stands behind the picture, before that in an attribute.
    private static String caption(String inside, Map<String, String> attributes) {
        Matcher image = IMAGE.matcher(inside);
        if (!image.find()) return inside;
        String behind = inside.substring(image.end()).strip();
        return "\n\n" + figure(image.group(), behind.isEmpty() ? attributes.getOrDefault("caption", "") : behind);
    }

    private static List<Attachment> gallery(Map<String, String> attributes, Attachments attachments, long number) {
        String ids = attributes.getOrDefault("ids", attributes.getOrDefault("include", ""));
        List<Attachment> pictures = new ArrayList<>();
        for (String id : ids.split(",", -1))
            if (id.strip().matches("\\d{1,18}"))
                attachments.get(Long.parseLong(id.strip())).ifPresent(pictures::add);
        return (ids.isBlank() ? attachments.of(number) : pictures)
                .stream().filter(Attachment::isPicture).limit(MOST_PICTURES).toList();
    }

    // lines

    /// Text between blank lines becomes a paragraph, a single line end a line break; elements that are blocks stay.
    static String paragraphs(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        Matcher block = BLOCK.matcher(text);
        String lines = "";
        int copied = 0;
        while (block.find(copied)) {
            lines = text(text.substring(copied, block.start()), lines, out);
            String name = block.group(2).toLowerCase(Locale.ROOT);
            boolean begins = block.group(1).isEmpty();
            out.append(block.group());
            copied = block.end();
            if (begins && UNTOUCHED.contains(name)) {
                Matcher end = Pattern.compile("(?i)</" + name).matcher(text);
                int to = end.find(copied) ? end.start() : text.length();
                out.append(text, copied, to);
                copied = to;
            } else {
                lines = begins && OF_LINES.contains(name) ? name : "";
            }
        }
        text(text.substring(copied), lines, out);
        return out.toString();
    }

    /// @param lines the open element of lines, or empty
    /// @return the one that is still open behind the text
    private static String text(String text, String lines, StringBuilder out) {
        if (text.isBlank()) return lines;
        if (!lines.isEmpty() && !(lines.equals("p") && GAP.matcher(text).find())) {
            out.append(broken(text.strip()));
            return lines;
        }
        for (String paragraph : GAP.split(text, -1))
            if (!paragraph.isBlank())
                out.append("<p>").append(broken(paragraph.strip())).append("</p>\n");
        return "";
    }

    /// Who ended a line with `<br>` is not asked for a second one.
    private static String broken(String text) {
        if (text.indexOf('\n') < 0) return text;
        StringBuilder out = new StringBuilder(text.length() + 64);
        String before = "";
        for (String line : text.split("\n", -1)) {
            if (!out.isEmpty()) out.append(before.matches("(?is).*<br\\s?/?>") ? "\n" : "<br>\n");
            before = line.strip();
            out.append(before);
        }
        return out.toString();
    }
}
