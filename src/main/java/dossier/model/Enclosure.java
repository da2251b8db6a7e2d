package dossier.model;

import java.net.URI;

/// A file that an entry carries: RSS `enclosure`, Atom `rel=enclosure`, Media RSS `content`, a JSON Feed attachment.
///
/// @param type media type as stated, `image/*` and the like where only the medium is, may be empty
/// @param length in bytes as stated, 0 where unknown
/// @param caption what it shows, plain text, may be empty
/// @param credit who made it, plain text, may be empty
public record Enclosure(URI url, String type, long length, String caption, String credit) {
    /// A file of which only the address is told.
    public Enclosure(URI url, String type, long length) {
        this(url, type, length, "", "");
    }
}
