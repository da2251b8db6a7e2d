package dossier.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds captions among paragraphs: a line beside a picture that says what the picture's own `alt` says, and lines that
/// only say a caption again.
final class Captions {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 700;
    private static final int LONGEST_LABEL = 120;

    private Captions() {}

    static List<Block> found(List<Block> blocks) {
        if (blocks.stream().noneMatch(Block.Figure.class::isInstance)) return blocks;
        return withoutRepeats(attached(blocks));
    }

    private static List<Block> attached(List<Block> blocks) {
        List<Block> kept = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
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

    private static List<Block> withoutRepeats(List<Block> blocks) {
        Set<String> said = new HashSet<>();
        for (Block block : blocks) {
            if (!(block instanceof Block.Figure figure)) continue;
            String caption = Trim.folded(figure.caption().text());
            if (caption.length() < SHORTEST) continue;
            said.add(caption);
            said.add(caption + Trim.folded(figure.credit()));
        }
        if (said.isEmpty()) return blocks;
        return blocks.stream().filter(block -> !isRepeat(block, said)).toList();
    }

    private static boolean isRepeat(Block block, Set<String> said) {
        return block instanceof Block.Text text
                && !text.isHeading()
                && said.contains(Trim.folded(text.line().text()));
    }
}
