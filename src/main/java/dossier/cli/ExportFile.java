package dossier.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where an export goes. A file has its name only once it is whole; `-` is the standard output.
final class ExportFile {
    private ExportFile() {}

    /// What writes an export.
    interface Writer {
        /// Writes all of it.
        void write(OutputStream out) throws IOException;
    }

    static void write(String name, PrintStream standard, Writer writer) throws IOException {
        if (name.equals("-")) {
            OutputStream out = new BufferedOutputStream(standard, 1 << 16);
            writer.write(out);
            out.flush();
            if (standard.checkError()) throw new Failure("The output was closed before all was written");
            return;
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) throw new Refused(file + " is a folder; name a file in it");
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                writer.write(out);
            }
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            writer.write(out);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
