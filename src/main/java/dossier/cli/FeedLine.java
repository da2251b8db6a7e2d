package dossier.cli;

import dossier.model.Feed;
import dossier.store.FeedHealth;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A feed as `feeds list` prints it.
///
/// @param state `well`, `failing`, `busy`, `moved`, `new`, `home` or `off`
/// @param gaps how often entries were missed in the last thirty days
/// @param alarms that last, such as `silent`
/// @param hub what a hub does about its news: `tells`, `asked`; empty where it names none
/// @param what the last visit's outcome as a sentence
record FeedLine(
        String outlet,
        String state,
        URI url,
        long entries,
        Optional<Instant> visited,
        Optional<Instant> due,
        int failures,
        int status,
        long gaps,
        List<String> alarms,
        String hub,
        String what) {
    FeedLine {
        alarms = List.copyOf(alarms);
    }

    static FeedLine of(FeedHealth feed, Instant now) {
        return new FeedLine(
                feed.outlet(),
                state(feed),
                feed.url(),
                feed.entries(),
                feed.visited(),
                feed.due(),
                feed.failures(),
                feed.status(),
                feed.gaps(),
                feed.alarms().stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList(),
                feed.hub().map(hub -> hub.isLiving(now) ? "tells" : "asked").orElse(""),
                what(feed));
    }

    static boolean failedSince(FeedHealth feed, Instant since) {
        boolean visited = feed.visited().filter(at -> !at.isBefore(since)).isPresent();
        return visited && feed.failures() > 0;
    }

    /// One line for an operator.
    String sentence() {
        return outlet + ": " + url + " " + what;
    }

    /// How long ago, or how soon: `3 min`, `2 h`, `5 d`.
    static String about(Duration time) {
        long seconds = Math.abs(time.toSeconds());
        if (seconds < 90) return seconds + " s";
        if (seconds < 90 * 60) return seconds / 60 + " min";
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + " d";
    }

    private static String state(FeedHealth feed) {
        if (!feed.polled()) return "off";
        if (feed.visited().isEmpty()) return "new";
        if (feed.failures() > 0) return "failing";
        if (feed.outcome().filter("busy"::equals).isPresent()) return "busy";
        if (feed.movedTo().isPresent()) return "moved";
        return feed.role() == Feed.Role.HOME ? "home" : "well";
    }

    private static String what(FeedHealth feed) {
        if (!feed.polled() && feed.outcome().isEmpty()) return "not polled any more";
        String moved = feed.movedTo().map(to -> "; moved for good to " + to).orElse("");
        return reason(feed).or(() -> feed.outcome().map(FeedLine::sentenceOf)).orElse("not asked yet") + moved;
    }

    /// A reason may begin with the address it is about, which stands before it here anyway.
    private static Optional<String> reason(FeedHealth feed) {
        String address = feed.url() + " ";
        return feed.reason().map(reason -> reason.startsWith(address) ? reason.substring(address.length()) : reason);
    }

    private static String sentenceOf(String outcome) {
        return switch (outcome) {
            case "entries" -> "read";
            case "announced" -> "led to its feed";
            case "nothing" -> "nothing new";
            case "busy" -> "asks for a pause";
            case "gone" -> "is gone for good (410)";
            default -> outcome;
        };
    }
}
