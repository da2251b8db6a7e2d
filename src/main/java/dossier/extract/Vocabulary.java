package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Words, and pairs of them, that tell what the makers of pages named something.
final class Vocabulary {
    /// As many are found by one look at a word, a bit for each; those beyond are looked through one by one.
    static final int NUMBERED = 64;

    private static final Map<String, Long> HOLDERS = new ConcurrentHashMap<>();
    private static final Set<String> FIRST_OF_PAIRS = ConcurrentHashMap.newKeySet();
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
            if (space > 0) FIRST_OF_PAIRS.add(word.substring(0, space));
            if (number < NUMBERED) HOLDERS.merge(word, 1L << number, (one, other) -> one | other);
        }
        count = number + 1;
        return new Vocabulary(words, number);
    }

    /// How many there are so far.
    static int count() {
        return count;
    }

    /// The vocabularies that hold this word or pair, by the bits of their numbers.
    static long holders(String word) {
        return HOLDERS.getOrDefault(word, 0L);
    }

    /// True for a word that some pair begins with.
    static boolean beginsPair(String word) {
        return FIRST_OF_PAIRS.contains(word);
    }

    boolean contains(String word) {
        return words.contains(word);
    }

    Set<String> words() {
        return words;
    }

    /// No two have the same.
    int number() {
        return number;
    }
}
