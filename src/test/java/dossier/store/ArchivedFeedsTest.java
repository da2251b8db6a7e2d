package dossier.store;

import static dossier.store.House.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.model.ArticleId;
import dossier.model.Channel;
import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.publish.Publisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Whoever reads a feed and its archive (RFC 5005) has all that was ever in the list, and what was read once stays as
/// it was read.
@ParameterizedClass
@EnumSource
class ArchivedFeedsTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String HISTORY = "http://purl.org/syndication/history/1.0";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

    private final House house;
    private final Publisher publisher = new Publisher(House.site());
    private final RuleVersion spying;

    ArchivedFeedsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY, House.BLOG));
        spying = house.rules.sync(List.of(House.SPYING)).getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theFeedAndItsArchiveTogetherHoldEverythingInAllThreeFormats() throws IOException {
        keep("e", 13);
        assertThat(crawl().keySet()).hasSize(13);
        assertThat(link(atom(0), "prev-archive")).contains("https://archive.example/tags/spying/archive/2/feed.atom");
        Document last = atom(2);
        assertThat(last.getElementsByTagNameNS(HISTORY, "archive").getLength()).isEqualTo(1);
        assertThat(link(last, "current")).contains("https://archive.example/tags/spying/feed.atom");
        assertThat(link(last, "self")).contains("https://archive.example/tags/spying/archive/2/feed.atom");
        assertThat(link(last, "next-archive")).isEmpty();
        assertThat(link(atom(1), "next-archive")).contains("https://archive.example/tags/spying/archive/2/feed.atom");
        assertThat(link(atom(1), "prev-archive")).isEmpty();
        assertThat(rss(1)).contains("<fh:archive/>", "rel=\"current\"", "rel=\"next-archive\"");
        JsonNode json = new ObjectMapper()
                .readTree(publisher.json(page(0, "json")).body().toArray());
        assertThat(json.path("next_url").asText()).isEqualTo("https://archive.example/tags/spying/archive/2/feed.json");
    }

    @Test
    void aPageOfTheArchiveStaysAsItIsWhateverArrives() throws IOException {
        keep("e", 13);
        String before = bytes(1);
        keep("later", 9);
        keepDated("an old story", "2020-01-01T00:00:00Z");
        assertThat(bytes(1)).isEqualTo(before);
        assertThat(crawl()).hasSize(23);
    }

    @Test
    void aPageThatIsNotFullYetIsNotThere() {
        keep("e", 9);
        assertThat(page(1, "atom").known()).isTrue();
        assertThat(page(2, "atom").known()).isFalse();
        assertThat(publisher.atom(page(2, "atom")).status()).isEqualTo(404);
    }

    @Test
    void whatLeavesIsToldInTheFeedAndOnItsPageAndMovesNoOther() throws IOException {
        keep("e", 13);
        List<String> second = ids(atom(2));
        String gone = ids(atom(1)).getFirst();
        long id = Long.parseLong(gone.replaceFirst(".*/articles/([0-9]+)/.*", "$1"));
        house.clock.advance(Duration.ofMinutes(5));
        new Decisions(house.database, house.outlets, house.clock)
                .decide(new ArticleId(id), Decision.What.REJECT, Set.of(), "ann", "");
        assertThat(ids(atom(2))).isEqualTo(second);
        assertThat(ids(atom(1))).hasSize(4).doesNotContain(gone);
        for (int page : new int[] {0, 1}) {
            NodeList deleted = atom(page).getElementsByTagNameNS(TOMBSTONES, "deleted-entry");
            assertThat(deleted.getLength()).isEqualTo(1);
            assertThat(((Element) deleted.item(0)).getAttribute("ref")).isEqualTo(gone);
            assertThat(((Element) deleted.item(0)).getAttribute("when")).startsWith("2026-03-01T14:05");
        }
        assertThat(publisher.json(page(0, "json")).body().text(StandardCharsets.UTF_8))
                .contains("\"deleted\":\"2026-03-01T14:05");
        new Decisions(house.database, house.outlets, house.clock)
                .decide(new ArticleId(id), Decision.What.APPROVE, Set.of(), "ann", "");
        assertThat(ids(atom(0))).contains(gone);
        assertThat(atom(0).getElementsByTagNameNS(TOMBSTONES, "deleted-entry").getLength())
                .isZero();
        assertThat(crawl()).hasSize(13);
    }

    @Test
    void aCorrectionComesToThoseWhoHaveTheOldText() throws IOException {
        keep("e", 13);
        String first = ids(atom(1)).getLast();
        String updated = crawl().get(first);
        house.clock.advance(Duration.ofHours(3));
        Sighting again =
                poll(List.of(House.entry("again", "https://daily.example/e0"))).getFirst();
        house.work(again, House.content("https://daily.example/e0", "Title of e0", "corrected, about spies"), spying);
        assertThat(ids(atom(0))).contains(first);
        assertThat(ids(atom(1))).doesNotContain(first);
        assertThat(crawl().get(first)).isGreaterThan(updated);
        assertThat(crawl()).hasSize(13);
    }

    // reading

    private Channel page(int number, String format) {
        String path = "/tags/spying/" + (number == 0 ? "" : "archive/" + number + "/") + "feed." + format;
        return house.archive.tag(get(path, "tag", "spying"));
    }

    private Document atom(int number) {
        return read(publisher.atom(page(number, "atom")).body().toArray());
    }

    private String rss(int number) {
        return publisher.rss(page(number, "rss")).body().text(StandardCharsets.UTF_8);
    }

    private String bytes(int number) {
        return publisher.atom(page(number, "atom")).body().text(StandardCharsets.UTF_8);
    }

    /// As RFC 5005 says: the feed first, then from archive to archive; the entry that was met first counts.
    private Map<String, String> crawl() {
        Map<String, String> entries = new LinkedHashMap<>();
        Set<String> visited = new TreeSet<>();
        for (Optional<String> at = Optional.of("https://archive.example/tags/spying/feed.atom"); at.isPresent(); ) {
            assertThat(visited.add(at.get())).isTrue();
            Document feed = read(publisher
                    .atom(house.archive.tag(get(URI.create(at.get()).getPath(), "tag", "spying")))
                    .body()
                    .toArray());
            NodeList found = feed.getElementsByTagNameNS(ATOM, "entry");
            for (int i = 0; i < found.getLength(); i++)
                entries.putIfAbsent(text((Element) found.item(i), "id"), text((Element) found.item(i), "updated"));
            at = link(feed, "prev-archive");
        }
        return entries;
    }

    private static List<String> ids(Document feed) {
        List<String> ids = new ArrayList<>();
        NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
        for (int i = 0; i < entries.getLength(); i++) ids.add(text((Element) entries.item(i), "id"));
        return ids;
    }

    private static String text(Element entry, String name) {
        return entry.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
    }

    private static Optional<String> link(Document feed, String rel) {
        NodeList children = feed.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element link
                    && link.getLocalName().equals("link")
                    && link.getAttribute("rel").equals(rel)) return Optional.of(link.getAttribute("href"));
        }
        return Optional.empty();
    }

    private static Document read(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        } catch (Exception notWellFormed) {
            throw new AssertionError(notWellFormed);
        }
    }

    // the archive

    private List<Sighting> poll(List<Entry> entries) {
        house.clock.advance(Duration.ofHours(2));
        return house.feeds.due().stream()
                .filter(feed -> feed.url().toString().equals("https://daily.example/rss"))
                .findFirst()
                .map(feed -> house.feeds.remember(house.visit(feed, entries)))
                .orElseThrow();
    }

    private void keep(String prefix, int many) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < many; i++) entries.add(House.entry(prefix + i));
        for (Sighting sighting : poll(entries))
            house.work(sighting, House.content(sighting, "a text about spies"), spying);
    }

    private void keepDated(String key, String date) {
        Sighting sighting = poll(List.of(House.entry(key.replace(' ', '-')))).getFirst();
        var content = House.content(sighting, "a text about spies");
        house.work(
                sighting,
                new dossier.model.Content(
                        content.address(),
                        content.aliases(),
                        content.title(),
                        content.authors(),
                        Optional.of(java.time.Instant.parse(date)),
                        content.modified(),
                        content.language(),
                        content.body(),
                        content.text(),
                        content.picture(),
                        content.categories(),
                        content.from()),
                spying);
    }
}
