package dossier.cli;

import dossier.model.Outlet;
import dossier.model.Slug;
import dossier.parse.Opml;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Turns the subscriptions of an OPML file into outlets.
final class Imports {
    private Imports() {}

    /// Outlets for the subscriptions whose feed no outlet has yet. A name that is taken gets a number.
    static List<Outlet> fresh(List<Opml.Subscription> subscriptions, List<Outlet> known) {
        Set<String> feeds = new HashSet<>();
        Set<String> slugs = new HashSet<>();
        for (Outlet outlet : known) {
            outlet.feeds().forEach(feed -> feeds.add(key(feed)));
            slugs.add(outlet.slug());
        }
        List<Outlet> fresh = new ArrayList<>();
        for (Opml.Subscription one : subscriptions) {
            if (feeds.add(key(one.feed()))) fresh.add(outlet(one, slugs));
        }
        return List.copyOf(fresh);
    }

    private static Outlet outlet(Opml.Subscription one, Set<String> slugs) {
        String wanted = one.name().isBlank() ? String.valueOf(one.feed().getHost()) : one.name();
        String name = wanted;
        for (int number = 2; !slugs.add(Slug.of(name)); number++) name = wanted + " " + number;
        URI home = one.home().orElseGet(() -> one.feed().resolve("/"));
        Outlet plain = Outlet.of(name, home);
        return new Outlet(
                plain.name(),
                plain.slug(),
                plain.kind(),
                plain.tagline(),
                home,
                List.of(one.feed()),
                plain.keep(),
                plain.publish(),
                plain.review(),
                plain.text(),
                plain.poll(),
                plain.language(),
                plain.zone(),
                Map.of(),
                plain.rights());
    }

    private static String key(URI feed) {
        return feed.toString()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://(www\\.)?", "")
                .replaceFirst("/+$", "");
    }
}
