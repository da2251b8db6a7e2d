package dossier.query;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/// What a word is found by. Each language's way is Lucene's or Snowball's, with what those lack for the news.
final class Stems {
    private static final int LONGEST_STEMMED = 50;

    private static final Pattern GERMAN_VERB =
            Pattern.compile("(.{3,}ier)(?:e|em|en|end|ende|enden|er|es|s|st|t|te|tem|ten|ter|tes)?");

    private static final Pattern FRENCH_FROM = Pattern.compile("(.{3,}[ao]is)(?:e|es)?");
    private static final Pattern ARABIC_THE = Pattern.compile("^(?:و?ال|وال|بال|كال|فال|لل)(?=.{2})");

    private Stems() {}

    /// The stems by which a word is found: one, or two where the accents make a difference to the stem.
    ///
    /// @param word in small letters
    /// @param capital true where it is written with a capital
    static List<String> of(Language language, String word, boolean capital) {
        if (language == Language.PLAIN || word.length() > LONGEST_STEMMED) return List.of(fold(word));
        return made(language, word, capital && language == Language.GERMAN);
    }

    private static List<String> made(Language article, String word, boolean noun) {
        Language language = forScript(article, UnicodeScript.of(word.codePointAt(0)));
        if (language == Language.ARABIC) return arabic(word);
        return Forms.of(language, word, noun).stream()
                .flatMap(form -> Stream.of(fold(stem(language, form)), stem(language, fold(form))))
                .distinct()
                .toList();
    }

    private static Language forScript(Language article, UnicodeScript script) {
        return switch (script) {
            case LATIN -> article.isLatin() ? article : Language.ENGLISH;
            case CYRILLIC -> Language.RUSSIAN;
            case ARABIC -> Language.ARABIC;
            case DEVANAGARI -> Language.HINDI;
            default -> Language.PLAIN;
        };
    }

    private static String stem(Language language, String word) {
        return switch (language) {
            case ENGLISH -> English.stem(word);
            case GERMAN -> german(word);
            case FRENCH -> french(word);
            case SPANISH -> snowball(SpanishStemmer::new, word);
            case ITALIAN -> snowball(ItalianStemmer::new, word);
            case PORTUGUESE -> snowball(PortugueseStemmer::new, portuguese(word));
            case DUTCH -> dutch(snowball(DutchStemmer::new, word));
            case RUSSIAN -> snowball(RussianStemmer::new, word.replace('ё', 'е'));
            case HINDI -> hindi(word);
            case ARABIC, CJK, PLAIN -> word;
        };
    }

    private static String snowball(Supplier<SnowballStemmer> stemmers, String word) {
        SnowballStemmer stemmer = stemmers.get();
        stemmer.setCurrent(word);
        stemmer.stem();
        String stem = stemmer.getCurrent();
        return stem.isEmpty() ? word : stem;
    }

    /// `Muenchen`, `München` and `Munchen` are one town. Of verbs such as `spionieren` the stemmer would leave
    /// one stem for each ending.
    private static String german(String word) {
        String plain = filtered(word, GermanNormalizationFilter::new);
        Matcher verb = GERMAN_VERB.matcher(plain);
        return verb.matches() ? verb.group(1) : snowball(GermanStemmer::new, plain);
    }

    /// Of `français` the stemmer would leave the money, `franc`.
    private static String french(String word) {
        Matcher from = FRENCH_FROM.matcher(word);
        return from.matches() ? from.group(1) : snowball(FrenchStemmer::new, word);
    }

    /// `espiões` are many of an `espião`.
    private static String portuguese(String word) {
        return word.replaceFirst("(?:õe|ãe|ão)s$", "ão").replaceFirst("(?:oe|ae)s$", "ao");
    }

    /// `spionnen` are many of a `spion`.
    private static String dutch(String stem) {
        int last = stem.length() - 1;
        boolean twice = last > 2
                && stem.charAt(last) == stem.charAt(last - 1)
                && "bcdfgklmnprst".indexOf(stem.charAt(last)) >= 0;
        return twice ? stem.substring(0, last) : stem;
    }

    /// The stemmer takes the first letter of `وزير`, a minister, for an *and*; so the whole word stays beside
    /// its stem. Of `حكومته`, his government, it leaves the t that joins the ending.
    private static List<String> arabic(String word) {
        String normal = filtered(word, tokens -> new ArabicNormalizationFilter(new DecimalDigitFilter(tokens)));
        String bare = ARABIC_THE.matcher(normal).replaceFirst("");
        String single = Forms.arabicSingular(bare).orElse(normal);
        String stem = filtered(single, ArabicStemFilter::new);
        Stream.Builder<String> stems = Stream.builder();
        stems.add(stem);
        if (normal.equals(bare)) stems.add(single);
        if (stem.length() > 4 && stem.endsWith("ت")) stems.add(stem.substring(0, stem.length() - 1));
        return stems.build().distinct().toList();
    }

    private static String hindi(String word) {
        return filtered(
                word,
                tokens -> new HindiStemFilter(
                        new HindiNormalizationFilter(new IndicNormalizationFilter(new DecimalDigitFilter(tokens)))));
    }

    private interface Filter {
        TokenStream over(TokenStream tokens);
    }

    private static String filtered(String word, Filter filter) {
        KeywordTokenizer whole = new KeywordTokenizer();
        whole.setReader(new StringReader(word));
        try (TokenStream stream = filter.over(whole)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            return stream.incrementToken() && !term.isEmpty() ? term.toString() : word;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Without accents: `café` is found as `cafe`, and Arabic without its short vowels; the yeh and the kaf of Persian
    /// are those of Arabic, for one keyboard writes this and another that. The marks of Devanagari and its
    /// like are vowels too, and stay.
    static String fold(String word) {
        if (isAscii(word)) return word;
        char[] letters = word.toCharArray();
        char[] folded = new char[4 * letters.length];
        int length = ASCIIFoldingFilter.foldToASCII(letters, 0, folded, 0, letters.length);
        String plain = new String(folded, 0, length);
        if (isAscii(plain) || !hasLooseMarks(plain)) return plain;
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("[\\p{Mn}\u0640]+", "")
                .replace('\u06CC', '\u064A')
                .replace('\u0649', '\u064A')
                .replace('\u06A9', '\u0643');
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    private static boolean hasLooseMarks(String word) {
        return switch (UnicodeScript.of(word.codePointAt(0))) {
            case LATIN, GREEK, CYRILLIC, ARABIC, HEBREW -> true;
            default -> false;
        };
    }
}
