package dossier.cli;

import dossier.model.Feed;
import dossier.model.Outlet;
import dossier.parse.FeedKey;
import dossier.store.FeedHealth;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Recognises one feed under two addresses.
final class Twins {
    /// So much of what a feed holds must be known from another for the two to be called one.
    private static final double MOSTLY = 0.8;

    private static final int FEWEST = 3;

    private record Owner(String outlet, URI feed) {}

    private final Map<String, Owner> byKey = new HashMap<>();
    private final Map<String, String> byHome = new HashMap<>();

    Twins(List<Outlet> outlets) {
        for (Outlet outlet : outlets) {
            outlet.polled().forEach(feed -> byKey.putIfAbsent(FeedKey.of(feed), new Owner(outlet.name(), feed)));
            if (outlet.polled().isEmpty()) byHome.putIfAbsent(FeedKey.of(outlet.home()), outlet.name());
        }
    }

    /// Among the feeds that are polled: those that were found, and those of lists, are in no file.
    static Twins polled(List<FeedHealth> feeds) {
        Twins twins = new Twins(List.of());
        feeds.stream()
                .filter(feed -> feed.polled() && feed.role() == Feed.Role.FEED)
                .forEach(feed -> twins.byKey.putIfAbsent(FeedKey.of(feed.url()), new Owner(feed.outlet(), feed.url())));
        return twins;
    }

    /// Pairs among the configured feeds, each as a sentence.
    static List<String> among(List<Outlet> outlets) {
        Map<String, Owner> seen = new HashMap<>();
        List<String> pairs = new ArrayList<>();
        for (Outlet outlet : outlets) {
            for (URI feed : outlet.polled()) {
                Optional<Owner> other =
                        Optional.ofNullable(seen.putIfAbsent(FeedKey.of(feed), new Owner(outlet.name(), feed)));
                other.ifPresent(twin -> pairs.add("%s of ‘%s’ looks like the same feed as %s of ‘%s’"
                        .formatted(feed, outlet.name(), twin.feed, twin.outlet)));
            }
        }
        return pairs;
    }

    /// What is there already under this address or one like it.
    Optional<String> known(URI address) {
        Optional<Owner> owner = Optional.ofNullable(byKey.get(FeedKey.of(address)));
        if (owner.isPresent())
            return owner.map(twin -> twin.feed.equals(address)
                    ? "‘%s’ has this feed already".formatted(twin.outlet)
                    : "‘%s’ has this feed already, under %s".formatted(twin.outlet, twin.feed));
        return Optional.ofNullable(byHome.get(FeedKey.of(address)))
                .map(name -> "this is the home page of ‘%s’, whose feed is found by itself".formatted(name));
    }

    /// The same for a feed that was seen: by every address it goes by.
    Optional<String> known(Portrait portrait) {
        return Stream.of(Stream.of(portrait.address(), portrait.settled(), portrait.found()), portrait.self().stream())
                .flatMap(addresses -> addresses)
                .distinct()
                .flatMap(address -> known(address).stream())
                .findFirst();
    }

    /// By what the archive has from feeds of other addresses.
    ///
    /// @param carriers feeds and how many of this one's entries they carried
    static Optional<String> carried(Portrait portrait, Map<URI, Integer> carriers) {
        int links = Set.copyOf(portrait.links()).size();
        if (links < FEWEST) return Optional.empty();
        return carriers.entrySet().stream()
                .filter(carrier -> !carrier.getKey().equals(portrait.address()))
                .filter(carrier -> carrier.getValue() >= Math.max(FEWEST, MOSTLY * links))
                .findFirst()
                .map(carrier -> "%s brought %d of its %d entries already"
                        .formatted(carrier.getKey(), carrier.getValue(), links));
    }

    /// True for two feeds that are one: an address they share, or one site and mostly the same entries.
    static boolean areOne(Portrait one, Portrait other) {
        Set<String> keys = keys(one);
        if (keys(other).stream().anyMatch(keys::contains)) return true;
        boolean sameSite = one.site().isPresent()
                && other.site().isPresent()
                && FeedKey.of(one.site().get()).equals(FeedKey.of(other.site().get()));
        return sameSite && shareEntries(one.links(), other.links());
    }

    private static Set<String> keys(Portrait portrait) {
        return Stream.of(Stream.of(portrait.address(), portrait.settled(), portrait.found()), portrait.self().stream())
                .flatMap(addresses -> addresses)
                .map(FeedKey::of)
                .collect(Collectors.toSet());
    }

    private static boolean shareEntries(List<URI> one, List<URI> other) {
        Set<String> ours = one.stream().map(FeedKey::of).collect(Collectors.toSet());
        Set<String> theirs = other.stream().map(FeedKey::of).collect(Collectors.toSet());
        long shared = ours.stream().filter(theirs::contains).count();
        return shared >= Math.max(FEWEST, MOSTLY * Math.min(ours.size(), theirs.size()));
    }
}
