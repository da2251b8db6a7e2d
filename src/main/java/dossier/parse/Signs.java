package dossier.parse;

import dossier.model.Signposts;
import dossier.model.Signposts.Older;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads where a feed points: itself, its hubs (WebSub), and what came before (RFC 5005: `prev-archive` of an archived
/// feed, `next` of a paged one).
final class Signs {
    /// Nobody has more of them; a stranger's feed may name thousands.
    static final int MOST_HUBS = 5;

    private static final List<String> LINK = List.of("link", "atom:link");
    private static final Pattern PAGED = Pattern.compile("(?<=[?&])paged=(\\d{1,6})(?=&|$)");

    private Signs() {}

    /// @param base of addresses in the channel
    /// @param address where the document lives, or empty
    /// @param generator the program that wrote it, as far as it says so
    static Signposts of(Node channel, String base, String address, String generator) {
        Optional<Older> older = first(channel, base, "prev-archive")
                .or(() -> first(channel, base, "next"))
                .map(page -> new Older(page, false))
                .or(() -> wordPress(address, generator));
        return new Signposts(
                first(channel, base, "self"),
                links(channel, base, "hub").limit(MOST_HUBS).toList(),
                older);
    }

    private static Optional<URI> first(Node channel, String base, String rel) {
        return links(channel, base, rel).findFirst();
    }

    private static Stream<URI> links(Node channel, String base, String rel) {
        return channel.all(LINK).stream()
                .filter(link ->
                        link.attribute("rel").filter(rel::equalsIgnoreCase).isPresent())
                .flatMap(link -> link.attribute("href").flatMap(href -> Addresses.web(href, link.base(base))).stream());
    }

    /// WordPress names no older page, but each of its feeds has them, by number.
    private static Optional<Older> wordPress(String address, String generator) {
        boolean known = generator.toLowerCase(Locale.ROOT).contains("wordpress") && !address.isEmpty();
        return known ? Addresses.web(paged(address), address).map(page -> new Older(page, true)) : Optional.empty();
    }

    private static String paged(String address) {
        String plain = address.replaceFirst("#.*$", "");
        Matcher paged = PAGED.matcher(plain);
        if (paged.find()) return paged.replaceFirst("paged=" + (Integer.parseInt(paged.group(1)) + 1));
        return plain + (plain.contains("?") ? "&" : "?") + "paged=2";
    }
}
