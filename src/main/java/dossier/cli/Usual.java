package dossier.cli;

import dossier.store.SourceMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is usual for a feed, for those who watch over sources: a change of it is seen before anyone complains.
final class Usual {
    private Usual() {}

    /// Lines for a person; what is not known has none.
    static String sentences(SourceMonitor usual, Instant now) {
        List<String> lines = new ArrayList<>();
        rhythm(usual, now).ifPresent(lines::add);
        usual.success()
                .ifPresent(well -> lines.add("visits in seven days: %d, %s went well%s"
                        .formatted(
                                usual.visits(),
                                percent(well),
                                usual.unchanged()
                                        .map(same -> ", of these " + percent(same) + " had nothing new")
                                        .orElse(""))));
        articles(usual).ifPresent(lines::add);
        usual.read().ifPresent(read -> lines.add("pages: " + percent(read) + " gave the article" + refused(usual)));
        usual.dated().ifPresent(dated -> lines.add("newest entries: " + percent(dated) + " with a sound date"));
        return lines.isEmpty() ? "nothing is known of it yet" : String.join(System.lineSeparator(), lines);
    }

    private static String refused(SourceMonitor usual) {
        if (usual.refused().isEmpty()) return "";
        return new TreeMap<>(usual.refused())
                .entrySet().stream()
                        .map(why -> Table.oneLine(why.getKey()) + " " + why.getValue())
                        .collect(Collectors.joining(", ", "; refused: ", ""));
    }

    private static Optional<String> rhythm(SourceMonitor usual, Instant now) {
        if (usual.pace().isEmpty() && usual.last().isEmpty()) return Optional.empty();
        String pace = usual.pace()
                .map(time -> "an entry every " + FeedLine.about(time))
                .orElse("not known");
        String last = usual.last()
                .map(at -> ", the last one " + FeedLine.about(Duration.between(at, now)) + " ago")
                .orElse("");
        String longest = usual.longest()
                .map(time -> ", the longest silence " + FeedLine.about(time))
                .orElse("");
        return Optional.of("rhythm: " + pace + last + longest);
    }

    private static Optional<String> articles(SourceMonitor usual) {
        return usual.paged().map(paged -> "newest articles: %s with their page%s%s"
                .formatted(
                        percent(paged),
                        usual.length()
                                .map(length -> ", half of them longer than " + length + " characters")
                                .orElse(""),
                        usual.doubled()
                                .map(doubled -> ", " + percent(doubled) + " known from elsewhere before")
                                .orElse("")));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /// The same for programs: times in seconds, shares from 0 to 1.
    static Map<String, Object> json(SourceMonitor usual) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pace", usual.pace().map(Duration::toSeconds));
        json.put("last", usual.last());
        json.put("longestSilence", usual.longest().map(Duration::toSeconds));
        json.put("visits", usual.visits());
        json.put("success", usual.success());
        json.put("unchanged", usual.unchanged());
        json.put("medianBytes", usual.bytes());
        json.put("medianLength", usual.length());
        json.put("withPage", usual.paged());
        json.put("read", usual.read());
        json.put("refused", new TreeMap<>(usual.refused()));
        json.put("dated", usual.dated());
        json.put("doubled", usual.doubled());
        return json;
    }
}
