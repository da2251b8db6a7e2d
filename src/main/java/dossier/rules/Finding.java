package dossier.rules;

import dossier.model.Hit;
import dossier.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
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
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// That a rule matched, and the words that made it.
final class Finding extends QueryMatch {
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
                if (matches != null) addMatch(new Finding(rule, Hits.of(matches, texts)), 0);
            }
        }

        @Override
        public Finding resolve(Finding one, Finding other) {
            List<Hit> both = new ArrayList<>(one.hits);
            both.addAll(other.hits);
            return new Finding(one.getQueryId(), Hits.tidy(both));
        }
    }
}
