package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Bytes;
import dossier.model.Feed;
import dossier.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnyBytesTest {
    private static final String FEED = """
        <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]>
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>T</title><link>https://a.example/</link><ttl>60</ttl>
        <item><title>One &amp; &lt;b&gt;two&lt;/b&gt;</title><guid>1</guid><link>https://a.example/1?utm_source=x</link>
        <pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><dc:creator>A (a@b.c)</dc:creator>
        <description><![CDATA[<p>x</p>]]></description><media:content url="/a.jpg" fileSize="1"/></item>
        <item><title>Three</title><guid>2</guid></item></channel></rss>\
        """;

    private final Parser parser = new Parser(ParseSettings.DEFAULTS);

    @Property(tries = 500)
    void anyBytesAreReadOrRefusedWithTheAddress(@ForAll byte[] document) {
        check(document);
    }

    @Property(tries = 2000)
    void aDamagedFeedIsReadOrRefusedWithTheAddress(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = FEED.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(1, 8); i > 0; i--) bytes = damaged(bytes, random);
        check(bytes);
    }

    /// One stroke: a byte changed, a piece cut out, or a piece doubled.
    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length < 2) return bytes;
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + random.nextInt(40));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String piece = text.substring(from, to);
        String next =
                switch (random.nextInt(3)) {
                    case 0 -> text.substring(0, from) + (char) random.nextInt(256) + text.substring(from + 1);
                    case 1 -> text.substring(0, from) + text.substring(to);
                    default -> text.substring(0, to) + piece + text.substring(to);
                };
        return next.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void check(byte[] document) {
        Reading reading = parser.parse(ParserTest.fetch(Feed.Role.FEED, Bytes.of(document), ""))
                .reading();
        switch (reading) {
            case Reading.Entries entries ->
                assertThat(entries.entries()).allSatisfy(entry -> {
                    assertThat(entry.key()).isNotEmpty().hasSizeLessThanOrEqualTo(200);
                    entry.link().ifPresent(link -> assertThat(link.getScheme()).matches("https?"));
                });
            case Reading.Failed failed ->
                assertThat(failed.reason()).startsWith("https://daily.example/feeds/world.xml ");
            default -> throw new AssertionError("neither read nor refused: " + reading);
        }
    }
}
