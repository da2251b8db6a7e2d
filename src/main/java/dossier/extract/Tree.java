package dossier.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// A page read once from top to bottom: its boxes, with their characters counted.
final class Tree {
    /// Elements that stand on lines of their own; all others run within a line.
    private static final Vocabulary BLOCKS = Vocabulary.of("""
        address,article,aside,blockquote,body,center,dd,details,dialog,dir,div,dl,dt,fieldset,figcaption,figure,footer,
        form,h1,h2,h3,h4,h5,h6,header,hgroup,hr,html,iframe,legend,li,main,menu,nav,noscript,ol,p,pre,section,summary,
        table,tbody,td,tfoot,th,thead,tr,ul,video,amp-img,amp-iframe,amp-ad,amp-social-share\
        """);

    /// Elements that hold no text for readers.
    private static final Vocabulary SILENT = Vocabulary.of("""
        script,style,template,head,svg,canvas,object,embed,audio,select,option,textarea,input,button,datalist,map,area,
        dialog,link,meta,title,math,frameset\
        """);

    /// What elements are named by, beside class and id.
    private static final List<String> NAMES =
            List.of("class", "id", "role", "itemprop", "data-component", "data-testid", "data-qa", "data-type", "name");

    private static final int MOST_BOXES = 150_000;
    /// A line shorter than this says nothing of the text around it.
    private static final int SHORT_LINE = 25;

    private final Box root;
    private final StringBuilder names = new StringBuilder();
    private final Map<String, Words> named = new HashMap<>();
    private final List<Box> boxes = new ArrayList<>(1024);

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

    /// The parser's limit of depth bounds this recursion.
    private Box read(Element element, @Nullable Box parent) {
        Box box = new Box(element, parent, words(element), boxes.size());
        boxes.add(box);
        box.inline = !BLOCKS.contains(box.name);
        box.lazy = isLazy(element);
        if (SILENT.contains(box.name) || boxes.size() > MOST_BOXES) {
            box.drop("silent");
            return box;
        }
        for (int i = 0; i < element.childNodeSize(); i++) {
            Node node = element.childNode(i);
            if (node instanceof TextNode text) box.plain += charsOf(text.getWholeText());
            else if (node instanceof Element child) {
                Box kid = read(child, box);
                box.kids.add(kid);
                box.lazy |= kid.lazy;
                if (!kid.inline && !kid.isDropped()) box.inline = false;
            }
        }
        return box;
    }

    private static boolean isLazy(Element element) {
        if (element.attributesSize() == 0) return false;
        String name = element.normalName();
        return (name.equals("div") || name.equals("span"))
                && (element.attributes().hasKey("data-src")
                        || element.attributes().hasKey("data-srcset"));
    }

    private Words words(Element element) {
        if (element.attributesSize() == 0 && element.normalName().indexOf('-') < 0) return Words.NONE;
        Attributes attributes = element.attributes();
        boolean plain = element.normalName().indexOf('-') < 0 && isNamedByClass(attributes);
        if (plain) return named.computeIfAbsent(attributes.get("class"), Words::of);
        names.setLength(0);
        for (String key : NAMES) {
            String value = attributes.get(key);
            if (value.isEmpty()) continue;
            boolean sentence = key.equals("id") && (isHeading(element) || dashes(value) > 5);
            if (!sentence) names.append(value).append(' ');
        }
        if (element.normalName().indexOf('-') >= 0) names.append(element.normalName());
        return named.computeIfAbsent(names.toString(), Words::of);
    }

    /// Most elements have a class, an address, a style, and no other name.
    private static boolean isNamedByClass(Attributes attributes) {
        for (Attribute attribute : attributes) {
            switch (attribute.getKey()) {
                case "class", "href", "style", "src", "alt", "title", "target", "rel", "width", "height" -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    /// A heading's id is made of its own words (`opt-in-contribution-systems`), which name no furniture.
    private static boolean isHeading(Element element) {
        String name = element.normalName();
        return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
    }

    private static long dashes(String value) {
        return value.chars().filter(c -> c == '-' || c == '_').count();
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
        for (Box kid : box.kids) add(box, kid, inLink);
        if (box.name.equals("img") || box.name.equals("amp-img")) box.pictures++;
        if (box.inline) return;
        box.own = goodOf(box);
        box.good += box.own;
    }

    private static void add(Box box, Box kid, boolean linked) {
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

    /// White space counts once.
    private static int charsOf(String text) {
        int chars = 0;
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            boolean white = text.charAt(i) <= ' ' || text.charAt(i) == '\u00a0';
            if (!white || !space) chars += wide(text.charAt(i)) ? 3 : 1;
            space = white;
        }
        return chars == 1 && space ? 0 : chars;
    }

    /// A character of a script written without spaces says about as much as three letters.
    private static boolean wide(char c) {
        return c >= 0x0e00 && (c <= 0x0eff || (c >= 0x3040 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3));
    }
}
