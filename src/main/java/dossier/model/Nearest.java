package dossier.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Finds the name that was probably meant: among settings, keys, outlets, fields of a query.
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /// `; is it poll.longest?`, or nothing where no name is near.
    public static String hint(String written, Collection<String> names) {
        return of(written, names).map(name -> "; is it " + name + "?").orElse("");
    }

    /// The nearest of the names, where one differs by no more than a third of its letters, or is the only one that
    /// begins or ends with what was written.
    public static Optional<String> of(String written, Collection<String> names) {
        String plain = plain(written);
        if (plain.isEmpty() || plain.length() > LONGEST) return Optional.empty();
        Optional<String> alike = new TreeSet<>(names)
                .stream()
                        .filter(name -> name.length() <= LONGEST)
                        .filter(name -> distance(plain, plain(name)) <= mostFor(plain(name)))
                        .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
        return alike.or(() -> onlyOneWith(plain, names));
    }

    /// Of two letters one is half the word: such a name is only meant where it stands there as it is.
    private static int mostFor(String name) {
        return name.length() < 3 ? 0 : Math.max(1, name.length() / 3);
    }

    private static Optional<String> onlyOneWith(String plain, Collection<String> names) {
        if (plain.length() < 3) return Optional.empty();
        return only(names, name -> plain(name).endsWith(plain))
                .or(() -> only(names, name -> plain(name).startsWith(plain)));
    }

    private static Optional<String> only(Collection<String> names, Predicate<String> which) {
        List<String> those = names.stream().filter(which).distinct().toList();
        return those.size() == 1 ? Optional.of(those.getFirst()) : Optional.empty();
    }

    /// Case, dots, hyphens, underscores and blanks make no difference to what was meant.
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s._-]", "");
    }

    /// Letters to add, drop, change or swap with their neighbour.
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) cost[i][0] = i;
        for (int j = 0; j <= other.length(); j++) cost[0][j] = j;
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
                cost[i][j] = Math.min(least, cost[i - 1][j - 1] + change);
                if (swapped(one, i, other, j)) cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static boolean swapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
