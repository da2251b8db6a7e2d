package dossier.parse;

import java.time.Duration;

/// What a document may cost. Everything has a limit: a feed is written by a stranger.
///
/// @param bytes of a document; a larger one is refused
/// @param entries kept of one document, the newest
/// @param depth of the tree; what lies deeper is read as if it lay at the bottom
/// @param title characters kept of a title
/// @param text characters kept of a summary or a content
/// @param lists authors, categories, enclosures kept of one entry
/// @param ahead how far in the future a date may lie before it is set to the time of the visit
public record ParseSettings(int bytes, int entries, int depth, int title, int text, int lists, Duration ahead) {
    /// 16 MB and 2,000 entries: the largest honest feeds seen have 10 MB and 1,500.
    public static final ParseSettings DEFAULTS =
            new ParseSettings(16 << 20, 2_000, 200, 1_000, 2_000_000, 200, Duration.ofHours(24));

    public ParseSettings {
        if (bytes < 1 || entries < 1 || depth < 8 || title < 1 || text < 1 || lists < 1)
            throw new IllegalArgumentException("A limit is at least 1, the depth at least 8: " + bytes + " bytes, "
                    + entries + " entries, depth " + depth);
        if (ahead.isNegative()) throw new IllegalArgumentException("ahead must not be negative: " + ahead);
    }

    /// The same, but for so many entries.
    public ParseSettings withEntries(int most) {
        return new ParseSettings(bytes, most, depth, title, text, lists, ahead);
    }

    /// The same, but for so many bytes.
    public ParseSettings withBytes(int most) {
        return new ParseSettings(most, entries, depth, title, text, lists, ahead);
    }
}
