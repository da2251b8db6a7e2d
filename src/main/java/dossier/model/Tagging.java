package dossier.model;

import java.util.List;

/// A tag of an article and who set it.
///
/// @param rule name of the rule
/// @param version wording of the rule that matched
public record Tagging(String tag, String rule, int version, List<Hit> hits) {
    public Tagging {
        hits = List.copyOf(hits);
    }
}
