package dossier.query;

import java.time.LocalDate;
import java.util.List;

/// A query as read. [Parser] makes it from text, [Printer] writes it back, [Compiler] tells Lucene what it
/// means.
///
/// A new operator is a new case here; the compiler then names every place that must know it.
public sealed interface Expression {
    /// A word, matched by its stem. One that falls into several (`spy-ring`) matches them side by side.
    record Word(String text) implements Expression {
        public Word {
            if (!Lexer.isWord(text)) throw new IllegalArgumentException("Not a word: " + text);
        }
    }

    /// Words exactly as written: case, accents and ending count.
    record Exact(String text) implements Expression {
        public Exact {
            if (!Lexer.isQuotable(text)) throw new IllegalArgumentException("Not exact words: " + text);
        }
    }

    /// Words side by side, each matched by its stem; one with `*` or with `?` between letters as a pattern.
    record Phrase(String text) implements Expression {
        public Phrase {
            if (!Lexer.isQuotable(text)) throw new IllegalArgumentException("Not a phrase: " + text);
        }
    }

    /// A pattern for a word as it is spelt: `*` stands for any letters or none, `?` for one.
    record Wildcard(String pattern) implements Expression {
        public Wildcard {
            if (!Lexer.isPattern(pattern)) throw new IllegalArgumentException("Not a pattern: " + pattern);
        }
    }

    /// Both in one field, in either order, the second at most `distance` words from the first: 1 is side by
    /// side.
    record Near(Expression left, Expression right, int distance) implements Expression {
        public Near {
            if (!canBeNear(left) || !canBeNear(right))
                throw new IllegalArgumentException("NEAR stands between words, phrases and groups of them with OR");
            if (distance < 1 || distance > Limits.DISTANCE)
                throw new IllegalArgumentException("Not a distance: " + distance);
        }
    }

    /// All of them, anywhere in the article.
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
            if (parts.size() < 2) throw new IllegalArgumentException("AND joins at least two");
        }
    }

    /// At least one of them.
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
            if (parts.size() < 2) throw new IllegalArgumentException("OR joins at least two");
        }
    }

    /// All articles but those. It may stand alone: `NOT sport` is everything without sport.
    record Not(Expression part) implements Expression {}

    /// Asks one part of the article only.
    record Within(Field field, Expression part) implements Expression {
        public Within {
            if (!standsWithin(field, part))
                throw new IllegalArgumentException("This cannot stand within " + field.word() + ": " + part);
        }
    }

    /// The same, counting more or less in the order of what a search finds. A rule does not ask for it.
    record Weighed(Expression part, double weight) implements Expression {
        public Weighed {
            if (!(weight > 0 && weight <= Limits.WEIGHT)) throw new IllegalArgumentException("Not a weight: " + weight);
        }
    }

    /// Published before that day began.
    record Before(LocalDate day) implements Expression {
        public Before {
            if (!Lexer.isDay(day)) throw new IllegalArgumentException("Not a day: " + day);
        }
    }

    /// Published on that day or later.
    record After(LocalDate day) implements Expression {
        public After {
            if (!Lexer.isDay(day)) throw new IllegalArgumentException("Not a day: " + day);
        }
    }

    /// Whether NEAR can stand beside it.
    static boolean canBeNear(Expression part) {
        return switch (part) {
            case Word _, Exact _, Phrase _, Wildcard _, Near _ -> true;
            case Or(var parts) -> parts.stream().allMatch(Expression::canBeNear);
            case And _, Not _, Weighed _, Within _, Before _, After _ -> false;
        };
    }

    private static boolean standsWithin(Field field, Expression part) {
        return switch (part) {
            case Word _, Phrase _, Exact _ -> true;
            case Wildcard _ -> field != Field.LANG;
            case Near _ -> !field.whole();
            case And(var parts) -> parts.stream().allMatch(inner -> standsWithin(field, inner));
            case Or(var parts) -> parts.stream().allMatch(inner -> standsWithin(field, inner));
            case Not(var inner) -> standsWithin(field, inner);
            case Weighed(var inner, var _) -> standsWithin(field, inner);
            case Within _, Before _, After _ -> false;
        };
    }
}
