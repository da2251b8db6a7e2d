package dossier.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a subscription list names: a feed, or a page to find one from.
///
/// @param name as shown, never empty
/// @param home the site's address
/// @param feed empty where only the page is named
/// @param folders from the outermost in; empty at the top
/// @param tagline a line about it; may be empty
/// @param language BCP 47
public record Subscription(
        String name,
        Optional<URI> home,
        Optional<URI> feed,
        List<String> folders,
        String tagline,
        Optional<String> language) {
    private record Site(String name, URI home) {}

    public Subscription {
        if (name.isBlank()) throw new IllegalArgumentException("A subscription needs a name");
        if (home.isEmpty() && feed.isEmpty())
            throw new IllegalArgumentException("A subscription names a feed or a page, ‘" + name + "’ neither");
        folders = List.copyOf(folders);
    }

    /// One that says no more than where its feed is.
    public Subscription(String name, Optional<URI> home, URI feed, List<String> folders) {
        this(name, home, Optional.of(feed), folders, "", Optional.empty());
    }

    /// The front page: as named, else that of the feed's host.
    public URI page() {
        return home.or(() -> feed.map(url -> url.resolve("/"))).orElseThrow();
    }

    /// True where it stands in a folder of blogs, as our own list has one.
    public boolean isOfBlogroll() {
        return folders.stream().anyMatch(folder -> folder.matches("(?i)blogroll|blogs?|weblogs?"));
    }

    /// The outlets that a list names. Feeds of one name and one home are one outlet's.
    public static List<Outlet> outlets(List<Subscription> all) {
        Map<Site, Outlet> outlets = new LinkedHashMap<>();
        for (Subscription one : all) outlets.merge(new Site(one.name, one.page()), one.outlet(), Subscription::joined);
        return List.copyOf(outlets.values());
    }

    private static Outlet joined(Outlet one, Outlet other) {
        List<URI> feeds = new ArrayList<>(one.feeds());
        other.feeds().stream().filter(feed -> !feeds.contains(feed)).forEach(feeds::add);
        return one.withFeeds(feeds);
    }

    private Outlet outlet() {
        Outlet plain = Outlet.of(name, page());
        return new Outlet(
                name,
                plain.slug(),
                isOfBlogroll() ? Kind.BLOG : Kind.NEWS,
                tagline,
                plain.home(),
                feed.map(List::of).orElse(List.of()),
                plain.keep(),
                plain.publish(),
                plain.review(),
                plain.text(),
                plain.poll(),
                language,
                plain.zone(),
                plain.headers(),
                plain.rights());
    }
}
