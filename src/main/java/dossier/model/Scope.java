package dossier.model;

import java.util.List;

/// The rules that apply to an outlet, as seen from it.
///
/// @param tags that rules for this outlet and few others give, as they are called now
/// @param everywhere how many rules apply to all outlets
public record Scope(List<String> tags, long everywhere) {
    public Scope {
        tags = List.copyOf(tags);
    }
}
