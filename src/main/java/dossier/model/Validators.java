package dossier.model;

import java.util.Optional;

/// What a server gave us to ask again conditionally (RFC 9110, section 13).
///
/// @param etag the `ETag` header, exactly as sent, quotes and `W/` included
/// @param lastModified the `Last-Modified` header, exactly as sent
public record Validators(Optional<String> etag, Optional<String> lastModified) {
    /// Nothing known: ask unconditionally.
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
}
