package dossier.web;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Reply;
import dossier.model.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticsTest {
    private final Statics statics = new Statics();

    @Test
    void theAddressOnAPageMayBeCachedForEver() {
        Matcher address = Pattern.compile("href=\"(/static/style\\.css)\\?v=([0-9a-f]{10})\"")
                .matcher(new Pages(Samples.SITE).list(Samples.spying()).body().text(StandardCharsets.UTF_8));
        assertThat(address.find()).isTrue();
        Reply reply = ask(address.group(1), Map.of("v", address.group(2)));
        assertThat(reply.headers())
                .containsEntry("Content-Type", "text/css; charset=utf-8")
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(reply.body().size()).isPositive();
    }

    @Test
    void anAddressWithoutTheRightVersionIsAskedAgain() {
        assertThat(ask("/static/style.css", Map.of()).headers()).containsEntry("Cache-Control", "no-cache");
        assertThat(ask("/favicon.svg", Map.of("v", "old")).headers())
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Content-Type", "image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../db/V1__archive.sql",
                "/static/",
                "",
                "/static/%2e%2e/db/V1__archive.sql",
                "/static/style.css/",
                "/x"
            })
    void noPathLeadsAnywhereElse(String path) {
        assertThat(ask(path, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void markupIsPrintedAsItIsInOneTemplateOnly() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            List<Path> unsafe = files.filter(Files::isRegularFile)
                    .filter(StaticsTest::printsUnescaped)
                    .toList();
            assertThat(unsafe).containsExactly(Path.of("src/main/resources/templates/part/text.jte"));
        }
    }

    private static boolean printsUnescaped(Path template) {
        try {
            return Files.readString(template).contains("$unsafe");
        } catch (IOException unreadable) {
            throw new AssertionError(template.toString(), unreadable);
        }
    }

    private Reply ask(String path, Map<String, String> params) {
        return statics.file(new Request(path, params, Optional.empty(), Optional.empty()));
    }
}
