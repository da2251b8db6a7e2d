package dossier.settings;

import dossier.model.Place;
import dossier.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A YAML file with one list in it, read with the line of everything.
///
/// @param name as the person named it
/// @param list the key at the top: `outlets` or `rules`
/// @param beside other lists that may stand there, and need not
record YamlFile(String name, String list, List<String> beside) {
    private static final int DEEPEST = 20;
    private static final LoadSettings LIMITS = LoadSettings.builder()
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(Integer.MAX_VALUE) // the file's size is limited before
            .build();

    YamlFile(Path file, String list, String... beside) {
        this(file.toString(), list, List.of(beside));
    }

    Place at(int line) {
        return new Place(name, line);
    }

    Place at(Node node) {
        return at(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }

    /// The entries of the list, or nothing where the file cannot be read, which is then among the problems.
    Optional<List<Node>> entries(String text, List<Problem> problems) {
        return root(text, problems).flatMap(root -> entries(root, problems));
    }

    /// The entries of a list beside, where there is one; read after [#entries], which says what is wrong with the file.
    List<Node> beside(String key, String text, List<Problem> problems) {
        Optional<Node> value = top(text).flatMap(top -> value(top, key));
        if (value.isEmpty() || Block.isNothing(value.get())) return List.of();
        if (value.get() instanceof SequenceNode sequence) return sequence.getValue();
        problems.add(new Problem(
                at(value.get()),
                key + " is " + Block.called(value.get()) + "; expected a list, each entry beginning"
                        + " with a hyphen"));
        return List.of();
    }

    /// The list as it is written, where it is one.
    Optional<SequenceNode> sequence(String text) {
        return top(text)
                .flatMap(top -> value(top, list))
                .filter(SequenceNode.class::isInstance)
                .map(SequenceNode.class::cast);
    }

    /// The line, from 0, of the key that follows the list; -1 where none does.
    int lineAfterList(String text) {
        Optional<MappingNode> top = top(text);
        if (top.isEmpty()) return -1;
        boolean passed = false;
        for (NodeTuple pair : top.get().getValue()) {
            if (passed)
                return pair.getKeyNode().getStartMark().map(Mark::getLine).orElse(-1);
            passed = isKey(pair, list);
        }
        return -1;
    }

    private Optional<MappingNode> top(String text) {
        return root(text, new ArrayList<>())
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast);
    }

    private static Optional<Node> value(MappingNode top, String key) {
        return top.getValue().stream()
                .filter(pair -> isKey(pair, key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static boolean isKey(NodeTuple pair, String key) {
        return pair.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key);
    }

    private Optional<Node> root(String text, List<Problem> problems) {
        try {
            if (isTooDeep(text, problems)) return Optional.empty();
            Optional<Node> root = new Compose(LIMITS).composeString(text);
            if (root.isEmpty()) problems.add(new Problem(at(0), "is empty; it begins with " + list + ":"));
            return root;
        } catch (MarkedYamlEngineException crooked) {
            problems.add(crooked(crooked, text));
        } catch (ReaderException strange) {
            problems.add(strange(strange, text));
        } catch (YamlEngineException | IllegalArgumentException refused) {
            problems.add(
                    new Problem(at(0), "cannot be read as YAML: " + Shown.of(String.valueOf(refused.getMessage()))));
        }
        return Optional.empty();
    }

    /// Composing goes as deep into the stack as the file is nested, reading events does not.
    private boolean isTooDeep(String text, List<Problem> problems) {
        int depth = 0;
        for (Event event : new Parse(LIMITS).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth <= DEEPEST) continue;
            int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new Problem(at(line), "is nested deeper than " + DEEPEST + " levels"));
            return true;
        }
        return false;
    }

    private Problem crooked(MarkedYamlEngineException crooked, String text) {
        Optional<Mark> mark = crooked.getProblemMark().or(crooked::getContextMark);
        int line = mark.map(Mark::getLine).orElse(-1) + 1;
        String column = mark.map(it -> " at column " + (it.getColumn() + 1)).orElse("");
        String said = String.valueOf(crooked.getProblem());
        return new Problem(at(line), "cannot be read as YAML" + column + ": " + plain(said, lineOf(text, line)));
    }

    /// What the reader of YAML says, and what was most likely the matter.
    private static String plain(String said, String line) {
        if (said.contains("\\t")) return "a tab stands here; YAML wants spaces";
        if (said.contains("cannot start any token"))
            return Shown.of(said) + "; a value that begins with such a sign stands in single quotes: link: '@data-url'";
        boolean quoted = line.matches("\\s*(- )?\\s*[\\w-]+:\\s+[\"'].*");
        if (said.contains("mapping values are not allowed") || (quoted && said.contains("expected <block end>")))
            return Shown.of(said)
                    + "; a value that begins with a quotation mark or holds \": \" stands in single quotes: "
                    + "match: '\"state secrets\" OR spying'";
        return Shown.of(said);
    }

    private Problem strange(ReaderException strange, String text) {
        int before = Math.min(text.length(), Math.max(0, strange.getPosition()));
        int line = 1
                + (int) text.substring(0, before).chars().filter(c -> c == '\n').count();
        String point = String.format(Locale.ROOT, "U+%04X", strange.getCodePoint());
        return new Problem(at(line), "holds the character " + point + ", which YAML does not allow");
    }

    private static String lineOf(String text, int line) {
        return text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
    }

    private Optional<List<Node>> entries(Node root, List<Problem> problems) {
        if (!(root instanceof MappingNode top)) {
            String found = root.getNodeType() == NodeType.SEQUENCE ? "a list" : "text";
            problems.add(
                    new Problem(at(root), "begins with " + found + "; expected " + list + ": and the list below it"));
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(List.of(list));
        keys.addAll(beside);
        Block block = new Block(this, "this file", top, keys, problems);
        Optional<Node> value = block.node(list);
        if (value.isEmpty()) {
            boolean others = beside.stream().anyMatch(block::has);
            if (others) return Optional.of(List.of());
            if (!block.has(list))
                problems.add(new Problem(at(root), "has no " + list + ":, which is where they stand"));
            return block.has(list) ? Optional.of(List.of()) : Optional.empty();
        }
        if (value.get() instanceof SequenceNode sequence) return Optional.of(sequence.getValue());
        problems.add(new Problem(
                at(value.get()),
                list + " is " + Block.called(value.get()) + "; expected a list, each entry "
                        + "beginning with a hyphen"));
        return Optional.empty();
    }
}
