package dossier.rules;

import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Field;
import dossier.query.Paper;
import dossier.query.Printer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;

/// Holds an article against the clauses of rules one by one, to say which of them fails. Much slower than the
/// watch.
final class Clauses {
    private final Paper paper;
    private final ZoneId zone;
    private final IndexSearcher article;
    private final Map<Expression, Boolean> known = new HashMap<>();

    Clauses(Supplier<Paper> papers, ZoneId zone) {
        this.paper = papers.get();
        this.zone = zone;
        MemoryIndex index = new MemoryIndex(true);
        paper.document().forEach(field -> index.addField(field, new KeywordAnalyzer()));
        this.article = index.createSearcher();
    }

    Optional<NearMiss> nearMiss(Standing rule, String outlet) {
        Expression all = rule.expression();
        if (holds(all))
            return rule.applies(outlet) ? Optional.empty() : Optional.of(new NearMiss(rule.version(), List.of()));
        if (!rule.applies(outlet) || !findsSome(all)) return Optional.empty();
        List<String> missing = missing(all).map(Printer::print).distinct().toList();
        return Optional.of(new NearMiss(rule.version(), missing));
    }

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
            case Expression.Near near -> findsSome(near.left()) || findsSome(near.right());
            case Expression.Within(Field field, var part) -> within(field, part).anyMatch(this::holds);
            case Expression.Word _, Expression.Exact _, Expression.Phrase _, Expression.Wildcard _ -> holds(expression);
            case Expression.Not _, Expression.Before _, Expression.After _ -> false;
        };
    }

    /// What a field is asked for, each part with the field: so it can be asked alone.
    private static Stream<Expression> within(Field field, Expression part) {
        return switch (part) {
            case Expression.And(var parts) -> parts.stream().flatMap(inner -> within(field, inner));
            case Expression.Or(var parts) -> parts.stream().flatMap(inner -> within(field, inner));
            case Expression.Near near -> Stream.concat(within(field, near.left()), within(field, near.right()));
            case Expression.Word _, Expression.Exact _, Expression.Phrase _, Expression.Wildcard _ ->
                Stream.of(new Expression.Within(field, part));
            case Expression.Not _, Expression.Within _, Expression.Before _, Expression.After _ -> Stream.empty();
        };
    }

    /// The smallest clauses whose failing makes the whole fail.
    private Stream<Expression> missing(Expression failing) {
        if (failing instanceof Expression.And(var parts)) {
            List<Expression> failed = new ArrayList<>();
            for (Expression part : parts) if (!holds(part)) failed.add(part);
            return failed.stream().flatMap(this::missing);
        }
        return Stream.of(failing);
    }
}
