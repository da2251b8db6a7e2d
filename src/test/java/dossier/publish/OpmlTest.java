package dossier.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Aside;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Reply;
import dossier.web.Samples;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class OpmlTest {
    private final Opml opml = new Opml(Samples.SITE);

    @Test
    void outletsAndBlogrollStandInFoldersOfTheirOwn() {
        List<Element> folders = folders(opml.write(Samples.ASIDE));
        assertThat(folders).extracting(folder -> folder.getAttribute("text")).containsExactly("Outlets", "Blogroll");
        List<Element> outlets = outlines(folders.getFirst());
        assertThat(outlets)
                .extracting(outline -> outline.getAttribute("xmlUrl"))
                .containsExactly("https://herald.example/rss.xml", "https://wire.example/rss.xml");
        assertThat(outlets).extracting(outline -> outline.getAttribute("type")).containsOnly("rss");
    }

    @Test
    void aBlogWithoutAFeedIsALinkToItsHome() {
        Element blog = outlines(folders(opml.write(Samples.ASIDE)).getLast()).getFirst();
        assertThat(blog.getAttribute("type")).isEqualTo("link");
        assertThat(blog.getAttribute("url")).isEqualTo("https://delta.example/");
        assertThat(blog.getAttribute("description")).startsWith("A weekly notebook");
        assertThat(blog.hasAttribute("xmlUrl")).isFalse();
    }

    @Test
    void aHostileNameStaysAName() {
        Outlet outlet = Outlet.of("\"/><script>\u0001&", URI.create("https://x.example/"));
        Aside aside = new Aside(List.of(), List.of(new OutletCount(outlet, 1)), List.of());
        assertThat(outlines(folders(opml.write(aside)).getFirst()).getFirst().getAttribute("text"))
                .isEqualTo("\"/><script>&");
    }

    private static List<Element> folders(Reply reply) {
        Element root = FeedRules.xml(reply.body().toArray()).getDocumentElement();
        assertThat(root.getAttribute("version")).isEqualTo("2.0");
        assertThat(FeedRules.text(FeedRules.one(root, "", "head"), "", "title")).isNotBlank();
        return outlines(FeedRules.one(root, "", "body"));
    }

    private static List<Element> outlines(Element parent) {
        return FeedRules.children(parent, "", "outline");
    }
}
