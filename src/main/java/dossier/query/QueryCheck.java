package dossier.query;

import java.util.Locale;
import java.util.Optional;

/// Says what is wrong with a query, for those who only want to know that.
public final class QueryCheck {
    private QueryCheck() {}

    /// Why a search cannot be read; empty where all is well.
    public static Optional<String> problem(String query) {
        try {
            Parser.parse(query);
            return Optional.empty();
        } catch (UnreadableQuery unreadable) {
            return Optional.ofNullable(unreadable.getMessage());
        }
    }

    /// The same for a rule, which cannot ask for tags: tags are what rules decide.
    public static Optional<String> ruleProblem(String query) {
        try {
            parseRule(query);
            return Optional.empty();
        } catch (UnreadableQuery unreadable) {
            return Optional.ofNullable(unreadable.getMessage());
        }
    }

    /// What a query that can be read probably does not mean: `spying or espionage` asks for the word *or* as well.
    public static Optional<String> advice(String query) {
        if (query.isBlank()) return Optional.empty();
        return Lexer.pieces(query).stream()
                .map(Lexer.Piece::shown)
                .map(shown -> shown.replace("'", ""))
                .filter(word -> word.equals("and") || word.equals("or") || word.equals("not"))
                .findFirst()
                .map(word -> "'" + word + "' is a word like any other; between words write "
                        + word.toUpperCase(Locale.ROOT));
    }

    /// A rule's query as an expression.
    ///
    /// @throws UnreadableQuery with column and what was expected
    public static Expression parseRule(String query) {
        Expression expression = Parser.parse(query);
        if (asksForTags(expression))
            throw new UnreadableQuery(
                    query.toLowerCase(Locale.ROOT).indexOf("tag:") + 1,
                    "'tag:'",
                    "words of the article in a rule",
                    "tags can only be searched for");
        return expression;
    }

    private static boolean asksForTags(Expression expression) {
        return switch (expression) {
            case Expression.Within within -> within.field() == Field.TAG;
            case Expression.And(var parts) -> parts.stream().anyMatch(QueryCheck::asksForTags);
            case Expression.Or(var parts) -> parts.stream().anyMatch(QueryCheck::asksForTags);
            case Expression.Not(var part) -> asksForTags(part);
            case Expression.Weighed(var part, var _) -> asksForTags(part);
            case Expression.Word _,
                    Expression.Exact _,
                    Expression.Phrase _,
                    Expression.Wildcard _,
                    Expression.Near _,
                    Expression.Before _,
                    Expression.After _ -> false;
        };
    }
}
