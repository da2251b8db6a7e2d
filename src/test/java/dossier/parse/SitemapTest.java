package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dossier.model.Bytes;
import dossier.model.DateFlag;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitemapTest {
    private static final String NEWS = """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
                xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc>https://daily.example/</loc><lastmod>2026-03-01T11:00:00Z</lastmod></url>
        <url>
          <loc>https://daily.example/tide?utm_source=news</loc>
          <lastmod>2026-02-28T09:30:00Z</lastmod>
          <news:news>
            <news:publication><news:name>The Daily</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2026-02-27</news:publication_date>
            <news:title>The tide &amp;amp; the wall</news:title>
            <news:keywords>sea, walls , ,tides</news:keywords>
          </news:news>
          <image:image><image:loc>/wall.jpg</image:loc><image:caption>The wall</image:caption></image:image>
        </url>
        <url>
          <loc>https://daily.example/vent</loc>
          <news:news>
            <news:publication><news:name>The Daily</news:name><news:language>fr</news:language></news:publication>
            <news:publication_date>2026-03-01T08:00:00+01:00</news:publication_date>
            <news:title>Le vent</news:title>
          </news:news>
        </url>
        </urlset>
        """;

    private final Parser parser = new Parser(ParseSettings.DEFAULTS);

    @Test
    void aSitemapOfNewsIsAFeedNewestFirst() {
        Reading.Entries read = entries(NEWS);
        assertThat(read.head().format()).isEqualTo("sitemap-news");
        assertThat(read.head().title()).isEqualTo("The Daily");
        assertThat(read.entries()).extracting(Entry::title).containsExactly("Le vent", "The tide & the wall");
        Entry tide = read.entries().getLast();
        assertThat(tide.link()).contains(URI.create("https://daily.example/tide"));
        assertThat(tide.published()).contains(Instant.parse("2026-02-27T00:00:00Z"));
        assertThat(tide.updated()).contains(Instant.parse("2026-02-28T09:30:00Z"));
        assertThat(tide.categories()).containsExactly("sea", "walls", "tides");
        assertThat(tide.language()).contains("en");
        assertThat(tide.enclosures())
                .containsExactly(
                        new Enclosure(URI.create("https://daily.example/wall.jpg"), "image/*", 0, "The wall", ""));
        assertThat(read.entries().getFirst().language()).contains("fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urlset"
                    + " xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/a</loc><n:news><n:title>A</n:title></n:news></url></urlset>",
                "<urlset><url><loc> https://daily.example/a"
                        + " </loc><news:news><news:title>A</news:title></news:news></url>",
                "<br>oops <urlset"
                    + " xmlns='https://www.sitemaps.org/schemas/sitemap/0.9/'><url><loc>/a</loc><news:news><news:title>A</news:title>",
                "<sm:urlset xmlns:sm='http://www.sitemaps.org/schemas/sitemap/0.9'"
                    + " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9/'>"
                    + "<sm:url><sm:loc>//daily.example/a</sm:loc><news:news><news:title>A</news:title></news:news></sm:url></sm:urlset>"
            })
    void itIsReadHoweverItsNamespacesAndEndsAreWritten(String document) {
        Reading.Entries read = entries(document);
        assertThat(read.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("A");
            assertThat(entry.link()).contains(URI.create("https://daily.example/a"));
            assertThat(entry.flags()).containsExactly(DateFlag.MISSING);
        });
    }

    @Test
    void aPlainSitemapGivesThePagesChangedLastWithoutTitles() {
        String urls = IntStream.range(0, 1000)
                .mapToObj(i -> "<url><loc>/p%d</loc>%s</url>"
                        .formatted(
                                i,
                                i % 10 == 0
                                        ? ""
                                        : "<lastmod>"
                                                + Instant.parse("2020-01-01T00:00:00Z")
                                                        .plusSeconds(3600L * i) + "</lastmod>"))
                .collect(Collectors.joining());
        Reading.Entries read = entries("<urlset>" + urls + "</urlset>");
        assertThat(read.head().format()).isEqualTo("sitemap");
        assertThat(read.entries()).hasSize(200).allSatisfy(entry -> {
            assertThat(entry.title()).isEmpty();
            assertThat(entry.published())
                    .as("when it was changed says not when it was written")
                    .isEmpty();
        });
        assertThat(read.entries().getFirst().link()).contains(URI.create("https://daily.example/p999"));
        assertThat(read.entries()).noneMatch(entry -> entry.updated().isEmpty());
    }

    @Test
    void anIndexIsNoFeedAndNamesTheSitemapsOfNewsFirst() {
        assertThat(read(Bytes.utf8("""
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <sitemap><loc>https://daily.example/2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
            <sitemap><loc>https://daily.example/2026.xml</loc><lastmod>2026-03-01</lastmod></sitemap>
            <sitemap><loc>javascript:alert(1)</loc></sitemap>
            <sitemap><loc>/news-sitemap.xml.gz</loc></sitemap>
            </sitemapindex>\
            """)))
                .isEqualTo(new Reading.Failed(
                        Fault.HARD,
                        "https://daily.example/feeds/world.xml is an index of sitemaps, not a feed; write those it"
                                + " lists in its place, such as https://daily.example/news-sitemap.xml.gz,"
                                + " https://daily.example/2026.xml, https://daily.example/2025.xml"));
        assertThat(read(Bytes.utf8("<sitemapindex/>")))
                .asInstanceOf(type(Reading.Failed.class))
                .satisfies(failed -> assertThat(failed.reason()).endsWith("not a feed, and lists none"));
    }

    @Test
    void onePackedAsAFileIsOpenedAndABombIsNot() throws IOException {
        assertThat(((Reading.Entries) read(Bytes.of(packed(NEWS, 1)))).entries())
                .hasSize(2);
        byte[] whole = packed(NEWS, 1);
        assertThat(((Reading.Entries) read(Bytes.of(Arrays.copyOf(whole, whole.length - 12)))).entries())
                .as("cut off")
                .isNotEmpty();
        assertThat(read(Bytes.of(packed(" ".repeat(1 << 20), 64))))
                .asInstanceOf(type(Reading.Failed.class))
                .satisfies(failed -> assertThat(failed.reason()).endsWith("more than 16777216 are not read"));
        assertThat(read(Bytes.of(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3})))
                .asInstanceOf(type(Reading.Failed.class))
                .satisfies(failed -> assertThat(failed.reason()).contains("is empty"));
    }

    @Test
    void whatAStrangerWritesCostsNoMoreThanTheLimits() {
        String url = "<url><loc>/a%d</loc><news:news><news:publication_date>2026-02-%02d</news:publication_date>"
                + "<news:title>A</news:title></news:news></url>";
        String many = IntStream.range(0, 60_000)
                .mapToObj(i -> url.formatted(i, 1 + i % 28))
                .collect(Collectors.joining());
        List<Entry> kept = entries("<urlset>" + many + "</urlset>").entries();
        assertThat(kept).hasSize(ParseSettings.DEFAULTS.entries());
        assertThat(kept).allMatch(entry -> entry.published()
                .filter(at -> !at.isBefore(Instant.parse("2026-02-27T00:00:00Z")))
                .isPresent());

        String pictures = "<image:image><image:loc>/p.jpg</image:loc></image:image>".repeat(5_000);
        String words = "w,".repeat(100_000);
        Entry one = entries("""
            <!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/hostname">]>
            <urlset><url><loc>/a</loc><news:news><news:title>%s &a; &x;</news:title><news:keywords>%s</news:keywords>
            <news:publication_date>3026-01-01T00:00Z</news:publication_date></news:news>%s</url>
            <url><loc>javascript:alert(1)</loc></url></urlset>\
            """.formatted("T".repeat(100_000), words, pictures))
                .entries()
                .getFirst();
        assertThat(one.title()).hasSize(ParseSettings.DEFAULTS.title());
        assertThat(one.categories()).containsExactly("w");
        assertThat(one.flags()).containsExactly(DateFlag.FUTURE);
        assertThat(read(Bytes.utf8("<urlset>" + "<url><x>".repeat(100_000) + "<loc>/a</loc>")))
                .isInstanceOf(Reading.Entries.class);
    }

    @Test
    void aRobotsTxtNamesTheSitemapsOfNews() {
        assertThat(Sitemap.ofRobots("""
            User-agent: *
            Sitemap: https://daily.example/sitemap.xml
            sitemap : https://daily.example/News/sitemap.xml # the news
            SITEMAP: https://daily.example/news_sitemap.xml
            Sitemap: https://daily.example/newsletters.xml
            Sitemap: /news.xml
            """))
                .containsExactly(
                        URI.create("https://daily.example/News/sitemap.xml"),
                        URI.create("https://daily.example/news_sitemap.xml"));
    }

    private static byte[] packed(String text, int times) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < times; i++) out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private Reading.Entries entries(String document) {
        return (Reading.Entries) read(Bytes.utf8(document));
    }

    private Reading read(Bytes body) {
        return parser.parse(ParserTest.fetch(Feed.Role.FEED, body, "application/xml"))
                .reading();
    }
}
