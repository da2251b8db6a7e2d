package dossier.model;

import java.time.Instant;
import java.util.List;

/// What an article said from some moment on, with no more of it than may leave the house.
///
/// @param number from 1
/// @param at when the archive noticed it
/// @param changed which parts differ from the revision before, such as `title` and `text`; empty for the first
/// @param body as much of the text as may be shown
public record Revision(int number, Instant at, String title, List<String> changed, SafeHtml body) {
    public Revision {
        changed = List.copyOf(changed);
    }
}
