package dossier.publish;

import dossier.model.Address;
import dossier.model.Bytes;
import dossier.model.Channel;
import dossier.model.Recent;
import dossier.model.Reply;
import dossier.model.Same;
import dossier.model.Site;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes a list of articles as a feed. The same list gives the same bytes: nothing in them tells when they were
/// written, so that a reader who has them already is told so. A list that is given again is not written again.
public final class Publisher {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROBLEM = "application/problem+json";

    /// Bytes of feeds that are kept in memory, packed ones among them.
    private static final long MOST_KEPT = 24_000_000;

    private final Site site;
    private final Optional<URI> hub;
    private final Recent<Same, Reply> written =
            new Recent<>(MOST_KEPT, reply -> reply.body().size() * 4L / 3);

    /// For the site whose addresses stand in the feeds.
    public Publisher(Site site) {
        this(site, Optional.empty());
    }

    /// @param hub that tells subscribers of news (WebSub)
    public Publisher(Site site, Optional<URI> hub) {
        this.site = site;
        this.hub = hub;
    }

    /// The list as RSS 2.0.
    public Reply rss(Channel channel) {
        return feed(channel, "rss", "application/rss+xml; charset=utf-8", Rss::of);
    }

    /// The list as Atom 1.0.
    public Reply atom(Channel channel) {
        return feed(channel, "atom", "application/atom+xml; charset=utf-8", Atom::of);
    }

    /// The list as JSON Feed 1.1.
    public Reply json(Channel channel) {
        return feed(channel, "json", "application/feed+json; charset=utf-8", JsonFeed::of);
    }

    private Reply feed(Channel channel, String name, String contentType, Function<Listing, String> format) {
        if (channel.moved().isPresent())
            return moved(Address.feed(channel.moved().get(), name));
        if (channel.problem().isPresent())
            return refused(400, "The query cannot be read", channel.problem().get(), contentType);
        if (!channel.known()) return refused(404, "Not found", "There is no " + channel.path(), contentType);
        Same key = new Same(channel, name);
        Optional<Reply> known = written.get(key);
        if (known.isPresent()) return known.get();
        Reply reply = feed(new Listing(site, channel, hub), name, contentType, format);
        written.put(key, reply);
        return reply;
    }

    private Reply feed(Listing listing, String name, String contentType, Function<Listing, String> format) {
        Reply reply =
                Answer.of(contentType, format.apply(listing), listing.channel().updated());
        return hub.isEmpty() || listing.isPast() ? reply : announced(reply, hub.get(), listing.self(name));
    }

    /// WebSub finds the hub in the headers, whatever the format.
    private static Reply announced(Reply reply, URI hub, String self) {
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Link", "<" + hub.toASCIIString() + ">; rel=\"hub\", <" + self + ">; rel=\"self\"");
        return new Reply(reply.status(), headers, reply.body());
    }

    private Reply moved(String path) {
        return new Reply(301, Map.of("Location", site.at(path), "Content-Type", PLAIN), Bytes.NONE);
    }

    private static Reply refused(int status, String title, String detail, String contentType) {
        boolean json = contentType.contains("json");
        String text = json ? JsonFeed.problem(title, status, detail) : Characters.legal(title + ": " + detail + "\n");
        Map<String, String> headers =
                Map.of("Content-Type", json ? PROBLEM : PLAIN, "X-Content-Type-Options", "nosniff");
        return new Reply(status, headers, Bytes.utf8(text));
    }
}
