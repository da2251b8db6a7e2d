package dossier.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a line may say, in many ways: a regular expression of alternatives, sorted by the letters they begin with. A
/// line is compared only with those that begin as it does, where a single pattern would try all of them in turn.
final class Phrases {
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final int I = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final char NONE = 0;

    private final Map<Character, Pattern> byLetter = new HashMap<>();
    private final Pattern others;

    private Phrases(List<String> alternatives) {
        Map<Character, List<String>> lists = new HashMap<>();
        List<String> anyhow =
                alternatives.stream().filter(each -> first(each) == NONE).toList();
        for (String each : alternatives) {
            if (first(each) != NONE)
                lists.computeIfAbsent(folded(first(each)), _ -> new ArrayList<>(anyhow))
                        .add(each);
        }
        lists.forEach((letter, list) -> byLetter.put(letter, pattern(list)));
        others = pattern(anyhow);
    }

    /// The alternatives as a regular expression has them, with bars between; large and small letters are the same.
    static Phrases of(String alternatives) {
        return new Phrases(split(alternatives).stream().flatMap(Phrases::opened).toList());
    }

    /// True where the whole line is one of them.
    boolean matches(String line) {
        if (line.isEmpty()) return others.matcher(line).matches();
        return byLetter.getOrDefault(folded(line.charAt(0)), others)
                .matcher(line)
                .matches();
    }

    private static Pattern pattern(List<String> alternatives) {
        return alternatives.isEmpty() ? NOTHING : Pattern.compile(String.join("|", alternatives), I);
    }

    /// The letter or escaped sign that must stand where an alternative begins.
    private static char first(String alternative) {
        boolean sign = alternative.length() > 1 && alternative.charAt(0) == '\\';
        int at = sign ? 1 : 0;
        if (alternative.length() <= at || Character.isLetter(alternative.charAt(at)) == sign) return NONE;
        boolean may = alternative.length() > at + 1 && "?*{".indexOf(alternative.charAt(at + 1)) >= 0;
        return may ? NONE : alternative.charAt(at);
    }

    /// As patterns compare letters.
    private static char folded(char letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }

    /// The same without brackets at its beginning: `(?:old|new) tea` is `old tea` and `new tea`.
    private static Stream<String> opened(String alternative) {
        if (!alternative.startsWith("(?:")) return Stream.of(alternative);
        int close = closing(alternative);
        String rest = alternative.substring(close + 1);
        boolean may = rest.startsWith("?") && !rest.startsWith("?+") && !rest.startsWith("??");
        if (!may && !rest.isEmpty() && "?*+{".indexOf(rest.charAt(0)) >= 0) return Stream.of(alternative);
        String behind = may ? rest.substring(1) : rest;
        Stream<String> each = split(alternative.substring(3, close)).stream().map(one -> one + behind);
        return Stream.concat(each, may ? Stream.of(behind) : Stream.of()).flatMap(Phrases::opened);
    }

    /// Where the bracket ends that an alternative begins with.
    private static int closing(String alternative) {
        int depth = 0;
        for (int i = 0; i < alternative.length(); i++) {
            switch (alternative.charAt(i)) {
                case '\\' -> i++;
                case '(', '[' -> depth++;
                case ')', ']' -> {
                    if (--depth == 0) return i;
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("A bracket of ‘" + alternative + "’ is not closed");
    }

    /// Cut at the bars that stand in no brackets.
    private static List<String> split(String alternatives) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < alternatives.length(); i++) {
            switch (alternatives.charAt(i)) {
                case '\\' -> i++;
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case '|' -> {
                    if (depth > 0) continue;
                    parts.add(alternatives.substring(from, i));
                    from = i + 1;
                }
                default -> {}
            }
        }
        parts.add(alternatives.substring(from));
        return parts;
    }
}
