package dossier.publish;

import dossier.model.Address;
import dossier.model.Channel;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.SafeHtml;
import dossier.model.Seen;
import dossier.model.Site;
import java.net.URI;
import java.time.Instant;

/// What the three feeds of a list say alike: titles, addresses, and the text of an item with its source.
record Listing(Site site, Channel channel) {
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
        return site.at(Address.page(Address.feed(channel.path(), format), channel.page()));
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
                + SafeHtml.escape(item.outlet().name()) + "</a></p>";
    }

    /// The feed that brought the article: the outlet's own, or where none of its own is known, its front page.
    String sourceFeed(Item item) {
        return Address.ascii(item.sightings().stream()
                .filter(seen -> seen.outlet().equals(item.outlet().name()))
                .map(Seen::feed)
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
