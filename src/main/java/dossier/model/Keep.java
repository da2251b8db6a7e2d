package dossier.model;

/// Which articles of an outlet are shown.
public enum Keep {
    /// Those that a rule or a curator tagged.
    TAGGED,
    /// Every one.
    ALL
}
