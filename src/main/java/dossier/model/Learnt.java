package dossier.model;

import java.util.Map;
import java.util.Optional;

/// What an outlet's pages say again and again: a line that stands on many of its articles is furniture.
///
/// @param pages how many of the outlet's pages were read
/// @param seen on how many of them each line stands, by its print; lines that stand on few may be left out
public record Learnt(int pages, Map<Long, Integer> seen) {
    /// Nothing is learnt from fewer pages.
    public static final int ENOUGH = 10;

    /// Nothing learnt yet.
    public static final Learnt NONE = new Learnt(0, Map.of());

    /// A line that stands on fewer than one page in so many may be quoted by several articles.
    public static final int ONE_IN = 3;

    public Learnt {
        seen = Map.copyOf(seen);
    }

    /// On how many pages this line stands, where that makes it furniture.
    public Optional<Integer> furniture(long line) {
        int times = seen.getOrDefault(line, 0);
        return pages >= ENOUGH && times * ONE_IN >= pages ? Optional.of(times) : Optional.empty();
    }
}
