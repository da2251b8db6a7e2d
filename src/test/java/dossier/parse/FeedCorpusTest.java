package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Runs over the shared corpus where it lies beside the project; its scorer says more than this test.
class FeedCorpusTest {
    private static final Path CORPUS = Path.of("../shared/corpus/feeds");

    @Test
    void nearlyEveryFeedOfTheCorpusIsRead() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "The feed corpus is not here (" + CORPUS + "); nothing is measured");
        int cases = 0;
        int refused = 0;
        for (JsonNode prediction : new FeedCorpus().predict(CORPUS)) {
            cases++;
            if (prediction.has("error")) refused++;
        }
        assertThat(cases).isGreaterThan(2_000);
        assertThat(refused).isLessThan(cases / 50);
    }
}
