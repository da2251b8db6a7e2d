package dossier.rules;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.CustomQueryHandler;
import org.apache.lucene.monitor.QueryTree;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Lets the first filter know rules with `spy*` by how such words begin. Without it every article would be held
/// against every such rule.
final class Grams implements CustomQueryHandler {
    private static final char GRAM = '^';
    private static final int LONGEST = 5;

    /// A beginning says less than a word.
    private static final double WEIGHT = 0.5;

    @Override
    public @Nullable QueryTree handleQuery(Query query, TermWeightor weightor) {
        return switch (query) {
            case PrefixQuery prefix ->
                tree(prefix.getField(), prefix.getPrefix().text(), weightor);
            case WildcardQuery wildcard -> tree(wildcard.getField(), beginning(wildcard.getTerm()), weightor);
            default -> null;
        };
    }

    private static String beginning(Term pattern) {
        return pattern.text().replaceFirst("[*?].*", "");
    }

    /// The first sign only says that the rest is a word as it is spelt.
    private static @Nullable QueryTree tree(String field, String spelt, TermWeightor weightor) {
        if (!isSpelt(spelt) || spelt.length() < 2) return null;
        String gram = gram(spelt, Math.min(spelt.length() - 1, LONGEST));
        double weight = weightor.applyAsDouble(new Term(field, spelt)) * WEIGHT;
        return QueryTree.term(field, new BytesRef(gram), weight);
    }

    private static boolean isSpelt(CharSequence term) {
        return !term.isEmpty() && term.charAt(0) == '~';
    }

    private static String gram(CharSequence spelt, int length) {
        return GRAM + spelt.subSequence(1, 1 + length).toString();
    }

    @Override
    public TokenStream wrapTermStream(String field, TokenStream tokens) {
        return new Beginnings(tokens);
    }

    /// Adds to each word as spelt the ways it begins.
    private static final class Beginnings extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private String spelt = "";
        private int next = 1;

        Beginnings(TokenStream tokens) {
            super(tokens);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (next <= Math.min(LONGEST, spelt.length() - 1)) {
                term.setEmpty().append(gram(spelt, next++));
                // Who filters us adds to the step what it left out, and would find its own sum again.
                step.setPositionIncrement(1);
                return true;
            }
            if (!input.incrementToken()) return false;
            spelt = isSpelt(term) ? term.toString() : "";
            next = 1;
            return true;
        }
    }

    /// Ready for a presearcher.
    static List<CustomQueryHandler> handlers() {
        return List.of(new Grams());
    }
}
