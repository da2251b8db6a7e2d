package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How long each takes is told by the program `HostilePages`; here each must end, and end well.
class HostilePagesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aPageThatWasMadeToDoHarmIsRead(String name, Supplier<String> page) {
        assertThat(HostilePages.outcome(page.get())).as(name).endsWith("characters of text");
    }

    static Stream<Arguments> pages() {
        return HostilePages.pages().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }
}
