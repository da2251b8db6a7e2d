package dossier.model;

import java.time.Instant;

/// A place in a list that is newest first: behind this article.
///
/// @param dated date of the article that stands before the place
/// @param article the article's number, which decides among articles of one date
public record Position(Instant dated, long article) {
    /// Before all there is.
    public static final Position START = new Position(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE);
}
