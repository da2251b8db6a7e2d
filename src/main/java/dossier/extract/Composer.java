package dossier.extract;

import dossier.model.SafeHtml;
import dossier.site.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Turns boxes into blocks: what is not one of the few elements that an article is made of does not come through.
final class Composer {
    private static final Vocabulary CAPTION = Vocabulary.of("""
        caption,captions,figcaption,legend,credit,credits,copyright,caption text,image caption,media caption,img caption,
        photo caption,wp caption,bildunterschrift,bildtext,legende,pie,didascalia,cutline,subtitle caption,off screen,
        imagedescription,image description,image annotation,image legend,imagecaption,piefoto,pie foto,leyenda\
        """);
    private static final Vocabulary CAPTION_TEXT = Vocabulary.of("""
        caption,caption text,figcaption,image caption,media caption,img caption,photo caption,bildunterschrift,bildtext,
        cutline,image credit,photo credit,credit line,creditline,photo credits,imagedescription,image description,
        image annotation,image legend,photoauthor,photo author,imagecaption,piefoto,pie foto,leyenda\
        """);
    private static final Vocabulary CREDIT = Vocabulary.of("""
        credit,credits,copyright,photographer,photographers,source,image source,photo credit,photo by,quelle,rights,
        attribution,agency,creditline,byline,author,copyrights,image copyright\
        """);
    private static final Vocabulary PICTURE = Vocabulary.of("""
        image,img,picture,photo,figure,foto,bild,image widget,image block,image wrapper,image container,media image,
        picture wrapper,article image,article img,content image,inline image,embed image,wp block image\
        """);
    private static final Vocabulary BACK =
            Vocabulary.of("doc backlink,footnote backref,footnote back,backlink,reversefootnote");
    private static final Vocabulary NOTE = Vocabulary.of("footnote anchor,footnote ref,footnote reference,noteref");
    private static final Vocabulary NOTE_NUMBER = Vocabulary.of("footnote number");
    private static final Pattern ARROW = Pattern.compile("[↩↑^⤴⏎⇧\ufe0e\ufe0f\\s]{1,4}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}|[a-z]|[*†‡§]");
    private static final int A_LINE_OR_TWO = 300;
    private static final int LONGEST_CAPTION = 1_200;
    private static final int MOST_BLOCKS = 20_000;

    private final URI base;
    private final List<Block> blocks;
    private final Set<String> pictures;
    private final Line.Writer line = new Line.Writer();
    private final List<Block> waiting = new ArrayList<>();
    private int breaks;
    private boolean inHeading;
    /// Stands in a box of its own before the note, whose line it opens.
    private String noteNumber = "";

    private Composer(URI base, Set<String> pictures) {
        this.base = base;
        this.blocks = new ArrayList<>();
        this.pictures = pictures;
    }

    /// The blocks of these boxes, one after the other.
    static List<Block> blocks(List<Box> boxes, URI base) {
        return blocks(boxes, base, new HashSet<>());
    }

    /// The same; `pictures` names those that stand in the article already and must not come again.
    static List<Block> blocks(List<Box> boxes, URI base, Set<String> pictures) {
        Composer composer = new Composer(base, pictures);
        for (Box box : boxes) {
            composer.box(box);
            composer.flush(box, Block.Style.PARAGRAPH);
        }
        return composer.blocks;
    }

    /// The pictures of a box that stands before the text, and nothing else; a line beside one is its caption.
    static List<Block> pictures(Box box, URI base, Set<String> pictures) {
        List<Block> blocks = Captions.found(blocks(List.of(box), base, pictures));
        List<Block> figures =
                blocks.stream().filter(Block.Figure.class::isInstance).toList();
        List<Block> lines = blocks.stream().filter(Block.Text.class::isInstance).toList();
        if (figures.size() != 1 || lines.size() != 1 || lines.size() + figures.size() < blocks.size()) return figures;
        Block.Figure figure = (Block.Figure) figures.getFirst();
        Line line = ((Block.Text) lines.getFirst()).line();
        if (!figure.caption().isEmpty() || line.text().length() < 20) return figures;
        Credits.Split split = Credits.split(line, figure.credit());
        return List.of(new Block.Figure(figure.box(), figure.images(), split.caption(), split.credit()));
    }

    private List<Block> inside(Box box) {
        Composer composer = new Composer(base, pictures);
        composer.kids(box);
        composer.flush(box, Block.Style.PARAGRAPH);
        return composer.blocks;
    }

    private void box(Box box) {
        if (box.isDropped() || blocks.size() > MOST_BLOCKS) return;
        if (!box.name.equals("br") && !box.inline) breaks = 0;
        switch (box.name) {
            case "br" -> lineBreak(box);
            case "a" -> link(box);
            case "b", "strong" -> inline(box, "strong");
            case "i", "em" -> inline(box, "em");
            case "code", "kbd", "samp", "tt" -> inline(box, "code");
            case "q" -> quoted(box);
            case "img", "amp-img" -> picture(box);
            case "wbr", "source", "iframe", "video", "amp-iframe", "noscript", "hr" -> silent(box);
            case "h1", "h2" -> heading(box, Block.Style.HEADING);
            case "h3", "h4", "h5", "h6" -> heading(box, Block.Style.LOWER_HEADING);
            case "ul", "ol", "menu", "dir" -> bullets(box);
            case "blockquote" -> quote(box);
            case "figure" -> figure(box);
            case "figcaption" -> strayCaption(box);
            case "table" -> table(box);
            case "pre" -> code(box);
            default -> other(box);
        }
    }

    private void other(Box box) {
        if (box.isOpenPicture()) picture(box);
        if (box.isPicture()) picture(box);
        else if (box.inline) inlineOther(box);
        else if (isPictureBox(box)) figure(box);
        else if (isLazyPicture(box)) picture(box);
        else if (isCaptionNamed(box)) strayCaption(box);
        else paragraph(box);
    }

    private static boolean isCaptionNamed(Box box) {
        return box.chars > 0 && box.chars < 600 && box.words.any(CAPTION_TEXT);
    }

    private void inlineOther(Box box) {
        if (isLazyPicture(box)) picture(box);
        else if (line.isEmpty() && isCaptionNamed(box)) strayCaption(box);
        else kids(box);
    }

    private void paragraph(Box box) {
        endOfLine(box);
        kids(box);
        endOfLine(box);
    }

    private void endOfLine(Box box) {
        if (inHeading) line.space();
        else flush(box, Block.Style.PARAGRAPH);
    }

    private void silent(Box box) {
        switch (box.name) {
            case "hr" -> flush(box, Block.Style.PARAGRAPH);
            case "noscript" -> withoutScripts(box);
            case "video" -> poster(box);
            case "iframe", "amp-iframe" -> film(box);
            default -> {}
        }
    }

    private void film(Box box) {
        Optional<Block.Embed> film = Embeds.of(box, base);
        if (film.isEmpty()) return;
        flush(box, Block.Style.PARAGRAPH);
        if (pictures.add(film.get().target().toString())) blocks.add(film.get());
    }

    /// Mostly a picture for readers without scripts; where the page says little else, what a script would show.
    private void withoutScripts(Box box) {
        boolean most = box.good > A_LINE_OR_TWO && box.up().allMatch(up -> box.good > 0.5 * up.good);
        if (most) paragraph(box);
        else box.kids.forEach(this::pictureOnly);
    }

    private void pictureOnly(Box box) {
        if (box.name.equals("img")) picture(box);
        else box.kids.forEach(this::pictureOnly);
    }

    private void poster(Box box) {
        Links.read(base, box.attr("poster"))
                .filter(src -> !box.attr("poster").isBlank())
                .ifPresent(src -> show(box, new Block.Image(src, "", Optional.empty(), Optional.empty())));
    }

    private void kids(Box box) {
        int kid = 0;
        for (int i = 0; i < box.element.childNodeSize(); i++) {
            Node node = box.element.childNode(i);
            if (node instanceof TextNode text) {
                String raw = text.getWholeText();
                if (!raw.isBlank()) {
                    breaks = 0;
                    line.text(noteNumber);
                    noteNumber = "";
                }
                line.text(raw);
            } else if (node instanceof Element && kid < box.kids.size()) {
                box(box.kids.get(kid++));
            }
        }
    }

    private void inline(Box box, String name) {
        line.open(name, "<" + name + ">");
        kids(box);
        line.close();
    }

    private void quoted(Box box) {
        line.text("“");
        kids(box);
        line.text("”");
    }

    /// The mark of a footnote stands apart from the word before it; the way back from the note tells nothing.
    private boolean isNoteLink(Box box) {
        String said = box.element.text().strip();
        if (box.words.any(BACK) || ARROW.matcher(said).matches()) return true;
        if (!NUMBER.matcher(said).matches()) return false;
        boolean raised = box.parent().filter(up -> up.name.equals("sup")).isPresent();
        boolean mark = raised || box.words.any(NOTE);
        boolean number = box.words.any(NOTE_NUMBER);
        if (number && !mark && line.isEmpty()) noteNumber = "[" + said + "] ";
        else if (mark || number) line.text("[" + said + "]");
        return mark || number;
    }

    private void link(Box box) {
        String href = box.attr("href");
        Optional<URI> target = Links.read(base, href).filter(uri -> isElsewhere(uri, href));
        if (target.isEmpty() && !href.isEmpty() && isNoteLink(box)) return;
        if (target.isEmpty() || !box.element.hasAttr("href")) {
            kids(box);
            return;
        }
        line.open("a", "<a href=\"" + SafeHtml.escape(target.get().toString()) + "\">");
        kids(box);
        line.close();
    }

    /// A place of the same page may be named with the page's address.
    private boolean isElsewhere(URI target, String href) {
        if (href.strip().startsWith("#") || target.getHost() == null) return false;
        return target.getRawFragment() == null
                || !Objects.equals(target.getRawPath(), base.getRawPath())
                || !Objects.equals(target.getHost(), base.getHost())
                || !Objects.equals(target.getRawQuery(), base.getRawQuery());
    }

    /// Two breaks in a row end a paragraph.
    private void lineBreak(Box box) {
        breaks++;
        if (breaks == 2) flush(box, Block.Style.PARAGRAPH);
        else line.lineBreak();
    }

    private void flush(Box box, Block.Style style) {
        Line done = line.take();
        if (!done.isEmpty()) blocks.add(new Block.Text(box, style, done));
        blocks.addAll(waiting);
        waiting.clear();
    }

    /// What stands in a heading is one line, whatever boxes its makers put around the words; a heading that was never
    /// closed holds paragraphs.
    private void heading(Box box, Block.Style style) {
        flush(box, Block.Style.PARAGRAPH);
        boolean outer = inHeading;
        inHeading = box.chars <= A_LINE_OR_TWO;
        kids(box);
        inHeading = outer;
        flush(box, style);
    }

    private void bullets(Box box) {
        flush(box, Block.Style.PARAGRAPH);
        List<List<Block>> items = new ArrayList<>();
        for (Box kid : box.kids) {
            if (kid.isDropped()) continue;
            List<Block> item = inside(kid);
            if (!item.isEmpty()) items.add(item);
        }
        if (items.isEmpty()) return;
        if (isOnlyPictures(items)) items.forEach(blocks::addAll);
        else blocks.add(new Block.Bullets(box, box.name.equals("ol"), items));
    }

    private static boolean isOnlyPictures(List<List<Block>> items) {
        return items.stream().flatMap(List::stream).allMatch(Block.Figure.class::isInstance);
    }

    /// A post that its platform's script would show, and that says nothing without it, is a link to the post.
    private void quote(Box box) {
        flush(box, Block.Style.PARAGRAPH);
        List<Block> said = inside(box);
        if (said.isEmpty()) return;
        boolean link = said.stream()
                .allMatch(
                        block -> block instanceof Block.Text text && text.line().isLink());
        if (link) blocks.addAll(lastOfEach(said, box));
        else blocks.add(new Block.Quote(box, said));
    }

    /// Of several links to one place the last tells what it is; others lead elsewhere.
    private static Collection<Block> lastOfEach(List<Block> said, Box box) {
        Map<String, Block> links = new LinkedHashMap<>();
        for (Block each : said) {
            if (!(each instanceof Block.Text text)) continue;
            String html = text.line().html();
            int from = html.indexOf("href=\"");
            String target = from < 0 ? html : html.substring(from, html.indexOf('>', from));
            links.put(target, new Block.Text(box, Block.Style.PARAGRAPH, text.line()));
        }
        return links.values();
    }

    private void code(Box box) {
        flush(box, Block.Style.PARAGRAPH);
        String text = box.element.wholeText().strip();
        if (text.isEmpty()) return;
        blocks.add(new Block.Code(box, text.replace("\r\n", "\n"), box.links > 0 ? linked(box) : ""));
    }

    /// What stands in a listing, with its links.
    private String linked(Box box) {
        StringBuilder html = new StringBuilder();
        linked(box.element, false, html);
        return html.toString().replace("\r\n", "\n").strip();
    }

    private void linked(Element element, boolean inLink, StringBuilder html) {
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode text) html.append(SafeHtml.escape(text.getWholeText()));
            if (!(node instanceof Element child)) continue;
            if (child.normalName().equals("br")) html.append('\n');
            Optional<URI> target = inLink ? Optional.empty() : target(child);
            target.ifPresent(uri -> html.append("<a href=\"")
                    .append(SafeHtml.escape(uri.toString()))
                    .append("\">"));
            linked(child, inLink || target.isPresent(), html);
            if (target.isPresent()) html.append("</a>");
        }
    }

    private Optional<URI> target(Element element) {
        String href = element.normalName().equals("a") && element.hasText() ? element.attr("href") : "#";
        return Links.read(base, href).filter(uri -> isElsewhere(uri, href));
    }

    // ---- pictures

    /// An element that a script fills with a picture later.
    private boolean isLazyPicture(Box box) {
        return box.lazy
                && box.chars == 0
                && box.kids.isEmpty()
                && !box.attr("data-src").contains(".js")
                && !box.attr("data-src").contains(".htm");
    }

    private void picture(Box box) {
        String alt = box.attr("alt");
        if (isEmoji(alt, box)) {
            line.text(alt);
            return;
        }
        box.image(base).ifPresent(image -> show(box, image));
    }

    private static boolean isEmoji(String alt, Box box) {
        return !alt.isEmpty() && alt.length() <= 8 && alt.codePointAt(0) > 0x2190 && box.pictures > 0;
    }

    private void show(Box box, Block.Image image) {
        if (!pictures.add(Images.file(image.src()))) return;
        Block figure = new Block.Figure(box, List.of(image), Line.EMPTY, "");
        if (line.isEmpty()) blocks.add(figure);
        else waiting.add(figure);
    }

    /// A box that holds one picture and words about it, whatever element it is.
    private boolean isPictureBox(Box box) {
        if (box.chars > LONGEST_CAPTION || box.name.equals("li") || box.name.equals("td")) return false;
        if (box.pictures == 0 && !hasLazyPicture(box, 4)) return false;
        if (box.chars == 0) return false;
        if (captionParts(box).isEmpty() && !isNamedPicture(box)) return false;
        return box.kids.stream()
                .filter(kid -> !kid.isDropped())
                .noneMatch(kid -> kid.chars == box.chars && isPictureBox(kid));
    }

    /// One picture and a line or two, in a box that its makers named a picture.
    private static boolean isNamedPicture(Box box) {
        if (box.pictures != 1 || box.linkShare() > 0.1 || Furniture.isBodyNamed(box) || hasHeading(box)) return false;
        if (box.words.any(Furniture.SLIDE)) return box.chars <= LONGEST_CAPTION / 2;
        return box.chars <= A_LINE_OR_TWO
                && box.words.any(PICTURE)
                && box.parent().filter(up -> up.chars > 4 * box.chars).isPresent();
    }

    private static boolean hasHeading(Box box) {
        for (Box kid : box.kids) {
            if (kid.name.length() == 2 && kid.name.charAt(0) == 'h' && kid.chars > 0) return true;
            if (!kid.isDropped() && hasHeading(kid)) return true;
        }
        return false;
    }

    private boolean hasLazyPicture(Box box, int depth) {
        if (depth == 0 || !box.lazy) return false;
        for (Box kid : box.kids) {
            if (!kid.isDropped() && (isLazyPicture(kid) || hasLazyPicture(kid, depth - 1))) return true;
        }
        return false;
    }

    private List<Box> captionParts(Box box) {
        List<Box> parts = new ArrayList<>();
        collectCaptions(box, parts);
        int said = parts.stream().mapToInt(part -> part.chars).sum();
        return said * 10 >= box.chars * 8 ? parts : List.of();
    }

    private void collectCaptions(Box box, List<Box> parts) {
        for (Box kid : box.kids) {
            if (kid.isDropped() || kid.chars == 0) continue;
            if (kid.name.equals("figcaption") || kid.words.any(CAPTION)) parts.add(kid);
            else collectCaptions(kid, parts);
        }
    }

    private void figure(Box box) {
        flush(box, Block.Style.PARAGRAPH);
        List<Box> inner = new ArrayList<>();
        innerFigures(box, inner);
        if (inner.size() > 1 || isTextFigure(box)) {
            kids(box);
            flush(box, Block.Style.PARAGRAPH);
            return;
        }
        figureOf(box).or(() -> filmOf(box)).ifPresent(blocks::add);
    }

    /// Galleries of older blogs make each of their pictures a `dl`.
    private void innerFigures(Box box, List<Box> into) {
        for (Box kid : box.kids) {
            if (kid.isDropped()) continue;
            if (kid.name.equals("figure") || (kid.name.equals("dl") && isPictureBox(kid))) into.add(kid);
            else innerFigures(kid, into);
        }
    }

    /// A figure may hold a table, a quote or a listing instead of a picture.
    private static boolean isTextFigure(Box box) {
        if (box.pictures > 0) return false;
        for (Box kid : box.kids) {
            if (kid.name.equals("table") || kid.name.equals("blockquote") || kid.name.equals("pre")) return true;
            if (!kid.isDropped() && isTextFigure(kid)) return true;
        }
        return false;
    }

    private Optional<Block> figureOf(Box box) {
        List<Block.Image> images = new ArrayList<>();
        Set<String> mine = new HashSet<>();
        images(box, images, mine);
        boolean anyNew = images.isEmpty() || mine.stream().anyMatch(file -> !pictures.contains(file));
        if (!anyNew) return Optional.empty();
        Caption caption = new Caption();
        caption.read(box);
        pictures.addAll(mine);
        Credits.Split split = Credits.split(caption.text(), caption.credit());
        // A film is not to be had here, and its caption alone tells a reader nothing.
        if (images.isEmpty()) return Optional.empty();
        return Optional.of(new Block.Figure(box, images, split.caption(), split.credit()));
    }

    /// A film in a figure is called what its caption says.
    private Optional<Block> filmOf(Box box) {
        Optional<Block.Embed> film = frames(box).stream()
                .flatMap(frame -> Embeds.of(frame, base).stream())
                .findFirst();
        if (film.isEmpty() || !pictures.add(film.get().target().toString())) return Optional.empty();
        Caption caption = new Caption();
        caption.read(box);
        String said = caption.text().text();
        return film.map(found -> said.isEmpty() ? found : new Block.Embed(box, found.target(), said));
    }

    private static List<Box> frames(Box box) {
        List<Box> frames = new ArrayList<>();
        if (box.isDropped()) return frames;
        if (box.name.equals("iframe") || box.name.equals("amp-iframe")) frames.add(box);
        box.kids.forEach(kid -> frames.addAll(frames(kid)));
        return frames;
    }

    private void images(Box box, List<Block.Image> into, Set<String> mine) {
        if (box.isDropped() && !box.name.equals("noscript")) return;
        boolean picture = box.isPicture() || isLazyPicture(box);
        Optional<Block.Image> image = picture ? box.image(base) : Optional.empty();
        if (box.name.equals("video")) {
            image = Links.read(base, box.attr("poster"))
                    .filter(_ -> !box.attr("poster").isBlank())
                    .map(src -> new Block.Image(src, "", Optional.empty(), Optional.empty()));
        }
        image.filter(found -> mine.add(Images.file(found.src()))).ifPresent(into::add);
        box.kids.forEach(kid -> images(kid, into, mine));
    }

    /// Reads caption and credit out of a figure.
    private final class Caption {
        private final Line.Writer said = new Line.Writer();
        private final StringBuilder credit = new StringBuilder();

        void read(Box box) {
            List<Box> parts = new ArrayList<>();
            collectCaptions(box, parts);
            if (parts.isEmpty() && box.chars <= LONGEST_CAPTION) parts.add(box);
            parts.forEach(part -> part(part, true));
        }

        private void part(Box box, boolean top) {
            if ((box.isDropped() && !box.words.any(CREDIT)) || box.name.equals("noscript")) return;
            boolean isCredit = box.name.equals("cite")
                    || (box.name.equals("small") && !top)
                    || (box.words.any(CREDIT) && !(top && box.name.equals("figcaption")) && box.chars < 200);
            if (isCredit) {
                credit(box);
                return;
            }
            boolean link = box.name.equals("a");
            Optional<URI> target = link ? Links.read(base, box.attr("href")) : Optional.empty();
            target.ifPresent(uri -> said.open("a", "<a href=\"" + SafeHtml.escape(uri.toString()) + "\">"));
            String stress = stress(box);
            if (!stress.isEmpty()) said.open(stress, "<" + stress + ">");
            if (!box.inline || box.name.equals("br")) said.space();
            int kid = 0;
            for (Node node : box.element.childNodes()) {
                if (node instanceof TextNode text) said.text(text.getWholeText());
                else if (node instanceof Element && kid < box.kids.size()) part(box.kids.get(kid++), false);
            }
            if (!box.inline) said.space();
            if (target.isPresent() || !stress.isEmpty()) said.close();
        }

        private static String stress(Box box) {
            return switch (box.name) {
                case "em", "i" -> "em";
                case "strong", "b" -> "strong";
                default -> "";
            };
        }

        private void credit(Box box) {
            Line.Writer words = new Line.Writer();
            plain(box, words);
            String text = Credits.bare(words.take().text());
            if (text.isEmpty() || credit.toString().contains(text)) return;
            if (!credit.isEmpty()) credit.append(", ");
            credit.append(text);
        }

        private void plain(Box box, Line.Writer into) {
            if (box.isDropped() && !box.words.any(CREDIT)) return;
            int kid = 0;
            for (Node node : box.element.childNodes()) {
                if (node instanceof TextNode text) into.text(text.getWholeText());
                else if (node instanceof Element && kid < box.kids.size()) plain(box.kids.get(kid++), into);
            }
            if (!box.inline) into.space();
        }

        Line text() {
            return said.take();
        }

        String credit() {
            return credit.toString();
        }
    }

    /// A caption outside a figure belongs to the picture before it, or is no text at all.
    private void strayCaption(Box box) {
        flush(box, Block.Style.PARAGRAPH);
        attach(box);
    }

    private void attach(Box box) {
        Caption caption = new Caption();
        caption.part(box, true);
        Credits.Split split = Credits.split(caption.text(), caption.credit());
        if (blocks.isEmpty() || !(blocks.getLast() instanceof Block.Figure figure)) return;
        if (!figure.caption().isEmpty() && !split.caption().isEmpty()) return;
        Line text = split.caption().isEmpty() ? figure.caption() : split.caption();
        String credit = split.credit().isEmpty() ? figure.credit() : split.credit();
        blocks.set(blocks.size() - 1, new Block.Figure(figure.box(), figure.images(), text, credit));
    }

    // ---- tables

    private void table(Box box) {
        flush(box, Block.Style.PARAGRAPH);
        if (isLayout(box)) {
            kids(box);
            flush(box, Block.Style.PARAGRAPH);
            return;
        }
        List<Block.Row> rows = new ArrayList<>();
        rows(box, rows);
        if (!rows.isEmpty()) blocks.add(new Block.Table(box, rows));
    }

    /// A table that only places things on the page: one column, one row of long texts, or tables within.
    private static boolean isLayout(Box box) {
        if (box.attr("role").equals("presentation") || hasTable(box)) return true;
        int cells = 0;
        int widest = 0;
        List<Box> rows = new ArrayList<>();
        rowsOf(box, rows);
        for (Box row : rows) {
            int inRow = 0;
            for (Box cell : row.kids) {
                if (cell.isDropped()) continue;
                if (cell.name.equals("th")) return false;
                if (cell.name.equals("td")) inRow++;
            }
            cells += inRow;
            widest = Math.max(widest, inRow);
        }
        return widest <= 1 || (cells > 0 && box.chars / cells > 250) || (rows.size() == 1 && box.good > 300);
    }

    private static boolean hasTable(Box box) {
        for (Box kid : box.kids) if (kid.name.equals("table") || hasTable(kid)) return true;
        return false;
    }

    private static void rowsOf(Box box, List<Box> rows) {
        for (Box kid : box.kids) {
            if (kid.isDropped()) continue;
            if (kid.name.equals("tr")) rows.add(kid);
            else rowsOf(kid, rows);
        }
    }

    private void rows(Box box, List<Block.Row> rows) {
        for (Box kid : box.kids) {
            if (kid.isDropped()) continue;
            if (kid.name.equals("tr")) row(kid, rows);
            else if (kid.name.equals("caption")) caption(kid);
            else if (!kid.name.equals("table")) rows(kid, rows);
        }
    }

    private void caption(Box box) {
        kids(box);
        flush(box, Block.Style.PARAGRAPH);
    }

    private void row(Box box, List<Block.Row> rows) {
        List<Block.Cell> cells = new ArrayList<>();
        for (Box kid : box.kids) {
            if (!kid.isDropped() && (kid.name.equals("td") || kid.name.equals("th"))) {
                cells.add(new Block.Cell(kid.name.equals("th"), inside(kid)));
            }
        }
        if (cells.stream().anyMatch(cell -> !cell.blocks().isEmpty())) rows.add(new Block.Row(cells));
    }
}
