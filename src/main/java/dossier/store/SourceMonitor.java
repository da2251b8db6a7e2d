package dossier.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is usual for one feed, for those who watch over sources.
///
/// @param pace the usual time from one entry to the next
/// @param last when its newest entry came
/// @param longest the longest silence known
/// @param visits of the last seven days
/// @param success share of them that went well
/// @param unchanged share of those that went well which had nothing new
/// @param bytes median of the bodies sent
/// @param length median of the characters of its newest articles
/// @param paged share of its newest articles whose page was had
/// @param read share of those pages whose text is the article
/// @param refused why the others were refused, with how often
/// @param dated share of its newest entries with a date that nothing was odd about
/// @param doubled share of its newest articles that another entry, here or elsewhere, had brought before
public record SourceMonitor(
        Optional<Duration> pace,
        Optional<Instant> last,
        Optional<Duration> longest,
        long visits,
        Optional<Double> success,
        Optional<Double> unchanged,
        Optional<Long> bytes,
        Optional<Long> length,
        Optional<Double> paged,
        Optional<Double> read,
        Map<String, Long> refused,
        Optional<Double> dated,
        Optional<Double> doubled) {
    public SourceMonitor {
        refused = Map.copyOf(refused);
    }
}
