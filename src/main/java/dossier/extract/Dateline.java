package dossier.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A piece of a line that holds a day, and whether the page calls that the day of a change. `5 May, updated 9 July` is
/// two of them.
///
/// @param box where it stands
/// @param text with the day in it
record Dateline(Box box, String text, boolean ofChange) {
    static final Pattern DATED = Pattern.compile(
            "\\b\\d{1,2}(?:(?:st|nd|rd|th)?[.]?\\s+|\\.)(?:de )?\\p{L}{3,10}\\.?,?\\s+(?:de"
                + " )?(?:19|20)\\d{2}\\b|\\b\\p{L}{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+20\\d{2}\\b|"
                + "\\b\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:20)?\\d{2}\\b|\\b20\\d{2}[.-]\\d{2}[.-]\\d{2}\\b|\\b\\d{1,2}/\\d{1,2}/20\\d{2}\\b|20\\d{2}[年년]");
    static final Pattern TOLD_PUBLISHED = Pattern.compile(
            "(?<!\\p{L})(?:published|posted|created|originally|publish date|publication"
                    + " date|veröffentlicht|erstellt|erschienen|publiziert|publi[ée]|paru"
                    + " le|publicad[oa]|pubblicato|gepubliceerd|geplaatst|publicerad|publiceret|publisert"
                    + "|julkaistu|opublikowano|publikováno|опубликовано)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern OPENS_DATED = Pattern.compile("[(\\[]?(?:" + DATED + ")");
    /// Books are reviewed, and texts edited by somebody, on the day that they appear.
    private static final String CHANGES =
            "(?<!\\p{L})(?:updated|modified|(?:last|page|medically|clinically|legally) reviewed|changed"
                    + "|aktualisiert|geändert|mis à jour|actualizado|aggiornato|atualizado|bijgewerkt|uppdatera[dt]"
                    + "|opdateret|oppdatert|päivitetty|zaktualizowano|aktualizacja|aktualizováno|обновлено|оновлено"
                    + "|güncellendi|güncelleme|frissítve|actualitzat|actualizat)(?!\\p{L})";
    private static final Pattern CHANGED = Pattern.compile(
            "^[^\\p{L}\\d]*(?:(?:last|page) )?(?:" + CHANGES + "|reviewed(?= on\\b|:)|edited(?= on\\b|:)"
                                                             + "|stand(?=:|\\s+(?:vom\\b|\\d))|letzte[rs]?\\s+(?:änderung|aktualisierung|bearbeitung|überarbeitung)\\b)"
                                                             + "|" + CHANGES + "[^\\d]{0,20}\\d|(?:最終|最后)?(?:更新|수정)[^\\d]{0,8}20\\d",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /// Longer texts hold more than a date and what it is the date of.
    private static final int LONG_LABEL = 100;
    /// What stands between a label and its day.
    private static final int A_FEW_WORDS = 24;
    /// A label stands in the box of its day, or in one of so many around it.
    private static final int LABELLED_WITHIN = 2;

    /// The days of a line: that before a label of change, and that after it.
    static Stream<Dateline> of(Box box, String text) {
        Matcher changed = CHANGED.matcher(text);
        String before = changed.find() ? text.substring(0, changed.start()) : text;
        String after = text.substring(before.length());
        if (after.isEmpty()) return Stream.of(new Dateline(box, text, isLabelledChange(box)));
        if (!isDated(before)) {
            boolean ofChange = !TOLD_PUBLISHED.matcher(text).find() || isLabelledChange(box);
            return Stream.of(new Dateline(box, ofChange ? after : text, ofChange));
        }
        return Stream.concat(
                Stream.of(new Dateline(box, before, isLabelledChange(box))),
                Stream.of(new Dateline(box, after, true)).filter(line -> isDated(after)));
    }

    static boolean isDated(String text) {
        return DATED.matcher(text).find();
    }

    /// True for a line that begins with a day, or a short one that holds one.
    static boolean opens(String text) {
        boolean label = text.length() < 60 || CHANGED.matcher(text).lookingAt();
        return label ? isDated(text) : OPENS_DATED.matcher(text).lookingAt();
    }

    static boolean isChange(String text) {
        return CHANGED.matcher(text).find() && !TOLD_PUBLISHED.matcher(text).find();
    }

    /// True for a day after a label that calls it that of a change. One before the label has nothing to do with it, nor
    /// have the words of a headline.
    static boolean isLabelledChange(Box box) {
        String own = box.beginning(LONG_LABEL + 1);
        for (Box up : box.up().limit(LABELLED_WITHIN + 1).toList()) {
            if (up.hasHeading(LABELLED_WITHIN)) return false;
            String text = up.beginning(LONG_LABEL + 1);
            if (TOLD_PUBLISHED.matcher(text).find()) return false;
            if (text.length() > LONG_LABEL) return opensLabelled(text, own);
            if (labels(text, text.equals(own) ? "" : own)) return true;
        }
        return false;
    }

    /// A longer text may begin with a label and its day.
    private static boolean opensLabelled(String text, String day) {
        Matcher changed = CHANGED.matcher(text);
        return !day.isEmpty() && changed.lookingAt() && isSoonAfter(changed, text.indexOf(day));
    }

    /// @param day as it stands in the text; empty where it may be anywhere
    private static boolean labels(String text, String day) {
        Matcher changed = CHANGED.matcher(text);
        if (day.isEmpty()) return changed.find() && !isDated(text.substring(0, changed.start()));
        int at = text.indexOf(day);
        while (changed.find()) if (isSoonAfter(changed, at)) return true;
        return false;
    }

    private static boolean isSoonAfter(Matcher label, int day) {
        return label.start() <= day && day - label.end() <= A_FEW_WORDS;
    }
}
