package dossier.cli;

import dossier.model.Outlet;
import dossier.model.Slug;
import dossier.model.Subscription;
import dossier.parse.FeedKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns the subscriptions of an OPML file into outlets.
///
/// @param fresh outlets for what no outlet has yet; a name that is taken gets a number
/// @param twins what was left out because it is there under another address, each as a sentence
record Imports(List<Outlet> fresh, List<String> twins) {
    Imports {
        fresh = List.copyOf(fresh);
        twins = List.copyOf(twins);
    }

    static Imports of(List<Subscription> subscriptions, List<Outlet> known) {
        Map<String, URI> feeds = new HashMap<>();
        Set<String> homes = new HashSet<>();
        Set<String> slugs = new HashSet<>();
        for (Outlet outlet : known) {
            outlet.feeds().forEach(feed -> feeds.put(FeedKey.of(feed), feed));
            if (outlet.feeds().isEmpty()) homes.add(FeedKey.of(outlet.home()));
            slugs.add(outlet.slug());
        }
        List<Outlet> fresh = new ArrayList<>();
        List<String> twins = new ArrayList<>();
        for (Outlet named : Subscription.outlets(subscriptions)) {
            boolean page = named.feeds().isEmpty();
            List<URI> others = new ArrayList<>();
            for (URI feed : named.feeds()) {
                Optional<URI> twin = Optional.ofNullable(feeds.putIfAbsent(FeedKey.of(feed), feed));
                twin.filter(there -> !there.equals(feed))
                        .ifPresent(there -> twins.add(feed + " was left out: it is the same feed as " + there));
                if (twin.isEmpty()) others.add(feed);
            }
            boolean isNew = page ? homes.add(FeedKey.of(named.home())) : !others.isEmpty();
            if (isNew) fresh.add(numbered(named.withFeeds(others), slugs));
        }
        return new Imports(fresh, twins);
    }

    private static Outlet numbered(Outlet outlet, Set<String> slugs) {
        String name = outlet.name();
        for (int number = 2; !slugs.add(Slug.of(name)); number++) name = outlet.name() + " " + number;
        return outlet.named(name);
    }
}
