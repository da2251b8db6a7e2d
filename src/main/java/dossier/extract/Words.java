package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words that a page's makers named an element with: its classes, its id and the like, cut at hyphens and humps.
/// `story-body__shareTools` says story, body, share, tools.
final class Words {
    static final Words NONE = new Words(List.of());
    private static final int MOST = 60;
    /// Most names are of no more words.
    private static final int A_FEW = 8;

    private final List<String> words;
    private final int hash;
    /// The vocabularies that hold one of the words, and how many there were when it was looked up.
    private long holders;
    private int looked;
    private @Nullable Vocabulary asked;
    private String first = "";

    private Words(List<String> words) {
        this.words = words;
        this.hash = words.hashCode();
    }

    static Words of(String names) {
        if (names.isEmpty()) return NONE;
        List<String> words = new ArrayList<>(A_FEW);
        char[] word = new char[names.length()];
        int length = 0;
        boolean small = false;
        for (int i = 0; i < names.length() && words.size() < MOST; i++) {
            char c = names.charAt(i);
            boolean letter = isLetter(c);
            boolean large = letter && isLarge(c);
            if (length > 0 && (!letter || (large && small))) {
                add(word, length, words);
                length = 0;
            }
            if (letter) word[length++] = large ? Character.toLowerCase(c) : c;
            small = letter && isSmall(c);
        }
        add(word, length, words);
        return words.isEmpty() ? NONE : new Words(words);
    }

    private static boolean isLetter(char c) {
        return c < 0x80 ? isSmall(c) || isLarge(c) || (c >= '0' && c <= '9') : Character.isLetterOrDigit(c);
    }

    private static boolean isLarge(char c) {
        return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
    }

    private static boolean isSmall(char c) {
        return c < 0x80 ? c >= 'a' && c <= 'z' : Character.isLowerCase(c);
    }

    /// Numbers at the end only count: `sidebar2` is a sidebar. A word that begins with one is a machine's.
    private static void add(char[] word, int length, List<String> words) {
        int end = length;
        while (end > 0 && Character.isDigit(word[end - 1])) end--;
        if (end > 0 && !Character.isDigit(word[0])) words.add(new String(word, 0, end));
    }

    /// The first of these words or pairs of words (`read more`) that stands here; empty where there is none.
    String first(Set<String> vocabulary) {
        for (int i = 0; i < words.size(); i++) {
            if (vocabulary.contains(words.get(i))) return words.get(i);
            String pair = pair(i);
            if (!pair.isEmpty() && vocabulary.contains(pair)) return pair;
        }
        return "";
    }

    /// A word and the next, where any vocabulary has a pair that begins so.
    private String pair(int at) {
        return at + 1 < words.size() && Vocabulary.beginsPair(Vocabulary.holders(words.get(at)))
                ? words.get(at) + " " + words.get(at + 1)
                : "";
    }

    /// The first of a vocabulary that is asked for again and again: remembered, until another is asked for.
    String first(Vocabulary vocabulary) {
        if (asked != vocabulary) first = any(vocabulary) ? first(vocabulary.words()) : "";
        asked = vocabulary;
        return first;
    }

    /// True where one of them is in the vocabulary. The same names stand on many elements of a page, and are asked
    /// for many vocabularies: all of them are looked up at once.
    boolean any(Vocabulary vocabulary) {
        if (words.isEmpty()) return false;
        int number = vocabulary.number();
        if (number >= Vocabulary.NUMBERED) return !first(vocabulary.words()).isEmpty();
        if (looked <= number) look();
        return (holders & (1L << number)) != 0;
    }

    private void look() {
        looked = Vocabulary.count();
        for (int i = 0; i < words.size(); i++) {
            long ofWord = Vocabulary.holders(words.get(i));
            holders |= ofWord;
            if (Vocabulary.beginsPair(ofWord) && i + 1 < words.size())
                holders |= Vocabulary.holders(words.get(i) + " " + words.get(i + 1));
        }
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
        return hash;
    }

    @Override
    public String toString() {
        return words.isEmpty() ? "" : "." + String.join(".", words);
    }
}
