package dossier.fetch;

import dossier.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether an answer is a page of HTML, by what the server claims and, where that says little, by its first bytes.
final class Media {
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

    /// Claims under which pages of HTML are found in the wild.
    private static final Set<String> VAGUE = Set.of(
            "",
            "text/plain",
            "text/xml",
            "application/xml",
            "application/octet-stream",
            "application/unknown",
            "unknown/unknown",
            "text/x-server-parsed-html");

    private static final Pattern TAG = Pattern.compile("(?i)<(?:!doctype\\s+html|html|head|body|title|article)[\\s>]");
    private static final int LOOKED_AT = 4096;

    private Media() {}

    /// Says so where the headers already tell that it is something else; the body is not even read then.
    static Optional<String> unfit(Headers headers) {
        String type = type(headers);
        return HTML.contains(type) || VAGUE.contains(type)
                ? Optional.empty()
                : Optional.of("is " + Trouble.quoted(type) + ", not a page of HTML");
    }

    /// Says so where the body is something else.
    static Optional<String> unfit(Headers headers, Bytes body) {
        String start = start(body);
        if (start.startsWith("%PDF-")) return Optional.of("is a PDF, not a page of HTML");
        boolean html = HTML.contains(type(headers))
                || TAG.matcher(start.replace("\0", "")).find();
        return html ? Optional.empty() : Optional.of("is no page of HTML");
    }

    private static String start(Bytes body) {
        try (InputStream in = body.stream()) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        } catch (IOException bytesAreInMemory) {
            throw new UncheckedIOException(bytesAreInMemory);
        }
    }

    private static String type(Headers headers) {
        String claim = headers.first("content-type").orElse("");
        int end = claim.indexOf(';');
        return (end < 0 ? claim : claim.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
