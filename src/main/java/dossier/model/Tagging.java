package dossier.model;

import java.util.List;
import java.util.Optional;

/// A tag of an article and who set it: a rule, or a curator.
///
/// @param rule name of the rule; empty where a curator set it
/// @param version wording of the rule that matched; 0 where a curator set it
/// @param hits the words that made the rule match
/// @param by the curator who set it
public record Tagging(String tag, String rule, int version, List<Hit> hits, Optional<String> by) {
    public Tagging {
        hits = List.copyOf(hits);
    }

    /// Set by a rule.
    public Tagging(String tag, String rule, int version, List<Hit> hits) {
        this(tag, rule, version, hits, Optional.empty());
    }

    /// Set by a curator.
    public static Tagging decided(String tag, String by) {
        return new Tagging(tag, "", 0, List.of(), Optional.of(by));
    }
}
