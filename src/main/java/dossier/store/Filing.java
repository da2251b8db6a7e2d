package dossier.store;

import dossier.model.Limit;
import dossier.model.Seen;
import dossier.model.Tagging;
import java.util.List;
import java.util.Optional;

/// What a file says of an article besides what the article says, until it is kept.
///
/// @param tags to be decided
/// @param carried the feeds that carried it, as another archive knew it
/// @param limit how much of it may leave the house
/// @param more whether that may also be more than its outlet and its page allow
record Filing(List<Tagging> tags, List<Seen> carried, Optional<Limit> limit, boolean more) {
    Filing {
        tags = List.copyOf(tags);
        carried = List.copyOf(carried);
    }
}
