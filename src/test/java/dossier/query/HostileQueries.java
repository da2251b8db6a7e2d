package dossier.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Queries that a person would hardly write, and that are meant to take the system down, by what they try.
public final class HostileQueries {
    private HostileQueries() {}

    /// By name, in a fixed order.
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("deep parentheses", "(".repeat(5_000) + "a" + ")".repeat(5_000));
        all.put("parentheses up to the limit", "(".repeat(39) + "spying" + ")".repeat(39));
        all.put("open parentheses", "(".repeat(19_000));
        all.put("many NOTs", "NOT ".repeat(4_000) + "spying");
        all.put("not anything", "NOT nosuchword");
        all.put("nothing but NOTs", "NOT (NOT (NOT spying))");
        all.put("a thousand ORs", joined(" OR ", 1_000, "word%d"));
        all.put("ten thousand ORs", joined(" OR ", 10_000, "w%d"));
        all.put("a thousand common ORs", joined(" OR ", 900, "b%ca*"));
        all.put("many patterns", joined(" ", 90, "%ca* "));
        all.put("three patterns", "ba* be* bi*");
        all.put(
                "all letters",
                IntStream.rangeClosed('a', 'z')
                        .mapToObj(letter -> "%c?*".formatted(letter))
                        .collect(Collectors.joining(" OR ")));
        all.put("a pattern without letters", "* OR ?? OR **?*");
        all.put("leading patterns", "*ing OR *ion OR *ism OR ?ar* OR *a*e*i*");
        all.put("a pattern that is a large machine", "*a" + "?".repeat(30));
        all.put("many stars", "a*".repeat(60));
        all.put("NEAR with patterns on both sides", "ba* NEAR/1000 bo*");
        all.put("NEARs of patterns", "(ba* OR be* OR bi*) NEAR/1000 (da* OR de* OR di*) NEAR/1000 (ga* OR ge* OR gi*)");
        all.put("NEARs in NEARs", near(12));
        all.put("NEARs up to the limit", near(4));
        all.put(
                "NEAR of many words",
                "(" + joined(" OR ", 400, "w%d") + ") NEAR/9 (" + joined(" OR ", 400, "v%d") + ")");
        all.put("a huge distance", "a NEAR/99999999999999999999 b");
        all.put("a negative distance", "a NEAR/-1 b");
        all.put("a NEAR without sides", "NEAR/3 NEAR/3");
        all.put("a long phrase", "\"" + "a ".repeat(5_000) + "\"");
        all.put("a phrase of the commonest words", "\"" + "the of and ".repeat(16) + "\"");
        all.put("a phrase of patterns", "\"ba* be* bi* bo* bu* da* de* di*\"");
        all.put("an open quote", "\"state secrets");
        all.put("many quotes", "\"".repeat(9_999));
        all.put("an empty phrase", "\"\" OR \"   \"");
        all.put("control characters", "spy\u0000ing\u0007 \u001b[31m OR \u0085 espionage");
        all.put("directions", "\u202espying\u202c OR \u2066x\u2069 \u200f");
        all.put("half a pair", "spy\ud800 OR \udc00x");
        all.put("private and unassigned signs", "\ue000 OR \uffff OR \udbff\udfff");
        all.put("many accents", "e" + "\u0301".repeat(10_000));
        all.put("one long word", "a".repeat(1_000_000));
        all.put("a million characters", "spying OR ".repeat(100_000) + "x");
        all.put("a million spaces", " ".repeat(1_000_000));
        all.put("a regular expression", "/(a+)+$/ OR ^(.*)*$ OR [^\\w]{1,999}");
        all.put("operators alone", "AND OR NOT");
        all.put("a huge weight", "spying^99999999999 OR spying^-1 OR spying^NaN");
        all.put("a strange date", "before:99999999-99-99");
        all.put("a date far away", "after:+999999999-12-31");
        all.put("an unknown field", "constructor:x OR __proto__:y");
        all.put("a field in a field", "title:title:title:spying");
        all.put("a field of much", "title:(" + joined(" OR ", 900, "w%d") + ")");
        all.put("an address", "url:" + "a/".repeat(9_000));
        all.put("markup", "<script>alert(1)</script> OR \"><img src=x onerror=y>");
        all.put("a database's words", "'; drop table article; --");
        all.put("escapes", "\\".repeat(5_000) + "\" OR \\u0041");
        return all;
    }

    private static String joined(String by, int many, String form) {
        boolean letter = form.contains("%c");
        return IntStream.range(0, many)
                .mapToObj(number -> letter ? form.formatted('a' + number % 26) : form.formatted(number))
                .collect(Collectors.joining(by));
    }

    private static String near(int deep) {
        return deep == 0 ? "ba*" : "(" + near(deep - 1) + " NEAR/9 bo*)";
    }
}
