package dossier.query;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The languages whose words are known by their stems. All others are read as [#PLAIN]: small letters, no
/// accents.
///
/// A word of another script than the article's is stemmed by what its script suggests: Latin letters in a
/// Chinese or Russian article as English, Cyrillic ones in an English article as Russian.
public enum Language {
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    RUSSIAN,
    ARABIC,
    HINDI,
    /// Chinese, Japanese, Korean: by pairs of signs.
    CJK,
    PLAIN;

    private static final Map<String, Language> BY_CODE = Map.ofEntries(
            Map.entry("en", ENGLISH),
            Map.entry("de", GERMAN),
            Map.entry("fr", FRENCH),
            Map.entry("es", SPANISH),
            Map.entry("it", ITALIAN),
            Map.entry("pt", PORTUGUESE),
            Map.entry("nl", DUTCH),
            Map.entry("ru", RUSSIAN),
            Map.entry("ar", ARABIC),
            Map.entry("hi", HINDI),
            Map.entry("zh", CJK),
            Map.entry("ja", CJK),
            Map.entry("ko", CJK),
            Map.entry("yue", CJK));

    /// How to read an article.
    ///
    /// Where nobody says and nothing can be seen, as in a short headline, words in plain letters are read as
    /// English: its endings are few, and a word of another language still finds itself.
    ///
    /// @param tag BCP 47, as the article says; `und` where it does not
    /// @param text of the article, which decides where it is silent or plainly wrong
    public static Language of(String tag, String text) {
        String code = code(tag);
        if (isUnknown(code)) return Guess.of(text).orElseGet(() -> Guess.isPlain(text) ? ENGLISH : PLAIN);
        Language told = BY_CODE.getOrDefault(code, PLAIN);
        return told == PLAIN ? PLAIN : Guess.against(told, text).orElse(told);
    }

    private static boolean isUnknown(String code) {
        return code.isEmpty() || code.equals("und") || code.equals("mul") || code.equals("zxx");
    }

    /// The article's language as `lang:` finds it: the tag, and where there is none what the text looks like.
    static List<String> codes(String tag, String text) {
        String code = code(tag);
        if (!isUnknown(code)) return Stream.of(code, normalTag(tag)).distinct().toList();
        Optional<Language> guess = Guess.of(text);
        return BY_CODE.entrySet().stream()
                .filter(entry -> guess.filter(read -> read == entry.getValue() && read != CJK)
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// `de`, `pt-br`, `zh_Hans`: two or three letters, and perhaps more behind.
    static boolean isCode(String text) {
        return text.matches("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*");
    }

    /// The code of a language called by its name, in English or in that language itself.
    static Optional<String> named(String name) {
        return Stream.of(Locale.getISOLanguages())
                .filter(code -> {
                    Locale language = Locale.of(code);
                    return language.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(name)
                            || language.getDisplayLanguage(language).equalsIgnoreCase(name);
                })
                .findFirst();
    }

    /// `pt_BR` is `pt-br`.
    static String normalTag(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String code(String tag) {
        String normal = normalTag(tag);
        int hyphen = normal.indexOf('-');
        return hyphen < 0 ? normal : normal.substring(0, hyphen);
    }

    /// True where an apostrophe ends a word of its own: l'espionnage, dell'arte, and in Turkish İstanbul'da.
    boolean elides() {
        return this == FRENCH || this == ITALIAN || this == PLAIN;
    }

    boolean isLatin() {
        return switch (this) {
            case ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH -> true;
            case RUSSIAN, ARABIC, HINDI, CJK, PLAIN -> false;
        };
    }
}
