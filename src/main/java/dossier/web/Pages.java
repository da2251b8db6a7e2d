package dossier.web;

import dossier.model.Address;
import dossier.model.Aside;
import dossier.model.Bytes;
import dossier.model.Calendar;
import dossier.model.Channel;
import dossier.model.Fate;
import dossier.model.Found;
import dossier.model.History;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Recent;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Same;
import dossier.model.Site;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The pages of the archive.
public final class Pages {
    /// Pages run no script and load nothing from elsewhere but the pictures of articles.
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-cache",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; "
                            + "base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer");

    /// Bytes of lists that are kept in memory, packed ones among them.
    private static final long MOST_KEPT = 24_000_000;

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private final Recent<Same, Reply> made =
            new Recent<>(MOST_KEPT, reply -> reply.body().size() * 4L / 3);
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "dossier.web.templates");
    private final Site site;
    private final boolean files;

    /// For the site whose name stands above each page.
    public Pages(Site site) {
        this(site, false);
    }

    private Pages(Site site, boolean files) {
        this.site = site;
        this.files = files;
    }

    /// Pages that lie as files on a host which knows no queries: the second page of a list is `/tags/spying/page/2`.
    public static Pages asFiles(Site site) {
        return new Pages(site, true);
    }

    /// The page of a search that runs in the browser, for a site of files.
    public Reply find(Aside aside) {
        return page(200, "find.jte", Map.of("frame", asideFrame("Search", "/search", aside)));
    }

    /// A page of a list; the first has no number.
    public static String leaf(String list, int number) {
        return number <= 1 ? list : (list.endsWith("/") ? list : list + "/") + "page/" + number;
    }

    private String address(Channel channel, int number) {
        return files ? leaf(channel.path(), number) : Address.page(channel.path(), number);
    }

    /// A list of articles: the front page, a tag, an outlet, a day, a search.
    public Reply list(Channel channel) {
        if (channel.moved().isPresent()) return moved(channel.moved().get());
        if (!channel.known()) return missing(channel);
        Same key = new Same(channel, "page");
        Optional<Reply> known = made.get(key);
        if (known.isPresent()) return known.get();
        Reply reply = made(channel);
        if (channel.type() != Channel.Type.SEARCH) made.put(key, reply);
        return reply;
    }

    private Reply made(Channel channel) {
        int status = channel.problem().isPresent() ? 400 : 200;
        String template = channel.type() == Channel.Type.SEARCH ? "search.jte" : "list.jte";
        return page(status, template, Map.of("view", listed(channel)));
    }

    /// A month of a tag.
    public Reply month(Calendar calendar) {
        if (calendar.moved().isPresent()) return moved(calendar.moved().get());
        if (!calendar.known())
            return message(404, "Not found", "There is nothing of ‘" + calendar.tag() + "’ in that month.");
        String name = calendar.month().format(MONTH);
        String path = Calendar.path(calendar.tag(), calendar.month());
        Frame frame = new Frame(
                site,
                "Archive for ‘" + calendar.tag() + "’, " + name + " · " + site.title(),
                "",
                path,
                true,
                List.of(link("canonical", site.at(path))),
                List.of(),
                feeds(Address.tag(calendar.tag())),
                Optional.of(calendar.aside()),
                Optional.empty());
        Map<LocalDate, List<Calendar.Title>> days = calendar.titles().stream()
                .collect(Collectors.groupingBy(
                        title -> title.date().atZone(site.zone()).toLocalDate(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return page(
                200,
                "month.jte",
                Map.of("frame", frame, "calendar", calendar, "weeks", Week.of(calendar), "days", days, "name", name));
    }

    /// What stands at an article's address.
    public Reply article(Found found) {
        return switch (found) {
            case Found.Here(Item item, Aside aside, Fate fate) ->
                page(200, "article.jte", Map.of("frame", frame(item, aside), "item", item, "fate", fate));
            case Found.Elsewhere(String path) -> moved(path);
            case Found.Tombstone(var _, String reason) -> message(410, "This article was taken down", reason);
            case Found.Nowhere(String path) -> message(404, "Not found", "There is nothing at " + path + ".");
        };
    }

    /// What changed from version to version of an article.
    public Reply history(History history) {
        return switch (history.found()) {
            case Found.Here(Item item, Aside aside, Fate fate) ->
                page(
                        200,
                        "history.jte",
                        Map.of(
                                "frame",
                                historyFrame(item, aside),
                                "item",
                                item,
                                "fate",
                                fate,
                                "steps",
                                history.steps()));
            case Found.Elsewhere _, Found.Tombstone _, Found.Nowhere _ -> article(history.found());
        };
    }

    /// Search engines shall find what an article says, not what it said once.
    private Frame historyFrame(Item item, Aside aside) {
        return new Frame(
                site,
                "History of ‘" + item.title() + "’ · " + site.title(),
                "",
                Address.history(item.id()),
                false,
                List.of(link("canonical", site.at(Address.history(item.id())))),
                List.of(),
                List.of(),
                Optional.of(aside),
                Optional.empty());
    }

    /// `/tags`: all tags.
    public Reply tags(Aside aside) {
        return aside("tags.jte", "Tags", "/tags", aside);
    }

    /// `/blogroll`: the linked blogs.
    public Reply blogroll(Aside aside) {
        return aside("blogroll.jte", "Blogroll", "/blogroll", aside);
    }

    /// `/about`: what this archive is, how to ask it and how to follow it.
    public Reply about(Aside aside) {
        return aside("about.jte", "About", "/about", aside);
    }

    /// For an address that leads nowhere.
    public Reply notFound(Request request) {
        return message(404, "Not found", "There is nothing at " + request.path() + ".");
    }

    /// For a request that would change something.
    public Reply notAllowed(Request request) {
        Reply reply = message(405, "Not allowed", "What is at " + request.path() + " can be read, and nothing else.");
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Allow", "GET, HEAD");
        return new Reply(405, headers, reply.body());
    }

    /// For a request that failed by our fault.
    public Reply failed(Request request) {
        return message(
                500,
                "Something went wrong",
                "The page " + request.path() + " could not be made. Please try again later.");
    }

    private Reply missing(Channel channel) {
        String what =
                switch (channel.type()) {
                    case TAG -> "There is no tag ‘" + channel.name() + "’.";
                    case OUTLET -> "There is no outlet ‘" + channel.name() + "’.";
                    case DAY -> "There is nothing of the day ‘" + channel.name() + "’.";
                    case ALL, SEARCH -> "There is nothing at " + channel.path() + ".";
                };
        return message(404, "Not found", what);
    }

    private Listed listed(Channel channel) {
        Optional<String> newer = pageOf(channel, channel.page() - 1);
        Optional<String> older = pageOf(channel, channel.page() + 1);
        List<Frame.Link> links = new ArrayList<>();
        links.add(link("canonical", site.at(address(channel, channel.page()))));
        newer.ifPresent(path -> links.add(link("prev", site.at(path))));
        older.ifPresent(path -> links.add(link("next", site.at(path))));
        boolean search = channel.type() == Channel.Type.SEARCH;
        Frame frame = new Frame(
                site,
                channel.title(site),
                description(channel),
                channel.path(),
                !search && outlet(channel).filter(Outlet::noindex).isEmpty(),
                links,
                List.of(),
                feeds(channel),
                Optional.of(channel.aside()),
                search
                        ? Optional.empty()
                        : Optional.of(Ld.list(site, channel, site.at(address(channel, channel.page())))));
        return new Listed(frame, channel, outlet(channel), Day.of(channel.items(), site.zone()), newer, older);
    }

    private static String description(Channel channel) {
        return switch (channel.type()) {
            case ALL, SEARCH -> "";
            case TAG -> "Articles tagged ‘" + channel.name() + "’, newest first.";
            case OUTLET -> "Articles of " + channel.name() + ", newest first.";
            case DAY -> "Articles of " + channel.name() + ".";
        };
    }

    private Optional<String> pageOf(Channel channel, int number) {
        boolean there = number >= 1 && number <= channel.pages();
        return there ? Optional.of(address(channel, number)) : Optional.empty();
    }

    private List<Frame.Link> feeds(Channel channel) {
        return switch (channel.type()) {
            case DAY -> List.of();
            case SEARCH ->
                channel.name().isBlank() || channel.problem().isPresent() ? List.of() : feeds(channel.path());
            case ALL, TAG, OUTLET -> feeds(channel.path());
        };
    }

    private List<Frame.Link> feeds(String path) {
        return List.of(
                feed("application/rss+xml", "RSS", Address.feed(path, "rss")),
                feed("application/atom+xml", "Atom", Address.feed(path, "atom")),
                feed("application/feed+json", "JSON Feed", Address.feed(path, "json")));
    }

    private Frame.Link feed(String type, String title, String path) {
        return new Frame.Link("alternate", type, title, below(path));
    }

    private static Frame.Link link(String rel, String href) {
        return new Frame.Link(rel, "", "", href);
    }

    private static Optional<Outlet> outlet(Channel channel) {
        if (channel.type() != Channel.Type.OUTLET) return Optional.empty();
        return channel.aside().outlets().stream()
                .map(OutletCount::outlet)
                .filter(outlet -> outlet.name().equals(channel.name()))
                .findFirst()
                .or(() -> channel.items().stream().map(Item::outlet).findFirst());
    }

    /// Who looks for the text shall find the original first.
    private Frame frame(Item item, Aside aside) {
        return new Frame(
                site,
                item.title() + " · " + site.title(),
                item.excerpt(),
                item.path(),
                !item.outlet().noindex(),
                List.of(link("canonical", Address.ascii(item.link().toString()))),
                openGraph(item),
                List.of(),
                Optional.of(aside),
                Optional.of(Ld.article(site, item)));
    }

    private List<Frame.Meta> openGraph(Item item) {
        List<Frame.Meta> metas = new ArrayList<>();
        metas.add(new Frame.Meta("og:type", "article"));
        metas.add(new Frame.Meta("og:title", item.title()));
        metas.add(new Frame.Meta("og:site_name", site.title()));
        metas.add(new Frame.Meta("og:url", site.at(item.path())));
        if (!item.excerpt().isEmpty()) metas.add(new Frame.Meta("og:description", item.excerpt()));
        item.picture()
                .ifPresent(picture ->
                        metas.add(new Frame.Meta("og:image", picture.url().toString())));
        metas.add(new Frame.Meta("article:published_time", item.date().toString()));
        metas.add(new Frame.Meta("article:modified_time", item.changed().toString()));
        item.authors().forEach(author -> metas.add(new Frame.Meta("article:author", author)));
        item.tags().forEach(tag -> metas.add(new Frame.Meta("article:tag", tag)));
        return metas;
    }

    private Reply aside(String template, String title, String path, Aside aside) {
        return page(200, template, Map.of("frame", asideFrame(title, path, aside), "aside", aside));
    }

    private Frame asideFrame(String title, String path, Aside aside) {
        return new Frame(
                site,
                title + " · " + site.title(),
                "",
                path,
                true,
                List.of(link("canonical", site.at(path))),
                List.of(),
                feeds("/"),
                Optional.of(aside),
                Optional.empty());
    }

    private Reply message(int status, String title, String text) {
        Frame frame = new Frame(
                site,
                title + " · " + site.title(),
                "",
                "",
                false,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return page(status, "message.jte", Map.of("frame", frame, "title", title, "text", text));
    }

    private Reply moved(String path) {
        Map<String, String> headers = new LinkedHashMap<>(HEADERS);
        headers.put("Location", below(path));
        return new Reply(301, headers, Bytes.NONE);
    }

    private String below(String path) {
        return Frame.below(site, path);
    }

    private Reply page(int status, String template, Map<String, Object> params) {
        StringOutput html = new StringOutput();
        engine.render(template, params, html);
        return new Reply(status, HEADERS, Bytes.utf8(html.toString()));
    }
}
