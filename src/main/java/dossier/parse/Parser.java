package dossier.parse;

import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.Fetch;
import dossier.model.Reading;
import dossier.model.Visit;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what a visit to a feed brought. No document makes it throw: what cannot be read becomes a sentence that says
/// what it is and where.
public final class Parser {
    private static final int NAMED = 3;

    private final ParseSettings settings;
    private final FeedReader reader;

    public Parser(ParseSettings settings) {
        this.settings = settings;
        this.reader = new FeedReader(settings);
    }

    /// A visit whose next one is not planned yet.
    public Visit parse(Fetch fetch) {
        return new Visit(fetch.feed(), fetch.trip(), reading(fetch), Optional.empty());
    }

    private Reading reading(Fetch fetch) {
        return switch (fetch) {
            case Fetch.Fresh fresh -> fresh(fresh);
            case Fetch.Unchanged unchanged -> new Reading.Nothing(unchanged.validators());
            case Fetch.Busy busy -> new Reading.Busy(busy.pause());
            case Fetch.Gone _ -> new Reading.Gone();
            case Fetch.Failed failed -> new Reading.Failed(failed.fault(), failed.reason());
        };
    }

    /// The markup, where a web page was had.
    Optional<String> page(Fetch fetch) {
        return fetch instanceof Fetch.Fresh fresh && read(fresh) instanceof FeedReader.Outcome.Page(String html)
                ? Optional.of(html)
                : Optional.empty();
    }

    /// The sitemaps that an index of them lists, or a robots.txt names as those of news; none where it is neither.
    List<URI> sitemaps(Fetch fetch) {
        if (!(fetch instanceof Fetch.Fresh fresh)) return List.of();
        if (read(fresh) instanceof FeedReader.Outcome.Index(List<URI> sitemaps)) return sitemaps;
        URI address = fresh.trip().address();
        return String.valueOf(address.getPath()).equals("/robots.txt")
                ? Sitemap.ofRobots(Decoder.decode(fresh.body().bytes().toArray(), ""))
                : List.of();
    }

    private FeedReader.Outcome read(Fetch.Fresh fresh) {
        ZoneId zone = fresh.feed().outlet().zone().orElse(ZoneOffset.UTC);
        return reader.read(
                fresh.body().bytes().toArray(),
                fresh.body().contentType(),
                fresh.trip().address().toString(),
                zone,
                fresh.feed().index());
    }

    private Reading fresh(Fetch.Fresh fresh) {
        URI address = fresh.trip().address();
        return switch (read(fresh)) {
            case FeedReader.Outcome.Feed(FeedDocument document) -> entries(fresh, document);
            case FeedReader.Outcome.Page(String html) ->
                page(fresh.feed().role(), address, Discovery.feeds(html, address));
            case FeedReader.Outcome.Index(List<URI> sitemaps) ->
                new Reading.Failed(Fault.HARD, address + " is an index of sitemaps, not a feed" + listed(sitemaps));
            case FeedReader.Outcome.Refused(String reason, boolean broken) ->
                new Reading.Failed(broken ? Fault.SOFT : Fault.HARD, address + " " + reason);
        };
    }

    private Reading entries(Fetch.Fresh fresh, FeedDocument document) {
        Entries entries = new Entries(settings, fresh.trip().at());
        FeedHead head = entries.head(document);
        return new Reading.Entries(
                head.pointing(fresh.signposts().or(head.signposts())),
                entries.of(document),
                fresh.validators(),
                fresh.body().bytes().sha256());
    }

    private static Reading page(Feed.Role role, URI address, List<URI> feeds) {
        return switch (role) {
            case HOME ->
                feeds.isEmpty()
                        ? new Reading.Failed(Fault.HARD, address + " announces no feed, and links to none")
                        : new Reading.Announced(feeds);
            case FEED, ADDED, FILE ->
                new Reading.Failed(Fault.HARD, address + " is a web page, not a feed" + announced(feeds));
        };
    }

    private static String announced(List<URI> feeds) {
        return feeds.isEmpty() ? "; it announces none" : "; it announces " + some(feeds);
    }

    private static String listed(List<URI> sitemaps) {
        return sitemaps.isEmpty()
                ? ", and lists none"
                : "; write those it lists in its place, such as " + some(sitemaps);
    }

    private static String some(List<URI> addresses) {
        return addresses.stream().limit(NAMED).map(URI::toString).collect(Collectors.joining(", "));
    }
}
