package dossier.search;

import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.QueryCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashSet;
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

    /// The numbers of the articles that match; nothing where the index cannot tell, and each has to be looked at.
    ///
    /// @param rule a query that can be read
    public Optional<Set<Long>> find(String rule) {
        Expression expression = QueryCheck.parseRule(rule);
        try {
            return search(expression);
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

    private Optional<Set<Long>> search(Expression expression) throws IOException {
        Optional<SearcherManager> readers = index.readers();
        if (readers.isEmpty()) return Optional.empty();
        IndexSearcher searcher = readers.get().acquire();
        try {
            return Optional.of(articles(searcher, expression));
        } finally {
            readers.get().release(searcher);
        }
    }

    private Set<Long> articles(IndexSearcher searcher, Expression expression) throws IOException {
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
    private Query asked(IndexReader reader, Expression expression) throws IOException {
        Query words = Ways.ask(reader, language -> Compiler.compile(expression, language, zone));
        return new BooleanQuery.Builder()
                .add(words, Occur.MUST)
                .add(new TermQuery(new Term(Index.READER, Index.HOUSE)), Occur.FILTER)
                .build();
    }
}
