package dossier.query;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    /// @param exact as written
    /// @param surface as spelt: small letters, no accents
    /// @param stems what it is found by
    record Spot(int position, int start, int end, String exact, String surface, List<String> stems) {
        /// All terms it is indexed by. The marks keep apart what is spelt, what is exact and what is a stem.
        List<String> terms() {
            List<String> terms = new ArrayList<>(stems);
            if (isSign()) return terms;
            terms.add(SURFACE + surface);
            terms.add(EXACT + exact);
            return terms;
        }

        /// A sign of Chinese or its like, or a pair of them: there is only one way to write it.
        boolean isSign() {
            return exact.isEmpty();
        }
    }

    static final char EXACT = '=';
    static final char SURFACE = '~';

    private static final Set<String> PAIRED =
            Set.of("<IDEOGRAPHIC>", "<HIRAGANA>", "<KATAKANA>", "<HANGUL>", "<SINGLE>", "<DOUBLE>");
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
        return new Words(language, 0, 0).read(text, true);
    }

    /// The same, where other values stand before in the same field.
    static List<Spot> ofArticle(Language language, String text, int position, int offset) {
        return new Words(language, position, offset).read(text, true);
    }

    /// The words of a query: signs of Chinese in pairs, alone only where they stand alone.
    static List<Spot> ofQuery(Language language, String text) {
        return new Words(language, 0, 0).read(text, false);
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

    private List<Spot> read(String whole, boolean signsAlone) {
        String text = cut(whole);
        try (TokenStream tokens = tokens(text, signsAlone)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String token = term.toString();
                if (PAIRED.contains(type.type()))
                    sign(token, step.getPositionIncrement(), offset.startOffset(), offset.endOffset());
                else words(token, offset.startOffset(), offset.endOffset());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return spots;
    }

    private static TokenStream tokens(String text, boolean signsAlone) {
        Tokenizer tokenizer = new StandardTokenizer();
        tokenizer.setReader(new StringReader(text));
        if (text.chars().noneMatch(c -> c >= FIRST_EAST_ASIAN)) return tokenizer;
        int all = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
        return new CJKBigramFilter(new CJKWidthFilter(tokenizer), all, signsAlone);
    }

    private void sign(String token, int step, int start, int end) {
        position += step;
        spots.add(new Spot(position, base + start, base + end, "", token, List.of(token)));
    }

    /// The tokenizer leaves together what a dot, a colon or an underscore joins. Sloppy pages have
    /// `end.Beginning`.
    private void words(String token, int start, int end) {
        if (isSimple(token)) add(token, start, end);
        else if (isAcronym(token)) add(token.replace(".", ""), start, end);
        else parts(token, start, end);
    }

    private static boolean isSimple(String token) {
        return token.chars().allMatch(Character::isLetterOrDigit);
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
        String exact = composed(word);
        String lower = exact.toLowerCase(Locale.ROOT);
        String bare = lower.indexOf('\'') < 0 ? lower : lower.replace("'", "");
        if (bare.isEmpty()) return;
        position++;
        spots.add(new Spot(position, base + start, base + end, exact, Stems.fold(bare), Stems.of(language, bare)));
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
