package dossier.search;

import dossier.model.ArticleId;
import dossier.model.Facet;
import dossier.model.Position;
import dossier.model.Request;
import dossier.model.SearchHits;
import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Paper;
import dossier.query.Parser;
import dossier.query.QueryCheck;
import dossier.query.TagWords;
import dossier.query.UnreadableQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/// Finds articles: best first, the newer one first among equals.
public final class Searcher {
    /// Nobody turns more pages than this holds; what lies beyond is found by asking more precisely.
    private static final int DEEPEST = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Sort BEST_THEN_NEWEST = new Sort(
            SortField.FIELD_SCORE,
            new SortField(Paper.DATE, SortField.Type.LONG, true),
            new SortField(Index.NUMBER, SortField.Type.LONG, true));

    private static final Sort NEWEST = new Sort(
            new SortField(Paper.DATE, SortField.Type.LONG, true),
            new SortField(Index.NUMBER, SortField.Type.LONG, true));

    private final Index index;
    private final ZoneId zone;
    private final int pageSize;
    private final UnaryOperator<String> tags;
    private final Duration patience;

    /// @param zone in which the days of `before:` and `after:` begin
    /// @param pageSize articles on a page
    public Searcher(Index index, ZoneId zone, int pageSize) {
        this(index, zone, pageSize, UnaryOperator.identity());
    }

    /// One that knows tags by the names they had.
    ///
    /// @param tags what a tag is called now
    public Searcher(Index index, ZoneId zone, int pageSize, UnaryOperator<String> tags) {
        this(index, zone, pageSize, tags, PATIENCE);
    }

    /// @param patience what has not been found by then is left out
    Searcher(Index index, ZoneId zone, int pageSize, UnaryOperator<String> tags, Duration patience) {
        if (pageSize < 1) throw new IllegalArgumentException("A page holds at least one article");
        this.index = index;
        this.zone = zone;
        this.pageSize = pageSize;
        this.tags = tags;
        this.patience = patience;
    }

    /// What the public may see, found by what it may read, newest first: for lists that are read to their end.
    ///
    /// @param behind where the list goes on; the index knows dates to the millisecond
    public SearchHits newest(String query, Position behind, int limit) {
        int size = Math.max(1, Math.min(limit, DEEPEST));
        FieldDoc after = new FieldDoc(
                Integer.MAX_VALUE, Float.NaN, new Object[] {behind.dated().toEpochMilli(), behind.article()});
        return find(
                query,
                (reader, expression) -> new Search(query, expression, Asker.PUBLIC, 1, size).newest(reader, after),
                1);
    }

    /// Who asks.
    private enum Asker {
        /// Finds what is shown, by the words that it may read there.
        PUBLIC,
        /// Finds what is shown, by all of its words.
        HOUSE,
        /// Finds everything.
        CURATOR
    }

    /// A page of what the public may see, found by what the public may read: parameters `q` and `page`.
    public SearchHits find(Request request) {
        return find(request.param("q"), Asker.PUBLIC, request.page(), pageSize);
    }

    /// The best few, found by all of their words: for commands on this machine, and not for pages.
    ///
    /// @param all true: also articles that are not shown
    public SearchHits look(String query, boolean all, int limit) {
        return find(query, all ? Asker.CURATOR : Asker.HOUSE, 1, Math.max(1, Math.min(limit, DEEPEST)));
    }

    private interface Look {
        SearchHits in(IndexReader reader, Expression expression) throws IOException;
    }

    private SearchHits find(String query, Asker asker, int page, int size) {
        return hinted(
                find(query, (reader, expression) -> new Search(query, expression, asker, page, size).in(reader), page));
    }

    private SearchHits find(String query, Look look, int page) {
        if (query.isBlank()) return none(query, page, Optional.empty());
        try {
            Expression expression = TagWords.renamed(Parser.parse(query), tags);
            Optional<SearcherManager> readers = index.readers();
            if (readers.isEmpty()) return none(query, page, Optional.empty());
            IndexSearcher searcher = readers.get().acquire();
            try {
                return look.in(timed(searcher.getIndexReader()), expression);
            } finally {
                readers.get().release(searcher);
            }
        } catch (UnreadableQuery unreadable) {
            return none(query, page, Optional.ofNullable(unreadable.getMessage()));
        } catch (IndexSearcher.TooManyClauses | TooComplexToDeterminizeException | TooManyWords tooMany) {
            return none(query, page, Optional.of("this asks for too many different words; be more precise"));
        } catch (ExitableDirectoryReader.ExitingReaderException late) {
            return none(query, page, Optional.of("this took too long; be more precise"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Also what Lucene does before it searches ends in time: finding the words that a pattern stands for.
    private IndexReader timed(IndexReader reader) throws IOException {
        if (!(reader instanceof DirectoryReader directory)) return reader;
        return ExitableDirectoryReader.wrap(directory, new QueryTimeoutImpl(patience.toMillis()));
    }

    /// Who finds nothing learns what may be the reason.
    private static SearchHits hinted(SearchHits hits) {
        if (hits.total() > 0 || hits.problem().isPresent()) return hits;
        return none(hits.query(), hits.page(), QueryCheck.advice(hits.query()));
    }

    private static SearchHits none(String query, int page, Optional<String> problem) {
        return new SearchHits(query, List.of(), page, 1, 0, problem);
    }

    private static final class TooManyWords extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyWords(Throwable cause) {
            super(cause);
        }
    }

    private final class Search {
        private final String query;
        private final Expression expression;
        private final Asker asker;
        private final int page;
        private final int size;

        Search(String query, Expression expression, Asker asker, int page, int size) {
            this.query = query;
            this.expression = expression;
            this.asker = asker;
            this.page = page;
            this.size = size;
        }

        SearchHits in(IndexReader reader) throws IOException {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setTimeout(new QueryTimeoutImpl(patience.toMillis()));
            int deepest = Math.max(size, DEEPEST / size * size);
            int wanted = (int) Math.min((long) page * size, deepest);
            FacetsCollectorManager.FacetsResult counted = search(searcher, asked(reader), wanted);
            TopDocs found = counted.topDocs();
            long total = found.totalHits.value();
            int pages = (int) Math.max(1, (Math.min(total, deepest) + size - 1) / size);
            Optional<String> problem = searcher.timedOut()
                    ? Optional.of("this took too long; what was found so far is shown")
                    : Optional.empty();
            List<Facet> facets = facets(reader, counted, total);
            return new SearchHits(query, ids(reader, found.scoreDocs), page, pages, total, problem, facets);
        }

        /// What was found is worth more than how it could be narrowed.
        private List<Facet> facets(IndexReader reader, FacetsCollectorManager.FacetsResult counted, long total)
                throws IOException {
            try {
                return new Facets(reader, counted.facetsCollector(), expression, total, zone).all();
            } catch (ExitableDirectoryReader.ExitingReaderException late) {
                return List.of();
            }
        }

        SearchHits newest(IndexReader reader, FieldDoc after) throws IOException {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setTimeout(new QueryTimeoutImpl(patience.toMillis()));
            Query asked = asked(reader);
            TopFieldDocs found =
                    expanding(() -> searcher.search(asked, new TopFieldCollectorManager(NEWEST, size, after, size)));
            if (searcher.timedOut()) return none(query, 1, Optional.of("this took too long; be more precise"));
            return new SearchHits(query, ids(reader, found.scoreDocs), 1, 1, found.totalHits.value(), Optional.empty());
        }

        private FacetsCollectorManager.FacetsResult search(IndexSearcher searcher, Query asked, int wanted)
                throws IOException {
            return expanding(() -> FacetsCollectorManager.search(
                    searcher, asked, wanted, BEST_THEN_NEWEST, false, new FacetsCollectorManager()));
        }

        private List<ArticleId> ids(IndexReader reader, ScoreDoc[] found) throws IOException {
            List<ArticleId> ids = new ArrayList<>();
            for (long at = (page - 1L) * size; at < Math.min(found.length, (long) page * size); at++)
                ids.add(new ArticleId(number(reader, found[(int) at].doc)));
            return ids;
        }

        private Query asked(IndexReader reader) throws IOException {
            Query words = Ways.ask(reader, language -> Compiler.weighed(expression, language, zone));
            BooleanQuery.Builder asked = new BooleanQuery.Builder().add(words, Occur.MUST);
            String whose = asker == Asker.PUBLIC ? Index.PUBLIC : Index.HOUSE;
            asked.add(new TermQuery(new Term(Index.READER, whose)), Occur.FILTER);
            if (asker != Asker.CURATOR) asked.add(new TermQuery(new Term(Index.SHOWN, "true")), Occur.FILTER);
            return asked.build();
        }
    }

    private interface Finding<T> {
        T find() throws IOException;
    }

    private static <T> T expanding(Finding<T> search) throws IOException {
        try {
            return search.find();
        } catch (IllegalStateException expanded) {
            throw new TooManyWords(expanded);
        }
    }

    private static long number(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        NumericDocValues numbers = leaf.reader().getNumericDocValues(Index.NUMBER);
        if (numbers == null || !numbers.advanceExact(doc - leaf.docBase))
            throw new IllegalStateException("An article without a number");
        return numbers.longValue();
    }
}
