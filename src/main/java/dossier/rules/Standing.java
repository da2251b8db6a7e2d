package dossier.rules;

import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Language;
import dossier.query.QueryCheck;
import dossier.query.UnreadableQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// A rule whose query is read.
///
/// @param dated it asks for days
record Standing(RuleVersion version, Expression expression, boolean dated) {
    /// @throws IllegalArgumentException naming the rule whose query cannot be read
    static Standing of(RuleVersion version) {
        Rule rule = version.rule();
        try {
            Expression expression = QueryCheck.parseRule(rule.match());
            return new Standing(version, expression, isDated(expression));
        } catch (UnreadableQuery unreadable) {
            throw new IllegalArgumentException(
                    rule.place() + ": rule '" + rule.name() + "': " + unreadable.getMessage(), unreadable);
        }
    }

    boolean applies(String outlet) {
        return version.rule().outlets().isEmpty() || version.rule().outlets().contains(outlet);
    }

    /// The query in the form in which Lucene asks it. Bringing it there costs as much as asking, so it is done
    /// once; only ranges of dates look different for each article.
    Query query(Language language, ZoneId zone) {
        Query query = Compiler.compile(expression, language, zone);
        try {
            return dated ? query : new IndexSearcher(new MultiReader()).rewrite(query);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean isDated(Expression expression) {
        return switch (expression) {
            case Expression.Before _, Expression.After _ -> true;
            case Expression.And(var parts) -> parts.stream().anyMatch(Standing::isDated);
            case Expression.Or(var parts) -> parts.stream().anyMatch(Standing::isDated);
            case Expression.Not(var part) -> isDated(part);
            case Expression.Weighed(var part, var _) -> isDated(part);
            case Expression.Word _,
                    Expression.Exact _,
                    Expression.Phrase _,
                    Expression.Wildcard _,
                    Expression.Near _,
                    Expression.Within _ -> false;
        };
    }
}
