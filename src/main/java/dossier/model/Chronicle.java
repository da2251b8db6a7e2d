package dossier.model;

import java.util.List;

/// What stands at the address of an article's history.
///
/// @param found the article itself, or why there is none
/// @param versions newest first; those of the last [#MOST] revisions
public record Chronicle(Found found, List<Version> versions) {
    /// As many versions as one page compares.
    public static final int MOST = 30;

    public Chronicle {
        versions = List.copyOf(versions);
    }

    /// There is no history to tell.
    public static Chronicle of(Found found) {
        return new Chronicle(found, List.of());
    }
}
