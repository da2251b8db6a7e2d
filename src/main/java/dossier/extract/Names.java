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
    private static final Pattern LEADING = Pattern.compile(
            "^(?:[-–—|•·,:;\\s]*(?:posted|written|published|story|text|words|reported|edited|reviewed|medically"
                + " reviewed|article|report)?\\s*(?:by|von|par|por|di|av|door|af|autor(?:a)?|author|autore|auteur|text)\\b:?\\s*)+",
            I);
    private static final Pattern TRAILING = Pattern.compile(
            "\\s*(?:[|•·–—(\\[].*|\\b(?:updated|published|posted|on|in|am|vom|le|il)\\b .*\\d.*|,?"
                + " \\d.*|@\\S+.*|,\\s*(?:staff|senior|chief|correspondent|reporter|editor|special|political|associate|contributing|managing|ph\\.?d|md|m\\.d|rd|contributor|writer|author|guest|redaktion|the"
                + " |usa )\\b.*)$",
            I);
    private static final Pattern SPLIT = Pattern.compile("\\s*(?:,|;|/|\\||\\n"
            + "| & | \\+ |(?<=\\p{L}) (?:and|und|et|y|e|og|och|en|ja|i|with|mit|and by) (?=\\p{Lu}))\\s*");
    private static final Pattern NO_NAME = Pattern.compile(
            "https?:|www\\.|[@<>{}\\d#]|^(?:admin|administrator|editor|editors|staff|staff"
                + " (?:writer|reporter)|webmaster|redaktion|redazione|rédaction|redacción|la redazione|newsroom|news"
                + " desk|online|unknown|anonymous|guest|none|null|user|author|by|contributor|correspondent|reporter|read"
                + " more|view .*|see all.*|follow.*|share.*|more .*|published.*|updated.*|posted.*)$",
            I);

    private Names() {}

    /// Names out of several fields, each of which may hold several.
    static List<String> of(List<String> written, Set<String> sites) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : written) {
            for (String name : split(field)) if (isName(name, sites)) names.add(name);
        }
        return withoutRepeats(names);
    }

    private static List<String> split(String field) {
        String text = field.replace('\u00a0', ' ')
                .replaceAll("<[^>]{0,300}>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        if (text.startsWith("http") || text.startsWith("www.")) return List.of();
        text = LEADING.matcher(text).replaceFirst("");
        if (text.isEmpty() || text.length() > 300) return List.of();
        List<String> names = new ArrayList<>();
        for (String part : SPLIT.split(text, 12)) {
            String name = TRAILING.matcher(LEADING.matcher(part).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
            name = name.replaceAll("^[\\s\"'“”.,:;–-]+|[\\s\"'“”,:;–-]+$", "");
            names.add(name);
        }
        return names;
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
            boolean repeated = kept.stream()
                    .anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(lower));
            if (!repeated && kept.size() < 10) kept.add(name);
        }
        return kept;
    }
}
