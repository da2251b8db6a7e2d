package dossier.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// Finds the feeds that a page leads to.
public final class Discovery {
    private static final int MOST = 20;
    private static final int DEPTH = 400;
    private static final Set<String> TYPES = Set.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/feed+json",
            "text/rss+xml",
            "text/atom+xml",
            "application/x.atom+xml",
            "application/x-atom+xml",
            "application/rss",
            "application/atom");
    /// Types under which feeds are announced, but other things too.
    private static final Set<String> VAGUE = Set.of("application/xml", "text/xml", "application/json", "text/json");

    private static final Pattern FEED_PATH = Pattern.compile(
            "(?i).*(?:/(?:feeds?|rss|atom)(?:/|$|\\.\\w+$|\\?)|\\.(?:rss|atom|rdf)(?:$|\\?)|/(?:rss|atom|feed|index|feeds)\\d?\\.(?:xml|json|rdf|php|aspx?)|[?&](?:feed|format|type)=(?:rss|atom|feed|rdf)|feeds\\.feedburner\\.com/|/rss[-_/]|[-_/]rss\\.).*");
    private static final Pattern COMMENTS =
            Pattern.compile("(?i).*(?:comment|kommentar|comentario|commentaire|commenti|reacties|replies).*");
    /// Feeds of a part: a category, a tag, an author, a search.
    private static final Pattern PART = Pattern.compile(
            "(?i).*/(?:category|categories|tags?|topics?|author|authors|search|label|section|kategorie|etiqueta|podcasts?)(?:/|=).*|.*[?&](?:cat|tag|author|s|q)=.*");
    /// Pages that offer to subscribe, and are no feeds.
    private static final Pattern SERVICE = Pattern.compile(
            "(?i)(?:.*\\.)?(?:feedly|netvibes|bloglines|newsgator|inoreader|newsblur|theoldreader|addthis|facebook|twitter|x|google|yahoo|live|validator\\.w3|feedvalidator)\\.(?:com|org|net)");

    private Discovery() {}

    /// The feeds of posts that a page announces, best first: those in `link` elements, the site's main feed before
    /// those of its parts; where there are none, those it links to. Never a feed of comments.
    ///
    /// @param base where the page lives
    public static List<URI> feeds(String html, URI base) {
        Document page = Jsoup.parse(html, base.toString(), Parser.htmlParser().setMaxDepth(DEPTH));
        String from = base(page, base.toString());
        List<Candidate> announced = page.select("link[href]").stream()
                .filter(Discovery::isAnnouncement)
                .flatMap(link -> candidate(link, link.attr("title"), from))
                .toList();
        List<URI> best = ranked(announced);
        return best.isEmpty() ? ranked(anchors(page, from)) : best;
    }

    private record Candidate(URI address, String title) {
        boolean isOfComments() {
            return COMMENTS.matcher(address.getRawPath() + "?" + address.getRawQuery())
                            .matches()
                    || COMMENTS.matcher(title).matches();
        }

        int rank() {
            return PART.matcher(address.toString()).matches() ? 1 : 0;
        }
    }

    private static String base(Document page, String base) {
        return Optional.ofNullable(page.selectFirst("base[href]"))
                .flatMap(element -> Addresses.of(element.attr("href"), base))
                .orElse(base);
    }

    private static boolean isAnnouncement(Element link) {
        List<String> rel =
                List.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
        String type = link.attr("type")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(";.*", "")
                .strip();
        if (rel.contains("feed")) return true;
        if (!rel.contains("alternate") && !rel.contains("alternative")) return false;
        return TYPES.contains(type)
                || (VAGUE.contains(type) && FEED_PATH.matcher(link.attr("href")).matches());
    }

    private static List<Candidate> anchors(Document page, String from) {
        List<Candidate> anchors = new ArrayList<>();
        for (Element anchor : page.select("a[href]")) {
            if (anchors.size() >= MOST) break;
            candidate(anchor, anchor.attr("title"), from)
                    .filter(found -> FEED_PATH.matcher(found.address.toString()).matches())
                    .filter(found -> !SERVICE.matcher(found.address.getHost()).matches())
                    .forEach(anchors::add);
        }
        return anchors;
    }

    private static Stream<Candidate> candidate(Element element, String title, String from) {
        return Addresses.web(element.attr("href"), from).stream().map(address -> new Candidate(address, title));
    }

    private static List<URI> ranked(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.isOfComments())
                .sorted(Comparator.comparingInt(Candidate::rank))
                .map(Candidate::address)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
