package dossier.settings;

import dossier.model.Nearest;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.model.Slug;
import dossier.model.TagSpec;
import dossier.settings.Block.At;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// `config/rules.yaml`: the standing queries. The queries themselves are read in another room.
public final class RulesFile {
    private static final List<String> KEYS = List.of("tag", "match", "outlets", "review", "cap", "name");
    private static final int LONGEST_QUERY = 20_000;

    private final YamlFile file;
    private final List<Problem> problems;
    private final Scope scope;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, At<String>> tags = new HashMap<>();
    private final Map<String, At<String>> names = new HashMap<>();

    /// A rule that may still lack a name.
    private record Draft(
            Optional<String> name, String tag, String match, List<String> outlets, boolean review, int cap, int line) {}

    /// What the file holds.
    record Content(List<Rule> rules, List<TagSpec> tags) {
        static final Content NONE = new Content(List.of(), List.of());
    }

    /// The outlets that a rule may name. Where the outlets could not be read, any.
    @FunctionalInterface
    interface Scope {
        /// What is wrong with the name, if anything.
        Optional<String> mistake(String outlet);

        static Scope any() {
            return _ -> Optional.empty();
        }

        static Scope of(Set<String> names) {
            return outlet -> names.contains(outlet)
                    ? Optional.empty()
                    : Optional.of("is not the name of an outlet" + Nearest.hint(outlet, names));
        }
    }

    private RulesFile(Path path, List<Problem> problems, Scope scope) {
        this.file = new YamlFile(path, "rules", "tags");
        this.problems = problems;
        this.scope = scope;
    }

    /// The rules, in the order of the file; none where there is no file. What is wrong is added to the
    /// problems; the others are returned nevertheless.
    ///
    /// @param outlets the names that may stand in a rule's scope
    public static List<Rule> read(Path path, List<Problem> problems, Set<String> outlets) {
        return read(path, problems, Scope.of(outlets));
    }

    static List<Rule> read(Path path, List<Problem> problems, Scope scope) {
        return content(path, problems, scope).rules();
    }

    static List<Rule> read(Path path, String text, List<Problem> problems, Scope scope) {
        return content(path, text, problems, scope).rules();
    }

    static Content content(Path path, List<Problem> problems, Scope scope) {
        if (Files.notExists(path)) return Content.NONE;
        Optional<String> text = TextFile.read(path, problems);
        return text.isPresent() ? content(path, text.get(), problems, scope) : Content.NONE;
    }

    static Content content(Path path, String text, List<Problem> problems, Scope scope) {
        RulesFile reader = new RulesFile(path, problems, scope);
        Optional<List<Node>> nodes = reader.file.entries(text, problems);
        if (nodes.isEmpty()) return Content.NONE;
        nodes.get().forEach(reader::take);
        TagsReader tags = new TagsReader(reader.file, problems);
        reader.file.beside("tags", text, problems).forEach(tags::take);
        List<Rule> rules = reader.named();
        return new Content(rules, tags.checked(rules));
    }

    private void take(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new Problem(
                    file.at(node), "a rule is " + Block.called(node) + "; expected keys such as tag: and match:"));
            return;
        }
        Block block = new Block(file, "a rule", mapping, KEYS, problems);
        Optional<String> tag = needed(block, "tag", Form.text(100));
        Optional<String> match = needed(block, "match", RulesFile::query);
        Optional<String> name = block.one("name", Form.text(100));
        List<String> outlets =
                block.many("outlets", this::outlet).stream().map(At::value).toList();
        boolean review = block.one("review", Form.truth()).orElse(false);
        int cap = block.one("cap", Form.whole(0, 1_000_000)).orElse(0);
        tag.ifPresent(it -> takeTag(it, block));
        name.ifPresent(it -> takeName(it, block));
        if (tag.isEmpty() || match.isEmpty()) return;
        drafts.add(new Draft(name, tag.get(), match.get(), outlets, review, cap, block.line("match")));
    }

    private static <T> Optional<T> needed(Block block, String key, Form<T> form) {
        if (block.node(key).isEmpty()) block.say(block.line(key), "this rule has no " + key + ":");
        return block.one(key, form);
    }

    private static String query(String text) throws Mistake {
        if (text.isBlank()) throw new Mistake("is empty; expected a query such as spying OR espionage");
        if (text.length() > LONGEST_QUERY) throw new Mistake("is longer than " + LONGEST_QUERY + " characters");
        return text.strip();
    }

    private String outlet(String name) throws Mistake {
        Optional<String> mistake = scope.mistake(name.strip());
        if (mistake.isPresent()) throw new Mistake(mistake.get());
        return name.strip();
    }

    /// Two rules may have one tag, but not two tags one address.
    private void takeTag(String tag, Block block) {
        At<String> there = tags.putIfAbsent(Slug.of(tag), new At<>(tag, block.line("tag")));
        if (there != null && !there.value().equals(tag))
            block.say(
                    block.line("tag"),
                    "tag: " + Shown.of(tag) + " would have the address /tags/" + Slug.of(tag) + ", as "
                            + Shown.of(there.value()) + " on line " + there.line()
                            + " has; write it the same way, or choose another");
    }

    private void takeName(String name, Block block) {
        At<String> there = names.putIfAbsent(name, new At<>(name, block.line("name")));
        if (there != null)
            block.say(block.line("name"), "name: " + Shown.of(name) + " stands already on line " + there.line());
    }

    /// Names that the file gives come first; the others are called by their tag, or `tag-2` and so on.
    private List<Rule> named() {
        Set<String> taken = new LinkedHashSet<>(names.keySet());
        List<Rule> rules = new ArrayList<>();
        for (Draft draft : drafts) {
            String name = draft.name().orElseGet(() -> free(draft.tag(), taken));
            rules.add(new Rule(
                    name,
                    draft.tag(),
                    draft.match(),
                    draft.outlets(),
                    draft.review(),
                    draft.cap(),
                    file.at(draft.line())));
        }
        return List.copyOf(rules);
    }

    private static String free(String tag, Set<String> taken) {
        String name = tag;
        for (int i = 2; !taken.add(name); i++) name = tag + "-" + i;
        return name;
    }
}
