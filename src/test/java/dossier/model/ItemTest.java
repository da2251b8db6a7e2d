package dossier.model;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.Samples;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "FULL, FULL, FULL",
        "FULL, EXCERPT, EXCERPT",
        "FULL, LINK, LINK",
        "EXCERPT, FULL, EXCERPT",
        "EXCERPT, LINK, LINK",
        "LINK, FULL, LINK",
        "LINK, EXCERPT, LINK",
    })
    void noMoreLeavesTheHouseThanOutletAndPageBothAllow(Publish outlet, Publish page, Publish shown) {
        String text = "The keeper was charged with spying. ".repeat(30).strip();
        Content full = Samples.content("A spy", "<p>" + text + "</p>", text, Content.From.PAGE);
        Content pictured = new Content(
                full.address(),
                full.aliases(),
                full.title(),
                full.authors(),
                full.published(),
                full.modified(),
                full.language(),
                full.body(),
                full.text(),
                Optional.of(new Picture(URI.create("https://daily.example/p.jpg"), "")),
                full.categories(),
                full.from());
        Kept kept = new Kept(new ArticleId(1), 1, outlet(outlet), pictured.atMost(page), NOON, Optional.empty());
        Item item = Item.shown(kept, "a-spy", NOON, NOON, List.of(), List.of(), List.of());
        assertThat(item.body().markup().length())
                .isEqualTo(
                        switch (shown) {
                            case FULL -> full.body().markup().length();
                            case EXCERPT ->
                                SafeHtml.paragraph(item.excerpt()).markup().length();
                            case LINK -> 0;
                        });
        assertThat(item.excerpt().isEmpty()).isEqualTo(shown == Publish.LINK);
        assertThat(item.picture().isPresent()).isEqualTo(shown == Publish.FULL);
    }

    private static Outlet outlet(Publish publish) {
        Outlet plain = Samples.outlet();
        return new Outlet(
                plain.name(),
                plain.slug(),
                plain.kind(),
                plain.tagline(),
                plain.home(),
                plain.feeds(),
                plain.keep(),
                publish,
                plain.review(),
                plain.text(),
                plain.poll(),
                plain.language(),
                plain.zone(),
                plain.headers(),
                plain.rights());
    }
}
