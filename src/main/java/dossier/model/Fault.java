package dossier.model;

/// How bad a failure is, and so how soon it is worth another try.
public enum Fault {
    /// It will not mend by itself: not found, not a feed, forbidden, an address that may not be asked.
    HARD,
    /// It may mend: no such host, refused connection, a broken certificate, a broken document.
    SOFT,
    /// It will likely mend: time-out, 5xx, 429.
    TEMPORARY
}
