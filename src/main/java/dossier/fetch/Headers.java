package dossier.fetch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;

/// The headers of an answer, names in lower case.
record Headers(Map<String, List<String>> all) {
    private static final String ROBOTS = "x-robots-tag";
    private static final Pattern FOR_ONE =
            Pattern.compile("(?i)(?!(?:max-[a-z-]+|unavailable_after)\\s*:)[a-z0-9_*.-]+\\s*:");

    static final Headers NONE = new Headers(Map.of());

    static Headers of(Header... headers) {
        Map<String, List<String>> all = new TreeMap<>();
        for (Header header : headers) {
            String value = header.getValue() == null ? "" : header.getValue().strip();
            all.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(value);
        }
        return new Headers(all);
    }

    /// The first value, where it is not empty.
    Optional<String> first(String name) {
        return all.getOrDefault(name, List.of()).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /// All values, joined by commas.
    Optional<String> joined(String name) {
        List<String> values = all.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /// All headers, several values joined by commas.
    Map<String, String> joined() {
        Map<String, String> joined = all.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())));
        joined.computeIfPresent(ROBOTS, (_, _) -> robots());
        return joined;
    }

    /// A line for one robot (`otherbot: noindex`) would take hold of the lines joined to it: so those for all robots
    /// come first.
    private String robots() {
        return all.getOrDefault(ROBOTS, List.of()).stream()
                .sorted(Comparator.comparing(
                        (String line) -> FOR_ONE.matcher(line).lookingAt()))
                .collect(Collectors.joining(", "));
    }
}
