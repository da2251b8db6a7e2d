package dossier.rules;

import dossier.model.Hit;
import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Field;
import dossier.query.Hits;
import dossier.query.Limits;
import dossier.query.Paper;
import dossier.query.Parser;
import dossier.query.Printer;
import dossier.query.UnreadableQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.ScoreMode;

/// Says why a clause fails for an article, in a few words.
final class Reasons {
    private static final int MOST_WORDS = 3;
    private static final int LONGEST = 80;

    private final Paper paper;
    private final IndexSearcher article;
    private final ZoneId zone;
    private final Predicate<Expression> holds;

    /// @param holds whether a clause holds for the article
    Reasons(Paper paper, IndexSearcher article, ZoneId zone, Predicate<Expression> holds) {
        this.paper = paper;
        this.article = article;
        this.zone = zone;
        this.holds = holds;
    }

    String why(Expression failing) {
        return switch (failing) {
            case Expression.Word _ -> "not found";
            case Expression.Wildcard _ -> "no word like it";
            case Expression.Exact(String text) -> exact(text);
            case Expression.Phrase(String text) -> phrase(text);
            case Expression.Near near -> near(near);
            case Expression.Or _ -> "none of them found";
            case Expression.And(var parts) ->
                parts.stream()
                        .filter(part -> !holds.test(part))
                        .map(this::named)
                        .collect(Collectors.joining(", "));
            case Expression.Weighed(var part, var _) -> why(part);
            case Expression.Not(var part) -> unwanted(part);
            case Expression.Within(Field field, var part) -> within(field, part);
            case Expression.Before _, Expression.After _ -> "published " + day(paper.date());
        };
    }

    private String named(Expression failing) {
        return Printer.print(failing) + " " + why(failing);
    }

    private String day(Instant date) {
        return date.atZone(zone).toLocalDate().toString();
    }

    private String exact(String text) {
        Expression otherwise = new Expression.Phrase(text);
        return holds.test(otherwise) ? "written otherwise: " + found(otherwise) : why(otherwise);
    }

    private String phrase(String text) {
        List<Expression> words = words(text);
        List<Expression> absent =
                words.stream().filter(word -> !holds.test(word)).toList();
        if (absent.isEmpty() && words.size() > 1) return "its words are there, but not side by side in this order";
        if (absent.size() == words.size()) return "not found";
        return absent.stream()
                .map(word -> word instanceof Expression.Phrase(String part) ? part : Printer.print(word))
                .collect(Collectors.joining(", ", "without: ", ""));
    }

    private String near(Expression.Near near) {
        List<Expression> absent = Stream.of(near.left(), near.right())
                .filter(side -> !holds.test(side))
                .toList();
        if (!absent.isEmpty()) return absent.stream().map(this::named).collect(Collectors.joining(", "));
        int apart = apart(near);
        return apart > Limits.DISTANCE ? "not near each other in one field" : apart + " words apart";
    }

    /// The smallest distance at which it would hold.
    private int apart(Expression.Near near) {
        int low = near.distance();
        int high = Limits.DISTANCE + 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (holds.test(new Expression.Near(near.left(), near.right(), middle))) high = middle;
            else low = middle;
        }
        return high;
    }

    private String unwanted(Expression part) {
        String words = found(part);
        return words.isEmpty() ? "holds: " + shortened(Printer.print(part)) : "found: " + words;
    }

    private String within(Field field, Expression part) {
        return switch (field) {
            case TITLE -> holds.test(part) ? "found in the text only: " + found(part) : why(part);
            case BODY -> holds.test(part) ? "found in the headline only: " + found(part) : why(part);
            case LANG -> "the article is in " + String.join(", ", paper.codes());
            case SOURCE -> "the source is " + value(Paper.SOURCE);
            case AUTHOR -> "the author is " + value(Paper.AUTHOR);
            case CATEGORY -> "the category is " + value(Paper.CATEGORY);
            case URL -> "the address is " + value(Paper.URL);
            case TAG -> "rules cannot ask for tags";
        };
    }

    private String value(String field) {
        String value = paper.texts().getOrDefault(field, "");
        return value.isEmpty() ? "not known" : shortened(value);
    }

    /// The words of a phrase, each as a phrase of its own: it may hold a pattern or a hyphen.
    static List<Expression> words(String phrase) {
        return Stream.of(phrase.split("[\\s\\p{Z}\\p{Cc}]+"))
                .flatMap(Reasons::word)
                .toList();
    }

    private static Stream<Expression> word(String text) {
        try {
            return Stream.of(Parser.parse("\"" + text + "\""));
        } catch (UnreadableQuery noWord) {
            return Stream.empty();
        }
    }

    private String found(Expression expression) {
        try {
            Matches matches = article.createWeight(
                            article.rewrite(Compiler.compile(expression, paper.language(), zone)),
                            ScoreMode.COMPLETE_NO_SCORES,
                            1)
                    .matches(article.getIndexReader().leaves().getFirst(), 0);
            if (matches == null) return "";
            return Hits.of(matches, paper.texts()).stream()
                    .map(Hit::words)
                    .distinct()
                    .limit(MOST_WORDS)
                    .map(Reasons::shortened)
                    .collect(Collectors.joining(", "));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
