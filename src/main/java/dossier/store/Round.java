package dossier.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// One round of polling, as `poll` asks for it.
///
/// @param since when it began: a feed visited after that has had its turn
/// @param all true: every outlet, not only some named ones
/// @param outlets numbers of the outlets taking part
/// @param feeds how many feeds were asked for
/// @param unknown names that no configured outlet has
public record Round(Instant since, boolean all, Set<Long> outlets, int feeds, List<String> unknown) {
    public Round {
        outlets = Set.copyOf(outlets);
        unknown = List.copyOf(unknown);
    }
}
