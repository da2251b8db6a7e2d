package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder is a test case: what came out is compared with the file that stands there. `-Dgolden=write` rewrites the
/// files, and the difference is reviewed like code.
public final class Golden {
    private Golden() {}

    /// Fails where the file does not hold exactly this text.
    public static void check(Path file, String actual) throws IOException {
        if ("write".equals(System.getProperty("golden"))) Files.writeString(file, actual);
        assertThat(file).exists();
        assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    }
}
