package dossier.model;

import java.util.List;

/// A rule that matched, and where.
public record Match(RuleVersion rule, List<Hit> hits) {
    public Match {
        hits = List.copyOf(hits);
    }
}
