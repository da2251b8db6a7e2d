package dossier.model;

import java.time.Instant;
import java.util.List;

/// What an article said at one time, as much as the public may see of it (law 8).
///
/// @param why which parts differ from the version before: `title`, `text`, `pictures`
/// @param whole false: text and pictures are left out, because its outlet or its page allows no more
public record Version(
        int number, Instant at, List<String> why, boolean whole, String title, String text, List<String> pictures) {
    public Version {
        why = List.copyOf(why);
        pictures = List.copyOf(pictures);
    }
}
