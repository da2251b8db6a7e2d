package dossier.query;

import java.util.List;
import java.util.function.UnaryOperator;

/// The tags that a query asks for: so that one that is called otherwise by now is found by its old name too.
public final class TagWords {
    private TagWords() {}

    /// The same query with each tag as it is called now. Patterns stay as they are: they ask for what is written.
    ///
    /// @param now what a tag is called now, by any name that it ever had
    public static Expression renamed(Expression expression, UnaryOperator<String> now) {
        return switch (expression) {
            case Expression.Within(Field field, var part) ->
                field == Field.TAG ? new Expression.Within(field, value(part, now)) : expression;
            case Expression.And(var parts) -> new Expression.And(all(parts, now));
            case Expression.Or(var parts) -> new Expression.Or(all(parts, now));
            case Expression.Not(var part) -> new Expression.Not(renamed(part, now));
            case Expression.Weighed(var part, double weight) -> new Expression.Weighed(renamed(part, now), weight);
            case Expression.Word _,
                    Expression.Exact _,
                    Expression.Phrase _,
                    Expression.Wildcard _,
                    Expression.Near _,
                    Expression.Before _,
                    Expression.After _ -> expression;
        };
    }

    private static List<Expression> all(List<Expression> parts, UnaryOperator<String> now) {
        return parts.stream().map(part -> renamed(part, now)).toList();
    }

    private static Expression value(Expression part, UnaryOperator<String> now) {
        return switch (part) {
            case Expression.Word(String text) -> called(part, text, now);
            case Expression.Exact(String text) -> called(part, text, now);
            case Expression.Phrase(String text) -> called(part, text, now);
            case Expression.And(var parts) ->
                new Expression.And(
                        parts.stream().map(inner -> value(inner, now)).toList());
            case Expression.Or(var parts) ->
                new Expression.Or(parts.stream().map(inner -> value(inner, now)).toList());
            case Expression.Not(var inner) -> new Expression.Not(value(inner, now));
            case Expression.Weighed(var inner, double weight) -> new Expression.Weighed(value(inner, now), weight);
            case Expression.Wildcard _,
                    Expression.Near _,
                    Expression.Within _,
                    Expression.Before _,
                    Expression.After _ -> part;
        };
    }

    private static Expression called(Expression asked, String text, UnaryOperator<String> now) {
        String name = now.apply(text);
        boolean other = !name.equals(text) && Lexer.isQuotable(name);
        return other ? new Expression.Phrase(name) : asked;
    }
}
