package dossier.web;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Hit;
import dossier.model.Tagging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarksTest {
    @Test
    void marksTheWordsInTheTextAndNotInTags() {
        assertThat(marked("<p>Spies, <a href=\"https://spies.example/Spies\">Spies</a> and spieses</p>", "Spies"))
                .isEqualTo("<p><mark>Spies</mark>, <a href=\"https://spies.example/Spies\"><mark>Spies</mark></a>"
                        + " and spieses</p>");
    }

    @Test
    void theLongerOfTwoIsMarkedAsOne() {
        assertThat(marked("<p>state secrets of state</p>", "state", "state secrets"))
                .isEqualTo("<p><mark>state secrets</mark> of <mark>state</mark></p>");
    }

    @Test
    void anEntityAndAnAttributeStayWhole() {
        assertThat(marked("<p>AT&amp;T &amp; amp &lt;b></p><img alt=\"x > AT&amp;T\">", "AT&T", "amp", "lt"))
                .isEqualTo("<p><mark>AT&amp;T</mark> &amp; <mark>amp</mark> &lt;b></p><img alt=\"x > AT&amp;T\">");
    }

    @Test
    void signsWithoutSpacesAreMarkedWhereverTheyStand() {
        assertThat(marked("<p>一名间谍被捕</p>", "间谍")).isEqualTo("<p>一名<mark>间谍</mark>被捕</p>");
    }

    @Test
    void whatWasFoundElsewhereMarksNothing() {
        Tagging titled = new Tagging("spying", "spying", 1, List.of(new Hit("title", "Spies", 0, 5)));
        assertThat(Marks.of(List.of(titled), "text").markup("<p>Spies</p>")).isEqualTo("<p>Spies</p>");
    }

    private static String marked(String markup, String... words) {
        List<Hit> hits = Stream.of(words)
                .map(word -> new Hit("text", word, 0, word.length()))
                .toList();
        return Marks.of(List.of(new Tagging("t", "r", 1, hits)), "text").markup(markup);
    }
}
