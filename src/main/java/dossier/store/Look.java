package dossier.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How an article looks, given what rules say of it and what curators decided. The same for the preview, which only
/// supposes what rules would say, and for the run that makes it true.
///
/// @param tags in force
/// @param waiting proposed by a rule, and not decided
/// @param shown whether the public sees it
record Look(Set<String> tags, Set<String> waiting, boolean shown) {
    /// What one rule says.
    record Said(String tag, Taggings.State state) {}

    /// @param decided what holds by tag, the article as a whole under the empty one
    static Look of(Collection<Said> all, Map<String, Boolean> decided, Standing.Facts facts) {
        Set<String> tags = new TreeSet<>();
        Set<String> waiting = new TreeSet<>();
        for (Said said : all) {
            Optional<Boolean> decision = Optional.ofNullable(decided.get(said.tag()));
            if (said.state() == Taggings.State.IN_FORCE && decision.orElse(true)) tags.add(said.tag());
            if (said.state() == Taggings.State.PENDING && decision.isEmpty()) waiting.add(said.tag());
        }
        decided.forEach((tag, positive) -> {
            if (positive && !tag.isEmpty()) tags.add(tag);
        });
        waiting.removeAll(tags);
        if (!decided.getOrDefault("", true)) waiting.clear();
        return new Look(tags, waiting, facts.shown(!tags.isEmpty()));
    }
}
