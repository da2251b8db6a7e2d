package dossier.model;

import java.util.List;
import java.util.Optional;

/// An article as just extracted, before we know whether it is one we hold.
///
/// @param sighting that led to it
/// @param capture the page it was cleaned from
/// @param content what it says
/// @param evidence where each part was taken from
/// @param flags what the reader of the source monitor should know: `short`, `page missing: …`
public record Article(
        Sighting sighting, Optional<CaptureId> capture, Content content, List<Evidence> evidence, List<String> flags) {
    public Article {
        evidence = List.copyOf(evidence);
        flags = List.copyOf(flags);
    }
}
