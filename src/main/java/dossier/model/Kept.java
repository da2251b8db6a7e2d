package dossier.model;

import java.util.Optional;

/// An article in the archive, at its newest revision, ready for the rules.
///
/// @param sighting that brought it here; empty when the rules are run over the archive again
/// @param outlet whose article it is: that of its first sighting
public record Kept(ArticleId id, int revision, Outlet outlet, Content content, Optional<SightingId> sighting) {}
