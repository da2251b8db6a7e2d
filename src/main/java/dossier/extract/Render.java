package dossier.extract;

import dossier.model.SafeHtml;
import java.util.List;

/// Writes blocks as the plain HTML of the contract, and as plain text.
final class Render {
    private static final int AN_ARTICLE = 8_192;

    private final StringBuilder html = new StringBuilder(AN_ARTICLE);

    private Render() {}

    static SafeHtml html(List<Block> blocks) {
        Render render = new Render();
        for (Block block : blocks) {
            render.block(block);
            render.html.append('\n');
        }
        return SafeHtml.vouchedFor(render.html.toString().strip());
    }

    static String text(List<Block> blocks) {
        StringBuilder text = new StringBuilder(AN_ARTICLE);
        for (Block block : blocks) {
            String lines = block.text();
            if (lines.isBlank()) continue;
            if (!text.isEmpty()) text.append('\n');
            text.append(lines);
        }
        return text.toString();
    }

    /// How long the text is, without writing it.
    static int length(List<Block> blocks) {
        int length = 0;
        for (Block block : blocks) {
            String lines = block.text();
            if (!lines.isBlank()) length += lines.length() + (length > 0 ? 1 : 0);
        }
        return length;
    }

    private void block(Block block) {
        switch (block) {
            case Block.Text text -> element(text.style().tag, text.line().html());
            case Block.Bullets bullets -> bullets(bullets);
            case Block.Quote quote -> nested("blockquote", quote.blocks());
            case Block.Table table -> table(table);
            case Block.Code code ->
                html.append("<pre>")
                        .append(code.linked().isEmpty() ? SafeHtml.escape(code.text()) : code.linked())
                        .append("</pre>");
            case Block.Figure figure -> figure(figure);
            case Block.Embed embed -> element("p", link(embed));
        }
    }

    private static String link(Block.Embed embed) {
        return "<a href=\"" + SafeHtml.escape(embed.target().toString()) + "\">" + SafeHtml.escape(embed.title())
                + "</a>";
    }

    private void element(String name, String inner) {
        html.append('<')
                .append(name)
                .append('>')
                .append(inner)
                .append("</")
                .append(name)
                .append('>');
    }

    private void nested(String name, List<Block> blocks) {
        html.append('<').append(name).append('>');
        blocks.forEach(this::block);
        html.append("</").append(name).append('>');
    }

    private void bullets(Block.Bullets bullets) {
        String name = bullets.ordered() ? "ol" : "ul";
        html.append('<').append(name).append('>');
        bullets.items().forEach(item -> item("li", item));
        html.append("</").append(name).append('>');
    }

    /// A single line in an item or cell needs no paragraph around it.
    private void item(String name, List<Block> blocks) {
        html.append('<').append(name).append('>');
        for (int i = 0; i < blocks.size(); i++) {
            if (i == 0
                    && blocks.get(i) instanceof Block.Text(Box _, Block.Style style, Line line)
                    && style == Block.Style.PARAGRAPH
                    && blocks.stream().skip(1).noneMatch(Block.Text.class::isInstance)) {
                html.append(line.html());
            } else {
                block(blocks.get(i));
            }
        }
        html.append("</").append(name).append('>');
    }

    private void table(Block.Table table) {
        html.append("<table><tbody>");
        for (Block.Row row : table.rows()) {
            html.append("<tr>");
            row.cells().forEach(cell -> item(cell.head() ? "th" : "td", cell.blocks()));
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private void figure(Block.Figure figure) {
        html.append("<figure>");
        figure.images().forEach(this::image);
        if (!figure.caption().isEmpty() || !figure.credit().isEmpty()) {
            html.append("<figcaption>").append(figure.caption().html());
            if (!figure.caption().isEmpty() && !figure.credit().isEmpty()) html.append(' ');
            if (!figure.credit().isEmpty()) element("cite", SafeHtml.escape(figure.credit()));
            html.append("</figcaption>");
        }
        html.append("</figure>");
    }

    private void image(Block.Image image) {
        html.append("<img src=\"")
                .append(SafeHtml.escape(image.src().toString()))
                .append("\" alt=\"");
        html.append(SafeHtml.escape(image.alt())).append('"');
        image.width().ifPresent(width -> html.append(" width=\"").append(width).append('"'));
        image.height()
                .ifPresent(height -> html.append(" height=\"").append(height).append('"'));
        html.append('>');
    }
}
