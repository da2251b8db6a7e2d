package dossier.query;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Cuts text into words and says by what each one can be found. Articles and queries go the same way, so they
/// meet.
///
/// No word is left out, however small: phrases and NEAR count words, and a rule may ask for `"state of"`. A
/// hyphen parts words, an acronym loses its dots, a possessive its `'s`.
final class Words {
    /// A word at its place.
    ///
    /// @param position its number in the text; signs of Chinese share theirs with the pair they begin
    /// @param start offset of its first character
    /// @param end offset behind its last character
    record Spot(int position, int start, int end, Reading reading) {
        String exact() {
            return reading.exact();
        }

        List<String> stems() {
            return reading.stems();
        }

        /// All terms it is indexed by.
        List<String> terms() {
            return reading.terms();
        }

        /// A sign of Chinese or its like, or a pair of them: there is only one way to write it.
        boolean isSign() {
            return reading.exact().isEmpty();
        }
    }

    /// What a word is found by.
    ///
    /// @param exact as written
    /// @param stems what it is found by
    /// @param terms all it is indexed by; marks keep apart what is spelt, what is exact and what is a stem
    private record Reading(String exact, List<String> stems, List<String> terms) {
        static Reading ofSign(String sign) {
            return new Reading("", List.of(sign), List.of(sign));
        }

        /// As written, in small letters without accents, and as stems.
        static Reading of(String exact, String surface, List<String> stems) {
            List<String> terms = new ArrayList<>(stems);
            terms.add(SURFACE + surface);
            terms.add(EXACT + exact);
            return new Reading(exact, stems, List.copyOf(terms));
        }
    }

    /// Stemming and folding cost far more than all else that is done to a word, and the same words come again and
    /// again.
    private static final Map<Language, Map<String, Optional<Reading>>> REMEMBERED = Arrays.stream(Language.values())
            .collect(Collectors.toUnmodifiableMap(language -> language, _ -> new ConcurrentHashMap<>()));

    private static final int MOST_REMEMBERED = 30_000;
    private static final int LONGEST_REMEMBERED = 40;

    static final char EXACT = '=';
    static final char SURFACE = '~';

    private static final Set<String> PAIRED =
            Set.of("<IDEOGRAPHIC>", "<HIRAGANA>", "<KATAKANA>", "<HANGUL>", "<SINGLE>", "<DOUBLE>");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\\.[0-9]{3})+");
    private static final int FIRST_EAST_ASIAN = 0x1100;

    private final Language language;
    private final int base;
    private final List<Spot> spots = new ArrayList<>();
    private int position;

    private Words(Language language, int position, int base) {
        this.language = language;
        this.position = position - 1;
        this.base = base;
    }

    /// The words of an article: signs of Chinese alone and in pairs.
    static List<Spot> ofArticle(Language language, String text) {
        return new Words(language, 0, 0).read(text);
    }

    /// The same, where other values stand before in the same field.
    static List<Spot> ofArticle(Language language, String text, int position, int offset) {
        return new Words(language, position, offset).read(text);
    }

    /// The words of a query: signs of Chinese in pairs, alone where they stand alone or end a run.
    static List<Spot> ofQuery(Language language, String text) {
        return paired(new Words(language, 0, 0).read(text));
    }

    /// The last sign of a run stays where something follows: it has a place of its own in the article, and in a
    /// phrase each place counts.
    private static List<Spot> paired(List<Spot> spots) {
        List<Spot> paired = new ArrayList<>();
        for (int at = 0; at < spots.size(); at++) {
            Spot spot = spots.get(at);
            boolean inPair = at + 1 < spots.size() && spots.get(at + 1).position() == spot.position();
            boolean ends = at + 1 == spots.size()
                    && at > 0
                    && spot.isSign()
                    && spots.get(at - 1).isSign()
                    && spots.get(at - 1).end() == spot.end();
            if (!inPair && !ends) paired.add(spot);
        }
        return paired;
    }

    /// The words of an address.
    static List<Spot> ofUrl(String url) {
        Words words = new Words(Language.PLAIN, 0, 0);
        String text = cut(url);
        for (int at = 0; at < text.length(); ) {
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) at++;
            if (at == start) at++;
            else words.add(text.substring(start, at), start, at);
        }
        return words.spots;
    }

    private static String cut(String text) {
        return text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT) : text;
    }

    private List<Spot> read(String whole) {
        String text = cut(whole);
        try (TokenStream tokens = tokens(text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String token = term.toString();
                if (PAIRED.contains(type.type()))
                    sign(token, step.getPositionIncrement(), offset.startOffset(), offset.endOffset());
                else words(token, offset.startOffset(), offset.endOffset(), text);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return spots;
    }

    private static TokenStream tokens(String text) {
        Tokenizer tokenizer = new StandardTokenizer();
        tokenizer.setReader(new StringReader(text));
        if (!mayBeEastAsian(text)) return tokenizer;
        int all = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
        return new CJKBigramFilter(new CJKWidthFilter(tokenizer), all, true);
    }

    private static boolean mayBeEastAsian(String text) {
        for (int at = 0; at < text.length(); at++) if (isEastAsian(text.charAt(at))) return true;
        return false;
    }

    /// Beyond the first scripts, and no mark of punctuation such as a dash.
    private static boolean isEastAsian(char c) {
        return c >= FIRST_EAST_ASIAN && (c < 0x2000 || c > 0x2BFF);
    }

    private void sign(String token, int step, int start, int end) {
        position += step;
        spots.add(new Spot(position, base + start, base + end, Reading.ofSign(token)));
    }

    /// The tokenizer leaves together what a dot, a colon or an underscore joins. Sloppy pages have
    /// `end.Beginning`.
    private void words(String token, int start, int end, String text) {
        int signs = signsBehind(token, end, text);
        if (signs > 0) add(text.substring(start, end + signs), start, end + signs);
        else if (isSimple(token)) add(token, start, end);
        else if (isAcronym(token)) add(token.replace(".", ""), start, end);
        else parts(token, start, end);
    }

    /// `C++`, `C#` and their like are words of their own, not the letter.
    private static int signsBehind(String token, int end, String text) {
        if (token.length() != 1 || !Character.isLetter(token.charAt(0))) return 0;
        if (text.startsWith("++", end)) return 2;
        boolean sharp = text.startsWith("#", end)
                && (end + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(end + 1)));
        return sharp ? 1 : 0;
    }

    private static boolean isSimple(String token) {
        for (int at = 0; at < token.length(); at++) if (!Character.isLetterOrDigit(token.charAt(at))) return false;
        return true;
    }

    private static boolean isAcronym(String token) {
        if (token.length() % 2 == 0) return false;
        for (int at = 0; at < token.length(); at++) {
            boolean right = at % 2 == 0 ? Character.isLetter(token.charAt(at)) : token.charAt(at) == '.';
            if (!right) return false;
        }
        return true;
    }

    private void parts(String token, int start, int end) {
        boolean aligned = token.length() == end - start;
        for (int at = 0; at < token.length(); ) {
            int from = at;
            while (at < token.length() && isInner(token, at)) at++;
            if (at == from) at++;
            else part(token.substring(from, at), aligned ? start + from : start, aligned ? start + at : end);
        }
    }

    private boolean isInner(String token, int at) {
        char c = token.charAt(at);
        if (isApostrophe(c)) return !language.elides();
        if (c == '_' || c == ':' || c == '·' || c == '‧') return false;
        if (c != '.' && c != ',' && c != ';') return true;
        return at > 0
                && at + 1 < token.length()
                && Character.isDigit(token.charAt(at - 1))
                && Character.isDigit(token.charAt(at + 1));
    }

    private void part(String part, int start, int end) {
        int length = part.length();
        boolean possessive = length > 2
                && (part.charAt(length - 1) == 's' || part.charAt(length - 1) == 'S')
                && isApostrophe(part.charAt(length - 2));
        if (possessive && end - start == length) add(part.substring(0, length - 2), start, end - 2);
        else if (possessive) add(part.substring(0, length - 2), start, end);
        else add(part, start, end);
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == 'ʼ' || c == '‘' || c == '＇' || c == '′';
    }

    private void add(String word, int start, int end) {
        Optional<Reading> reading = remembered(word);
        if (reading.isEmpty()) return;
        position++;
        spots.add(new Spot(position, base + start, base + end, reading.get()));
    }

    private Optional<Reading> remembered(String word) {
        Map<String, Optional<Reading>> known = REMEMBERED.getOrDefault(language, Map.of());
        Optional<Reading> before = known.get(word);
        if (before != null) return before;
        Optional<Reading> reading = reading(word);
        if (word.length() > LONGEST_REMEMBERED) return reading;
        if (known.size() >= MOST_REMEMBERED) known.clear();
        known.put(word, reading);
        return reading;
    }

    private Optional<Reading> reading(String word) {
        String exact = composed(word);
        String lower = exact.toLowerCase(Locale.ROOT);
        String bare = number(lower.indexOf('\'') < 0 ? lower : lower.replace("'", ""));
        if (bare.isEmpty()) return Optional.empty();
        boolean capital = Character.isUpperCase(exact.charAt(0));
        return Optional.of(Reading.of(exact, Stems.fold(bare), Stems.of(language, bare, capital)));
    }

    /// `1,000` and `1.000` are 1000.
    private static String number(String word) {
        return Character.isDigit(word.isEmpty() ? ' ' : word.charAt(0))
                        && GROUPED.matcher(word).matches()
                ? word.replaceAll("[.,]", "")
                : word;
    }

    /// One way to write each letter: accents composed, one kind of apostrophe, no soft hyphens.
    private static String composed(String word) {
        if (isSimple(word) && Normalizer.isNormalized(word, Normalizer.Form.NFC)) return word;
        String normal = Normalizer.normalize(word, Normalizer.Form.NFC);
        StringBuilder composed = new StringBuilder(normal.length());
        for (int at = 0; at < normal.length(); at++) {
            char c = normal.charAt(at);
            if (isApostrophe(c)) composed.append('\'');
            else if (Character.getType(c) != Character.FORMAT) composed.append(c);
        }
        return composed.toString();
    }
}
