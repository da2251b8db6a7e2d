package dossier.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A feed that is polled, or a home page that is asked for one.
///
/// @param id its number in the store
/// @param outlet whose feed it is
/// @param url its address in the configuration, or as it was found: what tells it from other feeds
/// @param role a feed, or a home page that shall lead to one
/// @param validators what the last answer gave to ask conditionally
/// @param bodyHash SHA-256 of the last body read
/// @param failures how often in a row it failed
/// @param lastRead when a body was last had, changed or not (not: answered 304)
/// @param lastChange when a body was last unlike the one before
/// @param pulse what the visits so far taught about it
/// @param told until when a hub that has proven itself tells us of its news at once (WebSub)
public record Feed(
        FeedId id,
        Outlet outlet,
        URI url,
        Role role,
        Validators validators,
        Optional<String> bodyHash,
        int failures,
        Optional<Instant> lastRead,
        Optional<Instant> lastChange,
        Pulse pulse,
        Optional<Instant> told) {
    /// Servers and the caches before them claim "not modified" for weeks; twice a day we want to see for ourselves.
    private static final Duration TRUST = Duration.ofHours(12);

    /// What the document at the address is asked for.
    public enum Role {
        FEED,
        HOME,
        /// Nothing: what people added by its address stands below it, and nobody ever asks for it.
        ADDED,
        /// Nothing: it stands for a file, or for a feed that a file names. It is never asked for.
        FILE
    }

    /// A feed of whose news nobody tells us.
    public Feed(
            FeedId id,
            Outlet outlet,
            URI url,
            Role role,
            Validators validators,
            Optional<String> bodyHash,
            int failures,
            Optional<Instant> lastRead,
            Optional<Instant> lastChange,
            Pulse pulse) {
        this(id, outlet, url, role, validators, bodyHash, failures, lastRead, lastChange, pulse, Optional.empty());
    }

    /// A feed whose body changed when it was last read.
    public Feed(
            FeedId id,
            Outlet outlet,
            URI url,
            Role role,
            Validators validators,
            Optional<String> bodyHash,
            int failures,
            Optional<Instant> lastRead) {
        this(id, outlet, url, role, validators, bodyHash, failures, lastRead, lastRead, Pulse.NONE);
    }

    public Feed {
        if (!url.isAbsolute()) throw new IllegalArgumentException("A feed needs an absolute URL, not '" + url + "'");
    }

    /// How it is read, where it is a page that lists articles and no feed.
    public Optional<IndexPage> index() {
        return outlet.pages().stream().filter(page -> page.url().equals(url)).findFirst();
    }

    /// Where it is asked for: its own address, or the place it moved to for good, once that is proven.
    public URI asked() {
        return pulse.move().asks().orElse(url);
    }

    /// What to send along at this time, so that nothing is sent back where nothing changed; none where that
    /// answer would not be believed. After a failure the last body may have been one that could not be read;
    /// an answer of "not modified" would hide that for ever.
    public Validators validatorsAt(Instant now) {
        boolean believed = failures == 0
                && lastRead.filter(read -> now.isBefore(read.plus(TRUST))).isPresent()
                && pulse.trust().doubtedUntil().filter(now::isBefore).isEmpty();
        return believed ? validators : Validators.NONE;
    }
}
