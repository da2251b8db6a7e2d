package dossier.settings;

import dossier.model.Nearest;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.model.TagSpec;
import dossier.settings.Block.At;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// The list `tags:` of `config/rules.yaml`: names, former names, and what stands above what.
final class TagsReader {
    private static final List<String> KEYS = List.of("name", "was", "synonyms", "parent");

    private final YamlFile file;
    private final List<Problem> problems;
    private final List<TagSpec> specs = new ArrayList<>();

    /// Each name that is taken, with the line that took it.
    private final Map<String, Integer> taken = new HashMap<>();

    TagsReader(YamlFile file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    void take(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new Problem(file.at(node), "a tag is " + Block.called(node) + "; expected name: and more"));
            return;
        }
        Block block = new Block(file, "a tag", mapping, KEYS, problems);
        if (block.node("name").isEmpty()) block.say(block.line("name"), "this tag has no name:");
        Optional<String> name = block.one("name", Form.text(100));
        if (name.isEmpty()) return;
        claim(block, "name", new At<>(name.get(), block.line("name")));
        List<String> was = others(block, "was");
        List<String> synonyms = others(block, "synonyms");
        Optional<String> parent = block.one("parent", Form.text(100));
        specs.add(new TagSpec(name.get(), was, synonyms, parent, file.at(block.line("name"))));
    }

    private List<String> others(Block block, String key) {
        List<At<String>> names = block.many(key, Form.text(100));
        names.forEach(name -> claim(block, key, name));
        return names.stream().map(At::value).toList();
    }

    private void claim(Block block, String key, At<String> name) {
        Optional<Integer> there = Optional.ofNullable(taken.putIfAbsent(name.value(), name.line()));
        there.ifPresent(line -> block.say(
                name.line(), key + ": " + Shown.of(name.value()) + " names a tag on line " + line + " already"));
    }

    /// The tags; a parent must be a tag, and nothing may stand above itself.
    List<TagSpec> checked(List<Rule> rules) {
        Set<String> known = new LinkedHashSet<>();
        rules.forEach(rule -> known.add(rule.tag()));
        specs.forEach(spec -> known.add(spec.name()));
        Map<String, String> above = new HashMap<>();
        specs.forEach(spec -> spec.parent().ifPresent(parent -> above.put(spec.name(), parent)));
        for (TagSpec spec : specs) spec.parent().ifPresent(parent -> check(spec, parent, known, above));
        return List.copyOf(specs);
    }

    private void check(TagSpec spec, String parent, Set<String> known, Map<String, String> above) {
        if (!known.contains(parent)) {
            say(spec, "parent: " + Shown.of(parent) + " is no tag" + Nearest.hint(parent, known));
            return;
        }
        Set<String> met = new HashSet<>(Set.of(spec.name()));
        Optional<String> next = Optional.of(parent);
        while (next.isPresent()) {
            if (!met.add(next.get())) {
                say(spec, "parent: " + Shown.of(parent) + " stands below it already; a tag cannot stand above itself");
                return;
            }
            next = Optional.ofNullable(above.get(next.get()));
        }
    }

    private void say(TagSpec spec, String message) {
        problems.add(new Problem(spec.place(), message));
    }
}
