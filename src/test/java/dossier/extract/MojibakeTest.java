package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Evidence;
import dossier.model.Markup;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {
    private static final URI ADDRESS = URI.create("https://www.harbour.example/news/ferry");
    private static final List<String> TEXTS = List.of(
            "It’s the captain’s tea – “old tea” — he said, and drank.",
            "Der Käpt'n trank früher größere Mengen Tee; heute müßte er höher greifen.",
            "Le thé préféré du capitaine a été bu à l’été dernier.",
            "Капитан пил старый чай",
            "船長は古いお茶を飲んだ",
            "The captain 🚢 drinks ☕ and ☕ again");

    @Test
    void utf8ThatWasReadAsLatin1OnceIsReadAsItWasMeant() {
        for (String text : TEXTS) {
            String broken = broken(text);
            assertThat(Mojibake.isIn(broken)).as(broken).isTrue();
            assertThat(Mojibake.repaired(broken)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Itâ€™s the captainâ€™s tea, and nobody elseâ€™s",
                "It&acirc;&euro;&trade;s the captain&acirc;&euro;&trade;s tea, and nobody else&acirc;&euro;&trade;s",
                "Itâ&#8364;&#8482;s the captainâ€&trade;s tea, and nobody else&#226;&#8364;&#8482;s",
                "It\u0092s the captain\u0092s tea, and nobody else\u0092s",
            })
    void soIsWhatWindowsMadeOfIt(String broken) {
        assertThat(text("<p>" + broken + " in all of the harbour, as was said before.</p>"))
                .contains("It’s the captain’s tea, and nobody else’s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "«LIBERTÉ» «ÉGALITÉ» «FRATERNITÉ» à « l’été », à « Noël » et à « Pâques »",
                "»GRÜß« »MENÜ« »ALLÜ« sagt der Kapitän",
                "Ã© is what became of é, Ã¼ of ü and â€™ of ’: so “mojibake” – “文字化け” – looks to a reader’s eye",
                "NÃO, NÃO, NÃO Â» é à è ù ç",
                "A surface of 120 Å², of 40 Å², of 80 Å² and of 300 Å³",
            })
    void whatIsSoundStaysAsItIs(String sound) {
        assertThat(Mojibake.isIn(sound)).isFalse();
        assertThat(text("<p>" + sound + "</p>")).isEqualTo(sound);
    }

    @Property
    void whateverComesIsRead(@ForAll String any) {
        assertThat(Mojibake.repaired(any).length()).isLessThanOrEqualTo(any.length());
    }

    @Test
    void aPageIsReadOnceMoreAndSaysSo() {
        String html = "<meta charset=utf-8><title>The captain’s tea</title><h1>The captain’s tea</h1><article>"
                + "<p>It’s the captain’s tea – “old tea” – and he drinks it on the quay, day for day.</p>".repeat(5);
        Reader.Reading reading = Reader.read(broken(html), ADDRESS, ZoneOffset.UTC, "", List.of());
        assertThat(reading.title()).isEqualTo("The captain’s tea");
        assertThat(reading.body().text()).startsWith("It’s the captain’s tea – “old tea” –");
        assertThat(reading.evidence()).extracting(Evidence::source).contains("mojibake");
    }

    @Test
    void aFeedsTextIsRepairedToo() {
        String markup = broken("<p>It’s the captain’s tea – “old tea” – and nobody else’s.</p>");
        assertThat(new Cleaner().cleaned(new Markup(markup), ADDRESS, "").text())
                .isEqualTo("It’s the captain’s tea – “old tea” – and nobody else’s.");
    }

    private static String text(String html) {
        return Reader.read("<article>" + html + "</article>", ADDRESS, ZoneOffset.UTC, "", List.of())
                .body()
                .text();
    }

    /// Where windows-1252 has no sign, old software kept the octet.
    private static String broken(String text) {
        StringBuilder broken = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            String sign = new String(new byte[] {octet}, Charset.forName("windows-1252"));
            broken.append(sign.equals("\ufffd") ? (char) (octet & 0xff) : sign.charAt(0));
        }
        return broken.toString();
    }
}
