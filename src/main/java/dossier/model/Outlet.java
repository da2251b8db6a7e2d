package dossier.model;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A news outlet or blog, as `config/outlets.yaml` describes it.
///
/// @param name as shown in `Source: The BBC`; unique
/// @param slug the name in addresses; unique, never changes once stored
/// @param tagline stands below the name in the blogroll; may be empty
/// @param home the front page
/// @param feeds addresses of its feeds; empty means: find them from `home`
/// @param keep which articles are shown
/// @param publish how much of them is shown
/// @param review true: an article waits for a curator
/// @param text where the text comes from (`fetch:` in the file)
/// @param poll a fixed interval between polls, instead of the timetable's
/// @param language BCP 47, used where neither page nor feed says
/// @param zone of dates written without one
/// @param headers sent with each request to this outlet's servers; their values may name variables, `${DAILY_KEY}`
/// @param rights licence line shown with each article
/// @param noindex true: search engines are asked to leave its articles out
/// @param once true: a page that was had is not asked for again (`revisit: false` in the file)
/// @param pages that list its articles, polled beside its feeds or in place of them
public record Outlet(
        String name,
        String slug,
        Kind kind,
        String tagline,
        URI home,
        List<URI> feeds,
        Keep keep,
        Publish publish,
        boolean review,
        TextFrom text,
        Optional<Duration> poll,
        Optional<String> language,
        Optional<ZoneId> zone,
        Map<String, String> headers,
        Optional<String> rights,
        boolean noindex,
        boolean once,
        List<IndexPage> pages) {
    public Outlet {
        if (name.isBlank()) throw new IllegalArgumentException("An outlet needs a name");
        if (!home.isAbsolute())
            throw new IllegalArgumentException("An outlet's home is an absolute URL, not '" + home + "'");
        feeds = List.copyOf(feeds);
        headers = Map.copyOf(headers);
        pages = List.copyOf(pages);
    }

    /// One with feeds alone.
    public Outlet(
            String name,
            String slug,
            Kind kind,
            String tagline,
            URI home,
            List<URI> feeds,
            Keep keep,
            Publish publish,
            boolean review,
            TextFrom text,
            Optional<Duration> poll,
            Optional<String> language,
            Optional<ZoneId> zone,
            Map<String, String> headers,
            Optional<String> rights,
            boolean noindex,
            boolean once) {
        this(
                name, slug, kind, tagline, home, feeds, keep, publish, review, text, poll, language, zone, headers,
                rights, noindex, once, List.of());
    }

    /// One that search engines may list, and whose pages are asked for again.
    public Outlet(
            String name,
            String slug,
            Kind kind,
            String tagline,
            URI home,
            List<URI> feeds,
            Keep keep,
            Publish publish,
            boolean review,
            TextFrom text,
            Optional<Duration> poll,
            Optional<String> language,
            Optional<ZoneId> zone,
            Map<String, String> headers,
            Optional<String> rights) {
        this(
                name, slug, kind, tagline, home, feeds, keep, publish, review, text, poll, language, zone, headers,
                rights, false, false);
    }

    /// All addresses that are polled: its feeds, and the pages that list its articles. None: a feed is looked for.
    public List<URI> polled() {
        return Stream.concat(feeds.stream(), pages.stream().map(IndexPage::url)).toList();
    }

    /// The name alone: outlets stand in logs, and headers are secrets.
    @Override
    public String toString() {
        return name;
    }

    /// An outlet with nothing said but its name and home.
    public static Outlet of(String name, URI home) {
        return new Outlet(
                name,
                Slug.of(name),
                Kind.NEWS,
                "",
                home,
                List.of(),
                Keep.TAGGED,
                Publish.FULL,
                false,
                TextFrom.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /// The same, but for what is sent along.
    public Outlet withHeaders(Map<String, String> others) {
        return new Outlet(
                name, slug, kind, tagline, home, feeds, keep, publish, review, text, poll, language, zone, others,
                rights, noindex, once, pages);
    }

    /// The same, but for where its text comes from.
    public Outlet reading(TextFrom other) {
        return new Outlet(
                name, slug, kind, tagline, home, feeds, keep, publish, review, other, poll, language, zone, headers,
                rights, noindex, once, pages);
    }

    /// The same under another name.
    public Outlet named(String other) {
        return new Outlet(
                other,
                Slug.of(other),
                kind,
                tagline,
                home,
                feeds,
                keep,
                publish,
                review,
                text,
                poll,
                language,
                zone,
                headers,
                rights,
                noindex,
                once,
                pages);
    }

    /// The same, but for its feeds.
    public Outlet withFeeds(List<URI> others) {
        return new Outlet(
                name, slug, kind, tagline, home, others, keep, publish, review, text, poll, language, zone, headers,
                rights, noindex, once, pages);
    }

    /// The same, but for what is done with its articles.
    public Outlet treated(Kind otherKind, Keep otherKeep, Publish otherPublish) {
        return new Outlet(
                name,
                slug,
                otherKind,
                tagline,
                home,
                feeds,
                otherKeep,
                otherPublish,
                review,
                text,
                poll,
                language,
                zone,
                headers,
                rights,
                noindex,
                once,
                pages);
    }
}
