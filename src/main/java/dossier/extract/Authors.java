package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Finds who wrote an article: in what the page says for machines first, then in what a reader sees. A site that names
/// itself, and a login such as `jroe`, stand back until nothing better is found.
final class Authors {
    private static final int NO_LINE = 250;
    private static final int NEAR_BEFORE = 25;
    private static final int NEAR_AFTER = 70;
    private static final int I = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Vocabulary BYLINE = Vocabulary.of("""
        byline,author,authors,author name,article author,post author,entry author,writer,contributor,contributors,
        byline name,by line,posted by,written by,wrote by,writtenby,signature,autor,autore,autoren,auteur,creator,verfasser\
        """);
    private static final Vocabulary BYLINE_NAME =
            Vocabulary.of("byline name,author name,authors name,authorname,by author,author link,author title");
    /// What readers wrote below has authors of its own.
    private static final Vocabulary COMMENT = Vocabulary.of("""
        comment,comments,commentlist,comment author,comment form,commentform,respond,reply,replies,kommentar,kommentare,
        commenter,commenters,disqus,leave reply,reviews,testimonial,testimonials\
        """);
    private static final List<String> METAS = List.of(
            "author",
            "article:author_name",
            "parsely-author",
            "sailthru.author",
            "byl",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "article:author",
            "twitter:creator_name",
            "cxenseparse:author",
            "twitter:misc:written by");
    private static final Pattern WRITTEN_BY = Pattern.compile(
            "(?:written|posted|published) by|author|verfasst von|geschrieben von|autor|écrit par|auteur|rédigé par|"
                    + "escrito por|scritto da|geschreven door|autore",
            I);
    private static final Pattern SIGNED = Pattern.compile(
            "^(?:(?i:written|posted|words|text|story|article|research|post|reported|published|verfasst|erstellt|eingestellt|gespeichert|geschrieben|veröffentlicht|ein"
                + " beitrag|ein artikel|gastbeitrag)"
                + " )?(?i:by:?|von:?|por|par|av|door|af|autor(?:in)?:|autorin/autor:?|authors?:|author\\(s\\):?|text:|auteur\\s?:|contributors?:)\\s+(?:\\|\\s)?"
                + "(?:[Dd]r\\.?\\s)?\\p{Lu}[^.!?]{2,60}$");
    private static final Pattern SIGNED_ANYWHERE =
            Pattern.compile("^(?i:written by|words by|article by|text by|text von|verfasst von|geschrieben"
                    + " von):?\\s+(?:\\|\\s)?\\p{Lu}[^.!?]{2,50}$");
    /// The letters that those lines begin with.
    private static final List<String> SIGNED_STARTS = List.of(
            "wr", "po", "wo", "te", "st", "ar", "re", "pu", "ve", "er", "ei", "ge", "ga", "by", "vo", "pa", "av", "do",
            "af", "au", "co");
    private static final List<String> SIGNED_ANYWHERE_STARTS = List.of("wr", "wo", "ar", "te", "ve", "ge");
    /// An address that leads to all that somebody wrote.
    private static final Pattern AUTHOR_PAGE = Pattern.compile(
            "/(?:authors?|autor|autoren|autore|auteurs?|by|byline|contributors?|staff|reporters?|producers?|writers?|"
                + "journalists?|profiles?|people|editors|redakteure?|columnists?|team)/[^/?#]{3,60}/?(?:[?#].*)?$|[?&]author=\\w+$",
            I);
    private static final Pattern NAME = Pattern.compile("(?:(?:[Dd]r|Prof|Mr|Ms|Mrs)\\. )?\\p{Lu}[\\p{L}'’-]+(?:"
            + " (?:\\p{Lu}\\.|\\p{Lu}[\\p{L}'’-]+|de|da|di|van|von|der|den|bin|al|el)){1,4}");
    /// Where a line names one more.
    private static final String ONE_MORE = "(?:and|und|et|y|e|og|och|&)";
    private static final Pattern AND = Pattern.compile("\\s" + ONE_MORE + "$");
    private static final Pattern AND_THEN = Pattern.compile("\\|\\s*" + ONE_MORE + "\\s");

    private static final int SHORTEST_LABEL = 7;
    private static final int LONGEST_LABEL = 20;
    private static final int NEAR_LABEL = 8;
    private static final int A_CARD = 300;
    private static final List<String> LABEL_STARTS = List.of("ar", "wr", "wo", "te", "ve");
    private static final Pattern LABEL = Pattern.compile("(?:article|written|words|text) by:?|verfasst von:?", I);

    private static final Pattern LABELLED = Pattern.compile("^([Bb]y|[Vv]on|[Ww]ritten by|[Aa]utho?r:?):? \\| ");
    private static final Pattern LOGIN = Pattern.compile("[\\p{Ll}\\d._@-]+");

    /// Names and where they stood.
    record Found(String source, List<String> names) {
        static final Found NONE = new Found("", List.of());

        boolean isEmpty() {
            return names.isEmpty();
        }
    }

    private final Ld ld;
    private final Metas metas;
    private final Tree tree;
    private final Optional<Box> headline;
    private final Set<String> sites;
    private final Supplier<List<String>> signatures;

    Authors(
            Ld ld,
            Metas metas,
            Tree tree,
            Optional<Box> headline,
            Set<String> sites,
            Supplier<List<String>> signatures) {
        this.ld = ld;
        this.metas = metas;
        this.tree = tree;
        this.headline = headline;
        this.sites = sites;
        this.signatures = signatures;
    }

    /// The first source that names people; else a login, else the site itself where it signs.
    Found find() {
        Found login = Found.NONE;
        for (Source source : List.<Source>of(
                () -> found("json-ld author", ld.authors()),
                () -> found("meta written by", labelled()),
                () -> found("link to the author", links()),
                () -> found("line by the headline", firstParts(signed(near(), SIGNED, SIGNED_STARTS))),
                () -> new Found("meta author", metas()),
                () -> found("rel=author", marked()),
                () -> new Found("byline", bylines(sites)),
                () -> found("line", signed(tree.boxes(), SIGNED_ANYWHERE, SIGNED_ANYWHERE_STARTS)),
                () -> found("name under its label", underLabel()),
                () -> found("signature", signatures.get()))) {
            Found found = source.ask();
            if (found.isEmpty()) continue;
            if (!found.names().stream().allMatch(Authors::isLogin)) return found;
            if (login.isEmpty()) login = found;
        }
        return login.isEmpty() ? ofTheSite() : login;
    }

    private interface Source {
        Found ask();
    }

    private Found found(String source, List<String> written) {
        return new Found(source, Names.of(written, sites));
    }

    private static boolean isLogin(String name) {
        return LOGIN.matcher(name).matches();
    }

    private Found ofTheSite() {
        List<String> said = new ArrayList<>(ld.authors());
        if (said.isEmpty()) METAS.forEach(key -> said.addAll(metas.all(key)));
        if (said.isEmpty()) said.addAll(labelled());
        said.removeIf(name -> Names.asWritten(name).isEmpty());
        if (!said.isEmpty()) return new Found("the site signs", Names.asWritten(said.getFirst()));
        List<String> names = bylines(Set.of()).stream()
                .filter(name -> sites.contains(Trim.folded(name)))
                .toList();
        return new Found("the site's byline", names);
    }

    // ---- what is said for machines

    private List<String> metas() {
        for (String key : METAS) {
            List<String> names = Names.of(metas.all(key), sites);
            if (!names.isEmpty()) return names;
        }
        return List.of();
    }

    /// `twitter:label1` says what `twitter:data1` is.
    private List<String> labelled() {
        for (int i = 1; i <= 3; i++) {
            String label = first("twitter:label" + i);
            if (!label.isEmpty() && WRITTEN_BY.matcher(label).matches()) return List.of(first("twitter:data" + i));
        }
        return List.of();
    }

    private String first(String key) {
        List<String> values = metas.all(key);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private List<String> marked() {
        List<String> texts = new ArrayList<>();
        for (Box box : tree.boxes()) {
            boolean author =
                    box.attr("rel").contains("author") || box.attr("itemprop").equals("author");
            if (!author || isInComment(box)) continue;
            String text = box.element.hasAttr("content") ? box.attr("content") : nameIn(box);
            if (text.length() > 1 && text.length() < 120) texts.add(text);
            if (texts.size() == 6) break;
        }
        return texts.size() > 4 ? texts.subList(0, 1) : texts;
    }

    private static String nameIn(Box box) {
        Element name = box.element.selectFirst("[itemprop=name]");
        if (name != null && name.hasAttr("content")) return name.attr("content");
        return spaced(name == null ? box.element : name);
    }

    // ---- what a reader sees

    private List<String> bylines(Set<String> barred) {
        List<String> named = bylines(BYLINE_NAME, barred);
        return named.isEmpty() ? bylines(BYLINE, barred) : named;
    }

    private List<String> bylines(Vocabulary vocabulary, Set<String> barred) {
        for (Box box : tree.boxes()) {
            if (box.words.isEmpty() || !box.words.any(vocabulary) || isControl(box) || isInComment(box)) continue;
            String text = spaced(box.element);
            if (text.length() < 3 || text.length() > 120) continue;
            List<String> names = Names.of(List.of(text), barred);
            if (!names.isEmpty()) return names;
        }
        return List.of();
    }

    private static boolean isControl(Box box) {
        return switch (box.name) {
            case "input", "label", "textarea", "form", "button", "select" -> true;
            default -> false;
        };
    }

    private boolean isInComment(Box box) {
        for (Optional<Box> up = Optional.of(box); up.isPresent(); up = up.get().parent()) {
            Box each = up.get();
            if (each.why().startsWith("comments")) return true;
            boolean whole = each.name.equals("body") || each.name.equals("main") || each.good > 0.5 * tree.root().good;
            if (!whole && each.words.any(COMMENT)) return true;
        }
        return false;
    }

    private List<String> links() {
        List<String> names = new ArrayList<>();
        for (Box box : near()) {
            if (!box.name.equals("a") || !AUTHOR_PAGE.matcher(box.attr("href")).find() || isInComment(box)) continue;
            String text = spaced(box.element);
            if (text.length() > 3 && text.length() < 60) names.add(text);
        }
        return names.size() > 4 ? List.of() : names;
    }

    /// True where the text begins as those lines do; to write out the line of every box would take long.
    private static boolean begins(Element element, List<String> starts) {
        return firstText(element).filter(text -> begins(text, starts)).isPresent();
    }

    /// The second letter may stand in another element.
    private static boolean begins(String text, List<String> starts) {
        int at = 0;
        while (isWhite(text.charAt(at))) at++;
        int letters = Math.min(2, text.length() - at);
        for (String start : starts) if (text.regionMatches(true, at, start, 0, letters)) return true;
        return false;
    }

    private static Optional<String> firstText(Element element) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            Node node = element.childNode(i);
            Optional<String> found = Optional.empty();
            if (node instanceof TextNode text && !isWhite(text.getWholeText()))
                found = Optional.of(text.getWholeText());
            else if (node instanceof Element child && !isSilent(child)) found = firstText(child);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static boolean isWhite(String text) {
        for (int i = 0; i < text.length(); i++) if (!isWhite(text.charAt(i))) return false;
        return true;
    }

    private static boolean isWhite(char c) {
        return c <= ' ' || c == '\u00a0';
    }

    private static boolean isSilent(Element child) {
        return switch (child.normalName()) {
            case "script", "style", "svg" -> true;
            default -> false;
        };
    }

    private List<String> signed(List<Box> boxes, Pattern look, List<String> starts) {
        for (Box box : boxes) {
            if (box.chars > 120 || box.kids.size() > 5 || box.why().equals("silent")) continue;
            if (!begins(box.element, starts)) continue;
            String text = spaced(box.element);
            if (text.length() > 5 && text.length() < 90 && look.matcher(text).find() && !isInComment(box))
                return List.of(text);
        }
        return List.of();
    }

    /// The names under `Written by`, where it stands once; where it stands again, it is of cards for other articles.
    private List<String> underLabel() {
        List<Box> labels = tree.boxes().stream().filter(this::isLabel).limit(2).toList();
        if (labels.size() != 1) return List.of();
        List<String> names = new ArrayList<>();
        List<Box> boxes = tree.boxes();
        Box last = labels.getFirst();
        for (int i = last.order + 1; i < Math.min(boxes.size(), last.order + NEAR_LABEL); i++) {
            Box box = boxes.get(i);
            String text = box.element.text();
            boolean name = text.length() < 50 && NAME.matcher(text).matches();
            if (box.isInside(last) || (!name && names.isEmpty())) continue;
            if (!name) break;
            names.add(text);
            last = box;
        }
        return names;
    }

    private boolean isLabel(Box box) {
        return box.plain >= SHORTEST_LABEL
                && box.plain <= LONGEST_LABEL
                && begins(box.element, LABEL_STARTS)
                && LABEL.matcher(box.element.text()).matches()
                && !isInComment(box)
                && !isUnderHeading(box);
    }

    /// A card for another article has its own heading above its author.
    private static boolean isUnderHeading(Box box) {
        return box.parent().filter(up -> up.chars < A_CARD).stream()
                .flatMap(up -> up.kids.stream())
                .anyMatch(kid -> kid.order < box.order && kid.name.matches("h[2-6]"));
    }

    /// Behind the names in a line of several elements stand a place, a time or a button.
    private List<String> firstParts(List<String> lines) {
        return lines.stream().map(this::firstPart).toList();
    }

    private String firstPart(String line) {
        for (int bar = line.indexOf('|'); bar > 0; bar = line.indexOf('|', bar + 1)) {
            String part = line.substring(0, bar).replace('|', ' ').strip();
            if (AND.matcher(part).find()
                    || AND_THEN.matcher(line.substring(bar)).lookingAt()) continue;
            if (!Names.of(List.of(part), sites).isEmpty()) return part;
        }
        return line;
    }

    private List<Box> near() {
        if (headline.isEmpty()) return List.of();
        int at = headline.get().order;
        List<Box> boxes = tree.boxes();
        return boxes.subList(Math.max(0, at - NEAR_BEFORE), Math.min(boxes.size(), at + NEAR_AFTER));
    }

    /// The text of an element, with a bar between what stands in different elements; cut where it is no line.
    static String spaced(Element element) {
        StringBuilder text = new StringBuilder(NO_LINE);
        spaced(element, text, true);
        String line = text.toString().strip();
        return line.indexOf('|') < 0 ? line : LABELLED.matcher(line).replaceFirst("$1 ");
    }

    private static void spaced(Element element, StringBuilder text, boolean top) {
        for (int i = 0; i < element.childNodeSize() && text.length() < NO_LINE; i++) {
            Node node = element.childNode(i);
            if (node instanceof TextNode own) folded(own.getWholeText(), text, NO_LINE);
            else if (node instanceof Element child) spacedChild(child, text, top);
        }
    }

    private static void spacedChild(Element child, StringBuilder text, boolean top) {
        String name = child.normalName();
        if (isSilent(child)) return;
        int before = text.length();
        boolean line = child.isBlock() || name.equals("br");
        if (before > 0 && (line || (top && !name.equals("a")))) text.append(" | ");
        int start = text.length();
        spaced(child, text, false);
        if (text.length() == start && !name.equals("br")) text.setLength(before);
        else if (child.isBlock()) text.append(" | ");
    }

    /// Appends a text with white space once, up to so many characters of all.
    static void folded(String raw, StringBuilder text, int most) {
        int word = 0;
        for (int i = 0; i < raw.length() && text.length() + i - word < most; i++) {
            char c = raw.charAt(i);
            if (!isWhite(c)) continue;
            text.append(raw, word, i);
            word = i + 1;
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') text.append(' ');
        }
        int end = Math.min(raw.length(), word + most - text.length());
        if (end > word) text.append(raw, word, end);
    }

    /// Names that stand alone and emphasised in the first or the last lines of an article.
    static List<String> signatures(List<Block> blocks) {
        List<String> lines = blocks.stream().mapMulti(Authors::emphasised).toList();
        List<String> texts = blocks.stream()
                .filter(Block.Text.class::isInstance)
                .map(Block::text)
                .toList();
        if (texts.size() < 4) return List.of();
        List<String> ends = List.of(texts.getFirst(), texts.getLast(), texts.get(texts.size() - 2));
        return lines.stream().filter(ends::contains).limit(1).toList();
    }

    private static void emphasised(Block block, Consumer<String> into) {
        if (!(block instanceof Block.Text(Box _, Block.Style style, Line line)) || style != Block.Style.PARAGRAPH)
            return;
        boolean marked = line.html().startsWith("<strong>") || line.html().startsWith("<em>");
        if (!marked || line.text().length() > 55) return;
        String bare = line.text().replaceAll("^[(–—-]\\s?|[)]$", "");
        if (bare.length() < 50 && NAME.matcher(bare).matches()) into.accept(line.text());
    }
}
