package dossier.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesFileTest {
    private final List<Problem> problems = new ArrayList<>();

    private List<Rule> read(String text) {
        RulesFile.Scope scope = RulesFile.Scope.of(Set.of("The BBC", "Reuters"));
        return RulesFile.read(Path.of("rules.yaml"), text, problems, scope);
    }

    private String mistakes(String text) {
        problems.clear();
        read(text);
        return Mistakes.shown(problems);
    }

    @Test
    void aRuleHasAllItsKeys() {
        List<Rule> rules = read("""
            rules:
              - tag: spying
                match: spying OR espionage OR "state secrets" OR (spy* NEAR/8 (china OR cia))
                outlets: [ The BBC, Reuters ]
                review: true
                name: spies
            """);
        assertThat(problems).isEmpty();
        assertThat(rules)
                .containsExactly(new Rule(
                        "spies",
                        "spying",
                        "spying OR espionage OR \"state secrets\" OR (spy* NEAR/8 (china OR cia))",
                        List.of("The BBC", "Reuters"),
                        true,
                        new Place("rules.yaml", 3)));
    }

    @Test
    void aRuleIsCalledByItsTagAndASecondOneIsCounted() {
        List<Rule> rules = read("""
            rules:
              - { tag: spying, match: a }
              - { tag: spying, match: b }
              - { tag: spying, match: c, name: spying-2 }
              - { tag: spying, match: d }
              - { tag: rain, match: '"state secrets" OR e' }
            """);
        assertThat(problems).isEmpty();
        assertThat(rules).extracting(Rule::name).containsExactly("spying", "spying-3", "spying-2", "spying-4", "rain");
    }

    @Test
    void noFileIsNoRules() {
        assertThat(RulesFile.read(Path.of("no-such-folder/rules.yaml"), problems, Set.of()))
                .isEmpty();
        assertThat(read("rules:\n")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void allMistakesComeAtOnceEachWithItsLine() {
        assertThat(mistakes("""
            rules:
              - tag: spying
                mach: spying OR espionage
              - tag: Spying
                match: ''
                outlets: [ The BCB, Le Monde ]
              - match: [ a, b ]
                review: 1
                name: one
              - tag: rain
                match: rain
                name: one
              - rain
            """)).isEqualTo("""
                rules.yaml:3: mach is not a key of a rule; is it match?
                rules.yaml:2: this rule has no match:
                rules.yaml:5: match: is empty; expected a query such as spying OR espionage
                rules.yaml:6: outlets: The BCB is not the name of an outlet; is it The BBC?
                rules.yaml:6: outlets: Le Monde is not the name of an outlet
                rules.yaml:4: tag: Spying would have the address /tags/spying, as spying on line 2 has; write it the same way, or choose another
                rules.yaml:7: this rule has no tag:
                rules.yaml:7: match is a list; expected a single value
                rules.yaml:8: review: 1 is neither true nor false
                rules.yaml:12: name: one stands already on line 9
                rules.yaml:13: a rule is text; expected keys such as tag: and match:\
                """);
    }

    @Test
    void aQueryThatYamlMisreadsIsExplained() {
        assertThat(mistakes("rules:\n  - tag: spying\n    match: \"state secrets\" OR spying\n"))
                .startsWith("rules.yaml:3: cannot be read as YAML at column 28: ")
                .endsWith("stands in single quotes: match: '\"state secrets\" OR spying'");
        assertThat(mistakes("rules:\n  - tag: spying\n    match: title: spying\n"))
                .startsWith("rules.yaml:3: cannot be read as YAML at column 17: ")
                .contains("single quotes");
    }

    @Test
    void whatIsExportedIsReadAsTheSameRulesAndTags() {
        String text = """
            rules:
              - tag: spying
                match: '"state secrets" OR (spy* NEAR/8 (china OR cia))'
                outlets: [ The BBC, Reuters ]
                review: true
                cap: 12
                name: "spies: and # more"
              - tag: "2024"
                match: "a\\\\b OR =Größe"
              - tag: yes, and no
                match: x
            tags:
              - name: spying
                was: [ espionage, "a, b" ]
                synonyms: spies
                parent: "2024"
            """;
        RulesFile.Content read = content(text);
        assertThat(problems).isEmpty();
        RulesFile.Content again = content(RulesWriter.text(read.rules(), read.tags()));
        assertThat(problems).isEmpty();
        assertThat(again.rules())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Place.class)
                .isEqualTo(read.rules());
        assertThat(again.tags())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Place.class)
                .isEqualTo(read.tags());
        assertThat(read.rules().getFirst().cap()).isEqualTo(12);
        assertThat(read.tags().getFirst().was()).containsExactly("espionage", "a, b");
        assertThat(RulesWriter.text(List.of(), List.of())).isEqualTo("rules: []\n");
    }

    @Test
    void aTagHasOneNameOneParentAndNoCircle() {
        assertThat(mistakes("""
            rules:
              - { tag: spying, match: a, cap: -1 }
            tags:
              - { name: spying, was: old, parent: securty }
              - { name: security, was: old, parent: world }
              - { name: world, parent: security }
              - { was: x }
            """))
                .contains("cap: -1 is too little; at least 0")
                .contains("is no tag; is it")
                .contains("names a tag on line 4 already")
                .contains("a tag cannot stand above itself")
                .contains("this tag has no name:");
    }

    private RulesFile.Content content(String text) {
        return RulesFile.content(
                Path.of("rules.yaml"), text, problems, RulesFile.Scope.of(Set.of("The BBC", "Reuters")));
    }
}
