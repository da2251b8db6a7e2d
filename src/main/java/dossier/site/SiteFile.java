package dossier.site;

import dossier.model.Nearest;
import dossier.model.Place;
import dossier.model.Problem;
import dossier.site.SiteRules.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
    static final Set<String> KEYS = new TreeSet<>(List.of(
            "host",
            "why",
            "from",
            "until",
            "title",
            "body",
            "article",
            "remove",
            "byline",
            "date",
            "next-page",
            "single-page",
            "zone",
            "test"));

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

    static String named(Path file) {
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
        if (values.containsKey("article") && values.containsKey("body"))
            say(line(node), "article is another word for body; expected one of them");
        SiteRules rules = new SiteRules(
                new Place(file, line(node)),
                host,
                Reach.HOST_AND_BELOW,
                text(values, "why"),
                day(values, "from"),
                day(values, "until"),
                list(values, "title"),
                list(values, values.containsKey("article") ? "article" : "body"),
                list(values, "remove"),
                list(values, "byline"),
                list(values, "date"),
                list(values, "next-page"),
                list(values, "single-page"),
                zone(values),
                List.of(),
                tests(values));
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
        String nearest = Nearest.of(key, KEYS)
                .map(known -> "; is it " + known + "?")
                .orElse("; expected one of " + String.join(", ", KEYS));
        say(line, key + " is not a key of site rules" + nearest);
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
            say(line(values, key), key + ": " + written + " is not a day; expected yyyy-mm-dd");
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(Map<String, Node> values) {
        String written = text(values, "zone");
        if (written.isEmpty()) return Optional.empty();
        try {
            return Optional.of(ZoneId.of(written));
        } catch (DateTimeException noZone) {
            say(line(values, "zone"), "zone: " + written + " is not a time zone; expected one like Europe/Paris");
            return Optional.empty();
        }
    }

    private List<SiteRules.Test> tests(Map<String, Node> values) {
        List<SiteRules.Test> tests = new ArrayList<>();
        for (String written : list(values, "test")) {
            try {
                tests.add(new SiteRules.Test(new URI(written), List.of()));
            } catch (URISyntaxException noAddress) {
                say(line(values, "test"), "test: " + written + " is not the address of a page");
            }
        }
        return tests;
    }

    private static int line(Map<String, Node> values, String key) {
        Node node = values.get(key);
        return node == null ? 0 : line(node);
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private void say(int line, String message) {
        problems.add(new Problem(new Place(file, line), message));
    }
}
