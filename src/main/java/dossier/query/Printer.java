package dossier.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/// Writes an expression as a query that reads as the same expression.
public final class Printer {
    private Printer() {}

    /// The query.
    public static String print(Expression expression) {
        return switch (expression) {
            case Expression.Word(String text) -> text;
            case Expression.Exact(String text) -> Lexer.isWord(text) ? "=" + text : "=\"" + text + "\"";
            case Expression.Phrase(String text) -> "\"" + text + "\"";
            case Expression.Wildcard(String pattern) -> pattern;
            case Expression.Near(var left, var right, int distance) ->
                (left instanceof Expression.Near ? print(left) : bound(left)) + " NEAR/" + distance + " "
                        + bound(right);
            case Expression.And(var parts) -> joined(parts, " AND ");
            case Expression.Or(var parts) -> joined(parts, " OR ");
            case Expression.Not(var part) -> "NOT " + clause(part);
            case Expression.Weighed(var part, double weight) ->
                bound(part) + "^"
                        + BigDecimal.valueOf(weight).stripTrailingZeros().toPlainString();
            case Expression.Within(Field field, var part) -> field.word() + ":" + bound(part);
            case Expression.Before(var day) -> "before:" + day;
            case Expression.After(var day) -> "after:" + day;
        };
    }

    private static String joined(List<Expression> parts, String operator) {
        return parts.stream().map(Printer::clause).collect(Collectors.joining(operator));
    }

    /// As it stands beside AND, OR and NOT. Where AND meets OR parentheses say what binds closer.
    private static String clause(Expression part) {
        return switch (part) {
            case Expression.And _, Expression.Or _ -> "(" + print(part) + ")";
            default -> print(part);
        };
    }

    /// As it stands beside NEAR and behind a field.
    private static String bound(Expression part) {
        return switch (part) {
            case Expression.Word _, Expression.Exact _, Expression.Phrase _, Expression.Wildcard _ -> print(part);
            default -> "(" + print(part) + ")";
        };
    }
}
