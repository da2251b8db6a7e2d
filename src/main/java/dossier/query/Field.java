package dossier.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parts of an article that a query can ask for by name.
public enum Field {
    /// The headline.
    TITLE("title"),
    /// The text below the headline.
    BODY("body"),
    /// The name of the outlet.
    SOURCE("source"),
    /// The authors' names.
    AUTHOR("author"),
    /// What page and feed call the subject.
    CATEGORY("category"),
    /// A tag, as a whole. Only search knows it: in a rule it would ask for what rules decide.
    TAG("tag"),
    /// The article's language as a code: `en`, `pt-br`.
    LANG("lang"),
    /// The article's address.
    URL("url");

    private final String word;

    Field(String word) {
        this.word = word;
    }

    /// As it stands in a query, without the colon.
    public String word() {
        return word;
    }

    /// True where a value is compared as a whole, so that words beside each other mean nothing.
    boolean whole() {
        return this == TAG || this == LANG;
    }

    static Optional<Field> named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(field -> field.word.equals(lower)).findFirst();
    }

    /// All that may stand before a colon.
    static List<String> words() {
        return List.of("title", "body", "source", "author", "category", "tag", "lang", "url", "before", "after");
    }
}
