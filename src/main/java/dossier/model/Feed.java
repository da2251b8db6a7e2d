package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A feed that is polled, or a home page that is asked for one.
///
/// @param id its number in the store
/// @param outlet whose feed it is
/// @param url where it is asked for
/// @param role a feed, or a home page that shall lead to one
/// @param validators what the last answer gave to ask conditionally
/// @param bodyHash SHA-256 of the last body read
/// @param failures how often in a row it failed
/// @param lastRead when a body was last had, changed or not (not: answered 304)
/// @param lastChange when a body was last unlike the one before
public record Feed(
        FeedId id,
        Outlet outlet,
        URI url,
        Role role,
        Validators validators,
        Optional<String> bodyHash,
        int failures,
        Optional<Instant> lastRead,
        Optional<Instant> lastChange) {
    /// What the document at the address is asked for.
    public enum Role {
        FEED,
        HOME
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
        this(id, outlet, url, role, validators, bodyHash, failures, lastRead, lastRead);
    }

    public Feed {
        if (!url.isAbsolute()) throw new IllegalArgumentException("A feed needs an absolute URL, not '" + url + "'");
    }
}
