package dossier.parse;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/// Text to tree: strictly where the document is well-formed, leniently where it is not. Neither way sees a DOCTYPE,
/// so no entities mean anything but those of XML and HTML.
final class Trees {
    /// Lazy parsing would throw from `getText`, unchecked. Its constant is deprecated, the property is not gone.
    private static final String LAZY = "com.ctc.wstx.lazyParsing";

    private static final WstxInputFactory STRICT = strictFactory();

    private Trees() {}

    /// The tree of a document that begins with its root element.
    static Optional<Node> read(String text, int depth) {
        return strict(text, depth).or(() -> lenient(text, depth));
    }

    /// The tree, if the document is well-formed and nothing lies behind its end.
    static Optional<Node> strict(String text, int depth) {
        TreeBuilder tree = new TreeBuilder(depth, false);
        try {
            XMLStreamReader reader = STRICT.createXMLStreamReader(new StringReader(text));
            try {
                while (reader.hasNext() && !tree.isDone()) step(reader, tree);
                boolean stray =
                        !tree.isDone() || goesOn(text, reader.getLocation().getCharacterOffset());
                return stray ? Optional.empty() : tree.root();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException illFormed) {
            return Optional.empty();
        }
    }

    private static void step(XMLStreamReader reader, TreeBuilder tree) throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> tree.open(reader.getLocalName(), attributes(reader));
            case XMLStreamConstants.END_ELEMENT -> tree.close();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                tree.text(reader.getText());
            case XMLStreamConstants.ENTITY_REFERENCE -> tree.text(entity(reader.getLocalName()));
            default -> {
                // comments and instructions mean nothing to us
            }
        }
    }

    private static List<String> attributes(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count == 0) return List.of();
        List<String> attributes = new ArrayList<>(2 * count);
        for (int i = 0; i < count; i++) {
            attributes.add(reader.getAttributeLocalName(i));
            attributes.add(reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static String entity(String name) {
        return Parser.unescapeEntities("&" + name + ";", true);
    }

    /// A stray end tag may have ended the feed too early.
    private static boolean goesOn(String text, int from) {
        int at = text.indexOf('<', Math.max(0, from));
        return at >= 0 && (text.indexOf("<item", at) >= 0 || text.indexOf("<entry", at) >= 0);
    }

    /// The tree of whatever this is. jsoup keeps the depth bounded, and everything it does on the way linear.
    @SuppressWarnings("ReferenceEquality") // the very node is meant
    static Optional<Node> lenient(String text, int depth) {
        Document soup = Jsoup.parse(text, "", Parser.xmlParser().setMaxDepth(depth));
        TreeBuilder tree = new TreeBuilder(depth, true);
        soup.traverse(new Walk(tree));
        return tree.root();
    }

    /// Reports a soup to the builder. The root stays open: what follows its end was meant to stand in it.
    private static final class Walk implements NodeVisitor {
        private final TreeBuilder tree;
        private boolean rootEnded;

        Walk(TreeBuilder tree) {
            this.tree = tree;
        }

        @Override
        public void head(org.jsoup.nodes.Node node, int level) {
            if (node instanceof TextNode piece) tree.text(piece.getWholeText());
            else if (level > 0 && node instanceof Element element) tree.open(element.tagName(), attributes(element));
        }

        @Override
        public void tail(org.jsoup.nodes.Node node, int level) {
            if (level == 0 || !(node instanceof Element)) return;
            if (level > 1 || rootEnded) tree.close();
            else rootEnded = true;
        }
    }

    private static List<String> attributes(Element element) {
        if (element.attributesSize() == 0) return List.of();
        List<String> attributes = new ArrayList<>();
        for (Attribute attribute : element.attributes()) {
            attributes.add(attribute.getKey());
            attributes.add(attribute.getValue());
        }
        return attributes;
    }

    private static WstxInputFactory strictFactory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(LAZY, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 1_000);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }
}
