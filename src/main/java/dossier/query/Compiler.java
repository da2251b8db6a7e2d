package dossier.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;

/// Says what an expression means to Lucene, for articles of one language: the same words have other stems in
/// another. The result fits the documents of [Paper].
public final class Compiler {
    private static final float TITLE_WEIGHT = 3;
    private static final int LONG_ALTERNATIVES = 8;

    /// A thousand words in two fields, two stems each, in a dozen languages, and a few patterns.
    private static final int CLAUSES = 1 << 17;

    private static final Map<Field, String> INDEXED = Map.of(
            Field.TITLE, Paper.TITLE,
            Field.BODY, Paper.TEXT,
            Field.SOURCE, Paper.SOURCE,
            Field.AUTHOR, Paper.AUTHOR,
            Field.CATEGORY, Paper.CATEGORY,
            Field.TAG, Paper.TAG,
            Field.LANG, Paper.LANG,
            Field.URL, Paper.URL);

    private static final List<Field> ANYWHERE = List.of(Field.TITLE, Field.BODY);

    static {
        IndexSearcher.setMaxClauseCount(CLAUSES);
    }

    private final Language language;
    private final ZoneId zone;
    private final boolean weighed;

    private Compiler(Language language, ZoneId zone, boolean weighed) {
        this.language = language;
        this.zone = zone;
        this.weighed = weighed;
    }

    /// For a rule: whether it matches, and where. To be asked of one article: in an archive a pattern could stand
    /// for too many words.
    ///
    /// @param zone in which the days of `before:` and `after:` begin
    public static Query compile(Expression expression, Language language, ZoneId zone) {
        return new Compiler(language, zone, false).query(expression, ANYWHERE);
    }

    /// For a search: the same articles, a word in the headline counting more.
    public static Query weighed(Expression expression, Language language, ZoneId zone) {
        return new Compiler(language, zone, true).query(expression, ANYWHERE);
    }

    /// How many words Lucene would look for.
    static int size(Expression expression) {
        int[] leaves = {0};
        compile(expression, Language.ENGLISH, ZoneOffset.UTC).visit(new QueryVisitor() {
            @Override
            public void consumeTerms(Query query, Term... terms) {
                leaves[0] += terms.length;
            }

            @Override
            public void visitLeaf(Query query) {
                leaves[0]++;
            }
        });
        return leaves[0];
    }

    private Query query(Expression expression, List<Field> fields) {
        return switch (expression) {
            case Expression.Word _, Expression.Exact _, Expression.Phrase _, Expression.Wildcard _, Expression.Near _ ->
                anyOf(fields.stream().map(field -> inField(expression, field)).toList());
            case Expression.And(var parts) -> all(parts, fields);
            case Expression.Or(var parts) ->
                anyOf(parts.stream().map(part -> query(part, fields)).toList());
            case Expression.Not _ -> all(List.of(expression), fields);
            case Expression.Weighed(var part, double weight) ->
                weighed ? new BoostQuery(query(part, fields), (float) weight) : query(part, fields);
            case Expression.Within(Field field, var part) -> query(part, List.of(field));
            case Expression.Before(var day) -> LongPoint.newRangeQuery(Paper.DATE, Long.MIN_VALUE, start(day) - 1);
            case Expression.After(var day) -> LongPoint.newRangeQuery(Paper.DATE, start(day), Long.MAX_VALUE);
        };
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /// What is only negative is asked of all articles.
    private Query all(List<Expression> parts, List<Field> fields) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean positive = false;
        for (Expression part : parts) {
            if (part instanceof Expression.Not(var inner)) {
                all.add(query(inner, fields), Occur.MUST_NOT);
            } else {
                all.add(query(part, fields), Occur.MUST);
                positive = true;
            }
        }
        if (!positive) all.add(new MatchAllDocsQuery(), Occur.MUST);
        return all.build();
    }

    private static Query anyOf(List<Query> queries) {
        if (queries.size() == 1) return queries.getFirst();
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    private Query inField(Expression expression, Field field) {
        Query query = field.whole() ? whole(expression, field) : words(expression, field);
        return weighed && field == Field.TITLE ? new BoostQuery(query, TITLE_WEIGHT) : query;
    }

    private Query whole(Expression expression, Field field) {
        String value =
                switch (expression) {
                    case Expression.Word(String text) -> text;
                    case Expression.Exact(String text) -> text;
                    case Expression.Phrase(String text) -> text;
                    case Expression.Wildcard(String pattern) -> {
                        String folded = Stems.fold(pattern.toLowerCase(Locale.ROOT));
                        yield folded.replaceAll("[^\\p{L}\\p{N}\\p{M}*?]+", "-");
                    }
                    default -> throw new IllegalStateException("No whole value: " + expression);
                };
        String name = INDEXED.getOrDefault(field, field.word());
        if (expression instanceof Expression.Wildcard) return new WildcardQuery(new Term(name, value));
        return new TermQuery(new Term(name, field == Field.LANG ? Language.normalTag(value) : Paper.tag(value)));
    }

    private Query words(Expression expression, Field field) {
        String name = INDEXED.getOrDefault(field, field.word());
        if (expression instanceof Expression.Near near) return new IntervalQuery(name, near(near, field));
        List<Step> steps = steps(expression, field);
        if (steps.isEmpty()) return new MatchNoDocsQuery("no words");
        if (steps.size() == 1) return single(steps.getFirst(), name);
        if (steps.stream().allMatch(Step.Terms.class::isInstance)) return phrase(steps, name);
        return new IntervalQuery(name, source(steps));
    }

    private static Query single(Step step, String name) {
        return switch (step) {
            case Step.Terms(var terms) ->
                anyOf(terms.stream()
                        .<Query>map(term -> new TermQuery(new Term(name, term)))
                        .toList());
            case Step.Like(String pattern) -> Patterns.query(name, pattern);
        };
    }

    private static Query phrase(List<Step> steps, String name) {
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        for (Step step : steps) {
            if (step instanceof Step.Terms(var terms))
                phrase.add(terms.stream().map(term -> new Term(name, term)).toArray(Term[]::new));
        }
        return phrase.build();
    }

    /// Both orders; of `a NEAR/9 b NEAR/9 c` the third may also stand between the first two.
    ///
    /// Inside another NEAR alternatives are not multiplied, as each level would multiply those of the last.
    private IntervalsSource near(Expression.Near near, Field field) {
        boolean apart = !holdsNear(near.left()) && !holdsNear(near.right());
        IntervalsSource left = source(near.left(), field, apart);
        IntervalsSource right = source(near.right(), field, apart);
        int gaps = near.distance() - 1;
        List<IntervalsSource> ways = new ArrayList<>();
        ways.add(Intervals.maxgaps(gaps, Intervals.ordered(left, right)));
        ways.add(Intervals.maxgaps(gaps, Intervals.ordered(right, left)));
        if (holdsNear(near.left())) ways.add(Intervals.containing(left, right));
        if (holdsNear(near.right())) ways.add(Intervals.containing(right, left));
        return Intervals.or(false, ways);
    }

    private static boolean holdsNear(Expression side) {
        return side instanceof Expression.Near
                || (side instanceof Expression.Or(var parts) && parts.stream().anyMatch(Compiler::holdsNear));
    }

    private IntervalsSource source(Expression expression, Field field, boolean apart) {
        return switch (expression) {
            case Expression.Near near -> near(near, field);
            case Expression.Or or ->
                either(flat(or).map(part -> source(part, field, apart)).toList(), apart);
            case Expression.Word _, Expression.Exact _, Expression.Phrase _, Expression.Wildcard _ ->
                source(steps(expression, field));
            case Expression.And _,
                    Expression.Not _,
                    Expression.Weighed _,
                    Expression.Within _,
                    Expression.Before _,
                    Expression.After _ -> throw new IllegalStateException("Not beside NEAR: " + expression);
        };
    }

    private static Stream<Expression> flat(Expression part) {
        return part instanceof Expression.Or(var parts) ? parts.stream().flatMap(Compiler::flat) : Stream.of(part);
    }

    /// Lucene takes alternatives of several words apart, so that a longer one does not hide a shorter. Beside
    /// NEAR that multiplies, so it is only done where they are few, and single words stay together.
    private static IntervalsSource either(List<IntervalsSource> sources, boolean apart) {
        Map<Boolean, List<IntervalsSource>> byLength =
                sources.stream().collect(Collectors.partitioningBy(source -> source.minExtent() > 1));
        List<IntervalsSource> single = byLength.getOrDefault(false, List.of());
        List<IntervalsSource> longer = byLength.getOrDefault(true, List.of());
        if (!apart || longer.isEmpty() || longer.size() > LONG_ALTERNATIVES) return Intervals.or(false, sources);
        if (single.isEmpty()) return Intervals.or(true, longer);
        return Intervals.or(
                true,
                Stream.concat(Stream.of(Intervals.or(false, single)), longer.stream())
                        .toList());
    }

    private IntervalsSource source(List<Step> steps) {
        if (steps.isEmpty()) return Intervals.noIntervals("no words");
        List<IntervalsSource> sources = steps.stream().map(this::source).toList();
        return sources.size() == 1 ? sources.getFirst() : Span.of(sources);
    }

    private IntervalsSource source(Step step) {
        return switch (step) {
            case Step.Terms(var terms) ->
                Intervals.or(false, terms.stream().map(Intervals::term).toList());
            case Step.Like(String pattern) -> Patterns.source(pattern, weighed ? Limits.EXPANSION : CLAUSES);
        };
    }

    /// One word of a phrase.
    private sealed interface Step {
        record Terms(List<String> terms) implements Step {}

        record Like(String pattern) implements Step {}
    }

    private List<Step> steps(Expression expression, Field field) {
        return switch (expression) {
            case Expression.Word(String text) -> plain(text, field, false);
            case Expression.Exact(String text) -> plain(text, field, true);
            case Expression.Phrase(String text) -> patterned(text, field, Patterns.IN_PHRASE);
            case Expression.Wildcard(String pattern) ->
                patterned(pattern, field, field == Field.URL ? Patterns.IN_PHRASE : Patterns.BARE);
            case Expression.Near _,
                    Expression.And _,
                    Expression.Or _,
                    Expression.Not _,
                    Expression.Weighed _,
                    Expression.Within _,
                    Expression.Before _,
                    Expression.After _ -> throw new IllegalStateException("No words: " + expression);
        };
    }

    private List<Step> plain(String text, Field field, boolean exact) {
        return spots(text, field).stream()
                .<Step>map(spot ->
                        new Step.Terms(exact && !spot.isSign() ? List.of(Words.EXACT + spot.exact()) : spot.stems()))
                .toList();
    }

    private List<Words.Spot> spots(String text, Field field) {
        return switch (field) {
            case TITLE, BODY, CATEGORY -> Words.ofQuery(language, text);
            case SOURCE, AUTHOR, TAG, LANG -> Words.ofQuery(Language.PLAIN, text);
            case URL -> Words.ofUrl(text);
        };
    }

    private List<Step> patterned(String written, Field field, Pattern pattern) {
        List<Step> steps = new ArrayList<>();
        // The question mark of an address begins its parameters.
        String text = field == Field.URL ? written.replace('?', ' ') : written;
        Matcher matcher = pattern.matcher(text);
        int done = 0;
        while (matcher.find()) {
            steps.addAll(plain(text.substring(done, matcher.start()), field, false));
            steps.addAll(like(matcher.group(), field));
            done = matcher.end();
        }
        steps.addAll(plain(text.substring(done), field, false));
        return steps;
    }

    /// Signs of Chinese are words already, a star beside them says nothing more.
    private List<Step> like(String pattern, Field field) {
        if (pattern.codePoints().noneMatch(Character::isLetterOrDigit)) return List.of();
        if (pattern.codePoints().anyMatch(Compiler::isSign))
            return plain(pattern.replaceAll("[*?]+", " "), field, false);
        String spelt = Stems.fold(pattern.toLowerCase(Locale.ROOT)).replaceAll("['’]", "");
        return Stream.of(spelt).<Step>map(Step.Like::new).toList();
    }

    private static boolean isSign(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
