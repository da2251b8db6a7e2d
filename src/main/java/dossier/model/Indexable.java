package dossier.model;

import java.util.List;

/// An article as the search index wants it, with the change that made it so.
///
/// @param seq of the newest change of this article up to this batch
/// @param shown false: it is in the archive but not on the public pages
/// @param tags in force
/// @param removed it was taken down: nothing of what it said may stay in the index
public record Indexable(long seq, Kept kept, boolean shown, List<String> tags, boolean removed) {
    public Indexable {
        tags = List.copyOf(tags);
    }

    /// An article that was not taken down.
    public Indexable(long seq, Kept kept, boolean shown, List<String> tags) {
        this(seq, kept, shown, tags, false);
    }
}
