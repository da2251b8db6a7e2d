package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds captions among paragraphs: a line beside a picture that says what the picture's own `alt` says, and lines that
/// only say its caption again.
final class Captions {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 700;
    private static final int LONGEST_LABEL = 120;

    private Captions() {}

    static List<Block> found(List<Block> blocks) {
        if (blocks.stream().noneMatch(Block.Figure.class::isInstance)) return blocks;
        List<Block> attached = attached(blocks);
        return isSlideshow(attached) ? toldBeside(attached) : attached;
    }

    /// All that it says, it says under its pictures.
    private static boolean isSlideshow(List<Block> blocks) {
        int captions = 0;
        for (Block block : blocks)
            if (block instanceof Block.Figure figure)
                captions += figure.caption().text().length();
        return captions > LONGEST && Render.length(blocks) * 10 < captions;
    }

    private static List<Block> toldBeside(List<Block> blocks) {
        List<Block> told = new ArrayList<>();
        for (Block block : blocks) {
            if (!(block instanceof Block.Figure figure) || figure.caption().isEmpty()) {
                told.add(block);
                continue;
            }
            told.add(new Block.Figure(figure.box(), figure.images(), Line.EMPTY, figure.credit()));
            told.add(new Block.Text(figure.box(), Block.Style.PARAGRAPH, figure.caption()));
        }
        return told;
    }

    private static List<Block> attached(List<Block> blocks) {
        List<Block> kept = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (isRepeat(block, kept, 1) || isRepeat(block, kept, 2)) continue;
            boolean after = !kept.isEmpty() && (isCaption(block, kept.getLast()) || isLabel(blocks, i, kept.getLast()));
            boolean before = !after && i + 1 < blocks.size() && isCaption(block, blocks.get(i + 1));
            if (after) kept.add(captioned(kept.removeLast(), block));
            else if (before) kept.add(captioned(blocks.get(++i), block));
            else kept.add(block);
        }
        return kept;
    }

    private static boolean isCaption(Block block, Block beside) {
        if (!(block instanceof Block.Text text) || !(beside instanceof Block.Figure figure)) return false;
        if (!figure.caption().isEmpty() || text.isHeading()) return false;
        String line = Trim.folded(text.line().text());
        return figure.images().stream().anyMatch(image -> saysTheSame(line, Trim.folded(image.alt())));
    }

    /// A short line under a picture, which is no sentence, and before one that is, says what the picture shows.
    private static boolean isLabel(List<Block> blocks, int at, Block beside) {
        if (!(blocks.get(at) instanceof Block.Text text) || !(beside instanceof Block.Figure figure)) return false;
        if (!figure.caption().isEmpty() || text.isHeading() || at + 1 >= blocks.size()) return false;
        String line = text.line().text();
        return line.length() >= SHORTEST
                && line.length() < LONGEST_LABEL
                && text.line().links() == 0
                && stand(figure.box(), text.box())
                && !text.line().html().startsWith("<strong>")
                && Character.isLetter(line.charAt(0))
                && Character.isLetterOrDigit(line.charAt(line.length() - 1))
                && blocks.get(at + 1) instanceof Block.Text next
                && !next.isHeading();
    }

    /// In a box of their own.
    private static boolean stand(Box picture, Box line) {
        Optional<Box> up = line.parent();
        while (up.isPresent() && !picture.isInside(up.get())) up = up.get().parent();
        return up.filter(box -> box.chars <= LONGEST && box.pictures == 1).isPresent();
    }

    /// Perhaps with a credit behind it, perhaps cut short.
    private static boolean saysTheSame(String line, String alt) {
        if (Math.min(line.length(), alt.length()) < SHORTEST || line.length() > LONGEST) return false;
        return line.equals(alt)
                || (line.startsWith(alt) && line.length() < alt.length() + 80)
                || (alt.startsWith(line) && line.length() * 2 > alt.length())
                || (alt.endsWith(line) && line.length() > 25);
    }

    private static Block captioned(Block figure, Block caption) {
        Block.Figure bare = (Block.Figure) figure;
        Credits.Split split = Credits.split(((Block.Text) caption).line(), bare.credit());
        return new Block.Figure(bare.box(), bare.images(), split.caption(), split.credit());
    }

    /// A line under a picture, perhaps behind another, that says its caption again; elsewhere the text may say so.
    private static boolean isRepeat(Block block, List<Block> kept, int above) {
        if (kept.size() < above || !(kept.get(kept.size() - above) instanceof Block.Figure figure)) return false;
        if (!(block instanceof Block.Text text) || text.isHeading()) return false;
        String caption = Trim.folded(figure.caption().text());
        String line = Trim.folded(text.line().text());
        return caption.length() >= SHORTEST
                && (line.equals(caption) || line.equals(caption + Trim.folded(figure.credit())));
    }
}
