package dossier.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A feed's address in its plainest form: addresses of one form are taken for one feed. Server programs give each feed
/// several addresses; the table below says which, and why.
public final class FeedKey {
    /// One way in which an address may be written otherwise.
    private record Habit(Pattern written, String plain, String why) {
        static Habit of(String written, String plain, String why) {
            return new Habit(Pattern.compile(written), plain, why);
        }
    }

    /// On host, path and query in lower case but for the path, without scheme; in this order.
    private static final List<Habit> HABITS = List.of(
            Habit.of("(?i)^(?:www\\d?|m)\\.", "", "the same site with and without www"),
            Habit.of("(?i)^([^/:]+):(?:80|443)(?=/|$|\\?)", "$1", "the port that stands for the scheme"),
            Habit.of("(?i)^feeds2?\\.feedburner\\.com/", "feeds.feedburner.com/", "FeedBurner had two hosts"),
            Habit.of("(?i)^(feeds\\.feedburner\\.com/[^?]+).*", "$1", "FeedBurner: ?format= changes the dress only"),
            Habit.of("(?i)/index\\.php(?=[/?]|$)", "", "WordPress without pretty addresses"),
            Habit.of("(?i)/wp-(?:rss2?|rdf|atom|feed)\\.php", "/feed", "WordPress 1.0"),
            Habit.of("(?i)/?\\?feed=(?:rss2?|rdf|atom|feed)$", "/feed", "WordPress: /?feed=rss2 is /feed/"),
            Habit.of("(?i)/feed/(?:rss2?|rdf|atom|feed)/*(?=$|\\?)", "/feed", "WordPress: one feed in four formats"),
            Habit.of(
                    "(?i)(/feeds/posts/(?:default|summary)[^?]*)\\?(?:alt=(?:rss|atom))?$",
                    "$1",
                    "Blogger: alt= changes the format only"),
            Habit.of("(?i)/feeds/posts/summary", "/feeds/posts/default", "Blogger: the same posts cut short"),
            Habit.of(
                    "(?i)/(?:atom|rss2?|rdf|feed|index)\\.(?:xml|rdf|rss|atom|json)$",
                    "/feed",
                    "a site's one feed in several formats"),
            Habit.of("(?i)/(?:atom|rss2?|rdf|feeds?)$", "/feed", "a site's one feed in several formats"),
            Habit.of("[?&](?:utm_[a-z]+|source|ref)=[^&]*(?=&|$)", "", "who sent us makes no other feed"));

    private FeedKey() {}

    /// The form; two feeds may share one by chance, and then only look like one.
    public static String of(URI feed) {
        Optional<String> authority = Optional.ofNullable(feed.getRawAuthority());
        if (authority.isEmpty()) return feed.toString();
        String host = authority.get().toLowerCase(Locale.ROOT).replaceFirst("\\.(?=:|$)", "");
        String path = Optional.ofNullable(feed.getRawPath()).orElse("");
        String query = Optional.ofNullable(feed.getRawQuery())
                .filter(text -> !text.isEmpty())
                .map(text -> "?" + text)
                .orElse("");
        String key = trimmed(host + path) + query;
        for (Habit habit : HABITS) key = trimmed(habit.written.matcher(key).replaceFirst(habit.plain));
        return key;
    }

    /// Those of the addresses that look like this one.
    public static List<URI> alike(URI feed, List<URI> others) {
        String key = of(feed);
        List<URI> alike = new ArrayList<>();
        for (URI other : others) if (of(other).equals(key)) alike.add(other);
        return alike;
    }

    private static String trimmed(String path) {
        return path.contains("?") ? path : path.replaceFirst("/+$", "");
    }
}
