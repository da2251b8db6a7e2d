package dossier.parse;

/// What a file with articles can be.
public enum FileKind {
    /// WordPress eXtended RSS: what WordPress exports.
    WXR,
    /// One article a line, as JSON.
    JSONL,
    /// RSS, Atom or JSON Feed.
    FEED
}
