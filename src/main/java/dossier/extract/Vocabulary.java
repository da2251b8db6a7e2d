package dossier.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Words, and pairs of them, that tell what the makers of pages named something.
final class Vocabulary {
    /// As many are found by one look at a word, a bit for each; those beyond are looked through one by one.
    static final int NUMBERED = 63;

    /// The bit of a word that some pair begins with.
    private static final long BEGINS_PAIR = 1L << NUMBERED;

    /// Read millions of times, written when a vocabulary is made: another map each time.
    private static volatile Map<String, Long> holders = Map.of();
    private static volatile int count;

    private final Set<String> words;
    private final int number;

    private Vocabulary(Set<String> words, int number) {
        this.words = words;
        this.number = number;
    }

    /// How they are kept readable: one string, words and pairs separated by commas.
    static Vocabulary of(String list) {
        List<String> entries = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            String clean = entry.strip().replaceAll("\\s+", " ");
            if (!clean.isEmpty()) entries.add(clean);
        }
        return numbered(Set.copyOf(entries));
    }

    /// The words are known before the number counts.
    private static synchronized Vocabulary numbered(Set<String> words) {
        int number = count;
        Map<String, Long> all = new HashMap<>(holders);
        for (String word : words) {
            int space = word.indexOf(' ');
            if (space > 0) hold(all, word.substring(0, space), BEGINS_PAIR);
            if (number < NUMBERED) hold(all, word, 1L << number);
        }
        holders = all;
        count = number + 1;
        return new Vocabulary(words, number);
    }

    private static void hold(Map<String, Long> all, String word, long bit) {
        all.merge(word, bit, (one, other) -> one | other);
    }

    /// How many there are so far.
    static int count() {
        return count;
    }

    /// The vocabularies that hold this word or pair, by the bits of their numbers.
    static long holders(String word) {
        return holders.getOrDefault(word, 0L);
    }

    /// True for the holders of a word that some pair begins with.
    static boolean beginsPair(long holders) {
        return (holders & BEGINS_PAIR) != 0;
    }

    Set<String> words() {
        return words;
    }

    /// No two have the same.
    int number() {
        return number;
    }
}
