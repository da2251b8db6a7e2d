package dossier.model;

import java.net.URI;

/// Who is told of changes as they happen.
///
/// @param kind how it is told
/// @param address where; its own secret, so it is never logged
public record Follower(Kind kind, URI address) {
    /// How it is told.
    public enum Kind {
        /// By a signed message that lists the changes.
        WEBHOOK,
        /// By the names of the feeds that have news (WebSub).
        HUB
    }

    /// What it is called in the store and in logs: nobody can read the address from it.
    public String name() {
        return kind + " " + Bytes.utf8(address.toString()).sha256().substring(0, 16);
    }

    @Override
    public String toString() {
        return name();
    }
}
