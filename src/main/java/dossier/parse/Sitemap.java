package dossier.parse;

import dossier.model.DateFlag;
import dossier.model.Pulse;
import dossier.model.Signposts;
import dossier.parse.FeedDocument.Category;
import dossier.parse.FeedDocument.Core;
import dossier.parse.FeedDocument.Extras;
import dossier.parse.FeedDocument.File;
import dossier.parse.FeedDocument.Head;
import dossier.parse.FeedDocument.Item;
import dossier.parse.FeedDocument.Times;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a sitemap as a feed: Google's kind for news, which names title, date and language of each article, and the
/// plain kind (sitemaps.org), which has only addresses and when each page was changed. Where no title is said, the
/// entry has none, and the page gives the article its own.
final class Sitemap {
    /// A plain sitemap lists a whole site in any order; what its owner changed last is the news in it.
    private static final int PLAIN = 200;

    private static final int CHILDREN = 5;
    private static final int ROBOTS = 10_000;
    private static final Pattern NAMED = Pattern.compile("(?i)\\s*sitemap\\s*:\\s*(\\S{1,2000})\\s*(?:#.*)?");
    private static final Pattern NEWS =
            Pattern.compile("(?i)(?<![a-z])(?:google)?news(?![a-z])|actualit|nachrichten|noticias");

    private final String address;
    private final ZoneId zone;
    private final ParseSettings settings;

    /// @param address where the document lives, or empty
    /// @param zone of dates that name none
    Sitemap(String address, ZoneId zone, ParseSettings settings) {
        this.address = address;
        this.zone = zone;
        this.settings = settings;
    }

    private static boolean isOfNews(URI address) {
        return NEWS.matcher(String.valueOf(address.getRawPath())).find();
    }

    /// The sitemaps of news that a robots.txt names (sitemaps.org: `Sitemap:` lines, at any place).
    static List<URI> ofRobots(String text) {
        return text.lines()
                .limit(ROBOTS)
                .map(NAMED::matcher)
                .filter(Matcher::matches)
                .flatMap(line -> Addresses.uri(line.group(1)).stream())
                .filter(Sitemap::isOfNews)
                .distinct()
                .limit(CHILDREN)
                .toList();
    }

    /// The articles of a `urlset`, newest first, those without a date last.
    FeedDocument read(Node root) {
        List<Item> news = new ArrayList<>();
        List<Item> plain = new ArrayList<>();
        Optional<Node> publication = Optional.empty();
        for (Node url : root.all("url")) {
            Optional<String> page = page(url);
            if (page.isEmpty()) continue;
            Optional<Node> about = url.first("news:news");
            if (publication.isEmpty()) publication = about.flatMap(it -> it.first("news:publication"));
            (about.isPresent() ? news : plain).add(item(url, page.get(), about));
        }
        Comparator<Item> newest = Comparator.comparing((Item item) -> item.times()
                        .published()
                        .or(() -> item.times().updated())
                        .orElse(Instant.MIN))
                .reversed();
        List<Item> items = new ArrayList<>(news);
        plain.stream().sorted(newest).limit(PLAIN).forEach(items::add);
        items.sort(newest);
        String format = news.isEmpty() ? "sitemap" : "sitemap-news";
        return new FeedDocument(
                format, head(publication), items.subList(0, Math.min(items.size(), settings.entries())));
    }

    /// Its page, unless it is the front page of a site, which is no article.
    private Optional<String> page(Node url) {
        return said(url, "loc")
                .flatMap(written -> Addresses.of(written, address))
                .filter(page -> Addresses.uri(page)
                        .filter(uri -> uri.getRawQuery() != null
                                || String.valueOf(uri.getRawPath()).length() > 1)
                        .isPresent());
    }

    private Item item(Node url, String page, Optional<Node> news) {
        Set<DateFlag> flags = EnumSet.noneOf(DateFlag.class);
        Optional<Instant> published = news.flatMap(about -> said(about, "news:publication_date"))
                .flatMap(written -> Dates.believed(written, zone, flags));
        Optional<Instant> updated = said(url, "lastmod").flatMap(written -> Dates.believed(written, zone, flags));
        if (published.isEmpty() && updated.isEmpty() && flags.isEmpty()) flags.add(DateFlag.MISSING);
        Core core = core(
                page,
                news.flatMap(about -> said(about, "news:title")),
                news.map(this::keywords).orElse(List.of()));
        return new Item(
                core,
                new Times(published, updated, flags),
                Text.NONE,
                pictures(url),
                "",
                extras(news.flatMap(about -> about.first("news:publication"))
                        .flatMap(it -> said(it, "news:language"))));
    }

    private static Core core(String page, Optional<String> title, List<Category> keywords) {
        return new Core(
                page,
                title.map(Text::plain).orElse(Text.NONE),
                Text.NONE,
                Optional.of(page).filter(it -> !it.isEmpty()),
                List.of(),
                List.of(),
                keywords,
                Text.NONE);
    }

    private List<Category> keywords(Node news) {
        return said(news, "news:keywords").stream()
                .flatMap(words -> Arrays.stream(words.split(",", settings.lists() + 1)))
                .limit(settings.lists())
                .map(word -> Text.plain(word).line(300))
                .filter(word -> !word.isEmpty())
                .map(word -> new Category(word, ""))
                .toList();
    }

    private List<File> pictures(Node url) {
        return url.all("image:image").stream()
                .limit(settings.lists())
                .flatMap(image -> said(image, "image:loc")
                        .flatMap(written -> Addresses.of(written, address))
                        .map(at -> new File(
                                at,
                                "image/*",
                                "",
                                said(image, "image:caption")
                                        .or(() -> said(image, "image:title"))
                                        .map(Text::plain)
                                        .orElse(Text.NONE),
                                Text.NONE))
                        .stream())
                .toList();
    }

    private Head head(Optional<Node> publication) {
        Core core = core("", publication.flatMap(it -> said(it, "news:name")), List.of());
        Times times = new Times(Optional.empty(), Optional.empty(), Set.of());
        Extras extras = extras(publication.flatMap(it -> said(it, "news:language")));
        return new Head(core, times, "", extras, Optional.empty(), Pulse.Wishes.NONE, Signposts.NONE);
    }

    private static Extras extras(Optional<String> language) {
        return new Extras(
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                language,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The sitemaps that a `sitemapindex` lists and a reader of news may want: those that call themselves so first,
    /// then those changed last.
    List<URI> children(Node index) {
        record Child(URI address, Instant changed) {}
        return index.all("sitemap").stream()
                .limit(settings.entries())
                .flatMap(child -> said(child, "loc")
                        .flatMap(written -> Addresses.of(written, address))
                        .flatMap(Addresses::uri)
                        .map(uri -> new Child(
                                uri,
                                said(child, "lastmod")
                                        .flatMap(written ->
                                                Dates.believed(written, zone, EnumSet.noneOf(DateFlag.class)))
                                        .orElse(Instant.MIN)))
                        .stream())
                .sorted(Comparator.comparing((Child child) -> !isOfNews(child.address()))
                        .thenComparing(Child::changed, Comparator.reverseOrder()))
                .map(Child::address)
                .distinct()
                .limit(CHILDREN)
                .toList();
    }

    private static Optional<String> said(Node node, String name) {
        return node.first(name).map(Node::text).map(String::strip).filter(text -> !text.isEmpty());
    }
}
