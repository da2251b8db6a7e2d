package dossier.extract;

import dossier.model.Body;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes text of a page's bytes. What they are is told by a byte order mark, the header, the page itself, and the
/// bytes: what is valid UTF-8 beyond ASCII is UTF-8, whatever was said.
final class Decoder {
    /// No article is longer; the rest is not read.
    static final int MOST_BYTES = 5_000_000;

    private static final int PRESCAN = 4_096;
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]{2,40})", Pattern.CASE_INSENSITIVE);

    private Decoder() {}

    static String text(Body body) {
        byte[] all = body.bytes().toArray();
        byte[] bytes = all.length > MOST_BYTES ? Arrays.copyOf(all, MOST_BYTES) : all;
        Optional<Charset> marked = marked(bytes);
        if (marked.isPresent()) return new String(bytes, marked.get());
        Optional<String> utf8 = utf8(bytes);
        if (utf8.isPresent()) return utf8.get();
        Charset said = named(body.contentType())
                .or(() -> named(new String(bytes, 0, Math.min(PRESCAN, bytes.length), StandardCharsets.ISO_8859_1)))
                .orElse(Charset.forName("windows-1252"));
        return new String(bytes, said);
    }

    private static Optional<Charset> marked(byte[] bytes) {
        if (bytes.length < 2) return Optional.empty();
        if (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) return Optional.of(StandardCharsets.UTF_16);
        if (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) return Optional.of(StandardCharsets.UTF_16);
        return Optional.empty();
    }

    /// The text where the bytes are valid UTF-8, the cut at the end forgiven.
    private static Optional<String> utf8(byte[] bytes) {
        if (hasEscapes(bytes)) return Optional.empty();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var result = decoder.decode(ByteBuffer.wrap(bytes), chars, false);
        if (result.isError()) return Optional.empty();
        return Optional.of(chars.flip().toString());
    }

    /// ISO-2022-JP is ASCII with escapes.
    private static boolean hasEscapes(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length && i < 100_000; i++) {
            if (bytes[i] == 0x1b && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) return true;
        }
        return false;
    }

    private static Optional<Charset> named(String text) {
        Matcher name = CHARSET.matcher(text);
        while (name.find()) {
            Optional<Charset> found = charset(name.group(1).toLowerCase(Locale.ROOT));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /// Names as browsers read them; UTF-8 was ruled out already, but a few broken bytes do not make it another.
    private static Optional<Charset> charset(String name) {
        String real =
                switch (name) {
                    case "iso-8859-1", "latin1", "us-ascii", "ascii", "iso8859-1", "x-user-defined" -> "windows-1252";
                    case "iso-8859-9" -> "windows-1254";
                    case "gb2312", "gbk", "x-gbk", "gb_2312-80" -> "gb18030";
                    case "shift-jis", "x-sjis", "shift_jis" -> "windows-31j";
                    case "euc-kr", "ks_c_5601-1987" -> "x-windows-949";
                    default -> name;
                };
        try {
            return Charset.isSupported(real) ? Optional.of(Charset.forName(real)) : Optional.empty();
        } catch (IllegalCharsetNameException noName) {
            return Optional.empty();
        }
    }
}
