package dossier.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An article as just extracted, before we know whether it is one we hold.
///
/// @param sighting that led to it
/// @param capture the page it was cleaned from
/// @param content what it says
/// @param evidence where each part was taken from
/// @param flags what the reader of the source monitor should know: `short`, `page missing: …`
/// @param lines the prints of the short lines that its page says, furniture or not: to learn which it says on each
public record Article(
        Sighting sighting,
        Optional<CaptureId> capture,
        Content content,
        List<Evidence> evidence,
        List<String> flags,
        Set<Long> lines) {
    /// One from which nothing is to be learnt.
    public Article(
            Sighting sighting,
            Optional<CaptureId> capture,
            Content content,
            List<Evidence> evidence,
            List<String> flags) {
        this(sighting, capture, content, evidence, flags, Set.of());
    }

    public Article {
        lines = Set.copyOf(lines);
        evidence = List.copyOf(evidence);
        flags = List.copyOf(flags);
    }

    /// True where it goes on on a page that could not be had.
    public boolean isTorn() {
        return flags.stream().anyMatch(flag -> flag.startsWith(Part.MISSING));
    }
}
