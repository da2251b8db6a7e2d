package dossier.settings;

import dossier.model.Nearest;
import dossier.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One block of keys and values in a YAML file. A key without a value counts as not written.
final class Block {
    /// A value and the line it stands on.
    record At<T>(T value, int line) {}

    private final YamlFile file;
    private final List<Problem> problems;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Node node;

    /// @param what the block is, in a message: `an outlet`
    /// @param known the keys it may have
    Block(YamlFile file, String what, MappingNode node, Collection<String> known, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        this.node = node;
        for (NodeTuple pair : node.getValue()) take(pair, what, known);
    }

    private void take(NodeTuple pair, String what, Collection<String> known) {
        Node keyNode = pair.getKeyNode();
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : called(keyNode);
        if (!known.contains(key)) {
            say(keyNode, Shown.of(key) + " is not a key of " + what + Nearest.hint(key, known) + keysOf(key, known));
        } else if (keys.containsKey(key)) {
            say(keyNode, key + " stands here a second time; first on line " + line(keys.get(key)));
        } else {
            keys.put(key, keyNode);
            values.put(key, pair.getValueNode());
        }
    }

    private static String keysOf(String key, Collection<String> known) {
        return Nearest.of(key, known).isPresent() ? "" : "; there are " + String.join(", ", known);
    }

    /// True where the key is written, be it without a value.
    boolean has(String key) {
        return keys.containsKey(key);
    }

    /// The line of the value, or of the block where there is none.
    int line(String key) {
        return line(node(key).orElse(keys.getOrDefault(key, node)));
    }

    int line() {
        return line(node);
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !isNothing(value));
    }

    /// One value of this form; nothing where it is not written, or not right, which is then among the problems.
    <T> Optional<T> one(String key, Form<T> form) {
        return node(key).flatMap(value -> one(key, value, form)).map(At::value);
    }

    /// The same for what YAML may take for something else: nothing or a list is a mistake then.
    ///
    /// @param instead what is right, in a message
    <T> Optional<T> quotable(String key, Form<T> form, String instead) {
        Node value = values.get(key);
        if (value == null) return Optional.empty();
        if (value instanceof ScalarNode && !isNothing(value)) return one(key, form);
        say(value, key + " is " + called(value) + "; " + instead);
        return Optional.empty();
    }

    /// The same for what no message may repeat.
    <T> Optional<T> secret(String key, Form<T> form) {
        return node(key).flatMap(value -> one(key, value, form, _ -> "")).map(At::value);
    }

    private <T> Optional<At<T>> one(String key, Node value, Form<T> form) {
        return one(key, value, form, Shown::of);
    }

    private <T> Optional<At<T>> one(String key, Node value, Form<T> form, UnaryOperator<String> shown) {
        if (!(value instanceof ScalarNode scalar)) {
            say(value, key + " is " + called(value) + "; expected a single value");
            return Optional.empty();
        }
        try {
            return Optional.of(new At<>(form.read(scalar.getValue()), line(value)));
        } catch (Mistake mistake) {
            String said = shown.apply(scalar.getValue());
            say(value, key + ": " + said + (said.isBlank() ? "" : " ") + mistake.rest());
            return Optional.empty();
        }
    }

    /// A list of values of this form. One value alone is a list of one.
    <T> List<At<T>> many(String key, Form<T> form) {
        List<At<T>> many = new ArrayList<>();
        for (Node value : parts(key)) {
            if (isNothing(value)) say(value, key + " has an entry without a value");
            else one(key, value, form).ifPresent(many::add);
        }
        return many;
    }

    /// What stands below the key. One thing alone is a list of one.
    List<Node> parts(String key) {
        Optional<Node> value = node(key);
        if (value.isEmpty()) return List.of();
        return value.get() instanceof SequenceNode sequence ? sequence.getValue() : List.of(value.get());
    }

    /// A block of names and values below the key. The values are secrets.
    <T> Map<String, T> map(String key, Form<String> name, Form<T> form) {
        Map<String, T> map = new LinkedHashMap<>();
        Optional<Node> value = node(key);
        if (value.isEmpty()) return map;
        if (!(value.get() instanceof MappingNode block)) {
            say(value.get(), key + " is " + called(value.get()) + "; expected names and values, one on a line");
            return map;
        }
        for (NodeTuple pair : block.getValue()) {
            Optional<At<String>> left = one(key, pair.getKeyNode(), name);
            Optional<At<T>> right = left.flatMap(it -> one(key + " " + it.value(), pair.getValueNode(), form, _ -> ""));
            if (right.isPresent()
                    && map.put(left.orElseThrow().value(), right.get().value()) != null)
                say(pair.getKeyNode(), key + ": " + left.get().value() + " stands here a second time");
        }
        return map;
    }

    void say(int line, String message) {
        problems.add(new Problem(file.at(line), message));
    }

    private void say(Node where, String message) {
        problems.add(new Problem(file.at(where), message));
    }

    private int line(Node where) {
        return file.at(where).line();
    }

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /// What a node is, in a message.
    static String called(Node node) {
        return switch (node) {
            case SequenceNode _ -> "a list";
            case MappingNode _ -> "a block of keys";
            default -> isNothing(node) ? "empty" : "text";
        };
    }
}
