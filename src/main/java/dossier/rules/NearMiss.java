package dossier.rules;

import dossier.model.RuleVersion;
import java.util.List;

/// A rule that found some of what it asks for in an article, and not all.
///
/// @param missing the clauses that fail, as queries: `china`, `NOT sport`, `spy NEAR/5 china`; empty where the
/// rule matches but is not about the article's outlet
/// @param reasons for each of them why it fails: `12 words apart`, `found: Sport`; one where `missing` is empty
public record NearMiss(RuleVersion rule, List<String> missing, List<String> reasons) {
    public NearMiss {
        missing = List.copyOf(missing);
        reasons = List.copyOf(reasons);
        if (reasons.size() != Math.max(1, missing.size()))
            throw new IllegalArgumentException("Each failing clause has its reason");
    }

    /// On one line: `spy NEAR/5 china (12 words apart), NOT sport (found: Sport)`.
    public String sentence() {
        if (missing.isEmpty()) return reasons.getFirst();
        StringBuilder sentence = new StringBuilder();
        for (int at = 0; at < missing.size(); at++)
            sentence.append(at == 0 ? "" : ", ")
                    .append(missing.get(at))
                    .append(" (")
                    .append(reasons.get(at))
                    .append(")");
        return sentence.toString();
    }
}
