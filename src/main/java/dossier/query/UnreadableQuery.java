package dossier.query;

import java.util.Optional;

/// A query that cannot be read: where, what stood there and what was expected. The message is meant for the
/// person who wrote the query: `column 12: found ')' but expected a word, a phrase or '('`.
public final class UnreadableQuery extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 40;

    private final int column;
    private final String found;
    private final String expected;
    private final transient Optional<String> hint;

    UnreadableQuery(int column, String found, String expected) {
        this(column, found, expected, Optional.empty());
    }

    UnreadableQuery(int column, String found, String expected, String hint) {
        this(column, found, expected, Optional.of(hint));
    }

    private UnreadableQuery(int column, String found, String expected, Optional<String> hint) {
        super("column " + column + ": found " + found + " but expected " + expected
                + hint.map(guess -> "; " + guess).orElse(""));
        this.column = column;
        this.found = found;
        this.expected = expected;
        this.hint = hint;
    }

    /// Where, from 1.
    public int column() {
        return column;
    }

    /// What stood there, such as `')'`.
    public String found() {
        return found;
    }

    /// What could have stood there.
    public String expected() {
        return expected;
    }

    /// What was probably meant, such as `did you mean NEAR/5?`.
    public Optional<String> hint() {
        return hint;
    }

    /// Text from a query, in quotes and never long, as it stands in a message.
    static String quoted(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return "'" + shown.replaceAll("\\p{Cntrl}", " ") + "'";
    }
}
