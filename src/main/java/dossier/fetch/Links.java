package dossier.fetch;

import dossier.model.Signposts;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads `Link` headers (RFC 8288) as far as WebSub needs them. What is written wrongly is overlooked.
final class Links {
    private static final int MOST = 5;
    private static final int LONGEST = 16 * 1024;

    /// An address in angle brackets, and its parameters up to the comma that ends them.
    private static final Pattern LINK = Pattern.compile("<([^<>\"\\s]++)>((?:[^,\"<]++|\"[^\"]*+\")*+)");

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*+([^\\s=;\"]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\\s;\"]++))");

    private Links() {}

    private record Link(URI address, List<String> rels) {}

    /// Where the headers of an answer point.
    ///
    /// @param address that answered
    static Signposts in(Headers headers, URI address) {
        Optional<String> written = headers.joined("link").filter(line -> line.length() <= LONGEST);
        Optional<Address> base = Address.of(address);
        if (written.isEmpty() || base.isEmpty()) return Signposts.NONE;
        List<Link> links = LINK.matcher(written.get())
                .results()
                .flatMap(found ->
                        absolute(base.get(), found.group(1)).stream().map(to -> new Link(to, rels(found.group(2)))))
                .toList();
        return new Signposts(
                to(links, "self").findFirst(), to(links, "hub").limit(MOST).toList(), Optional.empty());
    }

    /// A topic is compared letter by letter: what is absolute stays as it is written.
    private static Optional<URI> absolute(Address base, String written) {
        try {
            URI plain = URI.create(written);
            if (Address.of(plain).isPresent()) return Optional.of(plain);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        return base.resolve(written).map(Address::uri);
    }

    private static Stream<URI> to(List<Link> links, String rel) {
        return links.stream().filter(link -> link.rels().contains(rel)).map(Link::address);
    }

    private static List<String> rels(String parameters) {
        return PARAMETER
                .matcher(parameters)
                .results()
                .filter(found -> found.group(1).equalsIgnoreCase("rel"))
                .findFirst()
                .map(found -> Optional.ofNullable(found.group(2)).orElseGet(() -> found.group(3)))
                .map(words -> List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")))
                .orElse(List.of());
    }
}
