package dossier.model;

import java.text.Normalizer;
import java.util.Locale;

/// Names as they stand in addresses.
public final class Slug {
    private static final int LONGEST = 80;

    private Slug() {}

    /// `The BBC` becomes `the-bbc`. Letters and digits of every script stay, accents of Latin letters go, the rest
    /// becomes single hyphens. At most 80 characters. Text without a letter or digit becomes `x`.
    public static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("(?<=\\p{IsLatin})\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
        String slug = composed.replaceAll("['’]", "").replaceAll("[^\\p{L}\\p{N}\\p{M}]+", "-");
        String cut = slug.length() > LONGEST ? slug.substring(0, LONGEST) : slug;
        String trimmed = cut.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "x" : trimmed;
    }
}
