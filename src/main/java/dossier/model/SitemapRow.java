package dossier.model;

import java.time.Instant;

/// An address of the archive for robots that want to know what is new.
///
/// @param path without host, such as `/articles/12/the-slug`
/// @param changed when what stands there last changed
public record SitemapRow(String path, Instant changed) {}
