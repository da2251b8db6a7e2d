package dossier.query;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.queries.intervals.IntervalIterator;
import org.apache.lucene.queries.intervals.IntervalMatchesIterator;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/// Words side by side, found as one: a phrase is one hit, also beside NEAR or with a pattern in it.
final class Span extends IntervalsSource {
    private final IntervalsSource inner;

    private Span(IntervalsSource inner) {
        this.inner = inner;
    }

    static IntervalsSource of(List<IntervalsSource> words) {
        return new Span(Intervals.phrase(words.toArray(IntervalsSource[]::new)));
    }

    @Override
    public IntervalIterator intervals(String field, LeafReaderContext context) throws IOException {
        return inner.intervals(field, context);
    }

    @Override
    public @Nullable IntervalMatchesIterator matches(String field, LeafReaderContext context, int doc)
            throws IOException {
        IntervalMatchesIterator matches = inner.matches(field, context, doc);
        return matches == null ? null : new Undivided(matches, new IntervalQuery(field, this));
    }

    @Override
    public void visit(String field, QueryVisitor visitor) {
        inner.visit(field, visitor);
    }

    @Override
    public int minExtent() {
        return inner.minExtent();
    }

    @Override
    public Collection<IntervalsSource> pullUpDisjunctions() {
        return inner.pullUpDisjunctions().stream()
                .<IntervalsSource>map(Span::new)
                .toList();
    }

    @Override
    public int hashCode() {
        return 31 * inner.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Span that && inner.equals(that.inner);
    }

    @Override
    public String toString() {
        return inner.toString();
    }

    private record Undivided(IntervalMatchesIterator inner, Query phrase) implements IntervalMatchesIterator {
        @Override
        public boolean next() throws IOException {
            return inner.next();
        }

        @Override
        public int startPosition() {
            return inner.startPosition();
        }

        @Override
        public int endPosition() {
            return inner.endPosition();
        }

        @Override
        public int startOffset() throws IOException {
            return inner.startOffset();
        }

        @Override
        public int endOffset() throws IOException {
            return inner.endOffset();
        }

        @Override
        public @Nullable MatchesIterator getSubMatches() {
            return null;
        }

        @Override
        public Query getQuery() {
            return phrase;
        }

        @Override
        public int gaps() {
            return inner.gaps();
        }

        @Override
        public int width() {
            return inner.width();
        }
    }
}
