package dossier.model;

import java.net.URI;

/// A page that is to be asked for again.
///
/// @param sighting on whose behalf: it brought the newest revision
/// @param held the page as it was when that revision was made
/// @param address to be asked
/// @param validators that came with the page held
public record Revisit(ArticleId article, Sighting sighting, CaptureId held, URI address, Validators validators) {}
