package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words that a page's makers named an element with: its classes, its id and the like, cut at hyphens and humps.
/// `story-body__shareTools` says story, body, share, tools.
final class Words {
    static final Words NONE = new Words(List.of());
    private static final int MOST = 60;

    private final List<String> words;
    /// Each word, and the pair that it begins.
    private final String[] keys;
    /// The vocabularies that were asked for, by their numbers, and those that hold one of the words.
    private long asked;
    private long found;

    private Words(List<String> words) {
        this.words = words;
        this.keys = new String[Math.max(0, 2 * words.size() - 1)];
        for (int i = 0; i < words.size(); i++) {
            keys[2 * i] = words.get(i);
            if (i + 1 < words.size()) keys[2 * i + 1] = words.get(i) + " " + words.get(i + 1);
        }
    }

    static Words of(String names) {
        if (names.isBlank()) return NONE;
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < names.length() && words.size() < MOST; i++) {
            char c = names.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            boolean hump = letter && Character.isUpperCase(c) && i > 0 && Character.isLowerCase(names.charAt(i - 1));
            if ((!letter || hump) && !word.isEmpty()) add(word, words);
            if (letter) word.append(Character.toLowerCase(c));
        }
        if (!word.isEmpty()) add(word, words);
        return words.isEmpty() ? NONE : new Words(words);
    }

    /// Numbers at the end only count: `sidebar2` is a sidebar. A word that begins with one is a machine's.
    private static void add(StringBuilder word, List<String> words) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) end--;
        if (end > 0 && !Character.isDigit(word.charAt(0))) words.add(word.substring(0, end));
        word.setLength(0);
    }

    /// The first of these words or pairs of words (`read more`) that stands here; empty where there is none.
    String first(Set<String> vocabulary) {
        for (String key : keys) if (vocabulary.contains(key)) return key;
        return "";
    }

    /// True where one of them is in the vocabulary. The same names stand on many elements of a page, and are asked
    /// for the same vocabularies: each is looked up once.
    boolean any(Vocabulary vocabulary) {
        if (words.isEmpty()) return false;
        int number = vocabulary.number();
        if (number >= Vocabulary.NUMBERED) return !first(vocabulary.words()).isEmpty();
        long bit = 1L << number;
        if ((asked & bit) == 0) {
            asked |= bit;
            if (!first(vocabulary.words()).isEmpty()) found |= bit;
        }
        return (found & bit) != 0;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Words that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.isEmpty() ? "" : "." + String.join(".", words);
    }
}
