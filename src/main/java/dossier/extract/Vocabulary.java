package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Words, and pairs of them, that tell what the makers of pages named something.
final class Vocabulary {
    /// As many are found by one look at a word, a bit for each; those beyond are looked through one by one.
    static final int NUMBERED = 63;

    /// The bit of a word that some pair begins with.
    private static final long BEGINS_PAIR = 1L << NUMBERED;

    private static final Map<String, Long> HOLDERS = new ConcurrentHashMap<>();
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
        for (String word : words) {
            int space = word.indexOf(' ');
            if (space > 0) hold(word.substring(0, space), BEGINS_PAIR);
            if (number < NUMBERED) hold(word, 1L << number);
        }
        count = number + 1;
        return new Vocabulary(words, number);
    }

    private static void hold(String word, long bit) {
        HOLDERS.merge(word, bit, (one, other) -> one | other);
    }

    /// How many there are so far.
    static int count() {
        return count;
    }

    /// The vocabularies that hold this word or pair, by the bits of their numbers.
    static long holders(String word) {
        return HOLDERS.getOrDefault(word, 0L);
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
