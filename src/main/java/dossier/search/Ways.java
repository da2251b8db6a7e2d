package dossier.search;

import dossier.query.Language;
import dossier.query.Paper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/// The same words have other stems in another language, so each language that an index holds is asked in its own way;
/// together where it makes no difference.
final class Ways {
    private Ways() {}

    /// What any language finds that is asked in its own way.
    ///
    /// @param way how one language is asked
    static Query ask(IndexReader reader, Function<Language, Query> way) throws IOException {
        Map<Query, List<BytesRef>> ways = new LinkedHashMap<>();
        for (Language language : languages(reader))
            ways.computeIfAbsent(way.apply(language), _ -> new ArrayList<>()).add(new BytesRef(language.name()));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        ways.forEach((query, languages) -> any.add(
                new BooleanQuery.Builder()
                        .add(query, Occur.MUST)
                        .add(new TermInSetQuery(Paper.READ_AS, languages), Occur.FILTER)
                        .build(),
                Occur.SHOULD));
        return any.build();
    }

    private static List<Language> languages(IndexReader reader) throws IOException {
        List<Language> languages = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(reader, Paper.READ_AS);
        if (terms == null) return languages;
        TermsEnum names = terms.iterator();
        for (BytesRef name = names.next(); name != null; name = names.next())
            languages.add(Language.valueOf(name.utf8ToString()));
        return languages;
    }
}
