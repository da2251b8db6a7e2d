package dossier.query;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalIterator;
import org.apache.lucene.queries.intervals.IntervalMatchesIterator;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;

/// Words with `*` and `?`, alone and beside others. They are compared with words as spelt, not with stems.
final class Patterns {
    private Patterns() {}

    static Query query(String field, String pattern) {
        return isPrefix(pattern)
                ? new PrefixQuery(new Term(field, Words.SURFACE + pattern.substring(0, pattern.length() - 1)))
                : new WildcardQuery(new Term(field, Words.SURFACE + pattern));
    }

    static IntervalsSource source(String pattern) {
        BytesRef whole = new BytesRef(Words.SURFACE + pattern);
        return new Source(
                pattern,
                isPrefix(pattern)
                        ? Intervals.prefix(
                                new BytesRef(whole.utf8ToString().substring(0, pattern.length())), Limits.EXPANSION)
                        : Intervals.wildcard(whole, Limits.EXPANSION));
    }

    private static boolean isPrefix(String pattern) {
        return pattern.indexOf('*') == pattern.length() - 1 && pattern.indexOf('?') < 0;
    }

    /// Lucene's own source, but one that tells the watch's first filter which pattern it looks for.
    private static final class Source extends IntervalsSource {
        private final String pattern;
        private final IntervalsSource inner;

        Source(String pattern, IntervalsSource inner) {
            this.pattern = pattern;
            this.inner = inner;
        }

        @Override
        public IntervalIterator intervals(String field, LeafReaderContext context) throws IOException {
            return inner.intervals(field, context);
        }

        @Override
        public IntervalMatchesIterator matches(String field, LeafReaderContext context, int doc) throws IOException {
            return inner.matches(field, context, doc);
        }

        @Override
        public void visit(String field, QueryVisitor visitor) {
            query(field, pattern).visit(visitor);
        }

        @Override
        public int minExtent() {
            return inner.minExtent();
        }

        @Override
        public Collection<IntervalsSource> pullUpDisjunctions() {
            return List.of(this);
        }

        @Override
        public int hashCode() {
            return inner.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Source that && inner.equals(that.inner);
        }

        @Override
        public String toString() {
            return inner.toString();
        }
    }
}
