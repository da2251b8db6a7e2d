package dossier.parse;

import dossier.model.Filed;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Reads a file piece by piece, so that its size does not matter. What is broken is one of its pieces.
public interface FileReader extends Closeable {
    /// The next piece; nothing at the end.
    Optional<Filed> next() throws IOException;

    /// How far it is, in bytes of the file.
    long reached();
}
