package dossier.model;

import java.util.List;

/// What a follower is to be told next.
///
/// @param lines of the diary, in their order and without a gap
/// @param paths of the lists that these changes are about, such as `/tags/spying`
/// @param tries how often it was told in vain
public record News(Follower follower, List<Told.Line> lines, List<String> paths, int tries) {
    public News {
        lines = List.copyOf(lines);
        paths = List.copyOf(paths);
        if (lines.isEmpty()) throw new IllegalArgumentException("No news");
    }

    /// Number of the first change.
    public long first() {
        return lines.getFirst().change().seq();
    }

    /// Number of the last.
    public long last() {
        return lines.getLast().change().seq();
    }
}
