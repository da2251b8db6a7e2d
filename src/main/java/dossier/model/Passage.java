package dossier.model;

import java.util.List;
import java.util.stream.Collectors;

/// A stretch of plain text in which the words that a query found are told apart.
///
/// @param pieces in their order; together they are the text
public record Passage(List<Piece> pieces) {
    /// A part of the text.
    ///
    /// @param hit true: the query found it
    public record Piece(String text, boolean hit) {}

    public Passage {
        pieces = List.copyOf(pieces);
    }

    /// A text in which nothing was found.
    public static Passage of(String text) {
        return new Passage(text.isEmpty() ? List.of() : List.of(new Piece(text, false)));
    }

    /// All of it.
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
