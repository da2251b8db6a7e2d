package dossier.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.model.Markup;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// The article as a page tells it to programs. A witness where JSON-LD holds it (`articleBody`): a reading of the page
/// that has less than half of it has found something else, or a teaser. And the last resort where the page itself says
/// next to nothing, since a program in the reader's browser would write it from what its scripts hold.
///
/// @param blocks what it says
/// @param source such as `json-ld articleBody`, for `article trace`
/// @param why it was taken
record Scripted(List<Block> blocks, String source, String why) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A page that says less is empty, as far as its readers are concerned.
    private static final int NOTHING = Gate.SHORT;

    private static final int SHORTEST = 400;
    private static final int LONGEST_SCRIPT = 2_000_000;
    private static final int MOST_TRIED = 5;
    private static final double HALF = 0.5;

    /// A reading that is about as long as its witness needs no hearing.
    private static final double LONGER = 1.25;

    /// So much of the headline is said in the text of an article; and hardly any in that of a banner.
    private static final double OF_TITLE = 0.4;

    private static final Pattern VALUE = Pattern.compile("=\\s*(?=[\\[{])");
    private static final Pattern PARAGRAPH = Pattern.compile("</p>|<br\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPED = Pattern.compile("&lt;(?:p|div|br)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKED =
            Pattern.compile("<(?:p|br|div|ul|ol|h[1-6]|blockquote|table)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE = Pattern.compile("\\R+");
    private static final List<String> TEXTS = List.of("content", "text", "html", "value", "body", "paragraph", "data");

    /// What programs are told, where that is the article and the reading of the page is not.
    ///
    /// @param read the reading of the page
    /// @param scripts of the page, with their text
    static Optional<Scripted> better(List<Block> read, Ld ld, List<Element> scripts, String title, URI base) {
        int length = Render.length(read);
        Optional<Scripted> told = told(read, length, ld, base);
        if (told.isPresent() || length >= NOTHING) return told;
        return held(scripts, title, base)
                .filter(found -> Render.length(found.blocks()) > Math.max(SHORTEST, 2 * length));
    }

    // ---- JSON-LD

    private static Optional<Scripted> told(List<Block> read, int length, Ld ld, URI base) {
        String body = ld.text("articleBody");
        if (body.length() < SHORTEST || body.length() < LONGER * length || isForSubscribers(ld))
            return Optional.empty();
        List<Block> blocks = blocks(body, base);
        String text = Render.text(blocks);
        if (text.length() < SHORTEST || text.length() < length) return Optional.empty();
        double share = share(words(text), words(Render.text(read)));
        return share < HALF
                ? Optional.of(new Scripted(
                        blocks, "json-ld articleBody", "the page shows %.0f %% of its words".formatted(100 * share)))
                : Optional.empty();
    }

    /// What the page keeps from readers it does not give to us.
    private static boolean isForSubscribers(Ld ld) {
        return ld.text("isAccessibleForFree").toLowerCase(Locale.ROOT).endsWith("false");
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : Titles.words(text)) words.addAll(tokens(word));
        return words;
    }

    /// A script without spaces is read by pairs of letters.
    private static List<String> tokens(String word) {
        if (!word.codePoints().anyMatch(Character::isIdeographic) || word.length() < 3) return List.of(word);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 2 <= word.length(); i++) pairs.add(word.substring(i, i + 2));
        return pairs;
    }

    private static double share(Set<String> of, Set<String> in) {
        return of.isEmpty() ? 1 : of.stream().filter(in::contains).count() / (double) of.size();
    }

    // ---- what scripts hold

    private static Optional<Scripted> held(List<Element> scripts, String title, URI base) {
        List<String> found = new ArrayList<>();
        int looked = 0;
        for (Element script : scripts) {
            String data = script.data();
            looked += data.length();
            if (looked > LONGEST_SCRIPT) break;
            if (data.length() < SHORTEST) continue;
            markup(data, found, 0);
            values(data).forEach(value -> lists(value, found, 0));
        }
        Set<String> said = words(title);
        return found.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .limit(MOST_TRIED)
                .map(each -> blocks(each, base))
                .filter(blocks -> share(said, words(Render.text(blocks))) >= OF_TITLE)
                .max(Comparator.comparing(Render::length))
                .map(blocks -> new Scripted(blocks, "script", "the page itself says next to nothing"));
    }

    /// Texts in double quotes that are markup of several paragraphs; where such a text is JSON once more, those in it.
    private static void markup(String script, List<String> into, int depth) {
        int start = -1;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\') i++;
            else if (c == '\n' || c == '\r') start = -1;
            else if (c == '"' && start < 0) start = i;
            else if (c == '"') {
                if (i - start > SHORTEST) literal(script.substring(start, i + 1), into, depth);
                start = -1;
            }
        }
    }

    private static void literal(String quoted, List<String> into, int depth) {
        // A text of JavaScript that JSON does not know is passed over.
        String text = json(quoted).map(JsonNode::asText).orElse("");
        if (depth == 0 && text.contains("\":\"")) markup(text, into, 1);
        Matcher paragraph = PARAGRAPH.matcher(text);
        if (text.startsWith("<") && paragraph.find() && paragraph.find()) into.add(text);
    }

    /// What is assigned as JSON, or is JSON as a whole.
    private static List<JsonNode> values(String script) {
        List<Integer> starts = new ArrayList<>();
        if (script.startsWith("{") || script.startsWith("[")) starts.add(0);
        Matcher value = VALUE.matcher(script);
        while (starts.size() < MOST_TRIED && value.find()) starts.add(value.end());
        return starts.stream()
                .flatMap(start -> json(script.substring(start)).stream())
                .toList();
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    /// Lists of paragraphs, each an object with its text.
    private static void lists(JsonNode node, List<String> into, int depth) {
        if (depth > 40) return;
        if (node.isArray()) {
            StringBuilder paragraphs = new StringBuilder();
            int texts = 0;
            for (JsonNode each : node) {
                String text = text(each);
                if (text.isBlank()) continue;
                texts++;
                paragraphs.append("<p>").append(text).append("</p>\n");
            }
            if (texts > 2 && paragraphs.length() > SHORTEST) into.add(paragraphs.toString());
        }
        node.forEach(each -> lists(each, into, depth + 1));
    }

    private static String text(JsonNode paragraph) {
        for (String key : TEXTS)
            if (paragraph.path(key).isTextual()) return paragraph.path(key).asText();
        return "";
    }

    // ---- markup

    private static List<Block> blocks(String told, URI base) {
        String text = ESCAPED.matcher(told).find() ? Parser.unescapeEntities(told, false) : told;
        return Cleaner.blocks(new Markup(MARKED.matcher(text).find() ? text : paragraphs(text)), base);
    }

    /// Not escaped: what is no markup may still have entities.
    private static String paragraphs(String text) {
        StringBuilder html = new StringBuilder();
        for (String line : LINE.split(text, -1)) html.append("<p>").append(line).append("</p>\n");
        return html.toString();
    }
}
