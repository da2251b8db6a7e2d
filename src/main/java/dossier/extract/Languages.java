package dossier.extract;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfile;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Reads in which language a text is written. Pure: the same text gets the same answer.
///
/// The script decides first, and often alone. Among languages that share one, passages of the text are read each for
/// itself, and where they do not say the same there is no answer: a text in two languages is not guessed at. Profiles
/// are loaded with the first text that needs them.
final class Languages {
    /// No more of a text is looked at.
    private static final int SAMPLE = 4_000;

    private static final int PASSAGES = 4;
    private static final int LONGEST_PASSAGE = 150;

    /// Where nobody says anything, so many passages will do; who says something is contradicted by all of them only.
    private static final int ENOUGH = 3;

    /// Letters that a text must have: a headline or a teaser is too short to contradict anybody.
    private static final int FEWEST_LETTERS = 200;

    /// Letters of a text that need only look like what somebody says.
    private static final int FEWEST_TO_CONFIRM = 40;

    /// A Chinese, Japanese or Korean sign says as much as several letters.
    private static final int LETTERS_OF_A_SIGN = 3;

    /// Of all letters, those of the script must be so many.
    private static final double MOST = 0.7;

    /// Japanese is written with many Chinese signs, but never without its own for long.
    private static final double KANA = 0.05;

    private static final double SURE = 0.99;

    /// So many letters that none of our languages has are no foreign names: the text is in a language of which there
    /// is no profile, and the nearest one would lend it its name.
    private static final double STRANGE = 0.01;

    /// Scripts that several languages share, each with those that we can tell apart.
    private static final Map<UnicodeScript, List<String>> SHARED = Map.of(
            UnicodeScript.LATIN,
            words("""
                af ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms mt nl no pl pt ro sk sl so sq sv sw tl
                tr vi\
                """),
            UnicodeScript.CYRILLIC,
            words("be bg mk ru sr uk"),
            UnicodeScript.ARABIC,
            words("ar fa ur"),
            UnicodeScript.DEVANAGARI,
            words("hi mr ne"),
            UnicodeScript.HEBREW,
            words("he yi"));

    /// Chinese in its two ways of writing: what profiles call them, and what we do.
    private static final Map<String, String> CHINESE = Map.of("zh-CN", "zh-Hans", "zh-TW", "zh-Hant");

    /// Scripts of one language.
    private static final Map<UnicodeScript, String> OWN = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"));

    /// Letters that Azerbaijani, Hausa, Sámi, Ewe, Uzbek and Yoruba have, and no language that we can tell.
    private static final String LATIN = "əƏɓƁɗƊƙƘŋŊŧŦɛƐɔƆɖƉɣƔʻṣṢ";

    /// Of those that Persian and Urdu add to the Arabic alphabet.
    private static final String PERSIAN_OR_URDU = "ٹپچڈڑژکگںھہۂۀۃیےۓ";

    /// Languages too near to each other, or too often called by each other's name, for one to contradict the other.
    private static final List<Set<String>> KIN = List.of(
            Set.of("no", "nb", "nn"),
            Set.of("hr", "sr", "bs", "sh", "cnr"),
            Set.of("id", "ms"),
            Set.of("tl", "fil"),
            Set.of("gl", "pt"),
            Set.of("zh", "cmn", "yue", "wuu", "nan", "hak", "lzh"));

    private static final Set<String> KNOWN = known();

    private static final Map<UnicodeScript, LanguageDetector> DETECTORS = new ConcurrentHashMap<>();

    private Languages() {}

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Set.of("ja", "zh"));
        Stream.concat(SHARED.values().stream().flatMap(List::stream), OWN.values().stream())
                .map(Languages::code)
                .forEach(known::add);
        return known;
    }

    /// What a text tells, as a BCP 47 tag: where nobody says anything its language, else a language that is plainly
    /// another than what is said. Nothing where the text is short, mixed or doubtful.
    static Optional<String> told(Optional<String> said, String text) {
        return said.isPresent() ? against(said.get(), text) : of(text);
    }

    static Optional<String> of(String text) {
        String sample = sample(text);
        Letters letters = Letters.of(sample);
        if (letters.worth() < FEWEST_LETTERS) return Optional.empty();
        Optional<String> byScript = byScript(letters, sample);
        if (byScript.isPresent() || !SHARED.containsKey(letters.script)) return byScript;
        Map<String, Integer> votes = new HashMap<>();
        for (String passage : passages(sample))
            read(letters.script, passage).ifPresent(tag -> votes.merge(tag, 1, Integer::sum));
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() >= ENOUGH)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The language of a text that is plainly another than what somebody says of it. The first passage that agrees
    /// ends the matter, so that what is said rightly costs little.
    static Optional<String> against(String said, String text) {
        if (!isKnown(said)) return Optional.empty();
        String sample = sample(text);
        Letters letters = Letters.of(sample);
        if (letters.worth() < FEWEST_LETTERS) return Optional.empty();
        Optional<String> byScript = byScript(letters, sample);
        if (byScript.isPresent() || !SHARED.containsKey(letters.script))
            return byScript.filter(read -> differs(read, said));
        Optional<String> all = Optional.empty();
        for (String passage : passages(sample)) {
            Optional<String> read = read(letters.script, passage).filter(tag -> differs(tag, said));
            if (read.isEmpty() || (all.isPresent() && !all.equals(read))) return Optional.empty();
            all = read;
        }
        return all;
    }

    /// True where a text, even a short one, looks like the language that somebody says it is in.
    static boolean isIn(String said, String text) {
        String sample = sample(text);
        Letters letters = Letters.of(sample);
        if (!isKnown(said) || letters.worth() < FEWEST_TO_CONFIRM) return false;
        return byScript(letters, sample)
                .or(() -> SHARED.containsKey(letters.script)
                        ? read(letters.script, sample.substring(0, Math.min(sample.length(), 2 * LONGEST_PASSAGE)))
                        : Optional.empty())
                .filter(read -> !differs(read, said))
                .isPresent();
    }

    /// What the script alone tells.
    private static Optional<String> byScript(Letters letters, String sample) {
        if (letters.script != UnicodeScript.HAN) return Optional.ofNullable(OWN.get(letters.script));
        if (letters.kana > KANA * letters.most) return Optional.of("ja");
        String start = sample.substring(0, Math.min(sample.length(), LONGEST_PASSAGE));
        return read(UnicodeScript.HAN, start).map(CHINESE::get).or(() -> Optional.of("zh"));
    }

    private static String sample(String text) {
        return text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
    }

    private static boolean differs(String read, String said) {
        String one = code(read);
        String other = code(said);
        return !one.equals(other) && KIN.stream().noneMatch(kin -> kin.contains(one) && kin.contains(other));
    }

    /// What we could not tell apart from others, we do not deny.
    private static boolean isKnown(String said) {
        String code = code(said);
        return KNOWN.contains(code) || isKin(code);
    }

    private static boolean isKin(String code) {
        return KIN.stream().anyMatch(kin -> kin.contains(code));
    }

    /// `pt` of `pt-BR`; the old codes of Hebrew, Yiddish and Indonesian are those of today.
    private static String code(String tag) {
        return Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }

    /// Passages from the beginning to the end of what is looked at.
    private static List<String> passages(String sample) {
        int length = Math.min(LONGEST_PASSAGE, sample.length() / PASSAGES);
        List<String> passages = new ArrayList<>();
        for (int i = 0; i < PASSAGES; i++) {
            int from = (sample.length() - length) * i / (PASSAGES - 1);
            passages.add(sample.substring(from, from + length));
        }
        return passages;
    }

    private static Optional<String> read(UnicodeScript script, String passage) {
        List<DetectedLanguage> likely = detector(script).getProbabilities(passage);
        if (likely.isEmpty() || likely.getFirst().getProbability() < SURE) return Optional.empty();
        return Optional.of(likely.getFirst().getLocale().toString());
    }

    private static LanguageDetector detector(UnicodeScript script) {
        return DETECTORS.computeIfAbsent(script, Languages::load);
    }

    private static LanguageDetector load(UnicodeScript script) {
        try {
            List<LanguageProfile> profiles = new ArrayList<>();
            for (String tag : SHARED.getOrDefault(
                    script, CHINESE.keySet().stream().sorted().toList()))
                profiles.add(new LanguageProfileReader().readBuiltIn(LdLocale.fromString(tag)));
            return LanguageDetectorBuilder.create(NgramExtractors.standard())
                    .withProfiles(profiles)
                    // Every passage is short: all of it counts, and nothing is left to chance.
                    .shortTextAlgorithm(Integer.MAX_VALUE)
                    .build();
        } catch (IOException noProfile) {
            throw new UncheckedIOException(noProfile);
        }
    }

    /// The letters of a text, vowel signs too. Chinese and Japanese signs count as one script.
    ///
    /// @param script of most of them
    /// @param most how many are of it
    /// @param kana how many are Japanese and nothing else
    /// @param all how many there are
    /// @param strange how many no language has that we can tell
    private record Letters(UnicodeScript script, int most, int kana, int all, int strange) {
        static Letters of(String text) {
            Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
            int latin = 0;
            int kana = 0;
            int all = 0;
            int strange = 0;
            for (int at = 0; at < text.length(); at++) {
                char letter = text.charAt(at);
                if (letter < 0x80 ? !isPlain(letter) : !Character.isAlphabetic(letter)) continue;
                all++;
                if (isStrange(letter)) strange++;
                UnicodeScript script = letter < 0x80 ? UnicodeScript.LATIN : UnicodeScript.of(letter);
                if (script == UnicodeScript.LATIN) {
                    latin++;
                } else if (script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA) {
                    kana++;
                    counts.merge(UnicodeScript.HAN, 1, Integer::sum);
                } else {
                    counts.merge(script, 1, Integer::sum);
                }
            }
            UnicodeScript script = UnicodeScript.LATIN;
            int most = latin;
            for (Map.Entry<UnicodeScript, Integer> count : counts.entrySet()) {
                if (count.getValue() <= most) continue;
                script = count.getKey();
                most = count.getValue();
            }
            return new Letters(script, most, kana, all, strange);
        }

        /// In Cyrillic all that were added for the languages of Asia and the Caucasus (Kazakh, Kyrgyz, Mongolian,
        /// Tajik, Tatar and others); in Arabic those of Pashto, Kurdish, Sindhi and Uyghur; in Bengali those of
        /// Assamese.
        private static boolean isStrange(char letter) {
            if (letter < 0x80) return false;
            if (letter < 0x400 || (letter >= 0x1E00 && letter < 0x1F00)) return LATIN.indexOf(letter) >= 0;
            if (letter < 0x530) return letter >= 0x460 && letter != 'ґ' && letter != 'Ґ';
            if (letter >= 0x672 && letter <= 0x6D5) return PERSIAN_OR_URDU.indexOf(letter) < 0;
            return (letter >= 0x750 && letter < 0x780) || letter == 'ৰ' || letter == 'ৱ';
        }

        private static boolean isPlain(char letter) {
            return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
        }

        /// How many letters there are to judge by; none where two scripts are mixed, or it is a language that we cannot
        /// tell.
        int worth() {
            if (most < MOST * all || strange > STRANGE * all) return 0;
            boolean signs = script == UnicodeScript.HAN || script == UnicodeScript.HANGUL;
            return signs ? most * LETTERS_OF_A_SIGN : most;
        }
    }
}
