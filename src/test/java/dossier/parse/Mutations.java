package dossier.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damaged feeds, each from a number: the same number gives the same bytes.
final class Mutations {
    private static final int LARGEST = 200_000;

    private static final List<String> SEEDS = List.of("""
        <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]>
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
        <channel><title>Täglich &amp; mehr</title><link>https://a.example/</link><ttl>60</ttl><language>de-AT</language>
        <image><url>/logo.png</url></image>
        <item><title>One &amp; &lt;b&gt;two&lt;/b&gt; &nbsp;</title><guid isPermaLink="true">https://a.example/1</guid>
        <link>https://a.example/1?utm_source=x</link><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
        <dc:creator>A (a@b.example)</dc:creator><category domain="x">Wörter</category><comments>/c</comments>
        <description><![CDATA[<p>x <a href="/y">y</a><script>z()</script>]]></description>
        <content:encoded>&lt;table&gt;&lt;tr&gt;&lt;td&gt;1&lt;/table&gt;</content:encoded>
        <media:group><media:content url="/a.jpg" fileSize="1" medium="image"><media:credit>C</media:credit></media:content></media:group>
        <enclosure url="/a.mp3" length="12" type="audio/mpeg"/><itunes:duration>1:02:03</itunes:duration></item>
        <item><title>Three</title><guid>2</guid><pubDate>5. März 2026 10:20 Uhr</pubDate></item></channel></rss>\
        """, """
        <?xml version='1.0'?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/" xml:lang="fr"
         xmlns:georss="http://www.georss.org/georss" xmlns:thr="http://purl.org/syndication/thread/1.0">
        <title type="html">L&amp;#39;été</title><link rel="self" href="self"/><link href="."/><id>urn:f</id>
        <author><name>N</name><email>n@b.example</email><uri>/n</uri></author><updated>2026-03-01T10:00:00.5+01:00</updated>
        <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>b</em></div></title><id>urn:1</id>
        <link rel="enclosure" href="a.mp3" length="x"/><link href="1.html"/><published>2026-02-30T25:00:00Z</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>T<br/><img src="i.png" onerror="x()"/></p></div></content>
        <georss:point>45.2 -71.9</georss:point><category term="t" label="L"/><thr:in-reply-to ref="urn:0"/></entry>
        <entry xml:base="../y/"><id>urn:2</id><content mode="base64" type="text/html">PGI+eDwvYj4=</content>
        <summary type="text">a &lt; b</summary><source><title>S</title></source></entry></feed>\
        """, """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
         xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel rdf:about="https://c.example/"><title>C</title><link>https://c.example/</link><sy:updatePeriod>daily</sy:updatePeriod>
        <items><rdf:Seq><rdf:li rdf:resource="https://c.example/1"/></rdf:Seq></items></channel>
        <item rdf:about="https://c.example/1"><title>日本語</title><link>https://c.example/1</link>
        <dc:date>2026-03-01</dc:date><dc:subject>a, b</dc:subject></item></rdf:RDF>\
        """, """
        {"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://d.example/",
        "authors": [{"name": "N", "url": "/n"}], "items": [{"id": 1, "url": "/1", "title": "One \\u00e9\\ud83d\\ude00",
        "content_html": "<p>x<a href='/y'>y</a>", "date_published": "2026-02-01T00:00:00Z", "tags": ["a", null, 3],
        "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12, "duration_in_seconds": 6.5}]},
        {"id": "2", "content_text": "t", "language": "en_US"}]}\
        """, """
        <!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>
        <a href="/feed">Feed</a><p>x</body></html>\
        """);

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1251"),
            Charset.forName("Shift_JIS"),
            Charset.forName("ISO-2022-JP"),
            Charset.forName("UTF-32"),
            Charset.forName("IBM037"));

    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "&#0;",
            "&#xD800;",
            "&#x110000;",
            "&lt;!--",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///x'>]>",
            "&y;",
            "<?xml version=\"1.1\"?>",
            "xmlns=\"\"",
            "xmlns:a=\"http://www.w3.org/2005/Atom\"",
            "xml:base=\"://[\"",
            "</item>",
            "<item>",
            "<entry>",
            "</rss>",
            "<script>",
            "\u0000",
            "\uFEFF",
            "\uFFFF",
            "href=\"javascript:x\"",
            "http://[::1",
            "9999999999999999999",
            "-1",
            "{",
            "[",
            "\"",
            "\\u",
            "1e999999");

    private Mutations() {}

    /// Small feeds of every dialect.
    static List<byte[]> seeds() {
        return SEEDS.stream().map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /// The feed of a number: one of the seeds after one to eight strokes.
    static byte[] of(List<byte[]> seeds, long number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        byte[] feed = seeds.get(random.nextInt(seeds.size()));
        for (int strokes = random.nextInt(1, 9); strokes > 0; strokes--) feed = struck(feed, seeds, random);
        return feed.length <= LARGEST ? feed : Arrays.copyOf(feed, LARGEST);
    }

    private static byte[] struck(byte[] feed, List<byte[]> seeds, Random random) {
        if (feed.length < 4) return feed;
        int from = random.nextInt(feed.length);
        int to = Math.min(feed.length, from + 1 + random.nextInt(1 + random.nextInt(300)));
        return switch (random.nextInt(10)) {
            case 0, 1 -> flipped(feed, random);
            case 2 -> joined(Arrays.copyOf(feed, from), Arrays.copyOfRange(feed, to, feed.length));
            case 3 -> Arrays.copyOf(feed, from);
            case 4 -> spliced(feed, from, seeds.get(random.nextInt(seeds.size())), random);
            case 5 -> repeated(feed, from, to, 1 + random.nextInt(20));
            case 6 -> repeated(feed, from, to, 1 + random.nextInt(1 + random.nextInt(2_000)));
            case 7 -> nested(feed, from, random);
            case 8 -> recoded(feed, random);
            default -> inserted(feed, from, PIECES.get(random.nextInt(PIECES.size())));
        };
    }

    private static byte[] flipped(byte[] feed, Random random) {
        byte[] copy = feed.clone();
        for (int flips = random.nextInt(1, 6); flips > 0; flips--)
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] spliced(byte[] feed, int at, byte[] other, Random random) {
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + 1 + random.nextInt(400));
        return joined(
                Arrays.copyOf(feed, at),
                Arrays.copyOfRange(other, from, to),
                Arrays.copyOfRange(feed, at, feed.length));
    }

    private static byte[] repeated(byte[] feed, int from, int to, int times) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(Arrays.copyOf(feed, to));
        byte[] piece = Arrays.copyOfRange(feed, from, to);
        long most = LARGEST / Math.max(1, piece.length);
        for (int i = 0; i < Math.min(times, most); i++) parts.add(piece);
        parts.add(Arrays.copyOfRange(feed, to, feed.length));
        return joined(parts.toArray(byte[][]::new));
    }

    private static byte[] nested(byte[] feed, int at, Random random) {
        List<String> tags =
                List.of("<x>", "<div>", "&lt;div&gt;", "<item>", "<b a='1'>", "[", "{\"a\":", "<table><td>");
        String tag = tags.get(random.nextInt(tags.size()));
        return inserted(feed, at, tag.repeat(1 + random.nextInt(1 + random.nextInt(5_000))));
    }

    private static byte[] recoded(byte[] feed, Random random) {
        Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
        return new String(feed, StandardCharsets.UTF_8).getBytes(charset);
    }

    private static byte[] inserted(byte[] feed, int at, String piece) {
        return joined(
                Arrays.copyOf(feed, at),
                piece.getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(feed, at, feed.length));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
