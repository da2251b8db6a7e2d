package dossier.parse;

import com.rometools.rome.io.FeedException;
import dossier.model.IndexPage;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads any bytes: as a feed, as a page, or not at all. What the document is, its content says, never its label.
final class FeedReader {
    private static final Set<String> FEEDS = Set.of("rss", "feed", "rdf", "channel", "item", "entry");
    private static final Set<String> SITEMAPS = Set.of("urlset", "sitemapindex");

    private final ParseSettings settings;

    FeedReader(ParseSettings settings) {
        this.settings = settings;
    }

    /// What the bytes turned out to be.
    sealed interface Outcome {
        /// A feed.
        record Feed(FeedDocument document) implements Outcome {}

        /// A web page.
        record Page(String html) implements Outcome {}

        /// An index of sitemaps, and those of them that a reader of news may want; perhaps none.
        record Index(List<URI> sitemaps) implements Outcome {
            public Index {
                sitemaps = List.copyOf(sitemaps);
            }
        }

        /// None of these. The reason goes on after the document's address.
        ///
        /// @param broken it may mend: nothing came, or less than was sent
        record Refused(String reason, boolean broken) implements Outcome {}
    }

    /// @param contentType as claimed, for the encoding only
    /// @param address where the document lives, or empty
    /// @param zone of dates that name none
    Outcome read(byte[] sent, String contentType, String address, ZoneId zone) {
        return read(sent, contentType, address, zone, Optional.empty());
    }

    /// @param index how to read it, where it is known to be a page that lists articles
    Outcome read(byte[] sent, String contentType, String address, ZoneId zone, Optional<IndexPage> index) {
        byte[] bytes = Packed.opened(sent, settings.bytes());
        if (bytes.length > settings.bytes())
            return new Outcome.Refused(
                    "has " + bytes.length + " bytes; more than " + settings.bytes() + " are not read", false);
        String text = Decoder.decode(bytes, contentType);
        String head = head(text);
        if (head.isEmpty()) return new Outcome.Refused("is empty: " + bytes.length + " bytes and no text", true);
        if (index.isPresent()) return new IndexReader(index.get(), address, zone, settings).read(text);
        if (head.startsWith("{") || head.startsWith("[")) return json(text.strip(), address, zone);
        Optional<Prolog> prolog = Prolog.of(text);
        if (prolog.isEmpty())
            return new Outcome.Refused("is no feed and no page: it begins with '" + head + "'", false);
        if (prolog.get().name().equals("html")) return new Outcome.Page(text);
        if (SITEMAPS.contains(prolog.get().name()))
            return sitemap(text.substring(prolog.get().at()), new Sitemap(address, zone, settings));
        if (!FEEDS.contains(prolog.get().name()))
            return new Outcome.Refused(
                    "is XML, but no feed: its root is <" + prolog.get().name() + ">", false);
        return xml(text.substring(prolog.get().at()), address, zone);
    }

    private Outcome json(String text, String address, ZoneId zone) {
        return new JsonFeed(address, zone, settings)
                .read(text)
                .<Outcome>map(Outcome.Feed::new)
                .orElse(new Outcome.Refused("is JSON, but no JSON Feed: it has no items", false));
    }

    private Outcome sitemap(String text, Sitemap sitemap) {
        return Trees.read(text, settings.depth())
                .map(root -> root.name().equals("sitemapindex")
                        ? new Outcome.Index(sitemap.children(root))
                        : new Outcome.Feed(sitemap.read(root)))
                .orElse(new Outcome.Refused("is no sitemap: nothing stands in it", true));
    }

    private Outcome xml(String text, String address, ZoneId zone) {
        Optional<Node> root = Trees.read(text, settings.depth());
        if (root.isEmpty()) return new Outcome.Refused("is no feed: nothing stands in it", true);
        try {
            return new Outcome.Feed(RomeReader.read(Regular.of(root.get(), address, zone, settings)));
        } catch (FeedException unreadable) {
            return new Outcome.Refused("could not be read as a feed: " + unreadable.getMessage(), true);
        }
    }

    /// The first characters that are to be seen, for sniffing and for messages.
    private static String head(String text) {
        String head = Text.spaced(TreeBuilder.clean(text.substring(0, Math.min(text.length(), 2_000))));
        String rest = head.isEmpty() && text.length() > 2_000 ? text.strip() : head;
        return rest.substring(0, Math.min(rest.length(), 40)).toLowerCase(Locale.ROOT);
    }
}
