package dossier.query;

import dossier.model.Nearest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Cuts a query into its pieces. What a piece may be is decided here alone, for the parser and for the
/// expressions.
final class Lexer {
    /// A piece of the query and the column where it begins.
    sealed interface Piece {
        int column();

        /// As it is named in a message.
        String shown();

        record Term(int column, String shown, Expression expression) implements Piece {}

        record InField(int column, String shown, Field field) implements Piece {}

        record Near(int column, String shown, int distance) implements Piece {}

        record Weight(int column, String shown, double weight) implements Piece {}

        record Sign(int column, String shown, Kind kind) implements Piece {}
    }

    /// The signs of the language.
    enum Kind {
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        END
    }

    static final String A_TERM = "a word, a phrase or '('";

    private static final Pattern NEAR = Pattern.compile("NEAR/([0-9]{1,6})");
    private static final Pattern LIKE_NEAR =
            Pattern.compile("(?i:(?:near|within)[/~]([0-9]*).*|[wn]/([0-9]+))|NEAR[:=]?([0-9]*)", Pattern.DOTALL);
    private static final Pattern WEIGHT = Pattern.compile("[0-9]{1,20}(?:\\.[0-9]{1,20})?");
    private static final Pattern DATE =
            Pattern.compile("([0-9]{4})(?:([-/])([0-9]{1,2})(?:\\2([0-9]{1,2}))?)?|([0-9]{4})([0-9]{2})([0-9]{2})");
    private static final Pattern OTHER_DATE = Pattern.compile("([0-9]{1,2})([./-])([0-9]{1,2})[./-]([0-9]{4})");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\uFEFF]+");

    /// What other engines call our fields, and what is asked for at times.
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("headline", "title"),
            Map.entry("intitle", "title"),
            Map.entry("text", "body"),
            Map.entry("content", "body"),
            Map.entry("intext", "body"),
            Map.entry("outlet", "source"),
            Map.entry("feed", "source"),
            Map.entry("by", "author"),
            Map.entry("byline", "author"),
            Map.entry("section", "category"),
            Map.entry("topic", "category"),
            Map.entry("subject", "category"),
            Map.entry("language", "lang"),
            Map.entry("site", "url"),
            Map.entry("domain", "url"),
            Map.entry("link", "url"),
            Map.entry("inurl", "url"),
            Map.entry("since", "after"),
            Map.entry("from", "after"),
            Map.entry("until", "before"),
            Map.entry("to", "before"));

    private final String query;
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    static List<Piece> pieces(String query) {
        if (query.length() > Limits.LENGTH)
            throw new UnreadableQuery(
                    Limits.LENGTH + 1, query.length() + " characters", "at most " + Limits.LENGTH + " in a query");
        Lexer lexer = new Lexer(query);
        List<Piece> pieces = new ArrayList<>();
        while (lexer.skipSpace()) pieces.add(lexer.next());
        pieces.add(new Piece.Sign(query.length() + 1, "the end", Kind.END));
        return pieces;
    }

    /// A word as it can stand in a query without quotes.
    static boolean isWord(String text) {
        return isChunk(text)
                && hasLetter(text)
                && text.charAt(0) != '='
                && !isPatterned(text)
                && !isOperator(text)
                && refusal(text).isEmpty();
    }

    /// Text that can stand between quotes.
    static boolean isQuotable(String text) {
        return hasLetter(text)
                && text.chars().noneMatch(c -> isQuote((char) c))
                && text.equals(text.strip())
                && fits(text)
                && Patterns.areTame(Patterns.IN_PHRASE, text);
    }

    private static boolean fits(String phrase) {
        String[] words = SPACE.split(phrase, -1);
        return words.length <= Limits.PHRASE && Stream.of(words).allMatch(word -> word.length() <= Limits.WORD);
    }

    /// A word with `*` or `?` that leaves something to look for.
    static boolean isPattern(String text) {
        return isChunk(text)
                && isPatterned(text)
                && text.charAt(0) != '='
                && enoughLetters(text)
                && refusal(text).isEmpty()
                && Patterns.areTame(Patterns.BARE, text);
    }

    /// A day that can be written with four digits of year.
    static boolean isDay(LocalDate day) {
        return day.getYear() >= 0 && day.getYear() <= 9999;
    }

    static boolean isQuote(char c) {
        return "\"“”„‟«»＂".indexOf(c) >= 0;
    }

    static boolean hasLetter(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static boolean isOperator(String text) {
        return text.equals("AND") || text.equals("OR") || text.equals("NOT");
    }

    private static boolean isPatterned(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private static boolean isChunk(String text) {
        return !text.isEmpty() && text.length() <= Limits.WORD && text.chars().noneMatch(c -> endsChunk((char) c));
    }

    private static boolean endsChunk(char c) {
        return isSpace(c) || isQuote(c) || "()（）^".indexOf(c) >= 0;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) || c == '\uFEFF';
    }

    /// `s*` would stand for half the dictionary.
    private static boolean enoughLetters(String pattern) {
        long letters = pattern.codePoints().filter(Character::isLetterOrDigit).count();
        boolean behind = pattern.charAt(0) == '*' || pattern.charAt(0) == '?';
        boolean sign = pattern.codePoints().anyMatch(Character::isIdeographic);
        return letters >= (behind ? Limits.LETTERS_BEHIND : sign ? 1 : Limits.LETTERS);
    }

    private boolean skipSpace() {
        while (at < query.length() && isSpace(query.charAt(at))) at++;
        return at < query.length();
    }

    private Piece next() {
        int column = at + 1;
        char c = query.charAt(at);
        if (c == '(' || c == '（') return sign(column, Kind.OPEN);
        if (c == ')' || c == '）') return sign(column, Kind.CLOSE);
        if (c == '^') return weight(column);
        if (isQuote(c)) return new Piece.Term(column, "a phrase", new Expression.Phrase(quoted(column)));
        if (c == '=' && at + 1 < query.length() && isQuote(query.charAt(at + 1))) {
            at++;
            return new Piece.Term(column, "a phrase", new Expression.Exact(quoted(column)));
        }
        return chunk(column, readChunk());
    }

    private Piece weight(int column) {
        at++;
        String text = readChunk();
        double weight = WEIGHT.matcher(text).matches() ? Double.parseDouble(text) : 0;
        if (weight > 0 && weight <= Limits.WEIGHT)
            return new Piece.Weight(column, UnreadableQuery.quoted("^" + text), weight);
        throw new UnreadableQuery(
                column,
                UnreadableQuery.quoted("^" + text),
                "a weight from ^0.1 to ^" + Limits.WEIGHT + " behind a word",
                meant("^3"));
    }

    private Piece sign(int column, Kind kind) {
        return new Piece.Sign(column, UnreadableQuery.quoted(query.substring(at, ++at)), kind);
    }

    private String readChunk() {
        int from = at;
        while (at < query.length() && !endsChunk(query.charAt(at))) at++;
        return query.substring(from, at);
    }

    /// Reads from the opening quote to behind the closing one.
    private String quoted(int column) {
        int from = ++at;
        while (at < query.length() && !isQuote(query.charAt(at))) at++;
        if (at == query.length())
            throw new UnreadableQuery(
                    query.length() + 1, "the end", "the quote that closes the phrase of column " + column);
        String text = query.substring(from, at++).strip();
        if (!hasLetter(text)) throw new UnreadableQuery(column, "a phrase without words", A_TERM);
        int words = SPACE.split(text, -1).length;
        if (words > Limits.PHRASE)
            throw new UnreadableQuery(column, "a phrase of " + words + " words", "at most " + Limits.PHRASE);
        if (!fits(text)) throw tooLong(column, text);
        if (!Patterns.areTame(Patterns.IN_PHRASE, text)) throw wild(column, text);
        afterPhrase();
        return text;
    }

    private static UnreadableQuery tooLong(int column, String text) {
        return new UnreadableQuery(
                column, UnreadableQuery.quoted(text), "words of at most " + Limits.WORD + " characters");
    }

    private static UnreadableQuery wild(int column, String text) {
        return new UnreadableQuery(
                column, UnreadableQuery.quoted(text), "a simpler pattern, with fewer '?' and '*' behind a '*'");
    }

    /// `"a b"~5` is how other engines ask for nearness.
    private void afterPhrase() {
        if (at < query.length() && query.charAt(at) == '~') {
            int column = at + 1;
            throw new UnreadableQuery(
                    column,
                    UnreadableQuery.quoted(readChunk()),
                    "a space",
                    "for words close to each other: a NEAR/5 b");
        }
    }

    private Piece chunk(int column, String text) {
        if (text.length() > Limits.WORD) throw tooLong(column, text);
        Matcher near = NEAR.matcher(text);
        if (near.matches()) return near(column, text, Integer.parseInt(near.group(1)));
        switch (text) {
            case "AND" -> {
                return new Piece.Sign(column, "'AND'", Kind.AND);
            }
            case "OR" -> {
                return new Piece.Sign(column, "'OR'", Kind.OR);
            }
            case "NOT" -> {
                return new Piece.Sign(column, "'NOT'", Kind.NOT);
            }
            default -> {}
        }
        int colon = LIKE_NEAR.matcher(text).matches() ? 0 : fieldEnd(text);
        if (colon > 0) return field(column, text, colon);
        return new Piece.Term(column, UnreadableQuery.quoted(text), term(column, text));
    }

    private static Piece near(int column, String text, int distance) {
        if (distance < 1 || distance > Limits.DISTANCE)
            throw new UnreadableQuery(
                    column, UnreadableQuery.quoted(text), "a distance from 1 to " + Limits.DISTANCE, meant("NEAR/5"));
        return new Piece.Near(column, UnreadableQuery.quoted(text), distance);
    }

    /// Where a field's name ends; 0 where the text is no field. A clock time such as 12:30 is none.
    private static int fieldEnd(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) return 0;
        return text.substring(0, colon).chars().allMatch(Character::isLetter) ? colon : 0;
    }

    private Piece field(int column, String text, int colon) {
        String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
        at -= text.length() - colon - 1;
        if (name.equals("before") || name.equals("after")) return date(column, name);
        Field field = Field.named(name).orElseThrow(() -> unknownField(column, text, name));
        if (field == Field.URL) return url(column);
        return new Piece.InField(column, UnreadableQuery.quoted(name + ":"), field);
    }

    private static UnreadableQuery unknownField(int column, String text, String name) {
        if (text.matches("(?i)https?://.*"))
            return new UnreadableQuery(column, UnreadableQuery.quoted(text), "a word", meant("url:" + cut(text)));
        Optional<String> synonym = Optional.ofNullable(SYNONYMS.get(name));
        String fields = "a field (" + String.join(", ", Field.words()) + ")";
        String shown = UnreadableQuery.quoted(name + ":");
        return synonym.or(() -> Nearest.of(name, Field.words()))
                .map(guess -> new UnreadableQuery(column, shown, fields, meant(guess + ":")))
                .orElseGet(() -> new UnreadableQuery(column, shown, fields, "a colon can stand in a phrase"));
    }

    private Piece date(int column, String name) {
        skipSpace();
        int place = at + 1;
        String text = readChunk();
        LocalDate day = day(text).orElseThrow(() -> noDay(place, text));
        return new Piece.Term(
                column,
                UnreadableQuery.quoted(name + ":"),
                name.equals("before") ? new Expression.Before(day) : new Expression.After(day));
    }

    private UnreadableQuery noDay(int column, String text) {
        String found = text.isEmpty() ? here() : UnreadableQuery.quoted(text);
        String expected = "a date such as 2019-05-31, 2019-05 or 2019";
        return otherOrder(text)
                .map(day -> new UnreadableQuery(column, found, expected, meant(day.toString())))
                .orElseGet(() -> new UnreadableQuery(column, found, expected));
    }

    /// `31.5.2019` and `5/31/2019`; of `1/2/2019` nobody knows.
    private static Optional<LocalDate> otherOrder(String text) {
        Matcher date = OTHER_DATE.matcher(text);
        if (!date.matches()) return Optional.empty();
        String first = date.group(1);
        String second = date.group(3);
        boolean dayFirst = Integer.parseInt(first) > 12 || date.group(2).equals(".");
        boolean monthFirst = Integer.parseInt(second) > 12;
        if (dayFirst == monthFirst) return Optional.empty();
        return day(date.group(4), dayFirst ? second : first, dayFirst ? first : second);
    }

    private static Optional<LocalDate> day(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) return Optional.empty();
        if (date.group(5) != null) return day(date.group(5), date.group(6), date.group(7));
        return day(
                date.group(1),
                Objects.requireNonNullElse(date.group(3), "1"),
                Objects.requireNonNullElse(date.group(4), "1"));
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// An address may hold colons, question marks and tildes; it is read as the phrase of its words.
    private Piece url(int column) {
        skipSpace();
        String shown = "'url:'";
        if (at == query.length() || endsChunk(query.charAt(at)) || query.charAt(at) == '=')
            return new Piece.InField(column, shown, Field.URL);
        String text = readChunk();
        if (text.length() > Limits.WORD) throw tooLong(column + 4, text);
        if (!hasLetter(text))
            throw new UnreadableQuery(column + 4, UnreadableQuery.quoted(text), "a part of an address");
        Expression part = isWord(text)
                ? new Expression.Word(text)
                : isPattern(text) ? new Expression.Wildcard(text) : phrase(column + 4, text);
        return new Piece.Term(column, shown, new Expression.Within(Field.URL, part));
    }

    private static Expression phrase(int column, String text) {
        if (isQuotable(text)) return new Expression.Phrase(text);
        throw new UnreadableQuery(column, UnreadableQuery.quoted(text), "a part of an address");
    }

    private Expression term(int column, String text) {
        if (text.length() > Limits.WORD) throw tooLong(column, text);
        refusal(text).ifPresent(refusal -> {
            throw new UnreadableQuery(column, UnreadableQuery.quoted(text), refusal.expected(), refusal.hint());
        });
        if (!hasLetter(text)) throw new UnreadableQuery(column, UnreadableQuery.quoted(text), A_TERM);
        if (text.charAt(0) == '=') return exact(column, text.substring(1));
        if (!isPatterned(text)) return new Expression.Word(text);
        if (!enoughLetters(text))
            throw new UnreadableQuery(
                    column,
                    UnreadableQuery.quoted(text),
                    "at least " + Limits.LETTERS + " letters beside '*' or '?', " + Limits.LETTERS_BEHIND
                            + " where it begins with one");
        if (!Patterns.areTame(Patterns.BARE, text)) throw wild(column, text);
        return new Expression.Wildcard(text);
    }

    private static Expression exact(int column, String text) {
        if (isPatterned(text))
            throw new UnreadableQuery(
                    column,
                    UnreadableQuery.quoted("=" + text),
                    "a word as it is written",
                    "'=' and '*' exclude each other");
        return new Expression.Exact(text);
    }

    private record Refusal(String expected, String hint) {}

    /// What people bring along from other languages, with the word for it in ours.
    private static Optional<Refusal> refusal(String text) {
        char first = text.charAt(0);
        String rest = text.substring(1);
        Matcher near = LIKE_NEAR.matcher(text);
        if (near.matches()) return Optional.of(new Refusal("NEAR with a distance", meant(nearest(near))));
        if (text.equals("&&") || text.equals("&")) return Optional.of(new Refusal(A_TERM, meant("AND")));
        if (text.equals("||") || text.equals("|")) return Optional.of(new Refusal(A_TERM, meant("OR")));
        if (first == '-' || first == '!')
            return Optional.of(new Refusal(A_TERM, hasLetter(rest) ? meant("NOT " + cut(rest)) : meant("NOT")));
        if (first == '+') return Optional.of(new Refusal(A_TERM, hasLetter(rest) ? meant(cut(rest)) : meant("AND")));
        if (first == '=' && (rest.isEmpty() || rest.charAt(0) == '='))
            return Optional.of(new Refusal("a word behind '='", meant("=word")));
        if (first == '=' && isPatterned(rest)) return Optional.empty();
        if (text.indexOf('~') >= 0) return Optional.of(new Refusal("a word", "'~' means nothing here"));
        if (looseColon(text)) return Optional.of(new Refusal("a word", "a colon can stand in a phrase"));
        return Optional.empty();
    }

    private static String nearest(Matcher near) {
        String digits = Stream.of(1, 2, 3)
                .flatMap(group -> Stream.ofNullable(near.group(group)))
                .findFirst()
                .orElse("");
        return "NEAR/" + (digits.matches("[1-9][0-9]{0,2}") ? digits : "5");
    }

    private static boolean looseColon(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            boolean time = colon > 0
                    && colon + 1 < text.length()
                    && Character.isDigit(text.charAt(colon - 1))
                    && Character.isDigit(text.charAt(colon + 1));
            if (!time) return true;
        }
        return false;
    }

    private String here() {
        return at == query.length() ? "the end" : UnreadableQuery.quoted(query.substring(at, at + 1));
    }

    private static String meant(String guess) {
        return "did you mean " + guess + "?";
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
