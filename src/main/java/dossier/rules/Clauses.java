package dossier.rules;

import dossier.model.RuleVersion;
import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Field;
import dossier.query.Paper;
import dossier.query.Printer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;

/// Holds an article against the clauses of rules one by one, to say which of them fails. Much slower than the
/// watch.
final class Clauses {
    /// A rule of a thousand names has no thousand reasons.
    private static final int MOST_CLAUSES = 5;

    private static final Set<Field> ELSEWHERE = Set.of(Field.TITLE, Field.BODY);

    private final Paper paper;
    private final ZoneId zone;
    private final IndexSearcher article;
    private final Map<Expression, Boolean> known = new HashMap<>();
    private final Reasons reasons;

    Clauses(Supplier<Paper> papers, ZoneId zone) {
        this.paper = papers.get();
        this.zone = zone;
        MemoryIndex index = new MemoryIndex(true);
        paper.document().forEach(field -> index.addField(field, new KeywordAnalyzer()));
        this.article = index.createSearcher();
        this.reasons = new Reasons(paper, article, zone, this::holds);
    }

    /// What is missing, empty where the rule matches or has nothing to do with the article.
    Optional<Miss> miss(Standing rule, String outlet) {
        Expression all = rule.expression();
        if (holds(all)) return rule.applies(outlet) ? Optional.empty() : Optional.of(new Miss(rule, List.of()));
        if (!rule.applies(outlet) || !findsSome(all)) return Optional.empty();
        return Optional.of(
                new Miss(rule, missing(all).distinct().limit(MOST_CLAUSES).toList()));
    }

    /// The same in words.
    NearMiss explained(Miss miss, String outlet) {
        RuleVersion version = miss.rule().version();
        if (miss.clauses().isEmpty()) {
            String outlets = String.join(", ", version.rule().outlets());
            return new NearMiss(version, List.of(), List.of("only for " + outlets + "; this is from " + outlet));
        }
        return new NearMiss(
                version,
                miss.clauses().stream().map(Printer::print).toList(),
                miss.clauses().stream().map(clause -> reasons.why(clause)).toList());
    }

    /// A rule and those of its clauses that fail.
    record Miss(Standing rule, List<Expression> clauses) {}

    private boolean holds(Expression expression) {
        return known.computeIfAbsent(expression, this::ask);
    }

    private boolean ask(Expression expression) {
        try {
            return article.count(Compiler.compile(expression, paper.language(), zone)) > 0;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Whether anything that the rule wants is there. That something unwanted is missing is no reason to speak
    /// of it.
    private boolean findsSome(Expression expression) {
        return switch (expression) {
            case Expression.And(var parts) -> parts.stream().anyMatch(this::findsSome);
            case Expression.Or(var parts) -> parts.stream().anyMatch(this::findsSome);
            case Expression.Weighed(var part, var _) -> findsSome(part);
            case Expression.Near near -> findsSome(near.left()) || findsSome(near.right());
            case Expression.Within(Field field, var part) ->
                within(field, part).anyMatch(this::holds) || (ELSEWHERE.contains(field) && holds(part));
            case Expression.Phrase(String text) -> holds(expression) || hasAllWords(text);
            case Expression.Exact(String text) -> holds(expression) || holds(new Expression.Phrase(text));
            case Expression.Word _, Expression.Wildcard _ -> holds(expression);
            case Expression.Not _, Expression.Before _, Expression.After _ -> false;
        };
    }

    private boolean hasAllWords(String phrase) {
        List<Expression> words = Reasons.words(phrase);
        return words.size() > 1 && words.stream().allMatch(this::holds);
    }

    /// What a field is asked for, each part with the field: so it can be asked alone.
    private static Stream<Expression> within(Field field, Expression part) {
        return switch (part) {
            case Expression.And(var parts) -> parts.stream().flatMap(inner -> within(field, inner));
            case Expression.Or(var parts) -> parts.stream().flatMap(inner -> within(field, inner));
            case Expression.Weighed(var inner, var _) -> within(field, inner);
            case Expression.Near near -> Stream.concat(within(field, near.left()), within(field, near.right()));
            case Expression.Word _, Expression.Exact _, Expression.Phrase _, Expression.Wildcard _ ->
                Stream.of(new Expression.Within(field, part));
            case Expression.Not _, Expression.Within _, Expression.Before _, Expression.After _ -> Stream.empty();
        };
    }

    /// The smallest clauses whose failing makes the whole fail; of alternatives those that found something.
    private Stream<Expression> missing(Expression failing) {
        return switch (failing) {
            case Expression.And(var parts) ->
                parts.stream().filter(part -> !holds(part)).toList().stream().flatMap(this::missing);
            case Expression.Or(var parts) -> {
                List<Expression> begun = parts.stream().filter(this::findsSome).toList();
                yield begun.isEmpty() ? Stream.of(failing) : begun.stream().flatMap(this::missing);
            }
            case Expression.Weighed(var part, var _) -> missing(part);
            default -> Stream.of(failing);
        };
    }
}
