package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
            "\\b\\d{1,2}(?:(?:st|nd|rd|th|er|º)?[.]?\\s+|\\.)(?:de )?\\p{L}{3,10}\\.?,?\\s+(?:del? )?(?:19|20)\\d{2}\\b"
                    + "|\\b\\p{L}{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+20\\d{2}\\b"
                    + "|\\b\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:20)?\\d{2}\\b|\\b20\\d{2}[.-]\\d{2}[.-]\\d{2}\\b"
                    + "|\\b\\d{1,2}/\\d{1,2}/20\\d{2}\\b|20\\d{2}[年년]");
    static final Pattern TOLD_PUBLISHED = Pattern.compile(
            "(?<!\\p{L})(?:published|posted|created|originally|publish date|publication date|veröffentlicht|erstellt"
                    + "|erschienen|publiziert|publi[ée]e?s?|paru le|publicad[oa]|pubblicato|gepubliceerd|geplaatst"
                    + "|publicerad|publiceret|publisert|julkaistu|opublikowano|publikováno|опубликовано"
                    + "|公開日?|发布|發布|입력|등록)(?![\\p{L}&&[^日時于於]])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern OPENS_DATED = Pattern.compile("[(\\[]?(?:" + DATED + ")");
    /// What may call a day that of a change. Books are reviewed, and texts edited by somebody, on the day that they
    /// appear.
    private static final Pattern CHANGE = Pattern.compile(
            "(?<!\\p{L})(?:updated?|modified|changed|revised|(?:last|medically|clinically|legally) (?:reviewed|edited)"
                    + "|(?:edited|reviewed)(?= on\\b|:)|aktualisiert|aktualisierung|geändert|änderung|bearbeitet"
                    + "|bearbeitung|überarbeitet|stand|mise? à jour|modifiée?|actualizad[oa]|actualización|modificado"
                    + "|aggiornato|aggiornamento|modificato|atualizad[oa]|atualização|bijgewerkt|gewijzigd"
                    + "|uppdatera[dt]|opdateret|oppdatert|päivitetty|muokattu|zaktualizowano|aktualizacj[ai]"
                    + "|aktualizováno|обновлено|обновление|оновлено|güncellendi|güncelleme|frissítve|actualitzat"
                    + "|actualizat|업데이트|(?:최종\\s?)?수정)(?![\\p{L}&&[^일시됨]])|更新日?時?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /// Stand before such a word where it does not open a line: `This page was last updated`.
    private static final Set<String> BEFORE_CHANGE = Set.of(
            ("last latest was been page article story post zuletzt wurde letzte letztes letzter dernière última ultima"
                + " ultimo laatst laatste senast sist sidst été fue foi viimeksi ostatnia последнее son data")
                    .split(" "));
    /// All that may stand between such a word and its day: little words, who did it, the day of the week, a clock.
    private static final Pattern BETWEEN = Pattern.compile(
            "[^\\p{L}\\d]*(?:(?:date|datum|on|at|am|um|le|el|il|em|den|der|the|vom|à|a|as|las|alle|op|om|kl|dnia|tarihi)\\b"
                + "[^\\p{L}\\d]*)*(?:(?:by|von|par|por|door|af|av)\\s+[^\\d|,;]{2,40}[^\\p{L}\\d]+)?"
                + "(?:\\p{L}{2,12}[.,]?\\s+)?"
                + "(?:\\d{1,2}[:.h]?\\d{2}(?:\\s?[ap]\\.\\s?m|\\s?[a-z]{2,4}(?:\\s\\(\\d{4}\\s[a-z]{2,4}\\))?)?[^\\p{L}\\d]*(?:(?:on|am|le)\\s+)?(?:\\p{L}{2,12}[.,]?\\s+)?)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /// Where the word stands behind its day.
    private static final Pattern BEHIND = Pattern.compile(
            "[^\\p{L}\\d]{0,3}(?:\\d{1,2}月\\d{1,2}日)?\\s?(?:\\d{1,2}:\\d{2})?\\s?(?:更新|수정|güncellendi)");

    /// Longer texts hold more than a date and what it is the date of.
    private static final int LONG_LABEL = 100;
    private static final int SHORT_LINE = 60;
    /// What stands between `published` and its day.
    private static final int A_FEW_WORDS = 24;

    /// The days of a line, each with what it is called: by the nearest label before it, with no other day between.
    static Stream<Dateline> of(Box box, String text) {
        List<Dateline> lines = new ArrayList<>();
        Matcher day = DATED.matcher(text);
        int from = 0;
        while (day.find()) {
            int label = label(text, from, day.start());
            boolean alone = label < 0 && from == 0;
            boolean ofChange = isChange(text, label)
                    || BEHIND.matcher(text).region(day.end(), text.length()).lookingAt();
            lines.add(new Dateline(
                    box,
                    text.substring(label < 0 ? from : label, end(text, day.end())),
                    ofChange || (alone && isLabelledChange(box))));
            from = day.end();
        }
        return lines.isEmpty()
                ? Stream.of(new Dateline(box, text, change(text, 0, text.length()) >= 0 || isLabelledChange(box)))
                : lines.stream();
    }

    static boolean isDated(String text) {
        return DATED.matcher(text).find();
    }

    /// True for a line that begins with a day, or with a change and its day, and for a short one that holds one.
    static boolean opens(String text) {
        if (text.length() < SHORT_LINE) return isDated(text);
        return OPENS_DATED.matcher(text).lookingAt()
                || (change(text, 0, SHORT_LINE) >= 0
                        && isChange(text.substring(0, Math.min(text.length(), LONG_LABEL))));
    }

    /// True for a text whose first day is called that of a change.
    static boolean isChange(String text) {
        Matcher day = DATED.matcher(text);
        return day.find() && isChange(text, label(text, 0, day.start()));
    }

    /// True for a day that is called that of a change, in its own text or before it.
    static boolean isLabelledChange(Box box) {
        if (box.attr("itemprop").equalsIgnoreCase("dateModified")) return true;
        String own = box.beginning(LONG_LABEL);
        Matcher day = DATED.matcher(own);
        int label = label(own, 0, day.find() ? day.start() : own.length());
        if (label >= 0) return isChange(own, label);
        String before = box.before(LONG_LABEL);
        return isChange(before, label(before, 0, before.length()));
    }

    private static boolean isChange(String text, int label) {
        return label >= 0
                && CHANGE.matcher(text)
                        .region(label, text.length())
                        .useTransparentBounds(true)
                        .lookingAt();
    }

    /// Where the label of a day begins, less than nought where it has none.
    ///
    /// @param from the end of the day before
    /// @param to the beginning of this one
    private static int label(String text, int from, int to) {
        int published = -1;
        Matcher told = TOLD_PUBLISHED.matcher(text).region(from, to).useTransparentBounds(true);
        while (told.find()) if (to - told.end() <= A_FEW_WORDS) published = told.start();
        int change = -1;
        Matcher changed = CHANGE.matcher(text).region(from, to).useTransparentBounds(true);
        while (changed.find())
            if (opens(text, changed.start())
                    && BETWEEN.matcher(text).region(changed.end(), to).matches()) change = changed.start();
        return Math.max(published, change);
    }

    /// Where a piece ends: before the label of the next day, and before a change that tells a clock alone.
    private static int end(String text, int from) {
        if (from == text.length()) return from;
        Matcher next = DATED.matcher(text);
        int to = next.find(from) ? next.start() : text.length();
        int label = to < text.length() ? label(text, from, to) : -1;
        int change = change(text, from, label < 0 ? to : label);
        if (change >= 0) return change;
        return label < 0 ? to : label;
    }

    /// Where somebody says that something changed, less than nought where nobody does.
    private static int change(String text, int from, int to) {
        Matcher changed =
                CHANGE.matcher(text).region(from, Math.min(to, text.length())).useTransparentBounds(true);
        while (changed.find()) if (opens(text, changed.start())) return changed.start();
        return -1;
    }

    /// True where the word is no part of a sentence: `Stay updated`, `The climate changed`.
    private static boolean opens(String text, int at) {
        int end = at;
        while (end > 0 && (text.charAt(end - 1) <= ' ' || text.charAt(end - 1) == '\u00a0')) end--;
        if (end == 0 || !Character.isLetter(text.charAt(end - 1)) || !Character.isLowerCase(text.charAt(at)))
            return true;
        int begin = end;
        while (begin > 0 && Character.isLetter(text.charAt(begin - 1))) begin--;
        return BEFORE_CHANGE.contains(text.substring(begin, end).toLowerCase(Locale.ROOT));
    }
}
