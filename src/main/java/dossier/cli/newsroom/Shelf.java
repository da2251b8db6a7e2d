package dossier.cli.newsroom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The files under `newsroom/` on the class path.
final class Shelf {
    private static final String ROOT = "/newsroom/";

    private Shelf() {}

    /// The names of all articles, `outlet/article`, as `contents.txt` lists them: a jar cannot be listed itself.
    static List<String> contents() {
        return text("contents.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    static String text(String name) {
        return new String(
                bytes(name).orElseThrow(() -> new IllegalStateException("There is no " + ROOT + name)),
                StandardCharsets.UTF_8);
    }

    static Optional<byte[]> bytes(String name) {
        try (InputStream stream = Shelf.class.getResourceAsStream(ROOT + name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(ROOT + name, e);
        }
    }
}
