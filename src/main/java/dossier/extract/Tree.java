package dossier.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// A page read once from top to bottom: its boxes, with their characters counted.
final class Tree {
    /// Elements that stand on lines of their own; all others run within a line.
    private static final Set<String> BLOCKS = named("""
        address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
        form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript ol p pre section summary
        table tbody td tfoot th thead tr ul video amp-img amp-iframe amp-ad amp-social-share\
        """);

    /// Elements that hold no text for readers.
    private static final Set<String> SILENT = named("""
        script style template head svg canvas object embed audio select option textarea input button datalist map area
        dialog link meta title math frameset\
        """);

    /// How many attributes an element may be named by.
    private static final int NAMES = 9;

    private static final int MOST_BOXES = 150_000;
    /// A line shorter than this says nothing of the text around it.
    private static final int SHORT_LINE = 25;

    private final Box root;
    private final StringBuilder names = new StringBuilder();
    private final String[] values = new String[NAMES];
    private boolean styled;
    private final Map<String, Words> named = new HashMap<>();
    private final List<Box> boxes = new ArrayList<>(1024);
    private final List<Box> pictures = new ArrayList<>();
    private final List<Box> headings = new ArrayList<>();
    private final List<Box> fields = new ArrayList<>();

    /// Each element of each page is looked up: a set of this kind is the quickest.
    private static Set<String> named(String names) {
        return new HashSet<>(List.of(names.split("\\s+")));
    }

    private Tree(Element top) {
        root = read(top, null);
        count();
    }

    static Tree of(Element top) {
        return new Tree(top);
    }

    Box root() {
        return root;
    }

    /// All boxes, in the order of the page.
    List<Box> boxes() {
        return boxes;
    }

    /// The boxes that are pictures, in the order of the page.
    List<Box> pictures() {
        return pictures;
    }

    /// The boxes that are headings of the first and second level, in the order of the page.
    List<Box> headings() {
        return headings;
    }

    /// The boxes that a reader writes into, in the order of the page.
    List<Box> fields() {
        return fields;
    }

    /// The parser's limit of depth bounds this recursion.
    private Box read(Element element, @Nullable Box parent) {
        Box box = new Box(element, parent, words(element), boxes.size());
        boxes.add(box);
        if (box.isPicture()) pictures.add(box);
        box.styled = styled;
        box.inline = !BLOCKS.contains(box.name);
        box.lazy = isLazy(element);
        if (isHeading(box.name) && box.name.charAt(1) <= '2') headings.add(box);
        if ((SILENT.contains(box.name) && !isFrame(element)) || boxes.size() > MOST_BOXES) {
            if (box.name.equals("input")) fields.add(box);
            box.drop("silent");
            return box;
        }
        for (int i = 0; i < element.childNodeSize(); i++) {
            Node node = element.childNode(i);
            if (node instanceof TextNode text) readText(text.getWholeText(), box);
            else if (node instanceof Element child) add(box, read(child, box));
        }
        return box;
    }

    /// A button about a figure shows it larger.
    private static boolean isFrame(Element element) {
        return element.normalName().equals("button") && element.selectFirst("figure") != null;
    }

    private static void add(Box box, Box kid) {
        box.kids.add(kid);
        box.lazy |= kid.lazy;
        box.digits += kid.digits;
        if (!kid.inline && !kid.isDropped()) box.inline = false;
    }

    private static boolean isLazy(Element element) {
        if (element.attributesSize() == 0) return false;
        String name = element.normalName();
        return (name.equals("div") || name.equals("span"))
                && (element.attributes().hasKey("data-src")
                        || element.attributes().hasKey("data-srcset"));
    }

    private Words words(Element element) {
        styled = false;
        boolean custom = element.normalName().indexOf('-') >= 0;
        if (element.attributesSize() == 0 && !custom) return Words.NONE;
        boolean onlyClass = readNames(element) && !custom;
        String said = onlyClass ? values[0] : joined(element, custom);
        return said.isEmpty() ? Words.NONE : named.computeIfAbsent(said, Words::of);
    }

    /// Takes the values that name an element out of its attributes, in one walk. True where none but a class does, as
    /// with most elements.
    private boolean readNames(Element element) {
        Arrays.fill(values, "");
        boolean onlyClass = true;
        for (Attribute attribute : element.attributes()) {
            styled |= isStyle(attribute.getKey());
            int rank = rank(attribute.getKey());
            if (rank < 0) continue;
            values[rank] = attribute.getValue();
            if (rank > 0) onlyClass = false;
        }
        return onlyClass;
    }

    /// In which place an attribute names an element; none for one that says something else.
    private static int rank(String key) {
        return switch (key) {
            case "class" -> 0;
            case "id" -> 1;
            case "role" -> 2;
            case "itemprop" -> 3;
            case "data-component" -> 4;
            case "data-testid" -> 5;
            case "data-qa" -> 6;
            case "data-type" -> 7;
            case "name" -> 8;
            default -> -1;
        };
    }

    private static boolean isStyle(String key) {
        return switch (key) {
            case "hidden", "style", "aria-hidden", "role" -> true;
            default -> false;
        };
    }

    private String joined(Element element, boolean custom) {
        if (isHeading(element) || dashes(values[1]) > 5) values[1] = "";
        names.setLength(0);
        for (String value : values) if (!value.isEmpty()) names.append(value).append(' ');
        if (custom) names.append(element.normalName());
        return names.toString();
    }

    /// A heading's id is made of its own words (`opt-in-contribution-systems`), which name no furniture.
    private static boolean isHeading(Element element) {
        return isHeading(element.normalName());
    }

    static boolean isHeading(String name) {
        return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
    }

    private static int dashes(String value) {
        int dashes = 0;
        for (int i = 0; i < value.length(); i++) if (value.charAt(i) == '-' || value.charAt(i) == '_') dashes++;
        return dashes;
    }

    /// Counts again, without what was dropped since.
    void count() {
        for (Box box : boxes) {
            box.chars = box.links = box.lineChars = box.lineLinks = box.pictures = 0;
            box.good = 0;
            box.own = 0;
        }
        count(root, false);
    }

    private static void count(Box box, boolean linked) {
        if (box.isDropped()) return;
        boolean inLink =
                linked || (box.name.equals("a") && box.element.attributes().hasKey("href"));
        box.chars = box.lineChars = box.plain;
        if (inLink) box.links = box.lineLinks = box.plain;
        for (Box kid : box.kids) count(kid, box, inLink);
        if (box.isPicture()) box.pictures++;
        if (box.inline) return;
        box.own = goodOf(box);
        box.good += box.own;
    }

    private static void count(Box kid, Box box, boolean linked) {
        count(kid, linked);
        box.chars += kid.chars;
        box.links += kid.links;
        box.good += kid.good;
        box.pictures += kid.pictures;
        if (kid.inline) {
            box.lineChars += kid.lineChars;
            box.lineLinks += kid.lineLinks;
        }
    }

    /// Running text counts by its length, lists and headings less, lines of links not at all.
    private static double goodOf(Box box) {
        int plain = box.lineChars - box.lineLinks;
        if (box.lineChars < SHORT_LINE || plain < box.lineLinks) return 0;
        return switch (box.name) {
            case "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "address", "legend", "summary" -> 0;
            case "li", "dd", "td", "th" -> plain * (plain > 80 ? 0.9 : 0.4);
            case "p", "blockquote", "pre" -> plain;
            default -> plain * (plain > 80 ? 0.9 : 0.3);
        };
    }

    /// Counts the characters of a text: white space once.
    private static void readText(String text, Box box) {
        int chars = 0;
        int digits = 0;
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = c <= ' ' || c == '\u00a0';
            if (!white) chars += c >= 0x0e00 && isWide(c) ? 3 : 1;
            else if (!space) chars++;
            if (c >= '0' && c <= '9') digits++;
            space = white;
        }
        if (chars > 1 || !space) box.plain += chars;
        box.digits += digits;
    }

    /// A character of a script written without spaces says about as much as three letters.
    private static boolean isWide(char c) {
        return c <= 0x0eff || (c >= 0x3040 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3);
    }
}
