package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One formatter decides how sources look: `mvn test -Dtest=FormatTest -Dformat=write` rewrites them.
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceIsFormatted() throws IOException, FormatterException {
        boolean write = "write".equals(System.getProperty("format"));
        List<Path> crooked = new ArrayList<>();
        for (Path source : sources()) {
            String is = Files.readString(source);
            String shouldBe = FORMATTER.formatSourceAndFixImports(is);
            if (is.equals(shouldBe)) continue;
            if (write) Files.writeString(source, shouldBe);
            else crooked.add(source);
        }
        assertThat(crooked)
                .as("sources that are not formatted; mvn test -Dtest=FormatTest -Dformat=write mends them")
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
