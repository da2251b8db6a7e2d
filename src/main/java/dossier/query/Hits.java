package dossier.query;

import dossier.model.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;

/// Where in an article a query found what it asks for.
public final class Hits {
    /// Words kept for one rule and article; what names a country on every line needs no more to be explained.
    private static final int MOST = 50;

    /// Words looked at for it.
    private static final int MOST_SEEN = 1_000;

    private static final List<String> FIELDS =
            List.of(Paper.TITLE, Paper.TEXT, Paper.AUTHOR, Paper.CATEGORY, Paper.SOURCE, Paper.URL);

    private Hits() {}

    /// In the order of the article, the headline first; none inside another.
    ///
    /// @param texts of the article by field
    public static List<Hit> of(Matches matches, Map<String, String> texts) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (String field : FIELDS) {
            MatchesIterator found = matches.getMatches(field);
            if (found != null) collect(field, found, texts.getOrDefault(field, ""), hits, hits.size() + MOST_SEEN);
        }
        return tidy(hits);
    }

    /// Of words near each other each one is a hit, not all that stands between them.
    private static void collect(String field, MatchesIterator found, String text, List<Hit> hits, int most)
            throws IOException {
        while (hits.size() < most && found.next()) {
            MatchesIterator inner = found.getSubMatches();
            if (inner != null) collect(field, inner, text, hits, most);
            else if (found.startOffset() >= 0)
                hits.add(new Hit(
                        field,
                        text.substring(found.startOffset(), found.endOffset()),
                        found.startOffset(),
                        found.endOffset()));
        }
    }

    /// The same hits in that order, each once.
    public static List<Hit> tidy(List<Hit> hits) {
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
