package dossier.rules;

import dossier.model.Hit;
import dossier.query.Paper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.monitor.CandidateMatcher;
import org.apache.lucene.monitor.MatcherFactory;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// That a rule matched, and the words that made it.
final class Finding extends QueryMatch {
    /// Words kept for one rule and article; what names a country on every line needs no more to be explained.
    private static final int MOST = 50;

    /// Words looked at for it.
    private static final int MOST_SEEN = 1_000;

    private static final List<String> FIELDS =
            List.of(Paper.TITLE, Paper.TEXT, Paper.AUTHOR, Paper.CATEGORY, Paper.SOURCE, Paper.URL);

    private final List<Hit> hits;

    private Finding(String rule, List<Hit> hits) {
        super(rule);
        this.hits = List.copyOf(hits);
    }

    /// In the order of the article, the headline first; none inside another.
    List<Hit> hits() {
        return hits;
    }

    /// Asks the rules that apply, one by one, those that the first filter left.
    ///
    /// @param rules by id, which only gives those that are about the article's outlet
    /// @param texts of the article by field
    static MatcherFactory<Finding> factory(Function<String, Optional<Standing>> rules, Map<String, String> texts) {
        return searcher -> new Matcher(searcher, rules, texts);
    }

    private static final class Matcher extends CandidateMatcher<Finding> {
        private final Function<String, Optional<Standing>> rules;
        private final Map<String, String> texts;

        Matcher(IndexSearcher searcher, Function<String, Optional<Standing>> rules, Map<String, String> texts) {
            super(searcher);
            searcher.setQueryCache(null);
            this.rules = rules;
            this.texts = texts;
        }

        @Override
        public void matchQuery(String rule, Query query, Map<String, String> metadata) throws IOException {
            Optional<Standing> standing = rules.apply(rule);
            if (standing.isEmpty()) return;
            Query ready = standing.get().dated() ? searcher.rewrite(query) : query;
            Weight weight = searcher.createWeight(ready, ScoreMode.COMPLETE_NO_SCORES, 1);
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Matches matches = weight.matches(leaf, 0);
                if (matches != null) addMatch(new Finding(rule, hits(matches)), 0);
            }
        }

        @Override
        public Finding resolve(Finding one, Finding other) {
            List<Hit> both = new ArrayList<>(one.hits);
            both.addAll(other.hits);
            return new Finding(one.getQueryId(), tidy(both));
        }

        private List<Hit> hits(Matches matches) throws IOException {
            List<Hit> hits = new ArrayList<>();
            for (String field : FIELDS) {
                MatchesIterator found = matches.getMatches(field);
                if (found != null) collect(field, found, hits, hits.size() + MOST_SEEN);
            }
            return tidy(hits);
        }

        /// Of words near each other each one is a hit, not all that stands between them.
        private void collect(String field, MatchesIterator found, List<Hit> hits, int most) throws IOException {
            while (hits.size() < most && found.next()) {
                MatchesIterator inner = found.getSubMatches();
                if (inner != null) collect(field, inner, hits, most);
                else if (found.startOffset() >= 0) hits.add(hit(field, found.startOffset(), found.endOffset()));
            }
        }

        private Hit hit(String field, int start, int end) {
            String text = texts.getOrDefault(field, "");
            return new Hit(field, text.substring(start, end), start, end);
        }

        private static List<Hit> tidy(List<Hit> hits) {
            List<Hit> sorted = hits.stream()
                    .distinct()
                    .sorted(Comparator.comparing((Hit hit) -> FIELDS.indexOf(hit.field()))
                            .thenComparing(Hit::start)
                            .thenComparing(hit -> -hit.end()))
                    .toList();
            List<Hit> tidy = new ArrayList<>();
            for (Hit hit : sorted) {
                if (tidy.size() == MOST) break;
                if (tidy.isEmpty() || !contains(tidy.getLast(), hit)) tidy.add(hit);
            }
            return tidy;
        }

        private static boolean contains(Hit outer, Hit inner) {
            return outer.field().equals(inner.field()) && inner.end() <= outer.end();
        }
    }
}
