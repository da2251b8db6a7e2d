package dossier.store;

import dossier.model.Alarm;
import dossier.model.Feed;
import dossier.model.FeedId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A feed as `feeds list` shows it.
///
/// @param outlet name of the outlet
/// @param slug of the outlet
/// @param found true: announced by the home page; false: named in the configuration
/// @param polled false: it left the configuration, another feed took its place, or it is gone for good
/// @param title what the feed calls itself
/// @param format such as `rss20`
/// @param movedTo where a permanent redirect leads; worth a change of the configuration
/// @param visited the last visit
/// @param outcome of the last visit: `entries`, `announced`, `nothing`, `busy`, `gone`, `failed`
/// @param status HTTP status of the last visit, 0 where there was no answer
/// @param reason what was wrong, a sentence
/// @param due the next visit
/// @param failures in a row
/// @param entries ever kept
/// @param asked where it is asked, if that is not its configured address: it moved for good
/// @param pace the usual time from one entry to the next
/// @param success share of the visits of the last seven days that went well
/// @param gaps how often entries were missed in the last thirty days
/// @param lastGap when that was last noticed
/// @param alarms that last
/// @param hub that tells us of its news, or shall
public record FeedHealth(
        FeedId id,
        String outlet,
        String slug,
        URI url,
        Feed.Role role,
        boolean found,
        boolean polled,
        Optional<String> title,
        Optional<String> format,
        Optional<URI> movedTo,
        Optional<Instant> visited,
        Optional<String> outcome,
        int status,
        Optional<String> reason,
        Optional<Instant> due,
        int failures,
        long entries,
        Optional<URI> asked,
        Optional<Duration> pace,
        Optional<Double> success,
        long gaps,
        Optional<Instant> lastGap,
        List<Alarm.Kind> alarms,
        Optional<HubHealth> hub) {
    public FeedHealth {
        alarms = List.copyOf(alarms);
    }
}
