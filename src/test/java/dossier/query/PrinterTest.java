package dossier.query;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrinterTest {
    private static final String LETTERS = "abcXYZ019éßж国क-'’./&#@_:,;*?=~^+!ANDORTE";

    @Property
    void whatIsPrintedReadsAsTheSame(@ForAll("expressions") Expression expression) {
        assertThat(Parser.parse(Printer.print(expression))).isEqualTo(expression);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        readOrRefused(text);
    }

    @Property(tries = 5_000)
    void anyPiecesOfTheLanguageAreReadOrRefused(@ForAll("pieces") String text) {
        readOrRefused(text);
    }

    private static void readOrRefused(String text) {
        try {
            Expression expression = Parser.parse(text);
            assertThat(Parser.parse(Printer.print(expression))).isEqualTo(expression);
        } catch (UnreadableQuery refused) {
            assertThat(refused.column()).isBetween(1, text.length() + 1);
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "a",
                        "spy*",
                        "=CIA",
                        "\"",
                        "\"a b\"",
                        "(",
                        ")",
                        "AND",
                        "OR",
                        "NOT",
                        "NEAR/3",
                        "NEAR",
                        "title:",
                        "lang:",
                        "url:",
                        "before:2019",
                        "after:",
                        " ",
                        " ",
                        " ",
                        "^2",
                        "^",
                        "?",
                        "*",
                        "=",
                        ":",
                        "-",
                        "“",
                        "x:y",
                        "国家")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<Expression> expressions() {
        return nested(3, false);
    }

    private Arbitrary<Expression> nested(int depth, boolean inField) {
        if (depth == 0) return leaf(inField);
        Arbitrary<Expression> inner = nested(depth - 1, inField);
        Arbitrary<Expression> and = inner.list().ofMinSize(2).ofMaxSize(3).map(And::new);
        Arbitrary<Expression> or = inner.list().ofMinSize(2).ofMaxSize(3).map(Or::new);
        Arbitrary<Expression> not = inner.map(Not::new);
        Arbitrary<Expression> weighed = Combinators.combine(
                        inner, Arbitraries.integers().between(1, 1_000).map(tenths -> tenths / 10.0))
                .as(Weighed::new);
        if (inField) return Arbitraries.oneOf(leaf(true), and, or, not, weighed);
        Arbitrary<Expression> within = Combinators.combine(
                        Arbitraries.of(Field.TITLE, Field.BODY, Field.SOURCE, Field.AUTHOR, Field.CATEGORY, Field.URL),
                        nested(depth - 1, true))
                .as(Within::new);
        Arbitrary<Expression> whole = Combinators.combine(
                        Arbitraries.of(Field.TAG, Field.LANG),
                        Arbitraries.of("de", "pt-br", "yue").<Expression>map(Word::new))
                .as(Within::new);
        return Arbitraries.oneOf(leaf(false), and, or, not, weighed, within, whole);
    }

    private Arbitrary<Expression> leaf(boolean inField) {
        Arbitrary<LocalDate> days = Arbitraries.integers()
                .between(0, 9999)
                .flatMap(year -> Arbitraries.integers().between(1, 365).map(day -> LocalDate.ofYearDay(year, day)));
        Arbitrary<Expression> term = Arbitraries.oneOf(term(), near(2));
        return inField ? term : Arbitraries.oneOf(term, days.map(Before::new), days.map(After::new));
    }

    private Arbitrary<Expression> near(int depth) {
        Arbitrary<Expression> side = depth == 0 ? term() : Arbitraries.oneOf(term(), near(depth - 1), either());
        return Combinators.combine(side, side, Arbitraries.integers().between(1, 1_000))
                .as(Near::new);
    }

    private Arbitrary<Expression> either() {
        return term().list().ofMinSize(2).ofMaxSize(3).map(Or::new);
    }

    private Arbitrary<Expression> term() {
        Arbitrary<Expression> exact = quotable().map(Exact::new);
        Arbitrary<Expression> phrase = quotable().map(Phrase::new);
        Arbitrary<Expression> pattern = text().filter(Lexer::isPattern).map(Wildcard::new);
        return Arbitraries.oneOf(word(), exact, phrase, pattern);
    }

    private Arbitrary<Expression> word() {
        return text().filter(Lexer::isWord).map(Word::new);
    }

    private Arbitrary<String> quotable() {
        return Arbitraries.strings()
                .withChars(LETTERS + " ()")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(Lexer::isQuotable);
    }

    private Arbitrary<String> text() {
        return Arbitraries.strings().withChars(LETTERS).ofMinLength(2).ofMaxLength(8);
    }
}
