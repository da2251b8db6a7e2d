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
/// @param lastRead when a body was last read (not: answered 304)
public record Feed(
        FeedId id,
        Outlet outlet,
        URI url,
        Role role,
        Validators validators,
        Optional<String> bodyHash,
        int failures,
        Optional<Instant> lastRead) {
    /// What the document at the address is asked for.
    public enum Role {
        FEED,
        HOME
    }

    public Feed {
        if (!url.isAbsolute()) throw new IllegalArgumentException("A feed needs an absolute URL, not '" + url + "'");
    }
}
