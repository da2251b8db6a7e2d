package dossier.web;

import dossier.dedupe.Historian;
import dossier.model.ArticleId;
import dossier.model.Aside;
import dossier.model.Channel;
import dossier.model.Chronicle;
import dossier.model.Content;
import dossier.model.Facet;
import dossier.model.Fate;
import dossier.model.Found;
import dossier.model.History;
import dossier.model.Hit;
import dossier.model.Item;
import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Picture;
import dossier.model.Publish;
import dossier.model.Results;
import dossier.model.SafeHtml;
import dossier.model.Seen;
import dossier.model.Site;
import dossier.model.Slug;
import dossier.model.TagCount;
import dossier.model.Tagging;
import dossier.model.TextFrom;
import dossier.model.Version;
import dossier.search.Passages;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small archive of our own writing, for tests and for looking at.
public final class Samples {
    public static final Site SITE = new Site(
            "China Papers",
            URI.create("https://papers.example"),
            ZoneId.of("Europe/London"),
            DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ENGLISH),
            20,
            50);

    public static final Outlet HERALD = outlet("The Harbour Herald", "herald.example", Kind.NEWS, "", "");
    public static final Outlet WIRE =
            outlet("Meridian Wire", "wire.example", Kind.NEWS, "", "© Meridian Wire. All rights reserved.");
    public static final Outlet BLOG = outlet(
            "Letters from the Delta",
            "delta.example",
            Kind.BLOG,
            "A weekly notebook about rivers, ports and the people on them",
            "");
    public static final Outlet BOOKS =
            outlet("Mei’s Reading Room", "reading.example", Kind.BLOG, "Books read slowly, mostly about Asia", "");

    public static final Item SPY = item(
            12,
            HERALD,
            "Former consul’s clerk charged with passing harbour plans to China",
            List.of("Ann Okafor", "Tom Reed"),
            "2019-11-21T08:12:00Z",
            """
            <figure><img src="pictures/harbour.svg" alt="Cranes above a grey harbour" width="1200" height="675">\
            <figcaption>The western terminal, where the clerk worked until last spring <cite>Harbour Herald/L. Brandt</cite></figcaption></figure>
            <p>A former clerk at a consulate was charged on Thursday with spying for China, in a case that prosecutors called \
            “patient, unspectacular and therefore effective”.</p>
            <p>Over two years the man is said to have copied plans of the western terminal and passed them on in a book shop. \
            He denies all charges. His lawyer said the plans had <a href="https://port.example/plans">stood on the port’s own page</a> since 2016.</p>
            <h2>What the charge says</h2>
            <p>The papers name three meetings:</p>
            <ul><li>one in March 2017, in a book shop near the station;</li><li>one in October of the same year, on a ferry;</li>\
            <li>a last one in May 2018, where money changed hands.</li></ul>
            <blockquote><p>There was never a secret in it. There was only a photocopier.</p></blockquote>
            <h3>What comes next</h3>
            <p>The court will hear the case in January. Espionage of this kind carries up to ten years.</p>
            <figure><img src="pictures/court.svg" alt="A court house" width="900" height="600">\
            <figcaption>The court house <cite>Archive</cite></figcaption></figure>
            <p>Two further clerks have been questioned and released.</p>\
            """,
            List.of("china", "spying"),
            List.of(
                    seen(HERALD, "Former consul’s clerk charged", "2019-11-21T08:20:00Z"),
                    seen(WIRE, "Clerk charged with spying for China", "2019-11-21T09:01:00Z")),
            List.of(
                    new Tagging(
                            "spying",
                            "spying",
                            2,
                            List.of(
                                    new Hit("text", "spying", 60, 66),
                                    new Hit("text", "Espionage", 800, 809),
                                    new Hit("text", "spying", 900, 906))),
                    new Tagging("china", "china", 1, List.of(new Hit("title", "China", 60, 65)))));

    public static final Item SHORT = item(
            11,
            WIRE,
            "Port authority reviews who may see its plans",
            List.of(),
            "2019-11-21T06:30:00Z",
            "<p>The port authority said it would review access to its plans after charges of spying. It gave no"
                    + " date.</p>",
            List.of("spying"),
            List.of(seen(WIRE, "Port authority reviews access", "2019-11-21T06:41:00Z")),
            List.of());

    public static final Item WIDE = item(
            9,
            BLOG,
            "Tonnage, tariffs and averyveryverylongwordthatnobodywouldwritebutsomebodyalwaysdoesinatitle",
            List.of("Jo Tan"),
            "2019-11-20T22:05:00Z",
            """
            <p>Numbers first. See https://delta.example/a/very/long/address/that/does/not/break/anywhere/by/itself/and/goes/on/and/on.html for all.</p>
            <table><thead><tr><th>Port</th><th>2016</th><th>2017</th><th>2018</th><th>2019 (to October)</th><th>Change</th></tr></thead>\
            <tbody><tr><td>Western terminal</td><td>1,204,000</td><td>1,310,500</td><td>1,298,000</td><td>1,002,400</td><td>−4.1%</td></tr>\
            <tr><td>Old harbour</td><td>310,000</td><td>288,000</td><td>260,100</td><td>199,000</td><td>−9.0%</td></tr></tbody></table>
            <pre>year;terminal;tons;share_of_total;change_against_the_year_before;remark_by_the_author_of_this_table
            2018;west;1298000;0.83;-0.009;none</pre>
            <ol><li>Fewer ships.</li><li>Larger ones.</li></ol>\
            """,
            List.of("ports"),
            List.of(seen(BLOG, "Tonnage, tariffs", "2019-11-20T23:00:00Z")),
            List.of());

    public static final Item CHINESE = item(
            7,
            BLOG,
            "港口的一天 <script>alert(1)</script> & “quotes”",
            List.of("陈 <b>美</b>"),
            "2019-11-20T10:00:00Z",
            "<p>港口清晨五点醒来。</p>",
            List.of("ports", "r&d \"x\""),
            List.of(),
            List.of());

    public static final Aside ASIDE = new Aside(
            List.of(
                    new TagCount("china", 128),
                    new TagCount("ports", 17),
                    new TagCount("r&d \"x\"", 1),
                    new TagCount("spying", 41)),
            List.of(
                    new OutletCount(HERALD, 96),
                    new OutletCount(WIRE, 54),
                    new OutletCount(BLOG, 12),
                    new OutletCount(BOOKS, 1)),
            List.of(BLOG, BOOKS));

    private Samples() {}

    /// A list as the store would give it.
    public static Channel channel(Channel.Type type, String name, String path, Item... items) {
        return new Channel(
                type,
                name,
                path,
                List.of(items),
                1,
                1,
                items.length,
                Optional.of(Instant.parse("2019-11-21T09:30:15.123Z")),
                true,
                Optional.empty(),
                ASIDE);
    }

    /// What a search found, with what the search told of it.
    public static Results results(Channel channel, Facet... facets) {
        return new Passages(SITE.zone(), tag -> tag)
                .mark(new Results(
                        channel,
                        List.of(facets),
                        channel.items().stream()
                                .map(item -> Results.Result.of(item, content(item)))
                                .toList()));
    }

    /// All that it says.
    public static Content content(Item item) {
        return new Content(
                item.link(),
                Set.of(),
                item.title(),
                item.authors(),
                Optional.of(item.date()),
                Optional.empty(),
                item.language(),
                item.body(),
                item.body()
                        .markup()
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip(),
                item.picture(),
                List.of(),
                Content.From.PAGE);
    }

    /// The same article, should nobody know its language.
    public static Item unknownLanguage(Item item) {
        return new Item(
                item.id(),
                item.slug(),
                item.revision(),
                item.outlet(),
                item.link(),
                item.title(),
                item.authors(),
                item.date(),
                item.changed(),
                "und",
                item.body(),
                item.excerpt(),
                item.picture(),
                item.tags(),
                item.sightings(),
                item.matches());
    }

    /// How an article came to say what it says: a headline and a toll changed, a picture and a paragraph came, one
    /// went.
    public static History history() {
        Version first = version(
                1,
                "Cranes watched the harbour",
                "The cranes were made in the north.\n"
                        + "Nobody looked into them for years.\n"
                        + "The toll stands at 12 cranes.\n"
                        + "A spokesman denied everything.\n"
                        + "The harbour goes on.\n"
                        + "Ships wait.\n"
                        + "Gulls too.");
        Version second = version(
                2,
                "Cranes spied on the harbour, says ministry",
                "The cranes were made in the north.\n"
                        + "Nobody looked into them for years.\n"
                        + "The toll stands at 17 cranes.\n"
                        + "The ministry of the sea, whose name is " + "x".repeat(120)
                        + ", knew.\nThe harbour goes on.\nShips wait.\nGulls too.");
        Fate past = new Fate(2, Optional.of(Instant.parse("2019-11-23T09:30:00Z")), "answers 404 Not Found");
        return new Historian().compare(new Chronicle(new Found.Here(SPY, ASIDE, past), List.of(second, first)));
    }

    private static Version version(int number, String title, String text) {
        return new Version(
                number,
                Instant.parse("2019-11-2" + number + "T09:30:00Z"),
                List.of("title", "text", "pictures"),
                true,
                title,
                text,
                List.of("https://daily.example/pictures/" + number + "-" + "y".repeat(90) + ".jpg"));
    }

    /// The tag page that all began with.
    public static Channel spying() {
        return channel(Channel.Type.TAG, "spying", "/tags/spying", SPY, SHORT, WIDE, CHINESE);
    }

    /// A list that cannot be shown.
    public static Channel broken(Channel.Type type, String name, String path, boolean known, String problem) {
        return new Channel(
                type,
                name,
                path,
                List.of(),
                1,
                1,
                0,
                Optional.empty(),
                known,
                problem.isEmpty() ? Optional.empty() : Optional.of(problem),
                ASIDE);
    }

    private static Outlet outlet(String name, String host, Kind kind, String tagline, String rights) {
        return new Outlet(
                name,
                Slug.of(name),
                kind,
                tagline,
                URI.create("https://" + host + "/"),
                kind == Kind.BLOG ? List.of() : List.of(URI.create("https://" + host + "/rss.xml")),
                Keep.ALL,
                Publish.FULL,
                false,
                TextFrom.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                rights.isEmpty() ? Optional.empty() : Optional.of(rights));
    }

    private static Seen seen(Outlet outlet, String title, String at) {
        return new Seen(
                outlet.name(),
                outlet.home().resolve("/rss.xml"),
                outlet.home().resolve("/" + Slug.of(title)),
                title,
                Instant.parse(at));
    }

    /// An article of the Herald.
    public static Item article(String title, String body, String... tags) {
        return item(77, HERALD, title, List.of(), "2019-11-21T08:12:00Z", body, List.of(tags), List.of(), List.of());
    }

    /// An article with as much about it as one likes.
    public static Item item(
            long id,
            Outlet outlet,
            String title,
            List<String> authors,
            String date,
            String body,
            List<String> tags,
            List<Seen> seen,
            List<Tagging> matches) {
        return new Item(
                new ArticleId(id),
                Slug.of(title),
                1,
                outlet,
                outlet.home().resolve("/story/" + id + "?a=1&b=2"),
                title,
                authors,
                Instant.parse(date),
                Instant.parse(date).plusSeconds(600),
                title.startsWith("港") ? "zh" : "en-GB",
                SafeHtml.vouchedFor(body),
                excerpt(body),
                id == 12
                        ? Optional.of(new Picture(URI.create("https://herald.example/harbour.jpg"), "Cranes"))
                        : Optional.empty(),
                tags,
                seen,
                matches);
    }

    private static String excerpt(String body) {
        String text = body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
