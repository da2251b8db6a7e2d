package dossier.parse;

import dossier.model.DateFlag;
import dossier.parse.FeedDocument.Category;
import dossier.parse.FeedDocument.Extras;
import dossier.parse.FeedDocument.File;
import dossier.parse.FeedDocument.Person;
import dossier.parse.FeedDocument.Point;
import dossier.parse.FeedDocument.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads one element of the tree, feed or entry, with all the ways in which outlets say the same thing: the lists of
/// names below are the knowledge, the first that says something wins. Every repair has a name and one place.
final class Repair {
    private static final List<String> TITLE = List.of("title", "atom:title", "dc:title", "media:title", "itunes:title");
    private static final List<String> SUMMARY = List.of(
            "description",
            "summary",
            "tagline",
            "subtitle",
            "abstract",
            "info",
            "atom:summary",
            "atom:subtitle",
            "itunes:summary",
            "dc:description",
            "dcterms:abstract",
            "itunes:subtitle",
            "media:description",
            "googleplay:description");
    private static final List<String> CONTENT = List.of(
            "content:encoded",
            "content",
            "atom:content",
            "xhtml:body",
            "xhtml:div",
            "body",
            "encoded",
            "fullitem",
            "full-text",
            "other:full-text",
            "fulltext",
            "content:items");
    private static final List<String> ID = List.of("guid", "id", "atom:id");
    private static final List<String> PUBLISHED = List.of(
            "pubdate",
            "published",
            "issued",
            "dc:date",
            "dcterms:issued",
            "dcterms:created",
            "created",
            "atom:published",
            "atom:issued",
            "dc:created",
            "prism:publicationdate",
            "date");
    private static final List<String> UPDATED = List.of(
            "updated", "modified", "lastbuilddate", "dcterms:modified", "atom:updated", "atom:modified", "lastmod");
    private static final List<String> AUTHOR = List.of(
            "author",
            "atom:author",
            "dc:creator",
            "dc:author",
            "managingeditor",
            "itunes:author",
            "googleplay:author",
            "media:credit",
            "dc:publisher",
            "webmaster",
            "itunes:owner");
    private static final List<String> CONTRIBUTOR = List.of("contributor", "atom:contributor", "dc:contributor");
    private static final List<String> CATEGORY = List.of(
            "category",
            "atom:category",
            "dc:subject",
            "itunes:category",
            "media:category",
            "itunes:keywords",
            "media:keywords",
            "keywords",
            "tag");
    private static final List<String> RIGHTS =
            List.of("copyright", "rights", "atom:rights", "dc:rights", "dcterms:rights", "media:copyright");
    private static final List<String> GENERATOR = List.of("generator", "atom:generator", "admin:generatoragent");
    private static final List<String> LANGUAGE = List.of("language", "dc:language", "lang");
    private static final List<String> LINK = List.of("link", "atom:link");
    private static final List<String> IMAGE =
            List.of("image", "logo", "atom:logo", "itunes:image", "googleplay:image", "webfeeds:cover");
    private static final List<String> ICON = List.of("icon", "atom:icon", "webfeeds:icon");
    private static final List<String> EXPLICIT =
            List.of("itunes:explicit", "googleplay:explicit", "media:adult", "explicit");

    private static final List<String> CAPTION = List.of("media:description", "media:title", "media:text");
    private static final List<String> CREDIT = List.of("media:credit", "media:copyright");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]{8,}={0,2}\\s*");
    private static final Pattern NAME_MAIL =
            Pattern.compile("(.*?)\\s*[(<\\[]\\s*(?:mailto:)?([^\\s()<>@]+@[^\\s()<>]+?)\\s*[)>\\]]?");
    private static final Pattern MAIL_NAME =
            Pattern.compile("(?:mailto:)?([^\\s()<>@]+@[^\\s()<>]+)[\\s,:-]*[(<\\[]?\\s*(.*?)\\s*[)>\\]]?");
    private static final Duration MONTH = Duration.ofDays(30);

    private final Node node;
    private final String base;
    private final ZoneId zone;
    private final boolean atom;

    /// @param base of addresses in here, `xml:base` already heard
    /// @param zone of dates that name none
    /// @param atom whether plain text is the rule and markup the exception
    Repair(Node node, String base, ZoneId zone, boolean atom) {
        this.node = node;
        this.base = base;
        this.zone = zone;
        this.atom = atom;
    }

    Text title() {
        return said(TITLE);
    }

    Text summary() {
        Text summary = said(SUMMARY);
        return summary.isBlank() ? grouped("media:description").map(this::text).orElse(Text.NONE) : summary;
    }

    Text content() {
        return said(CONTENT);
    }

    Text rights() {
        return said(RIGHTS);
    }

    private Text said(List<String> names) {
        for (Node found : node.all(names)) {
            Text text = text(found);
            if (!text.isBlank()) return text;
        }
        return Text.NONE;
    }

    String id() {
        return word(ID).or(() -> node.attribute("about"))
                .or(() -> word("dc:identifier"))
                .orElse("");
    }

    /// Whether the feed promises that the id is the page's address (RSS 2.0: unless it says no).
    boolean permalink() {
        return node.first("guid")
                .filter(guid -> !guid.attribute("ispermalink").orElse("true").equalsIgnoreCase("false"))
                .isPresent();
    }

    String generator() {
        return node.all(GENERATOR).stream()
                .map(found -> Text.spaced(found.text()).isEmpty()
                        ? found.attribute("resource").orElse("")
                        : Text.spaced(found.text()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The page: RSS's `link`; of Atom's links the `alternate` one, HTML before other types; then an id that is an
    /// address by promise or by custom.
    Optional<String> link() {
        List<Node> links = node.all(LINK);
        return written(links)
                .or(() -> alternates(links).flatMap(link -> href(link).stream()).findFirst())
                .or(() -> node.attribute("href").flatMap(this::address))
                .or(() -> node.attribute("about").filter(Repair::isWeb).flatMap(this::address))
                .or(() -> Optional.of(id())
                        .filter(id -> (atom || permalink()) && isWeb(id))
                        .flatMap(this::address));
    }

    private Optional<String> written(List<Node> links) {
        for (Node link : links) {
            if (link.attribute("href").isPresent() || !isAlternate(link)) continue;
            Optional<String> address = Addresses.of(link.text(), link.base(base));
            if (address.isPresent()) return address;
        }
        return Optional.empty();
    }

    private static Stream<Node> alternates(List<Node> links) {
        return links.stream().filter(Repair::isAlternate).sorted(Comparator.comparingInt(Repair::rank));
    }

    private static boolean isAlternate(Node link) {
        String rel = link.attribute("rel").orElse("alternate").toLowerCase(Locale.ROOT);
        return rel.isEmpty() || rel.equals("alternate") || rel.endsWith("/alternate");
    }

    /// Who says that it is HTML stands before who says nothing.
    private static int rank(Node link) {
        String type = link.attribute("type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("html") ? 0 : type.isEmpty() ? 1 : 2;
    }

    private static boolean isHtml(Node link) {
        return rank(link) < 2;
    }

    private Optional<String> href(Node link) {
        return link.attribute("href").flatMap(href -> Addresses.of(href, link.base(base)));
    }

    private Optional<String> address(String written) {
        return Addresses.of(written, base);
    }

    private static boolean isWeb(String text) {
        String plain = text.strip();
        return plain.regionMatches(true, 0, "http://", 0, 7) || plain.regionMatches(true, 0, "https://", 0, 8);
    }

    List<Person> authors() {
        return persons(AUTHOR);
    }

    List<Person> contributors() {
        return persons(CONTRIBUTOR);
    }

    private List<Person> persons(List<String> names) {
        Set<Person> persons = new LinkedHashSet<>();
        for (Node found : node.all(names)) {
            Person person = person(found);
            if (!(person.name() + person.email() + person.url()).isEmpty()) persons.add(person);
        }
        return List.copyOf(persons);
    }

    private Person person(Node found) {
        String url = part(found, List.of("uri", "url", "homepage", "atom:uri", "atom:url"))
                .flatMap(written -> Addresses.of(written, found.base(base)))
                .orElse("");
        Optional<String> name = part(found, List.of("name", "atom:name", "itunes:name"));
        Optional<String> mail = part(found, List.of("email", "atom:email", "itunes:email"));
        if (name.isPresent() || mail.isPresent() || !url.isEmpty())
            return new Person(name.orElse(""), mail.orElse(""), url);
        return person(found.attribute("name").orElse(found.text()));
    }

    /// One line may hold a name, an address, or both in either order.
    private static Person person(String written) {
        String line = Text.html(written).line(300);
        if (line.isEmpty() && written.indexOf('@') > 0) line = Text.spaced(written);
        if (line.indexOf('@') < 0) return new Person(line, "", "");
        Matcher last = NAME_MAIL.matcher(line);
        if (last.matches()) return new Person(last.group(1), last.group(2), "");
        Matcher first = MAIL_NAME.matcher(line);
        if (first.matches()) return new Person(first.group(2), first.group(1), "");
        return new Person(line, "", "");
    }

    private static Optional<String> part(Node found, List<String> names) {
        return found.all(names).stream()
                .map(node -> Text.html(node.text()).line(300))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    List<Category> categories(int most) {
        Set<Category> categories = new LinkedHashSet<>();
        for (Node found : node.all(CATEGORY)) {
            if (categories.size() >= most) break;
            if (found.name().endsWith("keywords"))
                for (String word : found.text().split(",", -1)) add(categories, word, "");
            else category(categories, found);
        }
        for (Node group : node.all("media:group"))
            for (Node found : group.all("media:category")) category(categories, found);
        return categories.stream().limit(most).toList();
    }

    private static void category(Set<Category> categories, Node found) {
        String term = found.attribute("term")
                .filter(word -> !word.isEmpty())
                .orElse(found.name().startsWith("itunes:") ? found.own() : found.text());
        add(
                categories,
                term,
                found.attribute("label").or(() -> found.attribute("text")).orElse(""));
        for (Node inner : found.all("itunes:category")) category(categories, inner);
    }

    private static void add(Set<Category> categories, String term, String label) {
        Category category =
                new Category(Text.html(term).line(300), Text.html(label).line(300));
        if (!category.name().isEmpty()) categories.add(category);
    }

    List<File> files(int most) {
        Set<File> files = new LinkedHashSet<>();
        for (Node found : node.all("enclosure")) add(files, found, "url", "length");
        for (Node link : node.all(LINK))
            if (link.attribute("rel").orElse("").equalsIgnoreCase("enclosure")) add(files, link, "href", "length");
        for (Node found : media("media:content")) {
            if (files.size() >= most) break;
            add(files, found, "url", "filesize");
        }
        return files.stream().limit(most).toList();
    }

    private void add(Set<File> files, Node found, String where, String length) {
        found.attribute(where)
                .or(() -> found.attribute("url"))
                .or(() -> found.attribute("href"))
                .or(() -> Optional.of(found.own()))
                .flatMap(written -> Addresses.of(written, found.base(base)))
                .ifPresent(url -> files.add(new File(
                        url,
                        type(found),
                        found.attribute(length).orElse(""),
                        told(found, CAPTION),
                        told(found, CREDIT))));
    }

    private static String type(Node found) {
        return found.attribute("type")
                .filter(type -> !type.isEmpty())
                .or(() -> found.attribute("medium").map(medium -> medium + "/*"))
                .orElse("");
    }

    /// What Media RSS says of a file, in it or in the group around it.
    private Text told(Node file, List<String> names) {
        if (!file.name().startsWith("media:")) return Text.NONE;
        Optional<Node> group = file.parent().filter(parent -> parent.is("media:group"));
        return Stream.concat(file.all(names).stream(), group.stream().flatMap(around -> around.all(names).stream()))
                .map(this::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(Text.NONE);
    }

    private List<Node> media(String name) {
        if (!node.mayHave("media:group") && !node.mayHave("media:content")) return node.all(name);
        List<Node> found = new ArrayList<>(node.all(name));
        for (Node group : node.all("media:group")) found.addAll(group.all(name));
        if (!name.equals("media:content")) for (Node content : media("media:content")) found.addAll(content.all(name));
        return found;
    }

    private Optional<Node> grouped(String name) {
        return media(name).stream().findFirst();
    }

    String source() {
        return node.all(List.of("source", "atom:source", "dc:source")).stream()
                .map(found -> found.hasChildren()
                        ? new Repair(found, base, zone, atom).title().line(300)
                        : Text.html(found.text()).line(300))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    Times times() {
        Set<DateFlag> flags = EnumSet.noneOf(DateFlag.class);
        Optional<Instant> published = instant(PUBLISHED, flags);
        Optional<Instant> updated = instant(UPDATED, flags)
                .or(() -> node.attribute("lastmod").flatMap(written -> Dates.believed(written, zone, flags)));
        if (published.isEmpty() && updated.isEmpty() && flags.isEmpty()) flags.add(DateFlag.MISSING);
        return new Times(published, updated, flags);
    }

    private Optional<Instant> instant(List<String> names, Set<DateFlag> flags) {
        for (Node found : node.all(names)) {
            String written = found.text();
            if (written.isBlank()) continue;
            Optional<Instant> at = Dates.believed(written, zone, flags);
            if (at.isPresent()) return at;
        }
        return Optional.empty();
    }

    Extras extras() {
        List<Node> replies = node.all(LINK).stream()
                .filter(link -> link.attribute("rel").orElse("").equals("replies"))
                .toList();
        return new Extras(
                permalink(),
                word("feedburner:origlink").flatMap(this::address),
                image(),
                media("media:thumbnail").stream()
                        .map(found -> found.attribute("url").orElse(found.text()))
                        .map(this::address)
                        .flatMap(Optional::stream)
                        .distinct()
                        .limit(20)
                        .toList(),
                duration(),
                word(EXPLICIT).map(Repair::isExplicit),
                place(),
                language(),
                word("comments").flatMap(this::address).or(() -> replies.stream()
                        .filter(Repair::isHtml)
                        .findFirst()
                        .flatMap(this::href)),
                word(List.of("slash:comments", "thr:total"))
                        .flatMap(Repair::number)
                        .or(() -> replies.stream()
                                .flatMap(link -> link.attribute("count").stream())
                                .findFirst()
                                .flatMap(Repair::number)),
                word(List.of("wfw:commentrss", "wfw:comment_rss"))
                        .flatMap(this::address)
                        .or(() -> replies.stream()
                                .filter(link -> !isHtml(link))
                                .findFirst()
                                .flatMap(this::href)),
                node.first("thr:in-reply-to")
                        .flatMap(found -> found.attribute("ref").or(() -> found.attribute("href"))));
    }

    Optional<String> icon() {
        return word(ICON).flatMap(this::address);
    }

    private Optional<String> image() {
        for (Node found : node.all(IMAGE)) {
            Optional<String> written = found.attribute("href")
                    .or(() -> found.attribute("url"))
                    .or(() -> found.first("url").map(Node::text))
                    .or(() -> found.attribute("resource"))
                    .or(() -> found.hasChildren() ? Optional.empty() : Optional.of(found.text()));
            Optional<String> address = written.flatMap(text -> Addresses.of(text, found.base(base)));
            if (address.isPresent()) return address;
        }
        return node.all(List.of("itunes:link", "link", "atom:link")).stream()
                .filter(link -> link.attribute("rel").orElse("").equalsIgnoreCase("image"))
                .flatMap(link -> href(link).stream())
                .findFirst()
                .or(this::picture);
    }

    private Optional<String> picture() {
        return media("media:content").stream()
                .filter(found -> found.attribute("medium").orElse("").equals("image")
                        || found.attribute("type").orElse("").startsWith("image/"))
                .flatMap(found -> found.attribute("url").stream())
                .flatMap(url -> address(url).stream())
                .findFirst();
    }

    private Optional<Integer> duration() {
        return word("itunes:duration").flatMap(Repair::seconds).or(() -> media("media:content").stream()
                .flatMap(found -> found.attribute("duration").stream())
                .flatMap(text -> seconds(text).stream())
                .findFirst());
    }

    private static Optional<Integer> seconds(String written) {
        if (!written.matches("\\d{1,6}(?::\\d{1,3}){0,2}(?:\\.\\d{1,9})?")) return Optional.empty();
        int seconds = 0;
        for (String part : written.replaceFirst("\\..*", "").split(":", -1))
            seconds = seconds * 60 + Integer.parseInt(part);
        return Optional.of(seconds);
    }

    private static boolean isExplicit(String word) {
        return Set.of("yes", "true", "explicit", "1").contains(word.toLowerCase(Locale.ROOT));
    }

    private static Optional<Integer> number(String written) {
        return written.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(written)) : Optional.empty();
    }

    private Optional<Point> place() {
        Optional<String> pair = word("georss:point")
                .or(() -> inside(node, List.of("georss:where", "gml:point", "gml:pos"))
                        .map(Node::text));
        if (pair.isPresent()) return point(pair.get().strip().split("[\\s,]+", -1));
        Node where = node.first("geo:point").orElse(node);
        Optional<String> latitude = new Repair(where, base, zone, atom).word("geo:lat");
        Optional<String> longitude = new Repair(where, base, zone, atom)
                .word("geo:long")
                .or(() -> new Repair(where, base, zone, atom).word("geo:lon"));
        return latitude.isPresent() && longitude.isPresent()
                ? point(latitude.get(), longitude.get())
                : Optional.empty();
    }

    private static Optional<Node> inside(Node from, List<String> way) {
        Optional<Node> at = Optional.of(from);
        for (String step : way) at = at.flatMap(node -> node.first(step));
        return at;
    }

    private static Optional<Point> point(String... pair) {
        if (pair.length < 2) return Optional.empty();
        for (String part : pair) if (!part.matches("[+-]?\\d{1,3}(?:\\.\\d{1,20})?")) return Optional.empty();
        double latitude = Double.parseDouble(pair[0]);
        double longitude = Double.parseDouble(pair[1]);
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? Optional.of(new Point(latitude, longitude))
                : Optional.empty();
    }

    Optional<String> language() {
        return word(LANGUAGE)
                .or(() -> node.attribute("xml:lang"))
                .or(() -> node.first("title").flatMap(title -> title.attribute("xml:lang")))
                .filter(lang -> !lang.isBlank());
    }

    /// How long the feed asks to be left alone: RSS `ttl` in minutes, or the syndication module.
    Optional<Duration> ttl() {
        return word("ttl")
                .flatMap(Repair::number)
                .map(Duration::ofMinutes)
                .or(this::period)
                .filter(ttl -> ttl.isPositive() && ttl.compareTo(MONTH) <= 0);
    }

    private Optional<Duration> period() {
        Optional<Duration> period = word("sy:updateperiod").flatMap(word -> switch (word.toLowerCase(Locale.ROOT)) {
            case "hourly" -> Optional.of(Duration.ofHours(1));
            case "daily" -> Optional.of(Duration.ofDays(1));
            case "weekly" -> Optional.of(Duration.ofDays(7));
            case "monthly" -> Optional.of(MONTH);
            default -> Optional.empty();
        });
        int times = word("sy:updatefrequency")
                .flatMap(Repair::number)
                .filter(n -> n > 0)
                .orElse(1);
        return period.map(whole -> whole.dividedBy(times));
    }

    private Optional<String> word(String name) {
        return node.mayHave(name) ? word(List.of(name)) : Optional.empty();
    }

    private Optional<String> word(List<String> names) {
        for (Node found : node.all(names)) {
            String word = Text.spaced(found.text());
            if (!word.isEmpty()) return Optional.of(word);
        }
        return Optional.empty();
    }

    /// A text construct opened: escaped, inline or base64, as Atom's `type` and `mode` say, or as it looks.
    private Text text(Node found) {
        String at = found.base(base);
        Optional<String> stated = found.attribute("type")
                .map(type ->
                        type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip());
        String mode = found.attribute("mode").orElse("").toLowerCase(Locale.ROOT);
        boolean atomic = atom || found.name().startsWith("atom:");
        String type = stated.orElse(atomic ? "text" : "html");
        if (mode.equals("base64") || (atomic && isBinary(type) && !found.hasChildren()))
            return decoded(found.text(), type, at);
        if (found.hasChildren()) return Text.html(found.markup(at));
        if (type.contains("html") || (mode.equals("escaped") && !type.contains("plain")))
            return Text.html(Addresses.inMarkup(found.text(), at));
        Text plain = Text.plain(found.text());
        return plain.markup().equals(found.text()) ? Text.html(Addresses.inMarkup(found.text(), at)) : plain;
    }

    private static boolean isBinary(String type) {
        return type.contains("/") && !type.startsWith("text/") && !type.contains("xml") && !type.contains("html");
    }

    private Text decoded(String written, String type, String at) {
        if (type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/")) return Text.NONE;
        String text = base64(written)
                .map(bytes -> TreeBuilder.clean(Decoder.decode(bytes, "")))
                .orElse(written);
        return type.contains("html") ? Text.html(Addresses.inMarkup(text, at)) : Text.plain(text);
    }

    private static Optional<byte[]> base64(String written) {
        if (!BASE64.matcher(written).matches()) return Optional.empty();
        try {
            return Optional.of(Base64.getMimeDecoder().decode(written));
        } catch (IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }
}
