package dossier.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The vocabularies that feeds use, each under the one short name that this room knows it by. Outlets write their
/// namespaces with other case, with and without a slash at the end, and forget to declare them.
final class Vocabulary {
    /// RSS in all its namespaces, and no namespace at all.
    static final String CORE = "";
    /// A namespace that nobody here knows.
    static final String OTHER = "other";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("purl.org/rss/1.0", CORE),
            Map.entry("my.netscape.com/rdf/simple/0.9", CORE),
            Map.entry("channel.netscape.com/rdf/simple/0.9", CORE),
            Map.entry("backend.userland.com/rss2", CORE),
            Map.entry("backend.userland.com/rss", CORE),
            Map.entry("blogs.law.harvard.edu/tech/rss", CORE),
            Map.entry("cyber.law.harvard.edu/rss", CORE),
            Map.entry("rssboard.org/rss-specification", CORE),
            Map.entry("w3.org/2005/atom", "atom"),
            Map.entry("purl.org/atom/ns", "atom"),
            Map.entry("w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
            Map.entry("w3.org/1999/xhtml", "xhtml"),
            Map.entry("w3.org/xml/1998/namespace", "xml"),
            Map.entry("purl.org/dc/elements/1.1", "dc"),
            Map.entry("purl.org/dc/elements/1.0", "dc"),
            Map.entry("purl.org/dc", "dc"),
            Map.entry("purl.org/dc/terms", "dcterms"),
            Map.entry("purl.org/rss/1.0/modules/content", "content"),
            Map.entry("purl.org/rss/1.0/modules/syndication", "sy"),
            Map.entry("purl.org/rss/1.0/modules/slash", "slash"),
            Map.entry("purl.org/rss/1.0/modules/email", "email"),
            Map.entry("search.yahoo.com/mrss", "media"),
            Map.entry("search.yahoo.com/mrss/1.0", "media"),
            Map.entry("tools.search.yahoo.com/mrss", "media"),
            Map.entry("video.search.yahoo.com/mrss", "media"),
            Map.entry("search.yahoo.com/searchmonkey/media", "media"),
            Map.entry("itunes.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("example.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("google.com/schemas/play-podcasts/1.0", "googleplay"),
            Map.entry("podcastindex.org/namespace/1.0", "podcast"),
            Map.entry("wellformedweb.org/commentapi", "wfw"),
            Map.entry("purl.org/syndication/thread/1.0", "thr"),
            Map.entry("georss.org/georss", "georss"),
            Map.entry("georss.org/georss/10", "georss"),
            Map.entry("w3.org/2003/01/geo/wgs84_pos", "geo"),
            Map.entry("opengis.net/gml", "gml"),
            Map.entry("rssnamespace.org/feedburner/ext/1.0", "feedburner"),
            Map.entry("webns.net/mvcb", "admin"),
            Map.entry("webfeeds.org/rss/1.0", "webfeeds"),
            Map.entry("google.com/schemas/sitemap-news/0.9", "news"),
            Map.entry("google.com/schemas/sitemap-image/1.1", "image"),
            Map.entry("prismstandard.org/namespaces/basic/2.0", "prism"));

    private static final Set<String> KNOWN = Set.copyOf(NAMES.values());

    private Vocabulary() {}

    /// The short name of a namespace.
    static String of(String namespace) {
        return NAMES.getOrDefault(bare(namespace), OTHER);
    }

    /// What a prefix means that is not declared: what everyone means by it.
    static String undeclared(String prefix) {
        String plain = prefix.toLowerCase(Locale.ROOT);
        return KNOWN.contains(plain) ? plain : plain.equals("rss") ? CORE : OTHER;
    }

    private static String bare(String namespace) {
        String plain = namespace.strip().toLowerCase(Locale.ROOT);
        int from = plain.startsWith("https://") ? 8 : plain.startsWith("http://") ? 7 : 0;
        if (plain.startsWith("www.", from)) from += 4;
        int to = plain.length();
        while (to > from && (plain.charAt(to - 1) == '/' || plain.charAt(to - 1) == '#')) to--;
        return plain.substring(from, to);
    }
}
