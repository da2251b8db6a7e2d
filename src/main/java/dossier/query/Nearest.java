package dossier.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that was probably meant.
final class Nearest {
    private static final int FARTHEST = 2;

    private Nearest() {}

    static Optional<String> to(String word, Collection<String> words) {
        if (word.length() > 20) return Optional.empty();
        return words.stream()
                .filter(known -> (known.startsWith(word) && word.length() > 1)
                        || distance(word, known) <= Math.min(FARTHEST, known.length() / 2))
                .min(Comparator.comparingInt(known -> distance(word, known)));
    }

    /// Letters to change, add or drop.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
