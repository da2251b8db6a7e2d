package dossier.publish;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes one XML document, one element a line. Characters that XML 1.0 does not know are dropped.
///
/// Names are given as written (`atom:link`), with their namespaces declared as attributes of the root: readers see no
/// difference, and every document begins the same.
final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    /// A name and a value.
    record Attribute(String name, String value) {}

    private Xml() throws XMLStreamException {
        out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        out.writeStartDocument("UTF-8", "1.0");
        line();
    }

    /// The document that the body writes.
    static String document(Consumer body) {
        try {
            Xml xml = new Xml();
            body.accept(xml);
            xml.out.writeEndDocument();
            xml.out.flush();
            return xml.text.toString();
        } catch (XMLStreamException stringsDoNotFail) {
            throw new IllegalStateException(stringsDoNotFail);
        }
    }

    /// An attribute.
    static Attribute with(String name, String value) {
        return new Attribute(name, value);
    }

    /// An element with text.
    void element(String name, String value, Attribute... attributes) throws XMLStreamException {
        start(name, List.of(attributes));
        out.writeCharacters(Characters.legal(value));
        end();
    }

    /// An element that holds nothing but its attributes.
    void empty(String name, Attribute... attributes) throws XMLStreamException {
        empty(name, List.of(attributes));
    }

    /// The same.
    void empty(String name, List<Attribute> attributes) throws XMLStreamException {
        out.writeEmptyElement(name);
        attributes(attributes);
        line();
    }

    /// An element that others stand in; [#close] ends it.
    void open(String name, Attribute... attributes) throws XMLStreamException {
        start(name, List.of(attributes));
        line();
    }

    /// Ends the innermost element.
    void close() throws XMLStreamException {
        end();
    }

    private void start(String name, List<Attribute> attributes) throws XMLStreamException {
        out.writeStartElement(name);
        attributes(attributes);
    }

    private void attributes(List<Attribute> attributes) throws XMLStreamException {
        for (Attribute attribute : attributes)
            out.writeAttribute(attribute.name(), Characters.legal(attribute.value()));
    }

    private void end() throws XMLStreamException {
        out.writeEndElement();
        line();
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n");
    }

    /// What writes a document.
    interface Consumer {
        void accept(Xml xml) throws XMLStreamException;
    }
}
