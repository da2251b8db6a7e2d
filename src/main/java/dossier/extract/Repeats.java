package dossier.extract;

import dossier.model.Evidence;
import dossier.model.Learnt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Drops the lines that an outlet's pages say again and again. No class tells of them, only that they come back.
final class Repeats {
    /// Longer ones are the article's own, however often they come.
    private static final int LONGEST = 600;
    private static final int SHORTEST = 6;
    private static final int MOST = 300;
    /// What would take more of the text is a misreading, or the article is a form.
    private static final double TOO_MUCH = 0.4;

    private final List<Block> blocks;
    /// The print of each block, empty for what is no short line.
    private final List<Optional<Long>> prints;

    Repeats(List<Block> blocks) {
        this.blocks = blocks;
        this.prints = blocks.stream().map(Repeats::print).toList();
    }

    /// The prints of all short lines.
    Set<Long> lines() {
        Set<Long> lines = new HashSet<>();
        for (Optional<Long> print : prints) if (lines.size() < MOST) print.ifPresent(lines::add);
        return lines;
    }

    /// The blocks without those that come back on many pages, each told of as evidence.
    List<Block> without(Learnt learnt, List<Evidence> evidence) {
        List<Evidence> told = new ArrayList<>();
        List<Block> kept = new ArrayList<>();
        int gone = 0;
        boolean nextGone = true;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            Optional<Integer> times = prints.get(i).flatMap(learnt::furniture);
            // Many articles may have a part of the same name: a heading goes with what stands under it.
            if (times.isEmpty() || (isHeading(block) && !nextGone)) {
                kept.addFirst(block);
                nextGone = false;
                continue;
            }
            nextGone = true;
            gone += block.text().length();
            told.addFirst(new Evidence(
                    Evidence.FURNITURE,
                    "seen on %d of %d pages of the outlet".formatted(times.get(), learnt.pages()),
                    Evidence.cut(block.text())));
        }
        if (gone == 0 || gone > TOO_MUCH * Render.length(blocks)) return blocks;
        evidence.addAll(told);
        return kept;
    }

    private static boolean isHeading(Block block) {
        return block instanceof Block.Text text && text.isHeading();
    }

    private static Optional<Long> print(Block block) {
        String text = block.text();
        if (text.isEmpty() || text.length() > LONGEST || block instanceof Block.Code || block instanceof Block.Table)
            return Optional.empty();
        String folded = Trim.folded(text);
        return folded.length() < SHORTEST ? Optional.empty() : Optional.of(fnv(folded));
    }

    /// FNV-1a of 64 bits: the same for ever, and on every machine.
    private static long fnv(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
