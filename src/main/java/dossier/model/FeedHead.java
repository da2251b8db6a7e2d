package dossier.model;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What a feed says of itself.
///
/// @param title plain text, may be empty
/// @param format such as `rss20`, `atom10`, `json11`
/// @param link the site's address
/// @param language BCP 47
/// @param ttl RSS `ttl` or `sy:*`: how long the feed asks to be left alone
/// @param quiet RSS `skipHours` and `skipDays`, and `sy:updateBase`
/// @param signposts where else it points
public record FeedHead(
        String title,
        String format,
        Optional<URI> link,
        Optional<String> language,
        Optional<Duration> ttl,
        Pulse.Quiet quiet,
        Signposts signposts) {
    /// A feed that points nowhere.
    public FeedHead(
            String title,
            String format,
            Optional<URI> link,
            Optional<String> language,
            Optional<Duration> ttl,
            Pulse.Quiet quiet) {
        this(title, format, link, language, ttl, quiet, Signposts.NONE);
    }

    /// A feed that may be polled at any time.
    public FeedHead(
            String title, String format, Optional<URI> link, Optional<String> language, Optional<Duration> ttl) {
        this(title, format, link, language, ttl, Pulse.Quiet.NONE);
    }

    /// The same, pointing there.
    public FeedHead pointing(Signposts there) {
        return new FeedHead(title, format, link, language, ttl, quiet, there);
    }
}
