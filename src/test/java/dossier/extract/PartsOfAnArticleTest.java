package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Markup;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a further page adds to those before it.
class PartsOfAnArticleTest {
    private static final String TEASER =
            "<p>What the two ferries are good for, and what they are not, in a test of one year.</p>";
    private static final String ONE = TEASER + "<h2>Pros</h2>"
            + "<p>The old ferry is cheap and never late, and its coffee is the best on the river.</p>".repeat(3)
            + "<h2>Cons</h2><p>It has no roof.</p>";

    @Test
    void whatStandsAtHeadAndFootOfEachPageIsSaidOnceAndAllElseStays() {
        String two = TEASER
                + "<h2>Pros</h2><p>The new ferry has a roof.</p><h2>Cons</h2><p>It is late.</p><p>It has no roof.</p>";
        assertThat(texts(Parts.fresh(blocks(ONE), blocks(two))))
                .as("a heading that comes again over a new line is that line's own")
                .containsExactly("Pros", "The new ferry has a roof.", "Cons", "It is late.");
    }

    @Test
    void aShortLastPageIsAPart() {
        assertThat(texts(Parts.fresh(blocks(ONE), blocks(TEASER + "<p>Nothing more.</p>"))))
                .containsExactly("Nothing more.");
    }

    @Test
    void theArticleOnceMoreIsNone() {
        assertThat(Parts.fresh(blocks(ONE), blocks(ONE))).isEmpty();
        assertThat(Parts.fresh(
                        blocks(ONE), blocks(ONE + "<p>A reader says that this is all wrong, and always was.</p>")))
                .isEmpty();
    }

    @Test
    void aPageOfAGalleryIsAPicture() {
        String picture =
                TEASER + "<figure><img src='/ferry-%d.jpg'><figcaption>The ferry, number %d</figcaption></figure>";
        assertThat(Parts.fresh(blocks(picture.formatted(1, 1)), blocks(picture.formatted(2, 2))))
                .singleElement()
                .isInstanceOf(Block.Figure.class);
    }

    private static List<Block> blocks(String html) {
        return Cleaner.blocks(new Markup(html), URI.create("https://daily.example/test"));
    }

    private static List<String> texts(List<Block> blocks) {
        return blocks.stream().map(Block::text).toList();
    }
}
