package dossier.parse;

import dossier.model.Body;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// Which address a feed gives as its own: `atom:link rel="self"`, or JSON Feed's `feed_url`.
public final class SelfLink {
    private SelfLink() {}

    /// The address, where it is one of the web.
    ///
    /// @param address where the document was found
    public static Optional<URI> of(Body body, URI address, ParseSettings settings) {
        if (body.bytes().size() > settings.bytes()) return Optional.empty();
        String text = Decoder.decode(body.bytes().toArray(), body.contentType());
        if (text.stripLeading().startsWith("{"))
            return JsonFeed.selfLink(text).flatMap(self -> Addresses.web(self, address.toString()));
        return Prolog.of(text).flatMap(prolog -> Trees.read(text.substring(prolog.at()), settings.depth())).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.all("channel").stream()))
                .flatMap(SelfLink::links)
                .filter(link ->
                        link.attribute("rel").filter("self"::equalsIgnoreCase).isPresent())
                .flatMap(link -> link.attribute("href").stream())
                .flatMap(href -> Addresses.web(href, address.toString()).stream())
                .findFirst();
    }

    private static Stream<Node> links(Node parent) {
        return parent.children().stream()
                .filter(child -> child.name().equals("link") || child.name().endsWith(":link"));
    }
}
