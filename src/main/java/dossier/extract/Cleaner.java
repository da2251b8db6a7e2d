package dossier.extract;

import dossier.model.Markup;
import dossier.model.SafeHtml;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// Makes plain, harmless HTML of markup from outside: the elements of the contract and nothing else, absolute http(s)
/// addresses only, no script, no style, no tracking picture. `mailto:` and all other links become their text.
public final class Cleaner {
    /// Deeper elements are taken up into those above.
    private static final int DEEPEST = 256;
    private static final int MOST_CHARS = 2_000_000;
    /// Ten times as many as the largest pages that we know.
    private static final int MOST_TAGS = 200_000;
    private static final int SHORTEST_TAG = 3;

    private static final Pattern FORMATTING = Pattern.compile(
            "</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\\b[^<>]{0,1000}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINKS = Pattern.compile("</?a\\b[^<>]{0,4000}>", Pattern.CASE_INSENSITIVE);

    /// What is left of the markup.
    ///
    /// @param html safe to show
    /// @param text the same as plain text, one line a block, without captions
    /// @param pictures addresses of its pictures, in order
    public record Cleaned(SafeHtml html, String text, List<URI> pictures) {
        public Cleaned {
            pictures = List.copyOf(pictures);
        }
    }

    /// The plain HTML of a piece of markup that stands at `base`.
    public SafeHtml clean(Markup markup, URI base) {
        return cleaned(markup, base, "").html();
    }

    /// The same with its text; a line that only repeats the title is left out.
    public Cleaned cleaned(Markup markup, URI base, String title) {
        return of(new Trim(List.of(title), base).trim(blocks(markup, base)));
    }

    /// What a piece of markup says, without its furniture.
    static List<Block> blocks(Markup markup, URI base) {
        String html = Mojibake.isIn(markup.html()) ? Mojibake.repaired(markup.html()) : markup.html();
        String bounded = html.length() > MOST_CHARS ? html.substring(0, MOST_CHARS) : html;
        Tree tree = Tree.of(parse(bounded, base).body());
        Furniture.drop(tree);
        return Composer.blocks(List.of(tree.root()), base);
    }

    /// jsoup 1.24.1 fails on formatting elements that are open where it stops to go deeper: such a page is read without
    /// them, and in the last resort without its links.
    static Document parse(String html, URI base) {
        String bounded = bounded(html);
        try {
            return parsed(bounded, base);
        } catch (IndexOutOfBoundsException tooDeep) {
            return plainer(FORMATTING.matcher(bounded).replaceAll(""), base);
        }
    }

    private static Document plainer(String html, URI base) {
        try {
            return parsed(html, base);
        } catch (IndexOutOfBoundsException tooDeep) {
            return parsed(LINKS.matcher(html).replaceAll(""), base);
        }
    }

    private static Document parsed(String html, URI base) {
        return Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, base.toString());
    }

    /// What a page says after this is not read: no article stands there.
    private static String bounded(String html) {
        String bounded = html.length() > Decoder.MOST_BYTES ? html.substring(0, Decoder.MOST_BYTES) : html;
        if (bounded.length() <= SHORTEST_TAG * MOST_TAGS) return bounded;
        int tags = 0;
        for (int at = bounded.indexOf('<'); at >= 0; at = bounded.indexOf('<', at + 1)) {
            if (++tags > MOST_TAGS) return bounded.substring(0, at);
        }
        return bounded;
    }

    static Cleaned of(List<Block> blocks) {
        List<URI> pictures = blocks.stream()
                .mapMulti((Block block, java.util.function.Consumer<URI> into) -> {
                    if (block instanceof Block.Figure figure)
                        figure.images().forEach(image -> into.accept(image.src()));
                })
                .toList();
        return new Cleaned(Render.html(blocks), Render.text(blocks), pictures);
    }

    static Optional<URI> first(List<URI> pictures) {
        return pictures.isEmpty() ? Optional.empty() : Optional.of(pictures.getFirst());
    }
}
