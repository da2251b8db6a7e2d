package dossier.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.query.Expression.After;
import dossier.query.Expression.And;
import dossier.query.Expression.Before;
import dossier.query.Expression.Exact;
import dossier.query.Expression.Near;
import dossier.query.Expression.Not;
import dossier.query.Expression.Or;
import dossier.query.Expression.Phrase;
import dossier.query.Expression.Weighed;
import dossier.query.Expression.Wildcard;
import dossier.query.Expression.Within;
import dossier.query.Expression.Word;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    private static final Word A = new Word("a");
    private static final Word B = new Word("b");
    private static final Word C = new Word("c");

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("a", A),
                Arguments.of("  a  ", A),
                Arguments.of("a b", and(A, B)),
                Arguments.of("a AND b", and(A, B)),
                Arguments.of("a and b", and(A, new Word("and"), B)),
                Arguments.of("a OR b", or(A, B)),
                Arguments.of("a OR b c", or(A, and(B, C))),
                Arguments.of("a b OR c", or(and(A, B), C)),
                Arguments.of("(a OR b) c", and(or(A, B), C)),
                Arguments.of("(a AND b) AND c", and(and(A, B), C)),
                Arguments.of("NOT a", new Not(A)),
                Arguments.of("a NOT b", and(A, new Not(B))),
                Arguments.of("a AND NOT b", and(A, new Not(B))),
                Arguments.of("NOT a b", and(new Not(A), B)),
                Arguments.of("NOT NOT a", new Not(new Not(A))),
                Arguments.of("NOT (a OR b)", new Not(or(A, B))),
                Arguments.of("a NEAR/5 b", new Near(A, B, 5)),
                Arguments.of("NOT a NEAR/5 b", new Not(new Near(A, B, 5))),
                Arguments.of("a NEAR/5 b NEAR/2 c", new Near(new Near(A, B, 5), C, 2)),
                Arguments.of("spy* NEAR/8 (a OR b)", new Near(new Wildcard("spy*"), or(A, B), 8)),
                Arguments.of("a NEAR/5 b c", and(new Near(A, B, 5), C)),
                Arguments.of("\"state secrets\"", new Phrase("state secrets")),
                Arguments.of("“state secrets”", new Phrase("state secrets")),
                Arguments.of("„Staatsgeheimnis verraten“", new Phrase("Staatsgeheimnis verraten")),
                Arguments.of("=CIA", new Exact("CIA")),
                Arguments.of("=\"The Times\"", new Exact("The Times")),
                Arguments.of("wom?n", new Wildcard("wom?n")),
                Arguments.of("*ware", new Wildcard("*ware")),
                Arguments.of("title:a", new Within(Field.TITLE, A)),
                Arguments.of("TITLE: a", new Within(Field.TITLE, A)),
                Arguments.of("title:(a OR b) c", and(new Within(Field.TITLE, or(A, B)), C)),
                Arguments.of("title:\"a b\"", new Within(Field.TITLE, new Phrase("a b"))),
                Arguments.of("body:(a NEAR/3 b)", new Within(Field.BODY, new Near(A, B, 3))),
                Arguments.of("NOT source:a", new Not(new Within(Field.SOURCE, A))),
                Arguments.of("title:NOT", null),
                Arguments.of("url:example.com/news", new Within(Field.URL, new Word("example.com/news"))),
                Arguments.of(
                        "url:https://a.example/b?c=1", new Within(Field.URL, new Phrase("https://a.example/b?c=1"))),
                Arguments.of("lang:pt-BR", new Within(Field.LANG, new Word("pt-BR"))),
                Arguments.of("before:2019-05-31", new Before(LocalDate.of(2019, 5, 31))),
                Arguments.of("after:2019-05", new After(LocalDate.of(2019, 5, 1))),
                Arguments.of("after:2019 a", and(new After(LocalDate.of(2019, 1, 1)), A)),
                Arguments.of("after:2019/05/31", new After(LocalDate.of(2019, 5, 31))),
                Arguments.of("before:20190531", new Before(LocalDate.of(2019, 5, 31))),
                Arguments.of("before: 2019-5-1", new Before(LocalDate.of(2019, 5, 1))),
                Arguments.of("a^3", new Weighed(A, 3)),
                Arguments.of("a^0.5 b", and(new Weighed(A, 0.5), B)),
                Arguments.of("(a OR b)^2", new Weighed(or(A, B), 2)),
                Arguments.of("\"a b\"^2", new Weighed(new Phrase("a b"), 2)),
                Arguments.of("title:a^2", new Within(Field.TITLE, new Weighed(A, 2))),
                Arguments.of("NOT a^2", new Not(new Weighed(A, 2))),
                Arguments.of("AT&T", new Word("AT&T")),
                Arguments.of("C++", new Word("C++")),
                Arguments.of("U.S.", new Word("U.S.")),
                Arguments.of("a\u0000b", and(A, B)),
                Arguments.of("\u202Ea\u202C", new Word("\u202Ea\u202C")),
                Arguments.of("12:30", new Word("12:30")),
                Arguments.of("AC/DC", new Word("AC/DC")),
                Arguments.of("n/a", new Word("n/a")),
                Arguments.of("spy-ring", new Word("spy-ring")),
                Arguments.of("China's", new Word("China's")),
                Arguments.of("国家机密", new Word("国家机密")),
                Arguments.of("国*", new Wildcard("国*")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void readsTheLanguage(String query, @Nullable Expression expected) {
        if (expected == null) assertThatThrownBy(() -> Parser.parse(query)).isInstanceOf(UnreadableQuery.class);
        else assertThat(Parser.parse(query)).isEqualTo(expected);
    }

    @Test
    void everyKindOfExpressionIsInTheTable() {
        Set<Class<?>> read = queries()
                .map(arguments -> arguments.get()[1])
                .filter(Expression.class::isInstance)
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(read).contains(Expression.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        §§ | column 1: found the end but expected a word, a phrase or '('
        ) | column 1: found ')' but expected a word, a phrase or '('
        spying AND ) | column 12: found ')' but expected a word, a phrase or '('
        spying AND | column 11: found the end but expected a word, a phrase or '('
        () | column 2: found ')' but expected a word, a phrase or '('
        (spying | column 8: found the end but expected ')'
        spying) | column 7: found ')' but expected AND, OR, NEAR/n or the end
        OR spying | column 1: found 'OR' but expected a word, a phrase or '('
        spying OR OR cia | column 11: found 'OR' but expected a word, a phrase or '('
        NOT | column 4: found the end but expected a word, a phrase or '('
        a NEAR b | column 3: found 'NEAR' but expected NEAR with a distance; did you mean NEAR/5?
        a near/7 b | column 3: found 'near/7' but expected NEAR with a distance; did you mean NEAR/7?
        a w/3 b | column 3: found 'w/3' but expected NEAR with a distance; did you mean NEAR/3?
        a NEAR/0 b | column 3: found 'NEAR/0' but expected a distance from 1 to 1000; did you mean NEAR/5?
        a NEAR/5 | column 9: found the end but expected a word, a phrase or '('
        a NEAR/5 (b AND c) | column 10: found '(' but expected words, phrases or a group of them with OR beside NEAR
        title:a NEAR/5 b | column 1: found 'title:' but expected words, phrases or a group of them with OR beside NEAR; did you mean title:(a NEAR/5 b)?
        "state secrets | column 15: found the end but expected the quote that closes the phrase of column 1
        "..." | column 1: found a phrase without words but expected a word, a phrase or '('
        "a b"~5 | column 6: found '~5' but expected a space; for words close to each other: a NEAR/5 b
        a && b | column 3: found '&&' but expected a word, a phrase or '('; did you mean AND?
        a -sport | column 3: found '-sport' but expected a word, a phrase or '('; did you mean NOT sport?
        +spying | column 1: found '+spying' but expected a word, a phrase or '('; did you mean spying?
        spying~2 | column 1: found 'spying~2' but expected a word; '~' means nothing here
        spying^ | column 7: found '^' but expected a weight from ^0.1 to ^100 behind a word; did you mean ^3?
        spying^101 | column 7: found '^101' but expected a weight from ^0.1 to ^100 behind a word; did you mean ^3?
        ^3 | column 1: found '^3' but expected a word, a phrase or '('
        a^2 NEAR/5 b | column 1: found 'a' but expected words, phrases or a group of them with OR beside NEAR; did you mean (a NEAR/5 b)^3?
        a NEAR/9999 b | column 3: found 'NEAR/9999' but expected a distance from 1 to 1000; did you mean NEAR/5?
        headline:a | column 1: found 'headline:' but expected a field (title, body, source, author, category, tag, lang, url, before, after); did you mean title:?
        since:2019 | column 1: found 'since:' but expected a field (title, body, source, author, category, tag, lang, url, before, after); did you mean after:?
        xyz:a | column 1: found 'xyz:' but expected a field (title, body, source, author, category, tag, lang, url, before, after); a colon can stand in a phrase
        before:31.5.2019 | column 8: found '31.5.2019' but expected a date such as 2019-05-31, 2019-05 or 2019; did you mean 2019-05-31?
        before:5/31/2019 | column 8: found '5/31/2019' but expected a date such as 2019-05-31, 2019-05 or 2019; did you mean 2019-05-31?
        before:1/2/2019 | column 8: found '1/2/2019' but expected a date such as 2019-05-31, 2019-05 or 2019
        after:7d | column 7: found '7d' but expected a date such as 2019-05-31, 2019-05 or 2019
        lang:german | column 6: found 'german' but expected a code such as en or pt-br behind 'lang:'; did you mean lang:de?
        lang:klingonish | column 6: found 'klingonish' but expected a code such as en or pt-br behind 'lang:'
        *aaa??????????????????????????????b | column 1: found '*aaa??????????????????????????????b' but expected a simpler pattern, with fewer '?' and '*' behind a '*'
        … | column 1: found '…' but expected a word, a phrase or '('
        * | column 1: found '*' but expected a word, a phrase or '('
        s* | column 1: found 's*' but expected at least 2 letters beside '*' or '?', 3 where it begins with one
        *re | column 1: found '*re' but expected at least 2 letters beside '*' or '?', 3 where it begins with one
        = | column 1: found '=' but expected a word behind '='; did you mean =word?
        =spy* | column 1: found '=spy*' but expected a word as it is written; '=' and '*' exclude each other
        titel:a | column 1: found 'titel:' but expected a field (title, body, source, author, category, tag, lang, url, before, after); did you mean title:?
        cat:a | column 1: found 'cat:' but expected a field (title, body, source, author, category, tag, lang, url, before, after); did you mean category:?
        https://a.example | column 1: found 'https://a.example' but expected a word; did you mean url:https://a.example?
        title: | column 7: found the end but expected a word, a phrase or '('
        title:(a source:b) | column 10: found 'source:' but expected words without a field; close the group of the first field before it
        title:(a before:2019) | column 10: found 'before:' but expected words without a field; close the group of the first field before it
        before:yesterday | column 8: found 'yesterday' but expected a date such as 2019-05-31, 2019-05 or 2019
        after:2019-02-30 | column 7: found '2019-02-30' but expected a date such as 2019-05-31, 2019-05 or 2019
        after: | column 7: found the end but expected a date such as 2019-05-31, 2019-05 or 2019
        lang:e* | column 6: found 'e*' but expected at least 2 letters beside '*' or '?', 3 where it begins with one
        lang:eng* | column 6: found 'eng*' but expected whole values behind 'lang:'
        """)
    void saysWhatIsWrongAndWhere(String query, String message) {
        assertThatThrownBy(() -> Parser.parse(query))
                .isInstanceOf(UnreadableQuery.class)
                .hasMessage(message);
    }

    @Test
    void aBarIsNoOperator() {
        assertThatThrownBy(() -> Parser.parse("a || b")).hasMessageEndingWith("did you mean OR?");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("ten megabytes", "a ".repeat(5 << 20)),
                Arguments.of("one endless word", "a".repeat(Limits.LENGTH + 1)),
                Arguments.of("parentheses", "(".repeat(10_000)),
                Arguments.of("a hundred thousand parentheses", "(".repeat(100_000)),
                Arguments.of("closed parentheses", "(".repeat(5_000) + "a" + ")".repeat(5_000)),
                Arguments.of("negations", "NOT ".repeat(4_000) + "a"),
                Arguments.of("words", "a ".repeat(Limits.TERMS + 1)),
                Arguments.of("patterns", "ab* ".repeat(Limits.PATTERNS + 1)),
                Arguments.of("a chain of NEAR", "a" + " NEAR/2 a".repeat(1_000)),
                Arguments.of("NEAR in groups", "(a NEAR/2 ".repeat(6) + "a" + ")".repeat(6)),
                Arguments.of("a long phrase", "\"" + "a ".repeat(1_000) + "\""),
                Arguments.of("fields", "title:".repeat(1_000)),
                Arguments.of("quotes", "\"".repeat(10_000)),
                Arguments.of("stars", "*".repeat(10_000)),
                Arguments.of("quotes around much", "\"" + "a".repeat(19_000) + "\""),
                Arguments.of("spaces that are none", "\"" + "a\u00A0".repeat(9_000) + "\""),
                Arguments.of("hyphens", "a" + "-a".repeat(9_000)),
                Arguments.of("a long address", "url:" + "a/".repeat(9_000)),
                Arguments.of("a pattern of a billion states", "*aaa" + "?".repeat(30) + "b"),
                Arguments.of("the same in a phrase", "\"of *aaa" + "?a".repeat(30) + "\""),
                Arguments.of("many stars", "*abc" + "*a".repeat(200)),
                Arguments.of("patterns in phrases", "\"ab* cd*\" ".repeat(60)),
                Arguments.of("weights", "a" + "^2".repeat(1_000)),
                Arguments.of("half a character", "\uD800(".repeat(100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesWhatIsTooMuch(String name, String query) {
        assertThatThrownBy(() -> Parser.parse(query))
                .isInstanceOf(UnreadableQuery.class)
                .message()
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        spying or espionage | 'or' is a word like any other; between words write OR
        war and peace       | 'and' is a word like any other; between words write AND
        spying OR espionage |
        "war and peace"     |
        """)
    void smallOperatorsAreAdvisedAgainst(String query, @Nullable String advice) {
        assertThat(QueryCheck.problem(query)).isEmpty();
        assertThat(QueryCheck.advice(query).orElse(null)).isEqualTo(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:spying", "a OR NOT (b tag:\"state secrets\")"})
    void aRuleCannotAskForTags(String query) {
        assertThat(QueryCheck.problem(query)).isEmpty();
        assertThat(QueryCheck.ruleProblem(query)).hasValueSatisfying(problem -> assertThat(problem)
                .contains("'tag:'")
                .startsWith("column " + (query.indexOf("tag:") + 1) + ":"));
    }

    private static Expression and(Expression... parts) {
        return new And(List.of(parts));
    }

    private static Expression or(Expression... parts) {
        return new Or(List.of(parts));
    }
}
