package dossier.extract;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A part of an article that stands on its own, already in words that can do no harm.
sealed interface Block {
    /// The box it was read from.
    Box box();

    /// Its text as readers count it: without captions.
    String text();

    /// A paragraph or heading.
    record Text(Box box, Style style, Line line) implements Block {
        boolean isHeading() {
            return style != Style.PARAGRAPH;
        }

        @Override
        public String text() {
            return line.text();
        }
    }

    /// What a line of text is.
    enum Style {
        PARAGRAPH("p"),
        HEADING("h2"),
        LOWER_HEADING("h3");

        final String tag;

        Style(String tag) {
            this.tag = tag;
        }
    }

    /// A list; each item holds blocks.
    record Bullets(Box box, boolean ordered, List<List<Block>> items) implements Block {
        @Override
        public String text() {
            return joined(items.stream().flatMap(List::stream).toList());
        }
    }

    /// Someone else's words.
    record Quote(Box box, List<Block> blocks) implements Block {
        @Override
        public String text() {
            return joined(blocks);
        }
    }

    /// Rows of cells.
    record Table(Box box, List<Row> rows) implements Block {
        @Override
        public String text() {
            StringBuilder lines = new StringBuilder();
            for (Row row : rows) {
                if (!lines.isEmpty()) lines.append('\n');
                lines.append(String.join(
                        " ",
                        row.cells().stream()
                                .map(cell -> joined(cell.blocks()).replace('\n', ' '))
                                .filter(text -> !text.isEmpty())
                                .toList()));
            }
            return lines.toString();
        }
    }

    /// A row of a table.
    record Row(List<Cell> cells) {}

    /// A cell of a table.
    record Cell(boolean head, List<Block> blocks) {}

    /// Text whose spaces and line ends matter.
    ///
    /// @param linked the same as safe markup where there are links in it, else empty
    record Code(Box box, String text, String linked) implements Block {}

    /// Pictures with what is said of them. A film has a caption and perhaps no picture.
    record Figure(Box box, List<Image> images, Line caption, String credit) implements Block {
        @Override
        public String text() {
            return "";
        }
    }

    /// A film, which is not to be had here: a link to it. Its title is no line of the text.
    record Embed(Box box, URI target, String title) implements Block {
        @Override
        public String text() {
            return "";
        }
    }

    /// A picture's best address.
    record Image(URI src, String alt, Optional<String> width, Optional<String> height) {}

    private static String joined(List<Block> blocks) {
        return String.join(
                "\n",
                blocks.stream().map(Block::text).filter(text -> !text.isEmpty()).toList());
    }
}
