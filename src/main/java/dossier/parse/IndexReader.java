package dossier.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dossier.model.DateFlag;
import dossier.model.IndexPage;
import dossier.model.Pulse;
import dossier.model.Signposts;
import dossier.parse.FeedDocument.Core;
import dossier.parse.FeedDocument.Extras;
import dossier.parse.FeedDocument.Head;
import dossier.parse.FeedDocument.Item;
import dossier.parse.FeedDocument.Times;
import dossier.parse.FeedReader.Outcome;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/// Reads a page that lists articles as a feed: HTML by CSS selectors, JSON by paths. Where nothing is found the page is
/// no feed: it has a new layout, or is another page than was meant, and that shall be seen.
public final class IndexReader {
    /// A selector, and the attribute that it ends in.
    private static final Pattern ATTRIBUTE = Pattern.compile("(?s)(.*?)@([A-Za-z_][A-Za-z0-9_:.-]*)\\s*");

    private static final Pattern PATH = Pattern.compile("[^.\\s]+(?:\\.[^.\\s]+)*");
    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";

    /// An item may stand within a list that the selector finds as well, and hold others: a lead story those beside it.
    /// What is nested deeper says the same again, and each time all of it.
    private static final int NESTED = 2;

    private static final int LONGEST_LINK = 4_000;
    private static final int LONGEST_DATE = 200;

    /// A fragment that a script makes a page of.
    private static final Pattern ROUTE = Pattern.compile("#[!/]");

    private final IndexPage page;
    private final String address;
    private final ZoneId zone;
    private final ParseSettings settings;

    /// @param address where the document lives
    /// @param zone of dates that name none
    IndexReader(IndexPage page, String address, ZoneId zone, ParseSettings settings) {
        this.page = page;
        this.address = address;
        this.zone = zone;
        this.settings = settings;
    }

    /// What is wrong with the selector or path of this key, and what was expected; empty where it can be read.
    public static Optional<String> problem(IndexPage page, String key) {
        String selector = page.selectors().getOrDefault(key, "");
        if (page.json())
            return PATH.matcher(selector).matches()
                    ? Optional.empty()
                    : Optional.of("‘" + selector + "’ is no path; expected names between dots, such as data.posts");
        // An item is an element, and no attribute.
        String css = key.equals("items") ? selector : Where.of(selector).css;
        if (css.isEmpty()) return Optional.empty();
        try {
            QueryParser.parse(css);
            return Optional.empty();
        } catch (SelectorParseException | IllegalArgumentException unreadable) {
            return Optional.of("‘" + selector + "’ is not a CSS selector: " + unreadable.getMessage());
        }
    }

    Outcome read(String text) {
        return page.json() ? json(text.strip()) : html(text);
    }

    /// What one item says, as written.
    private record Said(String link, String title, Optional<String> date, String summary) {}

    private Outcome feed(String format, String title, List<Said> said, int found) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (Said each : said) {
            Optional<String> link = elsewhere(each.link, address);
            if (link.isEmpty()) continue;
            // A picture and a headline often lead to the same article.
            Item known = items.get(link.get());
            if (known == null || known.core().title().isBlank()) items.put(link.get(), item(link.get(), each));
        }
        if (items.isEmpty())
            return refused("has " + found + " items, but %s leads to no address in any of them", "link");
        return new Outcome.Feed(new FeedDocument(format, head(title), List.copyOf(items.values())));
    }

    /// Where a link leads that leads to another page: `#` and the like do not.
    private Optional<String> elsewhere(String written, String base) {
        String link = written.strip();
        if (link.isEmpty() || link.length() > LONGEST_LINK || isWithin(link)) return Optional.empty();
        return Addresses.of(link, base)
                .filter(there -> Addresses.uri(there).isPresent())
                .filter(there -> !page(there).equals(page(address))
                        && !page(there).equals(page(page.url().toString())));
    }

    private static boolean isWithin(String link) {
        return link.startsWith("#") && !ROUTE.matcher(link).lookingAt();
    }

    private static String page(String address) {
        int fragment = address.indexOf('#');
        return fragment >= 0 && isWithin(address.substring(fragment)) ? address.substring(0, fragment) : address;
    }

    private Outcome refused(String reason, String key) {
        String selector = page.selectors().getOrDefault(key, "");
        String shown = key + ":" + (selector.isEmpty() ? "" : " ‘" + selector + "’");
        return new Outcome.Refused(
                reason.formatted(shown) + "; has the site a new layout? It is described under pages: of its outlet",
                true);
    }

    private Item item(String link, Said said) {
        Set<DateFlag> flags = EnumSet.noneOf(DateFlag.class);
        Optional<Instant> published =
                said.date.filter(date -> !date.isBlank()).flatMap(date -> Dates.believed(date, zone, flags));
        if (published.isEmpty() && flags.isEmpty()) flags.add(DateFlag.MISSING);
        return new Item(
                core(said.title, said.summary, Optional.of(link)),
                new Times(published, Optional.empty(), flags),
                Text.NONE,
                List.of(),
                "",
                NO_EXTRAS);
    }

    private static final Extras NO_EXTRAS = new Extras(
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Head head(String title) {
        return new Head(
                core(title, "", Optional.of(address)),
                new Times(Optional.empty(), Optional.empty(), Set.of()),
                "",
                NO_EXTRAS,
                Optional.empty(),
                Pulse.Wishes.NONE,
                Signposts.NONE);
    }

    private Core core(String title, String summary, Optional<String> link) {
        return new Core(
                "",
                Text.plain(title),
                Text.plain(summary).within(settings.text()),
                link,
                List.of(),
                List.of(),
                List.of(),
                Text.NONE);
    }

    // HTML

    /// @param css empty for the item itself
    /// @param attribute empty for what is usual
    private record Where(String css, String attribute) {
        static Where of(String selector) {
            Matcher split = ATTRIBUTE.matcher(selector);
            return split.matches()
                    ? new Where(split.group(1).strip(), split.group(2))
                    : new Where(selector.strip(), "");
        }

        Stream<Element> all(Element item) {
            return css.isEmpty() || item.is(css) ? Stream.of(item) : item.selectStream(css);
        }

        Optional<Element> in(Element item) {
            return css.isEmpty() || item.is(css) ? Optional.of(item) : Optional.ofNullable(item.selectFirst(css));
        }

        /// The attribute, or the first of the usual ones that is there, or the text.
        String value(Element element, String... usual) {
            if (!attribute.isEmpty()) return element.attr(attribute);
            for (String each : usual) if (element.hasAttr(each)) return element.attr(each);
            return element.text();
        }
    }

    private Outcome html(String text) {
        Document document = Discovery.page(text, URI.create(address));
        List<Element> found = document.select(page.items().orElse("article"));
        if (found.isEmpty()) return refused("has nothing at %s", "items");
        String said = Discovery.base(document, address);
        String base = said.length() > LONGEST_LINK ? address : said;
        List<Said> items = outer(found).stream().map(item -> said(item, base)).toList();
        return feed("page", document.title(), items, found.size());
    }

    private List<Element> outer(List<Element> found) {
        IdentityHashMap<Element, Integer> depths = new IdentityHashMap<>();
        List<Element> outer = new ArrayList<>();
        for (Element item : found) {
            if (outer.size() == settings.entries()) break;
            int depth = above(item, depths) + 1;
            depths.put(item, depth);
            if (depth <= NESTED) outer.add(item);
        }
        return outer;
    }

    private static int above(Element item, IdentityHashMap<Element, Integer> depths) {
        for (Element above = item.parent(); above != null; above = above.parent()) {
            Integer depth = depths.get(above);
            if (depth != null) return depth;
        }
        return -1;
    }

    /// @param to where it leads
    private record Link(Element element, String to) {}

    private Said said(Element item, String base) {
        Where toLink = Where.of(page.link().orElse("a[href]"));
        Optional<Link> link = toLink.all(item)
                .flatMap(element ->
                        elsewhere(toLink.value(element, "href"), base).map(to -> new Link(element, to)).stream())
                .findFirst();
        String title = text(item, page.title())
                .or(() -> Optional.ofNullable(item.selectFirst(HEADINGS)).map(Element::text))
                .or(() -> link.map(there -> there.element.text()))
                .orElse("");
        return new Said(
                link.map(Link::to).orElse(""),
                within(title, 8 * settings.title()),
                date(item).filter(date -> date.length() <= LONGEST_DATE),
                within(text(item, page.summary()).orElse(""), settings.text()));
    }

    private static String within(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static Optional<String> text(Element item, Optional<String> selector) {
        return selector.map(Where::of)
                .flatMap(where -> where.in(item).map(element -> where.value(element)))
                .filter(text -> !text.isBlank());
    }

    private Optional<String> date(Element item) {
        Where where = Where.of(page.date().orElse("time"));
        return where.in(item).map(element -> where.value(element, "datetime", "content"));
    }

    // JSON

    private Outcome json(String text) {
        JsonNode root = JsonFeed.tree(text);
        JsonNode list = page.items().map(path -> at(root, path)).orElse(root);
        if (!list.isContainerNode()) return refused("has no list at %s", "items");
        List<Said> said = new ArrayList<>();
        for (JsonNode item : list) {
            if (said.size() == settings.entries()) break;
            said.add(new Said(
                    text(item, page.link()),
                    text(item, page.title()),
                    page.date().map(path -> at(item, path).asText()),
                    text(item, page.summary())));
        }
        // The site says itself that there is nothing.
        if (said.isEmpty()) return new Outcome.Feed(new FeedDocument("json", head(""), List.of()));
        return feed("json", "", said, list.size());
    }

    private static String text(JsonNode item, Optional<String> path) {
        return path.map(each -> at(item, each))
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(value -> TreeBuilder.clean(value.asText()))
                .orElse("");
    }

    /// What stands at a path; a number counts in a list, from 0.
    private static JsonNode at(JsonNode from, String path) {
        JsonNode here = from;
        for (String name : path.split("\\.", -1))
            here = here.isArray() && name.matches("\\d{1,6}") ? here.path(Integer.parseInt(name)) : here.path(name);
        return here;
    }
}
