package dossier.web;

import dossier.model.Bytes;
import dossier.model.Reply;
import dossier.model.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The few files that pages need. They are known by name and read once, so no path leads anywhere else.
public final class Statics {
    private static final Map<String, String> TYPES = Map.of(
            "style.css", "text/css; charset=utf-8",
            "favicon.svg", "image/svg+xml",
            "search.js", "text/javascript; charset=utf-8");
    private static final Map<String, Bytes> FILES =
            TYPES.keySet().stream().collect(Collectors.toUnmodifiableMap(name -> name, Statics::read));

    /// `/static/style.css?v=…`: with the version of its content, so that it may be cached for ever.
    static String address(String name) {
        return "/static/" + name + "?v=" + version(bytes(name));
    }

    /// The names of all files.
    public static Set<String> names() {
        return FILES.keySet();
    }

    /// The file that the last part of the path names.
    public Reply file(Request request) {
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        return Optional.ofNullable(FILES.get(name))
                .map(bytes -> found(name, bytes, request.param("v")))
                .orElseGet(() -> Reply.of(404, "text/plain; charset=utf-8", "There is no such file.\n"));
    }

    private static Reply found(String name, Bytes bytes, String asked) {
        boolean exact = asked.equals(version(bytes));
        return new Reply(
                200,
                Map.of(
                        "Content-Type",
                        TYPES.getOrDefault(name, "application/octet-stream"),
                        "Cache-Control",
                        exact ? "public, max-age=31536000, immutable" : "no-cache",
                        "X-Content-Type-Options",
                        "nosniff"),
                bytes);
    }

    private static String version(Bytes bytes) {
        return bytes.sha256().substring(0, 10);
    }

    private static Bytes bytes(String name) {
        return Optional.ofNullable(FILES.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static Bytes read(String name) {
        try (InputStream file = Statics.class.getResourceAsStream("/static/" + name)) {
            if (file == null) throw new IllegalStateException("Not in the jar: static/" + name);
            return Bytes.of(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
