package dossier.model;

/// A piece of a text that is compared with another text: kept, taken away or added, in the order of reading.
///
/// @param text one line, or a run of words of one
public record Edit(Kind kind, String text) {
    /// What became of it.
    public enum Kind {
        /// It stands in both texts.
        KEPT,
        /// It stands in the first alone.
        TAKEN,
        /// It stands in the second alone.
        ADDED
    }
}
