package dossier.search;

import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.QueryCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/// Which articles of the archive a rule would match: asked of the index, all at once, instead of holding each article
/// against the rule. Articles that are not shown are among them.
public final class Candidates {
    private final Index index;
    private final ZoneId zone;

    /// @param zone in which the days of `before:` and `after:` begin
    public Candidates(Index index, ZoneId zone) {
        this.index = index;
        this.zone = zone;
    }

    /// What the index knows of a rule.
    ///
    /// @param articles those that match; every one that does is among them
    /// @param certain false: others may be among them. The index knows an article by the day under which the
    /// archive lists it, and a rule by the day that the article itself tells
    public record Found(Set<Long> articles, boolean certain) {
        /// Copies nothing: the set may be large, and is made for this.
        public Found {}
    }

    /// The articles that match; nothing where the index cannot tell, and each has to be looked at.
    ///
    /// @param rule a query that can be read
    public Optional<Found> find(String rule) {
        Expression expression = QueryCheck.parseRule(rule);
        Optional<Expression> wider = wider(expression);
        boolean certain = wider.equals(Optional.of(expression));
        try {
            return search(wider).map(articles -> new Found(articles, certain));
        } catch (IndexSearcher.TooManyClauses | IllegalStateException expandsTooFar) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The newest change that the index holds: what changed later has to be looked at.
    public long position() {
        return index.position();
    }

    private Optional<Set<Long>> search(Optional<Expression> expression) throws IOException {
        Optional<SearcherManager> readers = index.readers();
        if (readers.isEmpty()) return Optional.empty();
        IndexSearcher searcher = readers.get().acquire();
        try {
            return Optional.of(articles(searcher, expression));
        } finally {
            readers.get().release(searcher);
        }
    }

    private Set<Long> articles(IndexSearcher searcher, Optional<Expression> expression) throws IOException {
        searcher.setQueryCache(null);
        Query query = asked(searcher.getIndexReader(), expression);
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        Set<Long> articles = new HashSet<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) collect(leaf, scorer.iterator(), articles);
        }
        return articles;
    }

    private static void collect(LeafReaderContext leaf, DocIdSetIterator docs, Set<Long> articles) throws IOException {
        NumericDocValues numbers = leaf.reader().getNumericDocValues(Index.NUMBER);
        Bits live = leaf.reader().getLiveDocs();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            boolean there = live == null || live.get(doc);
            if (there && numbers.advanceExact(doc)) articles.add(numbers.longValue());
        }
    }

    /// In each language present in its own way, as the search asks; of all that an article says, as rules read it.
    private Query asked(IndexReader reader, Optional<Expression> expression) throws IOException {
        Query house = new TermQuery(new Term(Index.READER, Index.HOUSE));
        if (expression.isEmpty()) return house;
        Query words = Ways.ask(reader, language -> Compiler.compile(expression.get(), language, zone));
        return new BooleanQuery.Builder()
                .add(words, Occur.MUST)
                .add(house, Occur.FILTER)
                .build();
    }

    // without days

    /// What matches at least all of the same articles, and asks for no day; nothing means every article.
    static Optional<Expression> wider(Expression expression) {
        return switch (expression) {
            case Expression.Before _, Expression.After _ -> Optional.empty();
            case Expression.And(var parts) ->
                joined(parts.stream().flatMap(part -> wider(part).stream()).toList(), Expression.And::new);
            case Expression.Or(var parts) -> {
                List<Expression> kept =
                        parts.stream().flatMap(part -> wider(part).stream()).toList();
                yield kept.size() < parts.size() ? Optional.empty() : joined(kept, Expression.Or::new);
            }
            case Expression.Not(var part) -> narrower(part).map(Expression.Not::new);
            case Expression.Weighed weighed -> wider(weighed.part());
            case Expression.Word _,
                    Expression.Exact _,
                    Expression.Phrase _,
                    Expression.Wildcard _,
                    Expression.Near _,
                    Expression.Within _ -> Optional.of(expression);
        };
    }

    /// What matches none but the same articles; nothing means no article.
    private static Optional<Expression> narrower(Expression expression) {
        return switch (expression) {
            case Expression.Before _, Expression.After _ -> Optional.empty();
            case Expression.And(var parts) -> {
                List<Expression> kept =
                        parts.stream().flatMap(part -> narrower(part).stream()).toList();
                yield kept.size() < parts.size() ? Optional.empty() : joined(kept, Expression.And::new);
            }
            case Expression.Or(var parts) ->
                joined(parts.stream().flatMap(part -> narrower(part).stream()).toList(), Expression.Or::new);
            case Expression.Not(var part) -> wider(part).map(Expression.Not::new);
            case Expression.Weighed weighed -> narrower(weighed.part());
            case Expression.Word _,
                    Expression.Exact _,
                    Expression.Phrase _,
                    Expression.Wildcard _,
                    Expression.Near _,
                    Expression.Within _ -> Optional.of(expression);
        };
    }

    private static Optional<Expression> joined(
            List<Expression> parts, java.util.function.Function<List<Expression>, Expression> join) {
        return switch (parts.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(parts.getFirst());
            default -> Optional.of(join.apply(parts));
        };
    }
}
