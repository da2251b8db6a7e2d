package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Bytes;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.Reading;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnyBytesTest {
    private final Parser parser = new Parser(ParseSettings.DEFAULTS);

    @Property(tries = 500)
    void anyBytesAreReadOrRefusedWithTheAddress(@ForAll byte[] document) {
        check(document);
    }

    @Property(tries = 1000)
    void aDamagedFeedIsReadOrRefusedWithTheAddress(@ForAll long seed) {
        check(Mutations.of(Mutations.seeds(), seed));
    }

    private void check(byte[] document) {
        Reading reading = parser.parse(ParserTest.fetch(Feed.Role.FEED, Bytes.of(document), ""))
                .reading();
        switch (reading) {
            case Reading.Entries entries -> {
                for (Entry entry : entries.entries()) if (!isRight(entry)) throw new AssertionError("odd: " + entry);
            }
            case Reading.Failed failed ->
                assertThat(failed.reason()).startsWith("https://daily.example/feeds/world.xml ");
            default -> throw new AssertionError("neither read nor refused: " + reading);
        }
    }

    private static boolean isRight(Entry entry) {
        return !entry.key().isEmpty()
                && entry.key().length() <= 200
                && entry.link().map(link -> link.getScheme().startsWith("http")).orElse(true);
    }
}
