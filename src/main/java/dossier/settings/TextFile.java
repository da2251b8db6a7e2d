package dossier.settings;

import dossier.model.Place;
import dossier.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file that a person wrote: UTF-8, and not endless.
final class TextFile {
    private static final int LARGEST = 8 * 1024 * 1024;

    private TextFile() {}

    /// The text, or nothing and a problem that says why.
    static Optional<String> read(Path file, List<Problem> problems) {
        Place place = new Place(file.toString(), 0);
        if (Files.isDirectory(file)) {
            problems.add(new Problem(place, "is a folder; expected a file"));
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length <= LARGEST) return decoded(bytes, place, problems);
            problems.add(new Problem(place, "is larger than " + LARGEST / 1024 / 1024 + " MB"));
        } catch (IOException unreadable) {
            problems.add(new Problem(place, "cannot be read: " + unreadable));
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(byte[] bytes, Place place, List<Problem> problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = lineAt(bytes, in.position());
            problems.add(new Problem(new Place(place.file(), line), "is not UTF-8 here; save the file as UTF-8"));
            return Optional.empty();
        }
        String text = out.flip().toString();
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) if (bytes[i] == '\n') line++;
        return line;
    }
}
