package dossier.query;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What language a text looks like: by its script, and among the Latin ones by their smallest words.
final class Guess {
    private static final int SAMPLE = 4_000;
    private static final int FEWEST = 3;
    private static final int PLAINLY = 15;

    private static final Map<Language, Set<String>> SMALL_WORDS = Map.of(
            Language.ENGLISH,
            Set.of(
                    "the", "of", "and", "to", "that", "for", "with", "was", "his", "by", "from", "has", "have", "this",
                    "are"),
            Language.GERMAN,
            Set.of(
                    "der", "und", "das", "den", "von", "zu", "mit", "ist", "nicht", "ein", "eine", "für", "auf", "dem",
                    "sich"),
            Language.FRENCH,
            Set.of(
                    "le", "les", "des", "et", "est", "une", "dans", "pour", "que", "du", "qui", "sur", "au", "pas",
                    "aux"),
            Language.SPANISH,
            Set.of("el", "los", "las", "y", "una", "por", "con", "para", "del", "se", "su", "como", "más", "fue", "al"),
            Language.ITALIAN,
            Set.of(
                    "il", "di", "che", "è", "un", "per", "della", "non", "sono", "gli", "nel", "alla", "più", "dei",
                    "anche"),
            Language.PORTUGUESE,
            Set.of("os", "do", "da", "em", "um", "uma", "não", "com", "dos", "ao", "na", "no", "mais", "são", "pelo"),
            Language.DUTCH,
            Set.of(
                    "het", "een", "van", "en", "dat", "op", "te", "zijn", "voor", "niet", "aan", "wordt", "ook", "naar",
                    "bij"));

    private static final int FIRST_BEYOND_LATIN = 0x400;
    private static final int LONGEST_SMALL_WORD = 5;
    private static final Set<Language> NONE = Set.of();

    private static final Map<String, Set<Language>> LANGUAGES = SMALL_WORDS.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(word -> Map.entry(word, entry.getKey())))
            .collect(Collectors.groupingBy(
                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())));

    private Guess() {}

    static Optional<Language> of(String text) {
        String sample = sample(text);
        Optional<Language> byScript = byScript(sample);
        if (byScript.isPresent()) return byScript;
        List<Count> best = counts(sample);
        int first = best.getFirst().times();
        int second = best.get(1).times();
        return first >= FEWEST && 2 * first >= 3 * second
                ? Optional.of(best.getFirst().language())
                : Optional.empty();
    }

    /// Pages say `en` because their template does. Overruled where nearly nothing of that language is found,
    /// and plenty of another.
    static Optional<Language> against(Language told, String text) {
        String sample = sample(text);
        Optional<Language> byScript = byScript(sample);
        if (byScript.isPresent()) return byScript;
        if (!told.isLatin()) return Optional.empty();
        List<Count> counts = counts(sample);
        int expected = counts.stream()
                .filter(count -> count.language() == told)
                .mapToInt(Count::times)
                .sum();
        return Optional.of(counts.getFirst())
                .filter(most -> most.times() >= PLAINLY && most.times() > 4 * expected)
                .map(Count::language);
    }

    /// Letters, and of the Latin ones none with an accent.
    static boolean isPlain(String text) {
        String sample = sample(text);
        return sample.codePoints().anyMatch(Character::isLetter)
                && sample.codePoints()
                        .filter(letter -> letter > 127 && Character.isLetter(letter))
                        .noneMatch(letter -> UnicodeScript.of(letter) == UnicodeScript.LATIN);
    }

    private record Count(Language language, int times) {}

    private static String sample(String text) {
        return text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
    }

    private static Optional<Language> byScript(String sample) {
        if (isLatinAtMost(sample)) return Optional.empty();
        Map<Language, Integer> counts = new EnumMap<>(Language.class);
        int[] letters = {0};
        sample.codePoints().filter(Character::isLetter).forEach(letter -> {
            letters[0]++;
            script(letter).ifPresent(language -> counts.merge(language, 1, Integer::sum));
        });
        return counts.entrySet().stream()
                .filter(count -> 2 * count.getValue() > letters[0])
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isLatinAtMost(String sample) {
        for (int at = 0; at < sample.length(); at++)
            if (sample.charAt(at) >= FIRST_BEYOND_LATIN && Character.isLetter(sample.charAt(at))) return false;
        return true;
    }

    private static Optional<Language> script(int letter) {
        if (letter < FIRST_BEYOND_LATIN) return Optional.empty();
        return switch (UnicodeScript.of(letter)) {
            case CYRILLIC -> Optional.of(Language.RUSSIAN);
            case ARABIC -> Optional.of(Language.ARABIC);
            case DEVANAGARI -> Optional.of(Language.HINDI);
            case HAN, HIRAGANA, KATAKANA, HANGUL -> Optional.of(Language.CJK);
            default -> Optional.empty();
        };
    }

    /// How often each language's small words come, most often first.
    private static List<Count> counts(String sample) {
        Map<Language, Integer> times = new EnumMap<>(Language.class);
        int from = 0;
        for (int at = 0; at <= sample.length(); at++) {
            if (at < sample.length() && Character.isLetter(sample.charAt(at))) continue;
            if (at > from && at - from <= LONGEST_SMALL_WORD)
                LANGUAGES
                        .getOrDefault(sample.substring(from, at).toLowerCase(Locale.ROOT), NONE)
                        .forEach(language -> times.merge(language, 1, Integer::sum));
            from = at + 1;
        }
        return SMALL_WORDS.keySet().stream()
                .map(language -> new Count(language, times.getOrDefault(language, 0)))
                .sorted(Comparator.comparing(Count::times).reversed().thenComparing(Count::language))
                .toList();
    }
}
