package dossier.extract;

import dossier.Golden;
import dossier.model.Evidence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each folder is a page as an outlet writes it, and the article that we want of it.
class OutletsTest {
    private static final URI ADDRESS = URI.create("https://www.outlet.example/news/a-story-12345");

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/outlets"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keepsTheArticleAndNothingElse(Path folder) throws IOException {
        String page = Files.readString(folder.resolve("page.html"));
        Reader.Reading reading = Reader.read(page, ADDRESS, ZoneOffset.UTC, "", List.of());
        Golden.check(folder.resolve("article.html"), written(reading));
    }

    private static String written(Reader.Reading reading) {
        return """
            <!--
            title: %s
            authors: %s
            published: %s
            modified: %s
            language: %s
            picture: %s
            categories: %s
            -->
            %s
            """.formatted(
                        reading.title(),
                        String.join(", ", reading.authors()),
                        reading.published().map(Object::toString).orElse("-"),
                        reading.modified().map(Object::toString).orElse("-"),
                        reading.language().map(Evidence::value).orElse("-"),
                        reading.picture().map(Object::toString).orElse("-"),
                        String.join(", ", reading.categories()),
                        reading.body().html().markup());
    }
}
