package dossier.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /// A link called RSS says little more than that.
    private static final int LONGEST_CALL = 40;
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
    /// Types under which feeds are announced, but other things too; nothing among them: the type may be missing.
    private static final Set<String> VAGUE =
            Set.of("", "application/xml", "text/xml", "application/json", "text/json", "text/rss", "text/atom");

    private static final Pattern FEED_PATH = Pattern.compile(
            "(?i).*(?:/(?:feeds?|rss|atom)(?:/|$|\\.\\w+$|\\?)|\\.(?:rss|atom|rdf)(?:$|\\?)|/(?:rss|atom|feed|index|feeds)\\d?\\.(?:xml|json|rdf|php|aspx?)|[?&](?:feed|format|type)=(?:rss|atom|feed|rdf)|feeds\\.feedburner\\.com/|/rss[-_/]|[-_/]rss\\.).*");
    private static final Pattern COMMENTS = Pattern.compile(
            "(?i).*(?<!\\p{L})(?:comments?|kommentare?n?|comentarios?|commentaires?|commenti|reacties|replies)(?!\\p{L}).*");
    /// Feeds of a part: a category, a tag, an author, a search.
    private static final Pattern PART = Pattern.compile(
            "(?i).*/(?:category|categories|tags?|topics?|author|authors|search|label|section|kategorie|etiqueta|podcasts?)(?:/|=).*|.*[?&](?:cat|tag|author|s|q)=.*");
    /// What people call a link to a feed.
    private static final Pattern CALLED =
            Pattern.compile("(?i).*(?<!\\p{L})(?:rss|atom|xml|web ?feeds?|news ?feeds?|feeds?)(?!\\p{L}).*");

    /// Pages that offer to subscribe, and are no feeds.
    private static final Pattern SERVICE = Pattern.compile(
            "(?i)(?:.*\\.)?(?:feedly|netvibes|bloglines|newsgator|inoreader|newsblur|theoldreader|addthis|facebook|twitter|x|google|yahoo|live|validator\\.w3|feedvalidator|wikipedia)\\.(?:com|org|net)");

    /// Where programs of websites put their feed.
    private record Place(String path, String why) {}

    private static final List<Place> WELL_KNOWN = List.of(
            new Place("feed/", "WordPress, Ghost, Substack and many after them"),
            new Place("rss.xml", "Gatsby, Astro, Drupal, and news sites of the first hour"),
            new Place("atom.xml", "Jekyll, Hexo, Movable Type"),
            new Place("feed.xml", "Jekyll's plug-in, Eleventy"),
            new Place("index.xml", "Hugo"),
            new Place("rss", "Ghost, Tumblr, Medium's kin"),
            new Place("feed.json", "micro.blog, Eleventy"),
            new Place("feeds/posts/default", "Blogger under a domain of its own"),
            new Place("?feed=rss2", "WordPress without pretty addresses"));

    private Discovery() {}

    /// The feeds of posts that a page announces, best first: those in `link` elements, the site's main feed before
    /// those of its parts; where there are none, those that its address leads to, and those it links to. No feed of
    /// comments.
    ///
    /// @param base where the page lives
    public static List<URI> feeds(String html, URI base) {
        return leads(html, base).stream()
                .filter(lead -> !isOfComments(lead))
                .map(Lead::address)
                .toList();
    }

    /// All that a page leads to, best first: posts, then comments, then the feeds of its parts.
    public static List<Lead> leads(String html, URI base) {
        Document page = page(html, base);
        String from = base(page, base.toString());
        List<Lead> announced = ranked(announced(page, from), base);
        if (announced.stream().anyMatch(lead -> !isOfComments(lead))) return announced;
        List<Lead> more = new ArrayList<>(Shapes.of(base, html));
        more.addAll(ranked(anchors(page, from), base));
        more.addAll(announced);
        return distinct(more);
    }

    /// jsoup 1.24.1 fails on formatting elements that are open where it stops to go deeper. Links and their `rel` are
    /// found in the plainer tree as well.
    static Document page(String html, URI base) {
        try {
            return Jsoup.parse(html, base.toString(), Parser.htmlParser().setMaxDepth(DEPTH));
        } catch (IndexOutOfBoundsException tooDeep) {
            return Jsoup.parse(html, base.toString(), Parser.xmlParser().setMaxDepth(DEPTH));
        }
    }

    /// Where a feed may be although the page does not say so, nearest first.
    public static List<Lead> guesses(URI page) {
        List<Lead> guesses = new ArrayList<>(Shapes.of(page));
        if (isOfGoogleNews(page)) return guesses;
        List<URI> folders = Stream.of(page.resolve(folder(page)), page.resolve("/"))
                .distinct()
                .toList();
        for (Place place : WELL_KNOWN)
            for (URI folder : folders)
                guesses.add(new Lead(folder.resolve(place.path), "", Lead.Source.WELL_KNOWN, place.why));
        return distinct(guesses);
    }

    /// The feeds that a page at this address has by its shape, whatever it says itself.
    public static List<Lead> shapes(URI page) {
        return Shapes.of(page);
    }

    /// True for a feed of comments, by its address or its title.
    public static boolean isOfComments(Lead lead) {
        String address = lead.address().getRawPath() + "?" + lead.address().getRawQuery();
        return COMMENTS.matcher(address).matches()
                || COMMENTS.matcher(lead.title()).matches();
    }

    /// `/blog` may be a folder; `/blog/about.html` lies in one.
    private static String folder(URI page) {
        String path = Optional.ofNullable(page.getRawPath()).orElse("");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty()
                ? (path.isEmpty() ? "/" : path)
                : last.contains(".") ? path.substring(0, path.lastIndexOf('/') + 1) : path + "/";
    }

    private static boolean isOfGoogleNews(URI page) {
        return String.valueOf(page.getHost()).equalsIgnoreCase("news.google.com");
    }

    static String base(Document page, String base) {
        return Optional.ofNullable(page.selectFirst("base[href]"))
                .flatMap(element -> Addresses.of(element.attr("href"), base))
                .orElse(base);
    }

    private static List<Lead> announced(Document page, String from) {
        return page.select("link[href]").stream()
                .filter(Discovery::isAnnouncement)
                .flatMap(link -> lead(link, link.attr("title"), from, Lead.Source.ANNOUNCED, "announced by the page"))
                .toList();
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

    private static List<Lead> anchors(Document page, String from) {
        List<Lead> byAddress = new ArrayList<>();
        List<Lead> byName = new ArrayList<>();
        for (Element anchor : page.select("a[href]")) {
            if (byAddress.size() + byName.size() >= MOST) break;
            String call = call(anchor);
            lead(anchor, call, from, Lead.Source.ANCHOR, "linked from the page")
                    .filter(found -> !SERVICE.matcher(found.address().getHost()).matches())
                    .forEach(found -> {
                        if (FEED_PATH.matcher(found.address().toString()).matches()) byAddress.add(found);
                        else if (isCalledFeed(call)) byName.add(found);
                    });
        }
        byAddress.addAll(byName);
        return byAddress;
    }

    private static boolean isCalledFeed(String call) {
        return call.length() <= LONGEST_CALL && CALLED.matcher(call).matches();
    }

    /// What the link is called, be it by a picture.
    private static String call(Element anchor) {
        Optional<Element> picture = Optional.ofNullable(anchor.selectFirst("img[alt]"));
        return Stream.of(
                        anchor.attr("title"),
                        anchor.attr("aria-label"),
                        anchor.text(),
                        picture.map(image -> image.attr("alt")).orElse(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Stream<Lead> lead(Element element, String title, String from, Lead.Source source, String why) {
        return Addresses.web(element.attr("href"), from).stream()
                .map(address -> new Lead(address, Text.html(title).line(200), source, why));
    }

    /// Those of the page itself before those of its site, and each before comments, and comments before parts.
    private static List<Lead> ranked(List<Lead> leads, URI page) {
        return distinct(leads.stream()
                .sorted(Comparator.comparingInt(lead -> rank(lead, page)))
                .toList());
    }

    private static int rank(Lead lead, URI page) {
        if (isBelow(lead.address(), page) && !isOfComments(lead)) return 0;
        if (isOfComments(lead)) return 2;
        return PART.matcher(lead.address().toString()).matches() ? 3 : 1;
    }

    /// The page of a category announces its own feed beside that of the whole site.
    private static boolean isBelow(URI feed, URI page) {
        String path = String.valueOf(page.getRawPath()).replaceFirst("/+$", "");
        return path.length() > 1
                && String.valueOf(page.getRawAuthority()).equalsIgnoreCase(feed.getRawAuthority())
                && String.valueOf(feed.getRawPath()).startsWith(path + "/");
    }

    private static List<Lead> distinct(List<Lead> leads) {
        Map<URI, Lead> each = new LinkedHashMap<>();
        leads.forEach(lead -> each.putIfAbsent(lead.address(), lead));
        return each.values().stream().limit(MOST).toList();
    }
}
