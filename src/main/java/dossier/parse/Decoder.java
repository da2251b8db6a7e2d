package dossier.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes to text. A byte order mark outranks everything; bytes that are valid UTF-8 are UTF-8 whatever the labels
/// say; then the labels are tried in turn, and the first that fits wins.
final class Decoder {
    private static final Pattern HEADER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s\"';,]+)");
    private static final Pattern PROLOG = Pattern.compile(
            "<\\?xml\\b[^>]{0,200}?\\bencoding\\s*=\\s*[\"']\\s*([^\"'>\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern META = Pattern.compile(
            "<meta\\b[^>]{0,200}?\\bcharset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;]+)", Pattern.CASE_INSENSITIVE);
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int HEAD = 4096;

    private Decoder() {}

    /// The text of a body whose `Content-Type` header claims something about it. Never fails.
    static String decode(byte[] bytes, String contentType) {
        Optional<Charset> marked = mark(bytes);
        if (marked.isPresent()) return lenient(bytes, marked.get());
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) return lenient(bytes, wide.get());
        Optional<String> utf8 = utf8(bytes);
        if (utf8.isPresent()) return utf8.get();
        List<Charset> labels = labels(bytes, contentType);
        for (Charset label : labels) {
            Optional<String> text = strict(bytes, label);
            if (text.isPresent()) return text.get();
        }
        return nearly(bytes, labels);
    }

    /// The encoding of a text that is too long to be tried, by its first bytes and what they say.
    static Charset charset(byte[] head) {
        return mark(head).or(() -> wide(head)).orElseGet(() -> labels(head, "").getFirst());
    }

    /// Nothing fits without an error: UTF-8 with foreign bytes in it, or the label with its errors replaced.
    private static String nearly(byte[] bytes, List<Charset> labels) {
        Charset first = labels.isEmpty() ? StandardCharsets.UTF_8 : labels.getFirst();
        return first.equals(StandardCharsets.UTF_8) ? patched(bytes) : lenient(bytes, first);
    }

    private static Optional<Charset> mark(byte[] b) {
        if (starts(b, 0xEF, 0xBB, 0xBF)) return Optional.of(StandardCharsets.UTF_8);
        if (starts(b, 0xFF, 0xFE, 0, 0)) return Optional.of(Charset.forName("UTF-32LE"));
        if (starts(b, 0, 0, 0xFE, 0xFF)) return Optional.of(Charset.forName("UTF-32BE"));
        if (starts(b, 0xFF, 0xFE)) return Optional.of(StandardCharsets.UTF_16LE);
        if (starts(b, 0xFE, 0xFF)) return Optional.of(StandardCharsets.UTF_16BE);
        return Optional.empty();
    }

    /// Encodings whose first `<` or `{` already shows them (XML 1.0, appendix F).
    private static Optional<Charset> wide(byte[] b) {
        for (int c : new int[] {'<', '{', '\n', ' '}) {
            if (starts(b, 0, 0, 0, c)) return Optional.of(Charset.forName("UTF-32BE"));
            if (starts(b, c, 0, 0, 0)) return Optional.of(Charset.forName("UTF-32LE"));
            if (starts(b, 0, c)) return Optional.of(StandardCharsets.UTF_16BE);
            if (starts(b, c, 0)) return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (starts(b, 0x4C, 0x6F, 0xA7, 0x94)) return Charsets.of("IBM037");
        return Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... head) {
        if (bytes.length < head.length) return false;
        for (int i = 0; i < head.length; i++) if ((bytes[i] & 0xFF) != head[i]) return false;
        return true;
    }

    /// The text, if the bytes are UTF-8. The JDK's own way to a string is by far the fastest, but tells of errors
    /// only by the sign that stands for them, and a feed may hold that sign itself. Pure ASCII may still be
    /// ISO-2022-JP or the like, which switch their meaning by escape sequences.
    private static Optional<String> utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\u001b') >= 0) return Optional.empty();
        return text.indexOf('\uFFFD') < 0 ? Optional.of(unmarked(text)) : strict(bytes, StandardCharsets.UTF_8);
    }

    private static List<Charset> labels(byte[] bytes, String contentType) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        Optional<Charset> header = label(HEADER, contentType);
        Optional<Charset> prolog = label(PROLOG, head);
        Set<Charset> labels = new LinkedHashSet<>();
        // Servers are told once to say latin-1 of all their text, and forget it; who writes a prolog means this file.
        if (header.filter(WINDOWS_1252::equals).isEmpty()) header.ifPresent(labels::add);
        prolog.filter(Decoder::narrow).ifPresent(labels::add);
        header.ifPresent(labels::add);
        label(META, head).filter(Decoder::narrow).ifPresent(labels::add);
        if (!labels.contains(StandardCharsets.UTF_8) && labels.isEmpty()) labels.add(StandardCharsets.UTF_8);
        return new ArrayList<>(labels);
    }

    /// A label that was read as ASCII cannot say UTF-16.
    private static boolean narrow(Charset label) {
        return !label.name().startsWith("UTF-16") && !label.name().startsWith("UTF-32");
    }

    private static Optional<Charset> label(Pattern where, String text) {
        Matcher found = where.matcher(text);
        return found.find() ? Charsets.of(found.group(1)) : Optional.empty();
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(
                        charset.equals(StandardCharsets.UTF_8) ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE);
        try {
            return Optional.of(unmarked(decoder.decode(ByteBuffer.wrap(bytes)).toString()));
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    private static String lenient(byte[] bytes, Charset charset) {
        return unmarked(new String(bytes, charset));
    }

    /// UTF-8 in which single bytes are something else, as when a page was glued together from two sources: each such
    /// byte is read as windows-1252. Where most of them are, all of it is.
    private static String patched(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        int foreign = 0;
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) break;
            for (int i = 0; i < result.length() && in.hasRemaining(); i++) {
                out.put(WINDOWS_1252.decode(ByteBuffer.wrap(new byte[] {in.get()})));
                foreign++;
            }
            decoder.reset();
        }
        out.flip();
        int wide = 0;
        for (int i = 0; i < out.length(); i++) if (out.charAt(i) > 0x7F) wide++;
        return foreign * 2 > wide ? lenient(bytes, WINDOWS_1252) : unmarked(out.toString());
    }

    private static String unmarked(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == '\uFEFF') from++;
        return from == 0 ? text : text.substring(from);
    }
}
