package dossier.model;

import java.util.List;

/// One way in which what a search found can be narrowed: by tag, by outlet, by time.
///
/// @param values the most frequent ones, those of time newest first; each leaves less than all
public record Facet(Kind kind, List<Value> values) {
    /// By what it narrows.
    public enum Kind {
        TAG,
        OUTLET,
        /// Months, named `yyyy-mm`.
        MONTH,
        /// Years, where there would be too many months; named `yyyy`.
        YEAR
    }

    /// A value that some of the articles have.
    ///
    /// @param articles how many
    /// @param query finds them alone
    public record Value(String name, long articles, String query) {}

    public Facet {
        values = List.copyOf(values);
    }
}
