package dossier.cli.newsroom;

import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/// The outlets of the newsroom.
enum Masthead {
    HARBOUR(
            "The Harbour Broadcaster",
            "harbour",
            StandardCharsets.UTF_8,
            "text/html; charset=utf-8",
            "text/xml; charset=utf-8",
            "Europe/London",
            "en-GB",
            List.of("/news/rss.xml", "/news/world/asia/rss.xml")),
    MERIDIAN(
            "Meridian Wire",
            "meridian",
            StandardCharsets.UTF_8,
            "text/html; charset=utf-8",
            "application/atom+xml; charset=utf-8",
            "Asia/Singapore",
            "en",
            List.of("/feeds/world.atom")),
    UNINTENDED(
            "Law of Unintended Consequences",
            "wordpress",
            StandardCharsets.UTF_8,
            "text/html; charset=UTF-8",
            "application/rss+xml; charset=UTF-8",
            "Europe/London",
            "en-US",
            List.of("/feed/")),
    CHIAHOU(
            "ChiaHou's Book Reviews",
            "wordpress",
            StandardCharsets.UTF_8,
            "text/html; charset=UTF-8",
            "application/rss+xml; charset=UTF-8",
            "Asia/Shanghai",
            "en-US",
            List.of("/feed/")),
    /// Says Latin-1 in the page, nothing in the header, and writes windows-1252: as old blogs do.
    WRONGWORLD(
            "What's wrong with the world; and its economy",
            "wordpress",
            Charset.forName("windows-1252"),
            "text/html",
            "text/xml",
            "Asia/Kolkata",
            "en-US",
            List.of("/feed/"));

    private final String title;
    private final String template;
    private final Charset charset;
    private final String pageType;
    private final String feedType;
    private final ZoneId zone;
    private final String language;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
    private final List<String> feeds;

    Masthead(
            String title,
            String template,
            Charset charset,
            String pageType,
            String feedType,
            String zone,
            String language,
            List<String> feeds) {
        this.title = title;
        this.template = template;
        this.charset = charset;
        this.pageType = pageType;
        this.feedType = feedType;
        this.zone = ZoneId.of(zone);
        this.language = language;
        this.feeds = feeds;
    }

    String title() {
        return title;
    }

    /// Name of its folder and first label of its host.
    String label() {
        return switch (this) {
            case HARBOUR -> "harbour";
            case MERIDIAN -> "meridian";
            case UNINTENDED -> "unintended";
            case CHIAHOU -> "chiahou";
            case WRONGWORLD -> "wrongworld";
        };
    }

    String template() {
        return template;
    }

    Charset charset() {
        return charset;
    }

    String pageType() {
        return pageType;
    }

    String feedType() {
        return feedType;
    }

    ZoneId zone() {
        return zone;
    }

    String language() {
        return language;
    }

    /// Paths of its feeds: all articles, then those of one section.
    List<String> feeds() {
        return feeds;
    }

    boolean blog() {
        return template.equals("wordpress");
    }

    String tagline() {
        return blog() ? "continuously updated blog about China & India" : "";
    }

    /// Its address while the newsroom listens there.
    String root(int port) {
        return "http://" + label() + ".localhost:" + port;
    }

    /// As `outlets.yaml` would describe it. A blog's feed is left to be found from its home page.
    Outlet outlet(int port) {
        Outlet plain = Outlet.of(title, URI.create(root(port) + "/"));
        return new Outlet(
                plain.name(),
                plain.slug(),
                blog() ? Kind.BLOG : Kind.NEWS,
                tagline(),
                plain.home(),
                blog()
                        ? List.of()
                        : feeds.stream()
                                .map(path -> URI.create(root(port) + path))
                                .toList(),
                blog() ? Keep.ALL : Keep.TAGGED,
                plain.publish(),
                plain.review(),
                plain.text(),
                plain.poll(),
                plain.language(),
                plain.zone(),
                plain.headers(),
                plain.rights());
    }
}
