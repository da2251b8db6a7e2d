package dossier.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes names of authors out of what pages put into bylines.
final class Names {
    private static final int I = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int LONGEST = 300;
    private static final Pattern LEADING = Pattern.compile(
            "^(?:[-–—|•·,:;\\s]*(?:(?:posted|written|published|erstellt|story|text|words|reported|edited|reviewed|medically"
                + " reviewed|article|report|recipe|guest"
                + " post|post|photos|research|eingestellt|gespeichert|verfasst|geschrieben|veröffentlicht|ein"
                + " beitrag|ein artikel|ein gastbeitrag|gastbeitrag|view all posts|zeige alle beiträge|alle"
                + " beiträge|all posts|posts|more|read more|more"
                + " articles)\\s+)?(?:(?:by|von|par|por|di|av|door|af|about|authors?|autor(?:en|a|in)?|autore|auteurs?|author"
                + " name)\\b:?|(?:texte?|contributors?|interviews?)\\s?:)\\s*)+",
            I);
    /// `ByJane Roe`, where two elements stood without a space between them.
    private static final Pattern GLUED = Pattern.compile("^(?:[Bb]y|Von)(?=\\p{Lu}[\\p{Ll}.])");
    private static final Pattern DATE = Pattern.compile(
            "(?:\\b(?:on|am|vom|le|last updated:?|updated:?|published:?)\\s*)?(?:\\b\\p{L}{3,9}\\.?"
                    + " \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\b\\d{1,2}(?:st|nd|rd|th|\\.)? ?\\p{L}{3,9}\\.?,?"
                    + " \\d{4}|\\b\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\b\\d{4}-\\d{2}-\\d{2})\\b",
            I);
    private static final Pattern TRAILING = Pattern.compile(
            "\\s*(?:(?<=\\p{Ll})(?:Updated|Published|Follow)\\b.*|\\sFollow$|[|•·–—\\[].*|(?!(?<=^\\p{L}{2,20}"
                + " )[(]\\p{L}{2,20}[)]"
                + " (?-i:\\p{Lu})[\\p{L}'’-]{1,30}$)[(].*|\\b(?:updated|published|posted|on|in|am|vom|le|il|at)\\b"
                + " .*\\d.*|,? \\d.*|@\\S+.*|\\s(?:am|on|at|in|vom|im gespräch.*|기자)"
                + "|,\\s*(?:staff|senior|chief|correspondent|reporter|editor|special|political|associate|contributing|managing|ph\\.?d|md|m\\.d|rd|contributor|writer|author|guest|redaktion|the"
                + " |usa )\\b.*)$",
            I);
    private static final Pattern ROLE = Pattern.compile(
            "(?<=\\p{L}[\\p{L}.'’-]{0,30}"
                + " \\p{Lu}[\\p{L}.'’-]{0,30})\\s+(?:staff|senior|chief|guest|contributing|freelance|special|deputy|associate|news|science|health|"
                + "business|political|politics|sports?|technology|digital|local|national|managing|world|autos)?\\s*(?:\\p{L}+\\s)?"
                + "(?:writer|reporter|editor|correspondent|contributor|columnist|journalist|redakteur(?:in)?|educators?|executive)s?$",
            I);
    private static final Pattern SPLIT = Pattern.compile("\\s*(?:,|;|/|\\||\\n|\\s[-–—]\\s"
            + "| & | \\+ |(?<=\\p{L}) (?:and|und|et|y|e|og|och|en|ja|i|with|mit|and by) (?=\\p{Lu}))\\s*");
    private static final Pattern NO_NAME = Pattern.compile(
            "https?:|www\\.|[@<>{}\\d#*]|^(?:admin|administrator|editor|editors|staff|staff"
                + " (?:writer|reporter)|webmaster|redaktion|redazione|rédaction|redacción|la redazione|newsroom|news"
                + " desk|online|unknown|anonymous|guest|none|null|user|author|by|contributor|correspondent|reporter|read"
                + " more|view .*|see all.*|follow.*|share.*|more .*|published.*|updated.*|posted.*|last"
                + " updated.*|connect .*|originally .*|hace|tiempo de lectura|lesezeit.*|reading time.*|geschätzte"
                + " lesezeit.*|.*\\b(?:specialist|manager|director|founder|ceo|cto|analyst|attorney|officer|strategist|consultant|marketer|administrator)\\b.*|vom|am|datum|date|texte?|\\d*"
                + " ?min(?:ute)?s?"
                + " read|name|e-?mail|website|twitter|facebook|instagram|linkedin|youtube|x|bluesky|rss|(?:zuerst"
                + " |erst)?veröffentlicht|publiziert|aktualisiert|heute|gestern|um|uhr|(?:last"
                + " )?updated?|save|edit|live css|see updates|learn more|the author|comments?|kommentare?|contributor"
                + " content|anzahl .*|hinterlasse .*|afficher .*|zur artikel.*|publicado.*|\\d*"
                + " ?commentaires?|(?:edited|reviewed|übersetzt|illustration|translated) (?:by|von):?"
                + " .*|(?:photo|foto|bild)s?:.*|"
                + "(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tue|wed|thu|fri|sat|sun)|mar|"
                + "jan(?:uary)?\\.?|feb(?:ruary)?\\.?|march|mar\\.|april|apr\\.|june?\\.?|july?\\.?|aug(?:ust)?\\.?|sept?(?:ember)?\\.?|"
                + "oct(?:ober)?\\.?|nov(?:ember)?\\.?|dec(?:ember)?\\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)day.*|"
                + "ph\\.?\\s?d\\.?|m\\.?d\\.?|r\\.?d\\.?n?|rn|m\\.?sc\\.?|mba|cfa|cpa|cfp|jr\\.?|sr\\.?|esq\\.?|.*\\b(?:says|said|sagt|schrieb|writes)|(?:\\p{L}+"
                + " ){0,3}(?:writer|reporter|editor|correspondent|contributor|columnist|journalist|redakteur(?:in)?|educators))$",
            I);

    private static final Pattern NO_NAME_OF_A_SITE =
            Pattern.compile("admin|administrator|webmaster|user|unknown|anonymous|none|null|root|editor|author", I);

    private static final Pattern MARKUP = Pattern.compile("<[^>]{0,300}>");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern EDGES = Pattern.compile("^[\\s\"'“”.,:;–-]+|[\\s\"'“”,:;–-]+$");

    private Names() {}

    /// Names out of several fields, each of which may hold several.
    static List<String> of(List<String> written, Set<String> sites) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : written) {
            if (sites.contains(Trim.folded(field))) continue;
            for (String name : split(field)) if (isName(name, sites)) names.add(withoutSite(name, sites));
        }
        return withoutRepeats(names);
    }

    /// One field taken at its word, as where a site signs with its own name.
    static List<String> asWritten(String field) {
        String name = LEADING.matcher(plain(field)).replaceFirst("").strip();
        boolean word =
                name.length() > 1 && name.length() < 80 && name.codePoints().anyMatch(Character::isLetter);
        return word && !NO_NAME_OF_A_SITE.matcher(name).matches() && !name.contains("://") && !name.startsWith("@")
                ? List.of(name)
                : List.of();
    }

    private static String plain(String field) {
        String text = field.replace('\u00a0', ' ');
        if (text.indexOf('<') >= 0) text = MARKUP.matcher(text).replaceAll(" ");
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    private static List<String> split(String field) {
        String text = plain(field);
        if (text.startsWith("http") || text.startsWith("www.")) return List.of();
        text = GLUED.matcher(LEADING.matcher(text).replaceFirst("")).replaceFirst("");
        if (text.isEmpty() || text.length() > LONGEST) return List.of();
        text = DATE.matcher(text).replaceAll("|");
        List<String> names = new ArrayList<>();
        for (String part : SPLIT.split(text, 12)) {
            String name = TRAILING.matcher(LEADING.matcher(part).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
            if (NO_NAME.matcher(name).find()) continue;
            name = ROLE.matcher(name).replaceFirst("");
            name = EDGES.matcher(name).replaceAll("");
            names.add(name);
        }
        return names;
    }

    /// `Jane Roe THE DAILY` without the name of her newspaper.
    private static String withoutSite(String name, Set<String> sites) {
        String[] words = name.split(" ", -1);
        for (int i = 2; i < words.length; i++) {
            String last = String.join(" ", List.of(words).subList(i, words.length));
            if (last.equals(last.toUpperCase(Locale.ROOT)) && sites.contains(Trim.folded(last)))
                return String.join(" ", List.of(words).subList(0, i));
        }
        return name;
    }

    private static boolean isName(String name, Set<String> sites) {
        if (name.length() < 2 || name.length() > 60 || NO_NAME.matcher(name).find()) return false;
        if (name.split(" ", -1).length > 6 || !name.codePoints().anyMatch(Character::isLetter)) return false;
        return !sites.contains(Trim.folded(name));
    }

    private static List<String> withoutRepeats(Set<String> names) {
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean repeated = kept.stream().anyMatch(other -> lower.contains(other.toLowerCase(Locale.ROOT)));
            if (!repeated && kept.size() < 10) kept.add(name);
        }
        return kept;
    }
}
