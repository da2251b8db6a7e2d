package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Words, and pairs of them, that tell what the makers of pages named something.
final class Vocabulary {
    /// As many may be remembered by their number; an answer of those beyond is looked up each time.
    static final int NUMBERED = 64;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Set<String> words;
    private final int number = COUNT.getAndIncrement();

    private Vocabulary(Set<String> words) {
        this.words = words;
    }

    /// How they are kept readable: one string, words and pairs separated by commas.
    static Vocabulary of(String list) {
        List<String> entries = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            String clean = entry.strip().replaceAll("\\s+", " ");
            if (!clean.isEmpty()) entries.add(clean);
        }
        return new Vocabulary(Set.copyOf(entries));
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
