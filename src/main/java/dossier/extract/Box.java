package dossier.extract;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// An element of a page with what was counted in it: the evidence that the judges look at.
final class Box {
    private static final int LEVELS_BEFORE = 2;
    private static final int MOST_PIECES = 40;

    final Element element;
    final String name;
    final Words words;
    final List<Box> kids = new ArrayList<>();
    final int order;
    private final boolean picture;
    /// True for an element that runs within a line, with all that is in it.
    boolean inline;
    private final @Nullable Box parent;
    /// Characters of running text in this element's own lines: its text and that of its inline children.
    int lineChars;
    /// Those of them that are links.
    int lineLinks;
    /// Characters of all text below.
    int chars;
    /// Those of them that are links.
    int links;
    /// Weight of the text below that reads like an article's.
    double good;
    /// What this box's own line adds to it.
    double own;
    /// Characters of this element's own text, which never change.
    int plain;
    /// True where an attribute says how the element is shown, or which role it has.
    boolean styled;
    /// How many digits stand in the text below; without some, it tells no date.
    int digits;
    /// Pictures below.
    int pictures;
    /// True where an element below, or this one, names a picture for a script to show.
    boolean lazy;
    private Optional<Block.Image> image = Optional.empty();
    private boolean looked;
    /// Why it was dropped, empty where it was not.
    private String dropped = "";

    Box(Element element, @Nullable Box parent, Words words, int order) {
        this.element = element;
        this.parent = parent;
        this.name = element.normalName();
        this.picture = isPicture(name, element);
        this.words = words;
        this.order = order;
    }

    boolean isPicture() {
        return picture;
    }

    private static boolean isPicture(String name, Element element) {
        if (name.indexOf('-') < 0) return name.equals("img");
        return name.equals("amp-img") || (isOwnPicture(name, element) && isEmpty(element));
    }

    private static boolean isEmpty(Element element) {
        return element.childrenSize() == 0 && !element.hasText();
    }

    private static boolean isOwnPicture(String name, Element element) {
        return (name.endsWith("-image") || name.endsWith("-img")) && element.hasAttr("src");
    }

    /// A site may have an element of its own for pictures. One that was never closed holds what follows.
    boolean isOpenPicture() {
        return !picture && pictures == 0 && isOwnPicture(name, element);
    }

    Optional<Box> parent() {
        return Optional.ofNullable(parent);
    }

    /// This box, and those that it stands in, from the inside out.
    Stream<Box> up() {
        return Stream.iterate(Optional.of(this), Optional::isPresent, box -> box.flatMap(Box::parent))
                .map(Optional::orElseThrow);
    }

    /// True where one of the boxes around this one is such.
    boolean isWithin(Predicate<Box> such) {
        return isWithin(Integer.MAX_VALUE, such);
    }

    /// The same of the nearest.
    ///
    /// @param levels how many of them are asked, from the nearest on
    boolean isWithin(int levels, Predicate<Box> such) {
        Box box = parent;
        for (int i = 0; i < levels && box != null; i++) {
            if (such.test(box)) return true;
            box = box.parent;
        }
        return false;
    }

    /// Its text with white space once, or how that begins: to write out all of it, for each box, would take long.
    ///
    /// @param most characters; as many where there are more
    String beginning(int most) {
        StringBuilder text = new StringBuilder(most);
        begin(element, text, most);
        return text.length() < most ? text.toString().strip() : text.toString();
    }

    /// The parser's limit of depth bounds this recursion.
    private static void begin(Element element, StringBuilder text, int most) {
        boolean line = element.isBlock() || element.normalName().equals("br");
        if (line) space(text);
        for (int i = 0; i < element.childNodeSize() && text.length() < most; i++) {
            Node node = element.childNode(i);
            if (node instanceof TextNode own) Authors.folded(own.getWholeText(), text, most);
            else if (node instanceof Element child) begin(child, text, most);
        }
        if (line) space(text);
    }

    /// What is written before it, in the boxes that hold it and theirs, after the last heading; the end of that.
    ///
    /// @param most characters
    String before(int most) {
        Deque<String> pieces = new ArrayDeque<>();
        Element at = element;
        for (int i = 0; i < LEVELS_BEFORE && at != null; i++, at = at.parent())
            if (!before(at.previousSibling(), pieces, most)) break;
        return String.join(" ", pieces);
    }

    /// False where enough was read, or a heading. A time that is told to machines alone counts as written. The parser's
    /// limit of depth bounds this recursion.
    private static boolean before(@Nullable Node last, Deque<String> pieces, int most) {
        for (Node node = last; node != null; node = node.previousSibling()) {
            if (pieces.size() > MOST_PIECES
                    || pieces.stream().mapToInt(String::length).sum() > most) return false;
            if (node instanceof TextNode text) {
                StringBuilder piece = new StringBuilder();
                String whole = text.getWholeText();
                Authors.folded(whole.substring(Math.max(0, whole.length() - most)), piece, most);
                pieces.addFirst(piece.toString().strip());
            } else if (node instanceof Element child) {
                if (Tree.isHeading(child.normalName())) return false;
                pieces.addFirst(child.attr("datetime"));
                if (!before(
                        child.childNodeSize() == 0 ? null : child.childNode(child.childNodeSize() - 1), pieces, most))
                    return false;
            }
        }
        return true;
    }

    private static void space(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') text.append(' ');
    }

    void drop(String why) {
        dropped = why;
    }

    void keep() {
        dropped = "";
    }

    boolean isDropped() {
        return !dropped.isEmpty();
    }

    String why() {
        return dropped;
    }

    boolean isInside(Box other) {
        Box box = this;
        while (box != null) {
            if (box == other) return true;
            box = box.parent;
        }
        return false;
    }

    /// The picture that an `img`, or an element which becomes one, shows.
    Optional<Block.Image> image(URI base) {
        if (!looked) image = Images.of(element, base);
        looked = true;
        return image;
    }

    double linkShare() {
        return chars == 0 ? 0 : (double) links / chars;
    }

    String attr(String key) {
        return element.attributesSize() == 0 ? "" : element.attributes().get(key);
    }

    @Override
    public String toString() {
        return name + words;
    }
}
