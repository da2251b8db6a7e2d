package dossier.query;

import dossier.query.Lexer.Kind;
import dossier.query.Lexer.Piece;
import java.util.ArrayList;
import java.util.List;

/// Reads a query. `NEAR/n` binds closest, then `NOT`, then `AND` (also where two terms just stand side by side), then
/// `OR`.
///
/// ```
/// or   = and { OR and }
/// and  = not { [AND] not }
/// not  = NOT not | near
/// near = part { NEAR/n part }
/// part = any [^weight]
/// any  = word | =word | "phrase" | pat* | field:part | before:day | after:day | ( or )
/// ```
public final class Parser {
    private final List<Piece> pieces;
    private int at;
    private int depth;
    private int terms;
    private int patterns;
    private boolean inField;
    private boolean nears;

    private Parser(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /// The query as an expression.
    ///
    /// @throws UnreadableQuery with column and what was expected
    public static Expression parse(String query) {
        Parser parser = new Parser(Lexer.pieces(query));
        Expression all = parser.or();
        if (!parser.is(Kind.END)) throw parser.expected("AND, OR, NEAR/n or the end");
        if (parser.nears && Compiler.size(all) > Limits.SIZE)
            throw new UnreadableQuery(1, "too many combinations beside NEAR", "fewer words and phrases beside NEAR");
        return all;
    }

    private Expression or() {
        List<Expression> parts = new ArrayList<>();
        parts.add(and());
        while (is(Kind.OR)) {
            at++;
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }

    private Expression and() {
        List<Expression> parts = new ArrayList<>();
        parts.add(not());
        while (is(Kind.AND) || beginsPart()) {
            if (is(Kind.AND)) at++;
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
    }

    private Expression not() {
        if (!is(Kind.NOT)) return near();
        enter();
        at++;
        Expression part = not();
        depth--;
        return new Expression.Not(part);
    }

    private Expression near() {
        Piece first = piece();
        Expression left = part();
        while (piece() instanceof Piece.Near near) {
            checkNear(first, left);
            at++;
            Piece second = piece();
            Expression right = part();
            checkNear(second, right);
            nears = true;
            left = new Expression.Near(left, right, near.distance());
            if (nears(left) > Limits.NEARS)
                throw new UnreadableQuery(near.column(), near.shown(), "at most " + Limits.NEARS + " NEARs in a chain");
        }
        return left;
    }

    private static void checkNear(Piece first, Expression side) {
        if (Expression.canBeNear(side)) return;
        String expected = "words, phrases or a group of them with OR beside NEAR";
        if (side instanceof Expression.Within within)
            throw new UnreadableQuery(
                    first.column(),
                    first.shown(),
                    expected,
                    "did you mean " + within.field().word() + ":(a NEAR/5 b)?");
        if (side instanceof Expression.Weighed)
            throw new UnreadableQuery(first.column(), first.shown(), expected, "did you mean (a NEAR/5 b)^3?");
        throw new UnreadableQuery(first.column(), first.shown(), expected);
    }

    private static int nears(Expression expression) {
        return switch (expression) {
            case Expression.Near near -> 1 + Math.max(nears(near.left()), nears(near.right()));
            case Expression.Or(var parts) ->
                parts.stream().mapToInt(Parser::nears).max().orElse(0);
            default -> 0;
        };
    }

    private Expression part() {
        Expression part = any();
        if (!(piece() instanceof Piece.Weight weight)) return part;
        at++;
        return new Expression.Weighed(part, weight.weight());
    }

    private Expression any() {
        return switch (piece()) {
            case Piece.Term term -> term(term);
            case Piece.InField field -> field(field);
            case Piece.Sign sign when sign.kind() == Kind.OPEN -> group();
            case Piece.Sign _, Piece.Near _, Piece.Weight _ -> throw expected(Lexer.A_TERM);
        };
    }

    private Expression term(Piece.Term term) {
        at++;
        terms++;
        patterns += Patterns.count(term.expression());
        if (terms > Limits.TERMS)
            throw new UnreadableQuery(term.column(), "more than " + Limits.TERMS + " words", "fewer");
        if (patterns > Limits.PATTERNS)
            throw new UnreadableQuery(
                    term.column(), "more than " + Limits.PATTERNS + " words with '*' or '?'", "fewer");
        if (inField && isBound(term.expression())) throw nested(term);
        return term.expression();
    }

    private static boolean isBound(Expression expression) {
        return switch (expression) {
            case Expression.Within _, Expression.Before _, Expression.After _ -> true;
            default -> false;
        };
    }

    private Expression field(Piece.InField field) {
        if (inField) throw nested(field);
        at++;
        inField = true;
        Piece first = piece();
        Expression part = part();
        inField = false;
        if (field.field() == Field.LANG) checkCode(first, part);
        try {
            return new Expression.Within(field.field(), part);
        } catch (IllegalArgumentException impossible) {
            throw new UnreadableQuery(first.column(), first.shown(), "whole values behind " + field.shown());
        }
    }

    private static void checkCode(Piece first, Expression part) {
        if (!(part instanceof Expression.Word(String code)) || Language.isCode(code)) return;
        String expected = "a code such as en or pt-br behind 'lang:'";
        throw Language.named(code)
                .map(meant -> new UnreadableQuery(
                        first.column(), first.shown(), expected, "did you mean lang:" + meant + "?"))
                .orElseGet(() -> new UnreadableQuery(first.column(), first.shown(), expected));
    }

    private static UnreadableQuery nested(Piece piece) {
        return new UnreadableQuery(
                piece.column(), piece.shown(), "words without a field", "close the group of the first field before it");
    }

    private Expression group() {
        enter();
        at++;
        Expression inner = or();
        if (!is(Kind.CLOSE)) throw expected("')'");
        at++;
        depth--;
        return inner;
    }

    private void enter() {
        if (++depth > Limits.DEPTH)
            throw new UnreadableQuery(
                    piece().column(), piece().shown(), "at most " + Limits.DEPTH + " parentheses inside each other");
    }

    private boolean beginsPart() {
        return switch (piece()) {
            case Piece.Term _, Piece.InField _ -> true;
            case Piece.Near _, Piece.Weight _ -> false;
            case Piece.Sign sign -> sign.kind() == Kind.OPEN || sign.kind() == Kind.NOT;
        };
    }

    private boolean is(Kind kind) {
        return piece() instanceof Piece.Sign sign && sign.kind() == kind;
    }

    private Piece piece() {
        return pieces.get(at);
    }

    private UnreadableQuery expected(String what) {
        return new UnreadableQuery(piece().column(), piece().shown(), what);
    }
}
