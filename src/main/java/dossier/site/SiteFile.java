package dossier.site;

import dossier.model.Place;
import dossier.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads one file of site rules: a mapping, or a list of mappings that hold at different times.
final class SiteFile {
    static final Set<String> KEYS = new TreeSet<>(
            List.of("host", "why", "from", "until", "title", "body", "remove", "byline", "date", "next-page"));

    private final String file;
    private final List<Problem> problems;

    private SiteFile(Path file, List<Problem> problems) {
        this.file = named(file);
        this.problems = problems;
    }

    static List<SiteRules> read(Path file, List<Problem> problems) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(1_000_000).build();
            Optional<Node> top = new Compose(settings).composeString(Files.readString(file));
            SiteFile reader = new SiteFile(file, problems);
            if (top.isEmpty()) {
                reader.say(0, "is empty; expected host:, why: and selectors");
                return List.of();
            }
            return reader.all(top.get());
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(problem(file, line, "is not YAML: " + broken.getProblem()));
        } catch (YamlEngineException | IOException unreadable) {
            problems.add(problem(file, 0, "cannot be read: " + unreadable.getMessage()));
        }
        return List.of();
    }

    static Problem problem(Path file, int line, String message) {
        return new Problem(new Place(named(file), line), message);
    }

    private static String named(Path file) {
        return file.toString().replace('\\', '/');
    }

    private List<SiteRules> all(Node top) {
        List<SiteRules> rules = new ArrayList<>();
        if (top instanceof SequenceNode list)
            list.getValue().forEach(each -> one(each).ifPresent(rules::add));
        else one(top).ifPresent(rules::add);
        return rules;
    }

    private Optional<SiteRules> one(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            say(line(node), "expected host:, why: and selectors");
            return Optional.empty();
        }
        int before = problems.size();
        Map<String, Node> values = values(mapping);
        String host = text(values, "host");
        if (host.isEmpty() && !values.containsKey("host")) say(line(node), "host is missing");
        if (text(values, "why").isEmpty()) say(line(node), "why is missing: say what makes the rules needed");
        SiteRules rules = new SiteRules(
                host,
                text(values, "why"),
                day(values, "from"),
                day(values, "until"),
                list(values, "title"),
                list(values, "body"),
                list(values, "remove"),
                list(values, "byline"),
                list(values, "date"),
                Optional.of(text(values, "next-page")).filter(selector -> !selector.isEmpty()));
        return problems.size() == before ? Optional.of(rules) : Optional.empty();
    }

    private Map<String, Node> values(MappingNode mapping) {
        Map<String, Node> values = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!KEYS.contains(key)) unknown(key, line(tuple.getKeyNode()));
            else if (values.putIfAbsent(key, tuple.getValueNode()) != null)
                say(line(tuple.getKeyNode()), key + " stands here twice");
        }
        return values;
    }

    private void unknown(String key, int line) {
        String nearest = KEYS.stream()
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .filter(known -> distance(known, key) <= 3)
                .map(known -> "; is it " + known + "?")
                .orElse("; expected one of " + String.join(", ", KEYS));
        say(line, key + " is not a key of site rules" + nearest);
    }

    /// Levenshtein's distance.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private String text(Map<String, Node> values, String key) {
        Node node = values.get(key);
        if (node == null) return "";
        if (node instanceof ScalarNode scalar) return scalar.getValue().strip();
        say(line(node), key + " is one text, not a list or mapping");
        return "";
    }

    private List<String> list(Map<String, Node> values, String key) {
        Node node = values.get(key);
        if (node == null) return List.of();
        if (node instanceof ScalarNode scalar) return List.of(scalar.getValue().strip());
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                if (each instanceof ScalarNode scalar)
                    texts.add(scalar.getValue().strip());
                else say(line(each), key + " is a list of selectors");
            }
        } else {
            say(line(node), key + " is a selector or a list of selectors");
        }
        return texts;
    }

    private Optional<LocalDate> day(Map<String, Node> values, String key) {
        String written = text(values, key);
        if (written.isEmpty()) return Optional.empty();
        try {
            return Optional.of(LocalDate.parse(written));
        } catch (DateTimeParseException noDay) {
            say(
                    line(values.getOrDefault(key, values.values().iterator().next())),
                    key + ": " + written + " is not a day; expected yyyy-mm-dd");
            return Optional.empty();
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private void say(int line, String message) {
        problems.add(new Problem(new Place(file, line), message));
    }
}
