package dossier.publish;

/// Characters that may leave the house.
final class Characters {
    private Characters() {}

    /// The text without what XML 1.0 cannot hold (control characters, half surrogate pairs); line ends become `\n`.
    static String legal(String text) {
        if (isPlain(text)) return text;
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return lines.codePoints()
                .filter(Characters::isLegal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// True where nothing is to be done, as nearly always: no control character, nothing beyond the plane of
    /// most letters.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > 0xD7FF || (character < ' ' && character != '\n' && character != '\t')) return false;
        }
        return true;
    }

    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
