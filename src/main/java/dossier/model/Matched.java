package dossier.model;

import java.util.List;

/// An article with all rules that match it; rules that no longer match are simply not there.
public record Matched(Kept kept, List<Match> matches) {
    public Matched {
        matches = List.copyOf(matches);
    }
}
