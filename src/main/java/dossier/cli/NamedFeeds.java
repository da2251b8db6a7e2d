package dossier.cli;

import dossier.model.Nearest;
import dossier.parse.FeedKey;
import dossier.store.FeedHealth;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Feeds as a person names them: by their outlet, or by their address.
final class NamedFeeds {
    private NamedFeeds() {}

    /// Those that are meant; refused where there is none.
    static List<FeedHealth> of(Dossier dossier, List<FeedHealth> feeds, String which) {
        List<FeedHealth> named =
                feeds.stream().filter(feed -> isNamed(feed, which)).toList();
        if (!named.isEmpty()) return named;
        if (feeds.isEmpty()) throw new Failure("No feed was polled yet in " + dossier.data());
        List<String> known = feeds.stream()
                .flatMap(feed -> Stream.of(feed.outlet(), feed.url().toString()))
                .distinct()
                .toList();
        throw new Refused("No outlet and no feed is called ‘" + Table.oneLine(which) + "’" + Nearest.hint(which, known)
                + "; `dossier feeds list` shows all");
    }

    private static boolean isNamed(FeedHealth feed, String which) {
        if (feed.outlet().equalsIgnoreCase(which) || feed.slug().equals(which.toLowerCase(Locale.ROOT))) return true;
        if (!which.contains("://")) return false;
        try {
            return FeedKey.of(URI.create(which)).equals(FeedKey.of(feed.url()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
