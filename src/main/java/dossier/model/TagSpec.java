package dossier.model;

import java.util.List;
import java.util.Optional;

/// What a curator says of a tag itself, in `config/rules.yaml`.
///
/// @param was its former names, and those of tags that were merged into it: their addresses lead to it for ever
/// @param synonyms further names under which it is looked for
/// @param parent the tag above it, on whose page its articles stand as well
/// @param place where it was written
public record TagSpec(String name, List<String> was, List<String> synonyms, Optional<String> parent, Place place) {
    public TagSpec {
        was = List.copyOf(was);
        synonyms = List.copyOf(synonyms);
    }
}
