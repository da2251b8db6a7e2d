package dossier.settings;

/// A person's own text, in a message: on one line, not too long, and nothing that moves the cursor of a terminal.
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    static String of(String text) {
        String bare = text.replaceAll("://[^/?#]*@", "://…@"); // The name and password of an address.
        String line = bare.strip().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        int end = Math.min(line.length(), LONGEST);
        if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) end--;
        return end < line.length() ? line.substring(0, end) + "…" : line;
    }
}
