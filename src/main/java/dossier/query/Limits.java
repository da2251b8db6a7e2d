package dossier.query;

/// How much a query may ask for, so that none can take the system down.
public final class Limits {
    /// Characters of a query. A rule with a thousand names needs about twelve thousand.
    public static final int LENGTH = 20_000;

    /// Words, phrases and patterns of a query.
    public static final int TERMS = 1_000;

    /// Characters of one word or address.
    public static final int WORD = 500;

    /// Words of one phrase.
    public static final int PHRASE = 50;

    /// Patterns with `*` or `?` of a query.
    public static final int PATTERNS = 100;

    /// Steps to make a machine of a pattern. `*a` and thirty times `?` would need a billion.
    public static final int PATTERN_WORK = 2_000;

    /// The n of `word^n`.
    public static final int WEIGHT = 100;

    /// Parentheses and NOTs inside each other.
    public static final int DEPTH = 40;

    /// NEARs inside each other. Each one doubles the work, as it asks for both orders.
    public static final int NEARS = 4;

    /// Words that Lucene may have to look for in one language, as NEAR multiplies them.
    public static final int SIZE = 20_000;

    /// The n of NEAR/n.
    public static final int DISTANCE = 1_000;

    /// Letters and digits a pattern needs, and those it needs where it begins with `*` or `?`.
    public static final int LETTERS = 2;

    /// See [#LETTERS].
    public static final int LETTERS_BEHIND = 3;

    /// Different words of the archive that one pattern beside NEAR or in a phrase may stand for.
    public static final int EXPANSION = 4_096;

    /// Characters of an article that are read; what is longer is no article.
    public static final int TEXT = 1_000_000;

    private Limits() {}
}
