package dossier.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// What the W3C feed validator asks of a feed, as far as ours can break it.
final class FeedRules {
    static final String ATOM = "http://www.w3.org/2005/Atom";
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
        Element self = one(channel, ATOM, "link");
        assertThat(self.getAttribute("rel")).isEqualTo("self");
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
        assertThat(link(feed, "self")).hasSize(1);
        assertThat(link(feed, "alternate")).hasSize(1);
        assertThat(children(feed, ATOM, "author")).hasSize(1);
        List<String> ids = new ArrayList<>();
        for (Element entry : children(feed, ATOM, "entry")) {
            metadata(entry);
            ids.add(text(entry, ATOM, "id"));
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
