package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pages that tell their article to programs, and little or nothing to readers.
class ScriptedTest {
    private static final String SENTENCE = "The ferry to Elm Island sails again after a winter in the dock";
    private static final String PARAGRAPHS = IntStream.rangeClosed(1, 6)
            .mapToObj(day -> "<p>%s, said the mayor on day %d of the strike.</p>".formatted(SENTENCE, day))
            .collect(Collectors.joining());

    @Test
    void textsOfParagraphsInAScriptAreTheLastResort() {
        assertTold(read("", "<script>window.__STATE__ = {\"html\":" + quoted(PARAGRAPHS) + "};</script>"), "script");
        assertTold(
                read(
                        "",
                        "<script>push([1," + quoted("{\"a\":\"b\",\"html\":" + quoted(PARAGRAPHS) + "}")
                                + "])</script>"),
                "script");
    }

    @Test
    void soAreListsOfParagraphs() {
        String list = IntStream.rangeClosed(1, 8)
                .mapToObj(day -> "{\"type\":\"text\",\"content\":\"%s, on day %d.\"}".formatted(SENTENCE, day))
                .collect(Collectors.joining(","));
        assertTold(
                read("", "<script type='application/json'>{\"props\":{\"story\":[" + list + "]}}</script>"), "script");
    }

    @Test
    void aBannerIsNoArticle() {
        String banner =
                PARAGRAPHS.replace("The ferry to Elm Island", "We and our partners use cookies, and each visit");
        assertThat(read("", "<script>show({\"html\":" + quoted(banner.replace("sails again", "counts")) + "})</script>")
                        .body()
                        .text())
                .isEmpty();
    }

    @Test
    void aPageWithATextOfItsOwnIsBelieved() {
        String own = "<article>" + PARAGRAPHS.replace("mayor", "captain") + "</article>";
        Reader.Reading reading = read(own, "<script>x = {\"html\":" + quoted(PARAGRAPHS) + "}</script>");
        assertThat(reading.body().text()).contains("captain").doesNotContain("mayor");
    }

    @Test
    void jsonLdIsAWitnessAgainstATeaser() {
        assertTold(read("<article><p>" + "Subscribe now. ".repeat(30) + "</article>", ld("")), "json-ld articleBody");
        assertThat(read("<article>" + PARAGRAPHS + "</article>", ld("")).evidence())
                .as("where they agree, the page has the structure")
                .noneMatch(each -> each.source().startsWith("json-ld articleBody"));
    }

    @Test
    void whatIsForSubscribersStaysTheirs() {
        assertThat(read("<p>A teaser.</p>", ld("\"isAccessibleForFree\":false,"))
                        .body()
                        .text())
                .doesNotContain("mayor");
    }

    private static String ld(String more) {
        String plain = PARAGRAPHS.replace("<p>", "").replace("</p>", "\n");
        return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",%s\"articleBody\":%s}</script>"
                .formatted(more, quoted(plain));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static void assertTold(Reader.Reading reading, String source) {
        assertThat(reading.body().text().lines())
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(line -> line.startsWith(SENTENCE));
        assertThat(reading.body().html().markup()).contains("<p>" + SENTENCE);
        assertThat(reading.evidence())
                .anyMatch(each -> each.field().equals("body") && each.source().equals(source));
    }

    private static Reader.Reading read(String body, String script) {
        String html =
                "<!doctype html><title>The ferry to Elm Island sails again</title>%s<body>%s".formatted(script, body);
        return Reader.read(html, URI.create("https://daily.example/ferry"), ZoneOffset.UTC, "", List.of());
    }
}
