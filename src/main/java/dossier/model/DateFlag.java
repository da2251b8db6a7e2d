package dossier.model;

/// What was odd about an entry's date.
public enum DateFlag {
    /// There was none.
    MISSING,
    /// It could not be read.
    UNREADABLE,
    /// It had no zone; the outlet's, or UTC, was assumed.
    ZONE_ASSUMED,
    /// It lay in the future and was set to the time of the poll.
    FUTURE,
    /// It lay before the web (1990) and was dropped.
    ABSURD
}
