package dossier.extract;

/// A first look at a text: a pattern is tried only where its words stand, and most texts hold none of them.
final class Glance {
    private Glance() {}

    /// True where a word of plain Latin letters, given in lower case, stands in a text, in capitals or not.
    static boolean holds(String text, String word) {
        char first = word.charAt(0);
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if ((text.charAt(i) | 0x20) == first && text.regionMatches(true, i, word, 0, word.length())) return true;
        }
        return false;
    }
}
