package dossier.cli;

import dossier.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A folder that holds what was written into it and nothing else: a file that is as it should be is not touched, one
/// that is not wanted any more is taken away, and each is there whole or not at all.
///
/// `.dossier-site` lists the files. A name stands there before its file does, so that after a kill the next run knows
/// all that it has to take away.
final class Folder {
    private static final String LIST = ".dossier-site";

    /// What is being written. A kill may leave it, and the next run takes it away.
    private static final String UNDER_WAY = ".dossier-under-way";

    /// Bytes of a name that file systems bear.
    private static final int LONGEST_NAME = 255;

    private final Path root;
    private final Set<String> listed;
    private final Set<String> wanted = new TreeSet<>();
    private final List<String> refused = new ArrayList<>();
    private int written;

    private Folder(Path root, Set<String> listed) {
        this.root = root;
        this.listed = listed;
    }

    /// What a run did.
    ///
    /// @param refused addresses that no file can have
    record Done(int files, int written, int removed, List<String> refused) {}

    /// Opens it. A folder that holds other things is refused: what is not wanted in it is deleted.
    static Folder open(Path root) {
        try {
            Files.createDirectories(root);
            Files.deleteIfExists(root.resolve(UNDER_WAY));
            Path list = root.resolve(LIST);
            if (Files.exists(list)) return new Folder(root, new TreeSet<>(Files.readAllLines(list)));
            try (Stream<Path> others = Files.list(root)) {
                if (others.findAny().isPresent())
                    throw new Refused(root + " holds other files; name a new or an empty folder, or one of an export");
            }
            Files.createFile(list);
            return new Folder(root, new TreeSet<>());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + root, e);
        }
    }

    /// What stands at an address: `/tags/spying` is `tags/spying/index.html`, an address whose last part tells a format
    /// is the file itself.
    void put(String address, boolean page, Bytes bytes) {
        String path = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/+", "");
        String name = page ? (path.isEmpty() || path.endsWith("/") ? path : path + "/") + "index.html" : path;
        if (!isPossible(name)) refused.add(address);
        else if (wanted.add(name)) keep(name, bytes);
    }

    private static boolean isPossible(String name) {
        return Arrays.stream(name.split("/", -1))
                .allMatch(part -> !part.isEmpty()
                        && !part.equals(".")
                        && !part.equals("..")
                        && part.chars().noneMatch(character -> character < ' ' || character == '\\')
                        && part.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME - 4);
    }

    private void keep(String name, Bytes bytes) {
        Path file = root.resolve(name);
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) == bytes.size()
                    && Bytes.of(Files.readAllBytes(file)).equals(bytes)) return;
            if (listed.add(name))
                Files.writeString(
                        root.resolve(LIST), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Files.createDirectories(file.resolveSibling("."));
            write(file, bytes);
            written++;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private void write(Path file, Bytes bytes) throws IOException {
        Path beside = root.resolve(UNDER_WAY);
        Files.write(beside, bytes.toArray());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Takes away what was not put.
    Done close() {
        try {
            int removed = 0;
            for (String name : listed) {
                if (wanted.contains(name) || !isPossible(name)) continue;
                if (Files.deleteIfExists(root.resolve(name))) removed++;
                removeEmpty(name);
            }
            String lines = String.join("\n", wanted) + "\n";
            if (!listed.equals(wanted)) write(root.resolve(LIST), Bytes.utf8(lines));
            return new Done(wanted.size(), written, removed, List.copyOf(refused));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy " + root, e);
        }
    }

    /// Takes away the folders above a file that hold nothing any more.
    private void removeEmpty(String name) throws IOException {
        Path file = Path.of(name);
        for (int depth = file.getNameCount() - 1; depth > 0; depth--) {
            try {
                Files.deleteIfExists(root.resolve(file.subpath(0, depth)));
            } catch (DirectoryNotEmptyException others) {
                return;
            }
        }
    }
}
