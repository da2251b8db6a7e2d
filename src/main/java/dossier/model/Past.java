package dossier.model;

import java.time.Instant;
import java.util.List;

/// What came before the present of a feed (RFC 5005): pages that are full and stay as they are, and articles that left.
///
/// @param page of the archive that this is, from 1, the oldest; 0: the feed itself
/// @param pages how many full pages there are
/// @param gone what stood in the list and does not any more
public record Past(int page, int pages, List<Tombstone> gone) {
    /// An article that left.
    ///
    /// @param path where it stood, its id
    public record Tombstone(String path, Instant at) {}

    public Past {
        gone = List.copyOf(gone);
    }

    /// `/tags/spying/archive/3`: where the feeds of a page stand, for the list of this path.
    public static String path(String list, int page) {
        return page == 0 ? list : (list.endsWith("/") ? list : list + "/") + "archive/" + page;
    }
}
