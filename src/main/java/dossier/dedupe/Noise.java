package dossier.dedupe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What changes on a page without anybody having edited the article: the time since, counters, the list of what else
/// there is. Two texts that are the same without it are the same.
final class Noise {
    /// Lines longer than this say something.
    private static final int LONGEST = 120;

    private static final int LONGEST_HEADLINE = 160;

    /// Words of which such lines are made: in a line that has a number, and no word but these, nobody says anything.
    private static final Set<String> WORDS = Set.copyOf(List.of("""
        second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months
        year years ago now today yesterday updated update last modified published posted first at on the of
        by and in am pm utc gmt cet cest est edt pst bst ist jan feb mar apr may jun jul aug sep sept oct
        nov dec january february march april june july august september october november december mon tue
        wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday comment comments view
        views share shares like likes read reads reading time reply replies reactions votes vote people
        watching m h d s k sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monaten
        jahr jahren vor heute gestern uhr stand aktualisiert zuletzt um veröffentlicht januar februar märz
        mai juni juli oktober dezember kommentar kommentare kommentaren aufrufe lesezeit montag dienstag
        mittwoch donnerstag freitag samstag sonntag il y a seconde secondes heure heures jour jours semaine
        semaines mois an ans à le la les publié modifié mis hier aujourd hui janvier février mars avril juin
        juillet août septembre octobre novembre décembre commentaire commentaires vues partages lecture
        temps de lundi mardi mercredi jeudi vendredi samedi dimanche hace segundo segundos minuto minutos
        hora horas día días semana semanas mes meses año años actualizado publicado ayer hoy enero febrero
        marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre comentario comentarios
        visitas lectura tiempo el del las los fa ore ora minuti secondi giorno giorni settimana settimane
        mese mesi anno anni aggiornato pubblicato ieri oggi gennaio febbraio aprile maggio giugno luglio
        settembre ottobre dicembre commenti commento alle lettura há atrás atualizado ontem hoje janeiro
        fevereiro março maio junho julho setembro outubro novembro dezembro comentários leitura às em
        geleden seconden uur uren dag dagen weken maand maanden jaar bijgewerkt gepubliceerd gisteren
        vandaag reacties reactie keer gelezen om op назад минут минуты минуту час часа часов день дня дней
        вчера сегодня обновлено опубликовано комментариев просмотров января февраля марта апреля мая июня
        июля августа сентября октября ноября декабря в\
        """.split("\\s+")));

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");
    private static final Pattern HAS_DIGIT = Pattern.compile(".*\\p{Nd}.*", Pattern.DOTALL);

    /// Within a line.
    private static final Pattern SINCE =
            Pattern.compile("(?iu)\\b\\d+ ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?) ago\\b"
                    + "|\\bvor \\d+ (?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?)\\b"
                    + "|\\bil y a \\d+ (?:secondes?|minutes?|heures?|jours?|semaines?|mois)\\b"
                    + "|\\bhace \\d+ (?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?)\\b"
                    + "|\\b\\d+ (?:secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]) fa\\b"
                    + "|\\bhá \\d+ (?:segundos?|minutos?|horas?|dias?|semanas?)\\b"
                    + "|\\b\\d+ (?:seconden?|minuten?|uur|uren|dag(?:en)?|weken?|maand(?:en)?) geleden\\b");

    /// What stands above, or before, the headlines of other articles.
    private static final Pattern MORE = Pattern.compile("(?iu)^(?:read (?:more|also|next)|also read|related(?:"
            + " (?:articles?|stories|topics|content|links|news))?|more (?:on this(?: story)?|stories|from"
            + " .{1,40}|news)|see also|most (?:read|viewed|popular)|you may (?:also )?like|recommended(?:"
            + " stories)?|trending(?: now)?|lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|das könnte sie"
            + " auch interessieren|meistgelesen|(?:à )?lire aussi|sur le même sujet|les plus lus|(?:lea|lee|leer)"
            + " (?:también|más)|más (?:noticias|leídas|información)|noticias relacionadas|leggi anche|articoli"
            + " correlati|leia (?:também|mais)|lees ook|meer over|читайте также)\\s*(?::|$)");

    private static final Pattern ENDS_A_SENTENCE = Pattern.compile(".*[.!?…。！？][\"'”’»)\\]]*$", Pattern.DOTALL);

    private Noise() {}

    /// The text without it, for comparing; lines are folded, and nobody reads this.
    static String without(String text) {
        List<String> lines = new ArrayList<>();
        boolean among = false;
        for (String raw : text.split("\n", -1)) {
            String line = raw.replaceAll("\\s+", " ").strip();
            if (MORE.matcher(line).find()) {
                among = line.length() <= LONGEST_HEADLINE;
                continue;
            }
            among = among && isHeadline(line);
            if (among || line.isEmpty() || isNoise(line)) continue;
            lines.add(SINCE.matcher(line).replaceAll("").replaceAll("\\s+", " ").strip());
        }
        return String.join(" ", lines);
    }

    private static boolean isHeadline(String line) {
        return line.length() <= LONGEST_HEADLINE
                && !ENDS_A_SENTENCE.matcher(line).matches();
    }

    static boolean isNoise(String line) {
        if (line.length() > LONGEST || !HAS_DIGIT.matcher(line).matches()) return false;
        for (String word : BETWEEN.split(line.toLowerCase(Locale.ROOT), -1)) {
            if (!word.isEmpty() && !WORDS.contains(word)) return false;
        }
        return true;
    }
}
