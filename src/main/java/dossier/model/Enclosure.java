package dossier.model;

import java.net.URI;

/// A file that an entry carries: RSS `enclosure`, Atom `rel=enclosure`, Media RSS `content`, a JSON Feed attachment.
///
/// @param type media type as stated, may be empty
/// @param length in bytes as stated, 0 where unknown
public record Enclosure(URI url, String type, long length) {}
