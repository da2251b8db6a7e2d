package dossier.publish;

import dossier.model.Address;
import dossier.model.Channel;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.Past;
import dossier.model.SafeHtml;
import dossier.model.Seen;
import dossier.model.Site;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the three feeds of a list say alike: titles, addresses, and the text of an item with its source.
///
/// @param hub that tells subscribers of news (WebSub)
record Listing(Site site, Channel channel, Optional<URI> hub) {
    /// A list that no hub tells of.
    Listing(Site site, Channel channel) {
        this(site, channel, Optional.empty());
    }

    String title() {
        return channel.title(site);
    }

    String description() {
        return switch (channel.type()) {
            case ALL -> "Everything in the archive, newest first";
            case TAG -> "Articles tagged ‘" + channel.name() + "’, newest first";
            case OUTLET, DAY -> "Articles of " + channel.name() + ", newest first";
            case SEARCH -> "Articles that match ‘" + channel.name() + "’";
        };
    }

    /// The page that shows the same list.
    String home() {
        return site.at(Address.page(channel.path(), channel.page()));
    }

    /// The feed's own address; `format` is `rss`, `atom` or `json`.
    String self(String format) {
        return at(past().map(Past::page).orElse(0), format);
    }

    /// The feed to which a page of its archive belongs: itself, where it is none.
    String current(String format) {
        return at(0, format);
    }

    /// The page of the archive before this one, where there is one.
    Optional<String> before(String format) {
        return past().map(past -> past.page() == 0 ? past.pages() : past.page() - 1)
                .filter(page -> page > 0)
                .map(page -> at(page, format));
    }

    /// The page after this one, where this is one and there is another.
    Optional<String> after(String format) {
        return past().filter(past -> past.page() > 0 && past.page() < past.pages())
                .map(past -> at(past.page() + 1, format));
    }

    /// True for a page of an archive, which no news changes.
    boolean isPast() {
        return past().filter(past -> past.page() > 0).isPresent();
    }

    /// What stood in the list and does not any more.
    List<Past.Tombstone> gone() {
        return past().map(Past::gone).orElse(List.of());
    }

    private Optional<Past> past() {
        return channel.past();
    }

    private String at(int page, String format) {
        return site.at(Address.page(Address.feed(Past.path(channel.path(), page), format), channel.page()));
    }

    /// Where the archive shows the article, for ever: its link and its id.
    String address(Item item) {
        return address(site, item);
    }

    static String address(Site site, Item item) {
        return site.at(item.path());
    }

    /// Where the outlet shows it; the archive's own page, should that be no address of the web.
    String original(Item item) {
        return original(site, item);
    }

    static String original(Site site, Item item) {
        return Address.isWeb(item.link()) ? Address.ascii(item.link().toString()) : address(site, item);
    }

    /// The text as far as the outlet lets it out, its licence, and whose it is.
    String content(Item item) {
        String rights = item.outlet()
                .rights()
                .map(SafeHtml::paragraph)
                .orElse(SafeHtml.EMPTY)
                .markup();
        return item.body().markup() + rights + "<p>Source: <a href=\"" + SafeHtml.escape(original(item)) + "\">"
                + SafeHtml.escape(item.outlet().name()) + "</a></p>" + versions(item);
    }

    /// The other articles of its story, here.
    private String versions(Item item) {
        if (item.versions().isEmpty()) return "";
        return item.versions().stream()
                .map(version -> "<a href=\"" + SafeHtml.escape(site.at(version.path())) + "\">"
                        + SafeHtml.escape(version.outlet().name()) + "</a>")
                .collect(Collectors.joining(", ", "<p>Other versions of this story: ", "</p>"));
    }

    /// The feed that brought the article: the outlet's own, or where none of its own is known, its front page.
    String sourceFeed(Item item) {
        return Address.ascii(item.sightings().stream()
                .filter(seen -> seen.outlet().equals(item.outlet().name()))
                .map(Seen::feed)
                .filter(Address::isWeb)
                .findFirst()
                .or(() -> item.outlet().feeds().stream().findFirst())
                .map(URI::toString)
                .orElseGet(() -> home(item.outlet())));
    }

    static String home(Outlet outlet) {
        return Address.ascii(outlet.home().toString());
    }

    /// When the list last changed. One that never held anything is as old as time itself: a feed must say something.
    Instant updated() {
        return channel.updated().orElse(Instant.EPOCH);
    }
}
