package dossier.query;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/// Words with `*` and `?`, alone and beside others. They are compared with words as spelt, not with stems.
final class Patterns {
    /// A piece of a phrase that is a pattern. A question mark between words asks a question.
    static final Pattern IN_PHRASE = Pattern.compile(
            "[\\p{L}\\p{N}\\p{M}'’]*(?:\\*|(?<=[\\p{L}\\p{N}])\\?(?=[\\p{L}\\p{N}]))[\\p{L}\\p{N}\\p{M}'’*]*"
                    + "(?:\\?(?=[\\p{L}\\p{N}])[\\p{L}\\p{N}\\p{M}'’*]*)*");

    /// The same outside of quotes, where every question mark counts.
    static final Pattern BARE = Pattern.compile("[\\p{L}\\p{N}\\p{M}'’*?]*[*?][\\p{L}\\p{N}\\p{M}'’*?]*");

    private Patterns() {}

    /// How many patterns a term holds.
    static int count(Expression term) {
        return switch (term) {
            case Expression.Wildcard _ -> 1;
            case Expression.Phrase(String text) ->
                (int) IN_PHRASE.matcher(text).results().count();
            case Expression.Within(var _, var part) -> count(part);
            default -> 0;
        };
    }

    /// Whether a machine can be made of each pattern in the text, in little time and memory.
    static boolean areTame(Pattern patterns, String text) {
        return patterns.matcher(text).results().map(MatchResult::group).allMatch(Patterns::isTame);
    }

    private static boolean isTame(String pattern) {
        if (isPrefix(pattern)) return true;
        try {
            WildcardQuery.toAutomaton(new Term("", pattern), Limits.PATTERN_WORK);
            return true;
        } catch (TooComplexToDeterminizeException wild) {
            return false;
        }
    }

    static Query query(String field, String pattern) {
        return isPrefix(pattern)
                ? new PrefixQuery(new Term(field, Words.SURFACE + pattern.substring(0, pattern.length() - 1)))
                : new WildcardQuery(new Term(field, Words.SURFACE + pattern));
    }

    /// @param most words it may stand for
    static IntervalsSource source(String pattern, int most) {
        BytesRef whole = new BytesRef(Words.SURFACE + pattern);
        return new Source(
                pattern,
                isPrefix(pattern)
                        ? Intervals.prefix(new BytesRef(whole.utf8ToString().substring(0, pattern.length())), most)
                        : Intervals.wildcard(whole, most));
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
