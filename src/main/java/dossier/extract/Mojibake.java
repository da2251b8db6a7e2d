package dossier.extract;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/// Text whose UTF-8 was read as Latin-1 or windows-1252 once too often, before it came to us: `Itâ€™s` for `It’s`. It
/// lies so in the databases of sites that have moved. Repaired where most of what is not ASCII reads as UTF-8 once
/// more: natural text of any language does not, but for a chance.
final class Mojibake {
    /// By chance, an accented capital stands before a quotation mark now and then.
    private static final int BY_CHANCE = 3;

    private static final int LARGEST = 3_000_000;
    /// What windows-1252 has in the places where Latin-1 has controls; a sign that it has nowhere else in its gaps.
    private static final String IN_WINDOWS = inWindows();
    private static final char GAP = '\ufffd';
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{3,5}|#x[0-9a-fA-F]{2,4}|[A-Za-z]{3,7}\\d{0,2});");

    private Mojibake() {}

    /// True for a text that holds controls which no text has, or most of whose letters beyond ASCII are broken.
    static boolean isIn(String text) {
        int broken = 0;
        int sound = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x80) continue;
            int length = length(text, i);
            if (length > 0 && isSure(text, i, length)) broken++;
            else sound++;
            i += Math.max(0, length - 1);
        }
        return (broken >= BY_CHANCE && broken > sound) || controls(text) >= BY_CHANCE;
    }

    /// Å² stands alone, behind a number; letters of words do not. The first octets of é and £ are never seen alone.
    private static boolean isSure(String text, int at, int length) {
        char first = text.charAt(at);
        return length > 2
                || first == 'Ã'
                || first == 'Â'
                || (at > 0 && Character.isLetter(text.charAt(at - 1)))
                || (at + 2 < text.length() && Character.isLetter(text.charAt(at + 2)));
    }

    private static long controls(String text) {
        return text.chars().filter(Mojibake::isControl).count();
    }

    /// One of the controls of Latin-1, in whose places windows-1252 has punctuation.
    private static boolean isControl(int c) {
        return c >= 0x80 && c <= 0x9f;
    }

    /// A page whose text is broken, as it was meant. So large a page as no article is stays as it is.
    static String repaired(String html) {
        return html.length() > LARGEST ? html : decoded(withoutEntities(html));
    }

    /// Letters that were written as entities, octet by octet. Marks of HTML are ASCII, and stay.
    private static String withoutEntities(String html) {
        Map<String, String> letters = new HashMap<>();
        return ENTITY.matcher(html)
                .replaceAll(entity -> letters.computeIfAbsent(entity.group(), Mojibake::octetOrEntity));
    }

    private static String octetOrEntity(String entity) {
        String letter = Parser.unescapeEntities(entity, false);
        boolean single = letter.length() == 1 && octet(letter.charAt(0)) >= 0x80;
        return Matcher.quoteReplacement(single ? letter : entity);
    }

    private static String decoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int length = text.charAt(i) < 0x80 ? 0 : length(text, i);
            if (length == 0) {
                decoded.append(meant(text.charAt(i)));
                continue;
            }
            decoded.appendCodePoint(point(text, i, length));
            i += length - 1;
        }
        return decoded.toString();
    }

    private static char meant(char c) {
        char sign = isControl(c) ? IN_WINDOWS.charAt(c - 0x80) : c;
        return sign == GAP ? c : sign;
    }

    /// How many characters from here on are the octets of one character of UTF-8 (RFC 3629); 0 where they are not.
    private static int length(String text, int at) {
        int first = octet(text.charAt(at));
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > text.length()) return 0;
        for (int i = 1; i < length; i++) if ((octet(text.charAt(at + i)) & 0xc0) != 0x80) return 0;
        int point = point(text, at, length);
        int shortest = length == 2 ? 0xa0 : length == 3 ? 0x800 : 0x10000;
        boolean letter = point >= shortest && Character.isDefined(point) && !isByChance(point);
        return letter ? length : 0;
    }

    /// What is made of `É»` or `Ü«` alone: phonetic signs, marks, and scripts that are hardly written. Surrogates stand
    /// in no UTF-8.
    private static boolean isByChance(int point) {
        return (point >= 0x250 && point < 0x370)
                || (point >= 0x700 && point < 0x800)
                || Character.getType(point) == Character.SURROGATE;
    }

    private static int point(String text, int at, int length) {
        int point = octet(text.charAt(at)) & (0x7f >> length);
        for (int i = 1; i < length; i++) point = (point << 6) | (octet(text.charAt(at + i)) & 0x3f);
        return point;
    }

    /// The octet that was read as this character, or 0 where none was.
    private static int octet(char c) {
        if (c <= 0xff) return c;
        int at = c < 0x2200 ? IN_WINDOWS.indexOf(c) : -1;
        return at < 0 ? 0 : 0x80 + at;
    }

    private static String inWindows() {
        byte[] octets = new byte[0x20];
        for (int i = 0; i < octets.length; i++) octets[i] = (byte) (0x80 + i);
        return new String(octets, Charset.forName("windows-1252"));
    }
}
