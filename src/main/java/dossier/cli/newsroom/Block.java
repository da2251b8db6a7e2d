package dossier.cli.newsroom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One block of an article. Text may hold inline HTML such as `<i>` and `<a>`.
sealed interface Block {
    record Paragraph(String html) implements Block {}

    record Heading(String html) implements Block {}

    record Items(boolean numbered, List<String> html) implements Block {}

    record Quote(String html) implements Block {}

    /// A picture; caption and credit may be empty.
    record Figure(String picture, String alt, String caption, String credit) implements Block {}

    /// The first row holds the headings.
    record Table(List<List<String>> rows) implements Block {}

    /// What the outlet puts between the blocks: an advert, a related link. `name` is a section of its template.
    record Piece(String name, String words) implements Block {}

    /// Reads the notation of the article files: blocks are parted by an empty line.
    static List<Block> read(String text) {
        List<Block> blocks = new ArrayList<>();
        for (String part : text.strip().split("\n\\s*\n", -1)) {
            if (!part.isBlank()) blocks.add(readOne(part.strip()));
        }
        return List.copyOf(blocks);
    }

    private static Block readOne(String part) {
        if (part.startsWith("## ")) return new Heading(joined(part.substring(3)));
        if (part.startsWith("> ")) return new Quote(joined(part.replaceAll("(?m)^> ?", "")));
        if (part.startsWith("- ")) return new Items(false, items(part, "- "));
        if (part.startsWith("1. ")) return new Items(true, items(part, "1. "));
        if (part.startsWith("|"))
            return new Table(part.lines().map(Block::cells).toList());
        if (part.startsWith("@figure ")) return figure(cells(joined(part.substring(8))));
        if (part.startsWith("@")) return piece(joined(part.substring(1)));
        return new Paragraph(joined(part));
    }

    private static Figure figure(List<String> cells) {
        return new Figure(cells.get(0), cells.get(1), cell(cells, 2), cell(cells, 3));
    }

    private static String cell(List<String> cells, int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    private static Piece piece(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? new Piece(line, "") : new Piece(line.substring(0, space), line.substring(space + 1));
    }

    private static List<String> items(String part, String mark) {
        String head = part.substring(mark.length());
        return Arrays.stream(head.split("\n" + mark.replace(".", "\\.")))
                .map(Block::joined)
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.replaceAll("^\\||\\|\\s*$", "").split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static String joined(String lines) {
        return lines.strip().replaceAll("\\s*\n\\s*", " ");
    }

    /// The first figure of a page is its lead.
    static Optional<Figure> lead(List<Block> blocks) {
        return blocks.stream()
                .filter(Figure.class::isInstance)
                .map(Figure.class::cast)
                .findFirst();
    }
}
