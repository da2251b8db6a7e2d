package dossier.settings;

import dossier.model.IndexPage;
import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.OutletList;
import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.Slug;
import dossier.model.TextFrom;
import dossier.settings.Block.At;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `config/outlets.yaml`: what is polled.
public final class OutletsFile {
    private static final List<String> KEYS = List.of(
            "name",
            "home",
            "feeds",
            "pages",
            "kind",
            "tagline",
            "keep",
            "publish",
            "poll",
            "language",
            "zone",
            "review",
            "fetch",
            "revisit",
            "headers",
            "user",
            "password",
            "rights",
            "noindex");

    /// A fixed interval wins over `poll.shortest`. Even so, nobody wants a visitor several times a minute.
    private static final Form<Duration> INTERVAL = Form.duration(Duration.ofMinutes(1), Duration.ofDays(365));

    private static final Form<String> HEADER = OutletsFile::header;
    private static final URI NOWHERE = URI.create("http://nowhere.invalid/");

    /// What the fetcher must write itself, or the exchange comes apart.
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "te",
            "upgrade",
            "if-none-match",
            "if-modified-since",
            "accept-encoding");

    private static final List<String> PAGE_KEYS = List.of("url", "json", "items", "link", "title", "date", "summary");
    private static final Form<String> SELECTOR = Form.text(500);
    private static final String QUOTED =
            "where a selector begins with #, [ or the like, it stands in single quotes: '#news li', '[data-post]'";
    /// A comment that is none: what was meant is an element's id.
    private static final Pattern CUT = Pattern.compile("\\s+#[\\w-].*");

    private static final List<String> LIST_KEYS = List.of("opml", "kind", "keep", "publish", "every");
    private static final Form<Duration> EVERY = Form.duration(Duration.ofMinutes(5), Duration.ofDays(365));
    private static final Content NOTHING = new Content(List.of(), List.of(), Optional.empty());

    private final Path path;
    private final List<String> lines;
    private final YamlFile file;
    private final Secrets secrets;
    private final List<Problem> problems;
    private final List<Outlet> outlets = new ArrayList<>();
    private final List<OutletList> lists = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final Map<String, At<String>> slugs = new HashMap<>();
    private final Map<URI, At<String>> feeds = new HashMap<>();

    private OutletsFile(Path path, String text, Secrets secrets, List<Problem> problems) {
        this.path = path;
        this.lines = text.lines().toList();
        this.file = new YamlFile(path, "outlets", "lists");
        this.secrets = secrets;
        this.problems = problems;
    }

    /// What a file holds.
    ///
    /// @param outlets those without a mistake
    /// @param lists of outlets that others keep
    /// @param names of all, or nothing where the file could not be read
    record Content(List<Outlet> outlets, List<OutletList> lists, Optional<Set<String>> names) {}

    /// The outlets, in the order of the file. What is wrong is added to the problems; the others are
    /// returned nevertheless.
    public static List<Outlet> read(Path path, List<Problem> problems) {
        return content(path, Secrets.ANY, problems).outlets();
    }

    /// Writes these outlets at the end of the file and leaves the rest of it as it is. Makes the file where there
    /// is none.
    ///
    /// @return why nothing was written: the file or an outlet has a mistake, or the name is already there
    public static List<Problem> append(Path path, List<Outlet> outlets) throws IOException {
        return OutletsWriter.append(path, outlets);
    }

    /// An outlet as it is written in the file.
    public static String text(Outlet outlet) {
        return OutletsWriter.text(List.of(outlet), "  ", "\n").stripTrailing();
    }

    /// @param secrets the variables that headers and passwords may name
    static Content content(Path path, Secrets secrets, List<Problem> problems) {
        if (Files.notExists(path)) {
            problems.add(missing(path));
            return NOTHING;
        }
        Optional<String> text = TextFile.read(path, problems);
        return text.isPresent() ? content(path, text.get(), secrets, problems) : NOTHING;
    }

    static Content content(Path path, String text, List<Problem> problems) {
        return content(path, text, Secrets.ANY, problems);
    }

    private static Content content(Path path, String text, Secrets secrets, List<Problem> problems) {
        OutletsFile reader = new OutletsFile(path, text, secrets, problems);
        Optional<List<Node>> entries = reader.file.entries(text, problems);
        entries.ifPresent(nodes -> nodes.forEach(reader::take));
        if (entries.isPresent()) reader.file.beside("lists", text, problems).forEach(reader::takeList);
        return new Content(List.copyOf(reader.outlets), List.copyOf(reader.lists), entries.map(_ -> reader.names));
    }

    private static Problem missing(Path path) {
        Path other = path.resolveSibling("outlets.yml");
        String rename = Files.exists(other) ? "; is it " + other + "? Rename it" : "";
        return new Problem(
                new Place(path.toString(), 0),
                "there is no such file" + rename + "; it lists what is polled: first a line \"outlets:\", below it "
                        + "\"  - name: The BBC\" and \"    home: https://www.bbc.co.uk/news\"");
    }

    private void take(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new Problem(
                    file.at(node), "an outlet is " + Block.called(node) + "; expected keys such as name: and home:"));
            return;
        }
        int before = problems.size();
        Block block = new Block(file, "an outlet", mapping, KEYS, problems);
        Optional<String> name = name(block);
        Optional<Outlet> outlet = outlet(block, name.orElse("this outlet"));
        if (problems.size() == before) outlet.ifPresent(outlets::add);
    }

    private void takeList(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(
                    new Problem(file.at(node), "a list is " + Block.called(node) + "; expected opml: and its address"));
            return;
        }
        Block block = new Block(file, "a list", mapping, LIST_KEYS, problems);
        if (block.node("opml").isEmpty()) block.say(block.line(), "this list has no opml:");
        Optional<URI> opml = block.one("opml", this::addressOrFile);
        OutletList list = new OutletList(
                opml.orElse(NOWHERE),
                block.one("kind", Form.oneOf(Kind.class)).orElse(Kind.NEWS),
                block.one("keep", Form.oneOf(Keep.class)).orElse(Keep.TAGGED),
                block.one("publish", Form.oneOf(Publish.class)).orElse(Publish.FULL),
                block.one("every", EVERY).orElse(Duration.ofDays(1)));
        if (lists.stream().anyMatch(known -> opml.equals(Optional.of(known.opml()))))
            block.say(block.line("opml"), "this list stands here a second time");
        else if (opml.isPresent()) lists.add(list);
    }

    /// A file is named as seen from the folder of the configuration.
    private URI addressOrFile(String text) throws Mistake {
        if (text.strip().matches("(?i)[a-z][a-z0-9+.-]+:.*")) return Addresses.read(text);
        try {
            Path file = path.toAbsolutePath().resolveSibling(text.strip()).normalize();
            if (!Files.isRegularFile(file)) throw new Mistake("is neither an address nor a file; there is no " + file);
            return file.toUri();
        } catch (InvalidPathException crooked) {
            throw new Mistake("is neither an address nor the name of a file");
        }
    }

    private Optional<String> name(Block block) {
        if (block.node("name").isEmpty()) block.say(block.line(), "this outlet has no name:");
        Optional<String> name = block.one("name", Form.text(200));
        name.ifPresent(it -> takeName(it, block));
        return name;
    }

    private void takeName(String name, Block block) {
        names.add(name);
        At<String> here = new At<>(name, block.line("name"));
        At<String> there = slugs.putIfAbsent(Slug.of(name), here);
        if (there == null) return;
        String same = there.value().equals(name)
                ? "the outlet " + Shown.of(name) + " stands already on line " + there.line()
                : Shown.of(name) + " would have the address /outlets/" + Slug.of(name) + ", as "
                        + Shown.of(there.value()) + " on line " + there.line() + " has; it needs another name";
        block.say(here.line(), same);
    }

    private Optional<Outlet> outlet(Block block, String name) {
        List<URI> addresses = feeds(block, name);
        List<IndexPage> pages = pages(block, name);
        Optional<URI> home = home(
                block,
                Stream.concat(addresses.stream(), pages.stream().map(IndexPage::url))
                        .toList());
        Outlet outlet = new Outlet(
                name,
                Slug.of(name),
                block.one("kind", Form.oneOf(Kind.class)).orElse(Kind.NEWS),
                block.one("tagline", Form.text(500)).orElse(""),
                home.orElse(NOWHERE),
                addresses,
                block.one("keep", Form.oneOf(Keep.class)).orElse(Keep.TAGGED),
                block.one("publish", Form.oneOf(Publish.class)).orElse(Publish.FULL),
                block.one("review", Form.truth()).orElse(false),
                block.one("fetch", Form.oneOf(TextFrom.class)).orElse(TextFrom.AUTO),
                block.one("poll", INTERVAL),
                block.one("language", Form.language()),
                block.one("zone", Form.zone()),
                headers(block),
                block.one("rights", Form.text(500)),
                block.one("noindex", Form.truth()).orElse(false),
                !block.one("revisit", Form.truth()).orElse(true),
                pages);
        return home.map(_ -> outlet);
    }

    private List<URI> feeds(Block block, String name) {
        List<URI> addresses = new ArrayList<>();
        for (At<URI> feed : block.many("feeds", Form.address()))
            if (isNew(feed, "feeds", block, name)) addresses.add(feed.value());
        return addresses;
    }

    private boolean isNew(At<URI> polled, String key, Block block, String name) {
        At<String> there = feeds.putIfAbsent(polled.value(), new At<>(name, polled.line()));
        if (there == null) return true;
        block.say(
                polled.line(),
                key + ": " + Shown.of(polled.value().toString()) + " stands already on line " + there.line()
                        + ", with the outlet " + Shown.of(there.value()));
        return false;
    }

    private List<IndexPage> pages(Block block, String name) {
        List<IndexPage> pages = new ArrayList<>();
        for (Node node : block.parts("pages")) {
            if (node instanceof MappingNode mapping)
                page(new Block(file, "a page", mapping, PAGE_KEYS, problems), name)
                        .ifPresent(pages::add);
            else
                problems.add(new Problem(
                        file.at(node), "a page is " + Block.called(node) + "; expected keys such as url: and items:"));
        }
        return pages;
    }

    /// Whether selectors can be read, the room knows that reads pages.
    private Optional<IndexPage> page(Block block, String name) {
        int before = problems.size();
        boolean json = block.one("json", Form.truth()).orElse(false);
        Optional<URI> url = block.one("url", Form.address());
        IndexPage page = new IndexPage(
                url.orElse(NOWHERE),
                json,
                selector(block, "items"),
                selector(block, "link"),
                selector(block, "title"),
                selector(block, "date"),
                selector(block, "summary"),
                new Place(path.toString(), block.line()));
        if (problems.size() > before) return Optional.empty();
        if (url.isEmpty()) block.say(block.line(), "this page has no url:");
        else if (!json && page.items().isEmpty())
            block.say(
                    block.line(), "this page has no items:, a CSS selector of what holds one article, such as article");
        else if (json && page.link().isEmpty())
            block.say(block.line(), "this page has no link:, the path from an item to its address, such as url");
        else if (isNew(new At<>(page.url(), block.line("url")), "pages", block, name)) return Optional.of(page);
        return Optional.empty();
    }

    private Optional<String> selector(Block block, String key) {
        Optional<String> selector = block.quotable(key, SELECTOR, QUOTED);
        if (selector.isPresent() && block.node(key).filter(this::isCut).isPresent())
            block.say(
                    block.line(key),
                    key + ": " + Shown.of(selector.get()) + " #… is cut: for YAML a comment begins at the #. A selector"
                            + " with # in it stands in single quotes: 'main #news li'; a comment has a space after #");
        return selector;
    }

    private boolean isCut(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getScalarStyle() != ScalarStyle.PLAIN) return false;
        return node.getEndMark()
                .filter(end -> end.getLine() < lines.size())
                .map(end -> lines.get(end.getLine())
                        .codePoints()
                        .skip(end.getColumn())
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
                .filter(rest -> CUT.matcher(rest).matches())
                .isPresent();
    }

    /// A name and password are one more header: so there is one place for all that an outlet's servers alone may see.
    private Map<String, String> headers(Block block) {
        Map<String, String> headers = block.map("headers", HEADER, secrets.in(Form.headerValue()));
        Optional<String> user = block.secret("user", OutletsFile::user);
        Optional<String> password = block.secret("password", secrets.in(Form.text(1000)));
        if (block.has("user") != block.has("password"))
            block.say(
                    block.line(block.has("user") ? "user" : "password"),
                    "user and password go together; the other one is missing");
        if (user.isEmpty() || password.isEmpty()) return headers;
        if (headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase))
            block.say(block.line("user"), "user: there is an Authorization under headers already");
        headers.put("Authorization", "Basic " + user.get() + ":" + password.get());
        return headers;
    }

    private static String user(String text) throws Mistake {
        if (text.contains(":")) throw new Mistake("holds a colon; basic authentication knows no such name");
        return Form.text(200).read(text);
    }

    /// Where no home is written it is the front page of the first feed's host.
    private Optional<URI> home(Block block, List<URI> feeds) {
        if (block.node("home").isPresent()) return block.one("home", Form.address());
        if (block.node("feeds").isEmpty() && block.node("pages").isEmpty())
            block.say(block.line(), "this outlet has neither home: nor feeds:");
        return feeds.stream().findFirst().map(feed -> feed.resolve("/"));
    }

    private static String header(String text) throws Mistake {
        if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")) throw new Mistake("is not the name of a header");
        if (OURS.contains(text.toLowerCase(Locale.ROOT))) throw new Mistake("is a header that Dossier writes itself");
        return text;
    }
}
