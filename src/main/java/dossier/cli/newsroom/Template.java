package dossier.cli.newsroom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A template file: sections begun by a line `== name ==`, with `{{words}}` to be filled in.
final class Template {
    private static final Pattern SECTION = Pattern.compile("(?m)^== ([a-z0-9-]+) ==\n");
    private static final Pattern WORD = Pattern.compile("\\{\\{([a-z0-9.]+)}}");

    private final String file;
    private final Map<String, String> sections = new LinkedHashMap<>();

    private Template(String file, String text) {
        this.file = file;
        Matcher heads = SECTION.matcher(text);
        String name = "";
        int from = 0;
        while (heads.find()) {
            if (!name.isEmpty()) sections.put(name, text.substring(from, heads.start()));
            name = heads.group(1);
            from = heads.end();
        }
        sections.put(name, text.substring(from));
    }

    static Template read(String file) {
        return new Template(file, Shelf.text(file));
    }

    /// True where the file has such a section.
    boolean has(String section) {
        return sections.containsKey(section);
    }

    /// The section with its words filled in. A word nobody gave is a mistake in the template.
    String fill(String section, Map<String, String> words) {
        String text = Optional.ofNullable(sections.get(section))
                .orElseThrow(() -> new IllegalStateException(file + " has no section " + section));
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(given(words, section, word.group(1))));
    }

    private String given(Map<String, String> words, String section, String word) {
        String value = words.get(word);
        if (value == null) throw new IllegalStateException(file + ", " + section + ": nobody gave {{" + word + "}}");
        return value;
    }

    /// Text as it may stand in HTML, XML and their attributes.
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// Text as it may stand in a JSON string inside a script element.
    static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("</", "<\\/") + "\"";
    }

    /// HTML without its tags.
    static String plain(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&nbsp;", "\u00a0")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
