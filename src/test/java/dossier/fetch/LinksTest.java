package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Signposts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final URI ADDRESS = URI.create("https://daily.example/feed");

    private static Signposts in(String... lines) {
        return Links.in(new Headers(Map.of("link", List.of(lines))), ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://hub.example/>; rel=\"hub\", <https://daily.example/Feed?a=1,2>; rel=self",
                "<https://hub.example/>;title=\"a, <b>; rel=x\" ; REL=\"other HUB\",</Feed?a=1,2>;rel=\"self\"",
            })
    void hubAndTopicAreRead(String line) {
        assertThat(in(line))
                .isEqualTo(new Signposts(
                        Optional.of(URI.create("https://daily.example/Feed?a=1,2")),
                        List.of(URI.create("https://hub.example/")),
                        Optional.empty()));
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(in("<https://one.example/>; rel=hub", "<https://two.example/>; rel=hub")
                        .hubs())
                .containsExactly(URI.create("https://one.example/"), URI.create("https://two.example/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<", "<x", "https://hub.example/; rel=hub", "<javascript:x>; rel=hub", "<a b>; rel=hub"})
    void whatIsWrittenWronglyIsOverlooked(String line) {
        assertThat(in(line)).isEqualTo(Signposts.NONE);
    }

    @Test
    void aHostileLineCostsNoTime() {
        assertThat(in("<a>;\"".repeat(3_000)).hubs()).isEmpty();
        assertThat(in("<https://hub.example/>; rel=hub,".repeat(400)).hubs()).hasSize(5);
    }
}
