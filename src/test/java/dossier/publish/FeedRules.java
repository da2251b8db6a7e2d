package dossier.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// What the W3C feed validator asks of a feed, as far as ours can break it. Its rules, and where they come from:
///
/// - RSS 2.0 (rssboard.org/rss-specification, rss-profile): one `title`, `link`, `description` in the channel; dates of
///   RFC 822 with four digits of the year; one `guid` an item, all different, an address where it is a permalink; a
///   `source` with its `url`; one `description` and one `content:encoded` at most; one `atom:link rel="self"`.
/// - Atom 1.0 (RFC 4287): `id`, `title`, `updated` once in feed and entry (4.1.1, 4.1.2); an author in each entry or in
///   the feed; dates of RFC 3339 (3.3); ids that are absolute addresses and differ (4.2.6); one `self` and one
///   `alternate` of a type (4.1.1); categories with a `term` (4.2.2.1).
/// - Archives (RFC 5005, 3 and 4): `fh:archive` and `current` on a page of the archive and nowhere else; one
///   `prev-archive` and one `next-archive` at most; all are absolute addresses; no entry stands on a page twice.
/// - Tombstones (RFC 6721, 3): `ref` and `when`, a date of RFC 3339; what is deleted has no entry in the document.
/// - JSON Feed 1.1 (jsonfeed.org/version/1.1): `version` and `title`; an `id` of text in each item, all different, and
/// `content_html` or `content_text`; dates of RFC 3339; authors as a list, with a name, url or avatar each;
/// `next_url` is not `feed_url`; hubs with `type` and `url`; names of extensions begin with an underscore.
final class FeedRules {
    static final String ATOM = "http://www.w3.org/2005/Atom";
    static final String HISTORY = "http://purl.org/syndication/history/1.0";
    static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
    static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    static final String DC = "http://purl.org/dc/elements/1.1/";

    private FeedRules() {}

    static Document xml(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException | ParserConfigurationException notWellFormed) {
            throw new AssertionError("not well-formed", notWellFormed);
        }
    }

    static void rss(Document document) {
        Element rss = document.getDocumentElement();
        assertThat(rss.getTagName()).isEqualTo("rss");
        assertThat(rss.getAttribute("version")).isEqualTo("2.0");
        Element channel = one(rss, "", "channel");
        for (String required : List.of("title", "link", "description")) {
            assertThat(one(channel, "", required).getTextContent()).isNotBlank();
        }
        absolute(text(channel, "", "link"));
        for (Element date : children(channel, "", "lastBuildDate")) rfc822(date.getTextContent());
        archive(channel);
        assertThat(link(channel, "self")).hasSize(1);
        Element self = link(channel, "self").getFirst();
        assertThat(self.getAttribute("type")).isEqualTo("application/rss+xml");
        absolute(self.getAttribute("href"));
        List<String> ids = new ArrayList<>();
        for (Element item : children(channel, "", "item")) {
            assertThat(text(item, "", "title")).isNotBlank();
            absolute(text(item, "", "link"));
            Element guid = one(item, "", "guid");
            if (!guid.getAttribute("isPermaLink").equals("false")) absolute(guid.getTextContent());
            ids.add(guid.getTextContent());
            rfc822(text(item, "", "pubDate"));
            absolute(one(item, "", "source").getAttribute("url"));
            assertThat(one(item, "", "source").getTextContent()).isNotBlank();
            assertThat(children(item, "", "description")).hasSizeLessThan(2);
            assertThat(children(item, CONTENT, "encoded")).hasSize(1);
            absolute(one(item, ATOM, "link").getAttribute("href"));
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    static void atom(Document document) {
        Element feed = document.getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(feed.getLocalName()).isEqualTo("feed");
        metadata(feed);
        archive(feed);
        Set<String> deleted = new HashSet<>();
        for (Element gone : children(feed, TOMBSTONES, "deleted-entry")) {
            absolute(gone.getAttribute("ref"));
            rfc3339(gone.getAttribute("when"));
            deleted.add(gone.getAttribute("ref"));
        }
        assertThat(link(feed, "self")).hasSize(1);
        assertThat(link(feed, "alternate")).hasSize(1);
        assertThat(children(feed, ATOM, "author")).hasSize(1);
        List<String> ids = new ArrayList<>();
        for (Element entry : children(feed, ATOM, "entry")) {
            metadata(entry);
            ids.add(text(entry, ATOM, "id"));
            assertThat(deleted).doesNotContain(text(entry, ATOM, "id"));
            rfc3339(text(entry, ATOM, "published"));
            assertThat(link(entry, "alternate")).hasSize(1);
            assertThat(link(entry, "via")).hasSize(1);
            assertThat(children(entry, ATOM, "author")).isNotEmpty();
            for (Element author : children(entry, ATOM, "author"))
                assertThat(text(author, ATOM, "name")).isNotBlank();
            for (Element category : children(entry, ATOM, "category")) {
                assertThat(category.getAttribute("term")).isNotBlank();
                absolute(category.getAttribute("scheme"));
            }
            metadata(one(entry, ATOM, "source"));
            assertThat(one(entry, ATOM, "content").getAttribute("type")).isEqualTo("html");
            assertThat(children(entry, ATOM, "summary")).hasSizeLessThan(2);
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static void archive(Element feed) {
        boolean past = !children(feed, HISTORY, "archive").isEmpty();
        assertThat(link(feed, "current")).hasSize(past ? 1 : 0);
        assertThat(link(feed, "prev-archive")).hasSizeLessThan(2);
        assertThat(link(feed, "next-archive")).hasSizeLessThan(past ? 2 : 1);
        for (Element link : children(feed, ATOM, "link")) absolute(link.getAttribute("href"));
    }

    static void json(JsonNode feed) {
        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("title").asText()).isNotBlank();
        for (String address : List.of("home_page_url", "feed_url", "next_url"))
            if (feed.has(address)) absolute(feed.path(address).asText());
        assertThat(feed.path("next_url")).isNotEqualTo(feed.path("feed_url"));
        for (JsonNode hub : feed.path("hubs")) {
            assertThat(hub.path("type").asText()).isNotBlank();
            absolute(hub.path("url").asText());
        }
        Set<String> known =
                Set.of("version", "title", "home_page_url", "feed_url", "description", "next_url", "hubs", "items");
        feed.fieldNames().forEachRemaining(name -> assertThat(known.contains(name) || name.startsWith("_"))
                .as(name)
                .isTrue());
        assertThat(feed.path("items").isArray()).isTrue();
        List<String> ids = new ArrayList<>();
        for (JsonNode item : feed.path("items")) {
            assertThat(item.path("id").isTextual()).isTrue();
            ids.add(item.path("id").asText());
            assertThat(item.path("content_html").isTextual()).isTrue();
            absolute(item.path("url").asText());
            absolute(item.path("external_url").asText());
            rfc3339(item.path("date_published").asText());
            rfc3339(item.path("date_modified").asText());
            for (JsonNode author : item.path("authors"))
                assertThat(author.path("name").asText()).isNotBlank();
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static void metadata(Element element) {
        absolute(text(element, ATOM, "id"));
        assertThat(text(element, ATOM, "title")).isNotBlank();
        rfc3339(text(element, ATOM, "updated"));
        for (Element link : children(element, ATOM, "link")) absolute(link.getAttribute("href"));
    }

    static List<Element> link(Element parent, String rel) {
        return children(parent, ATOM, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(rel))
                .toList();
    }

    static void absolute(String address) {
        assertThat(URI.create(address).isAbsolute()).as(address).isTrue();
        assertThat(address).matches("https?://[^/]+.*").matches("\\p{ASCII}*");
    }

    static void rfc822(String date) {
        DateTimeFormatter strict = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
        assertThat(strict.format(strict.parse(date))).isEqualTo(date);
    }

    static void rfc3339(String date) {
        assertThat(date).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        OffsetDateTime.parse(date);
    }

    static String text(Element parent, String namespace, String name) {
        return one(parent, namespace, name).getTextContent();
    }

    static Element one(Element parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        assertThat(found).as(name + " in " + parent.getTagName()).hasSize(1);
        return found.getFirst();
    }

    static List<Element> children(Element parent, String namespace, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && element.getLocalName().equals(name)
                    && Optional.ofNullable(element.getNamespaceURI()).orElse("").equals(namespace)) found.add(element);
        }
        return found;
    }
}
