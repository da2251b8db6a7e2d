package dossier.rules;

import dossier.model.RuleVersion;
import java.util.List;

/// A rule that found some of what it asks for in an article, and not all.
///
/// @param missing the clauses that fail, as queries: `china`, `NOT sport`, `spy NEAR/5 china`; empty where the
/// rule matches but is not about the article's outlet
public record NearMiss(RuleVersion rule, List<String> missing) {
    public NearMiss {
        missing = List.copyOf(missing);
    }
}
