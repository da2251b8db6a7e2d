package dossier.extract;

import java.util.List;
import java.util.Map;

/// What the rules of a site do to one page.
///
/// @param found how often each selector finds something, by selector
/// @param title the headline
/// @param ruled characters of text with the rules
/// @param unruled characters of text without them
/// @param lost lines that the rules take away
/// @param gained lines that only the rules find
public record SiteTrial(
        Map<String, Integer> found, String title, int ruled, int unruled, List<String> lost, List<String> gained) {
    public SiteTrial {
        found = Map.copyOf(found);
        lost = List.copyOf(lost);
        gained = List.copyOf(gained);
    }
}
