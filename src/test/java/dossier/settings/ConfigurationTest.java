package dossier.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Path SHIPPED = Path.of("config");
    private static final Path NAME = Path.of("it.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theConfigurationThatShipsHasNoProblem() {
        Configuration configuration = Configuration.read(SHIPPED, Map.of(), List.of());
        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.outlets()).extracting(Outlet::name).contains("The BBC");
        assertThat(configuration.rules()).extracting(Rule::tag).contains("spying");
    }

    @Test
    void whatShipsDoesNotPublishWholeArticlesOfOthersUnasked() {
        Configuration configuration = Configuration.read(SHIPPED, Map.of(), List.of());
        assertThat(configuration.outlets())
                .filteredOn(outlet -> outlet.publish() == Publish.FULL)
                .allSatisfy(outlet -> assertThat(outlet.rights()).isPresent());
    }

    @Test
    void theThreeBlogsStandInWhatShipsAndAreRightOnceUncommented() throws IOException {
        String text = Files.readString(SHIPPED.resolve("outlets.yaml")).replaceAll("(?m)^  #(?=[- ] )", "  ");
        List<Problem> problems = new ArrayList<>();
        List<Outlet> outlets = OutletsFile.content(NAME, text, problems).outlets();
        assertThat(Mistakes.shown(problems)).isEmpty();
        assertThat(outlets)
                .filteredOn(outlet -> outlet.kind() == Kind.BLOG)
                .extracting(Outlet::name)
                .containsExactly(
                        "Law of Unintended Consequences",
                        "ChiaHou's Book Reviews",
                        "What's wrong with the world; and its economy");
        assertThat(outlets)
                .filteredOn(outlet -> outlet.kind() == Kind.BLOG)
                .extracting(Outlet::tagline)
                .containsOnly("continuously updated blog about China & India");
    }

    /// Every setting stands there with the default that the table has, commented out.
    @Test
    void whatShipsExplainsEverySetting() throws IOException {
        String text = Files.readString(SHIPPED.resolve("application.properties"));
        for (Setting setting : Settings.ALL) {
            String line = ("#" + setting.name() + " = " + setting.standard()).strip();
            assertThat(text.lines()).as(setting.name()).contains(line);
        }
        Set<String> known = Settings.ALL.stream().map(Setting::name).collect(Collectors.toSet());
        assertThat(text.lines()
                        .filter(line -> line.matches("#[a-z.-]+ =.*"))
                        .map(line -> line.substring(1, line.indexOf(" ="))))
                .isSubsetOf(known);
    }

    @Test
    void mistakesOfAllFilesComeAtOnce() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "poll.longst = 1h\n");
        Files.writeString(folder.resolve("outlets.yaml"), "outlets:\n- name: A\n  hme: https://a.example/\n");
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n- tag: x\n  match: y\n  outlets: [ A, B ]\n");
        List<Problem> problems =
                Configuration.read(folder, Map.of(), List.of("server.port=x")).problems();
        assertThat(Mistakes.shown(problems).replace(folder.toString(), "config"))
                .isEqualTo("""
                    config/application.properties:1: poll.longst is not a setting; is it poll.longest?
                    --set: server.port = x is not a whole number
                    config/outlets.yaml:3: hme is not a key of an outlet; is it home?
                    config/outlets.yaml:2: this outlet has neither home: nor feeds:
                    config/rules.yaml:4: outlets: B is not the name of an outlet\
                    """);
    }

    /// An outlet with a mistake is still one that a rule may name.
    @Test
    void noMistakeIsReportedTwice() throws IOException {
        Files.writeString(folder.resolve("outlets.yaml"), "outlets:\n  - name: A\n\t  home: x\n");
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n- tag: x\n  match: y\n  outlets: [ A, B ]\n");
        assertThat(Configuration.read(folder, Map.of(), List.of()).problems()).hasSize(1);
    }

    @Test
    void aMissingFolderIsOneProblem() {
        Path none = folder.resolve("none");
        List<Problem> problems = Configuration.read(none, Map.of(), List.of()).problems();
        assertThat(Mistakes.shown(problems))
                .isEqualTo(none + ": there is no such folder; --config names the one that holds outlets.yaml");
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefusedWithProblems(@ForAll("texts") String text) {
        List<Problem> problems = new ArrayList<>();
        OutletsFile.content(NAME, text, problems);
        RulesFile.read(NAME, text, problems, RulesFile.Scope.any());
        PropertiesFile.read("it.properties", text, problems);
        Settings.read(Path.of("no-such-file"), Map.of("DOSSIER_" + text, text), List.of(text), problems);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("\n", "\u001b"));
    }

    @Property(tries = 200)
    void anyValueOfAnySettingIsReadOrRefused(@ForAll("texts") String text) {
        for (Setting setting : Settings.ALL) {
            List<Problem> problems = new ArrayList<>();
            Settings.read(Path.of("no-such-file"), Map.of(), List.of(setting.name() + "=" + text), problems);
            assertThat(problems).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "outlets:",
                        "rules:",
                        "\n",
                        "\n  - ",
                        "\n    ",
                        "name: ",
                        "home: ",
                        "feeds: ",
                        "tag: ",
                        "match: ",
                        "https://a.example/",
                        "[",
                        "]",
                        "{",
                        "}",
                        "\"",
                        "'",
                        "&a ",
                        "*a",
                        "!!binary ",
                        "|",
                        ">",
                        "? ",
                        ": ",
                        "\t",
                        "# ",
                        "%YAML 1.2\n---\n",
                        "...",
                        "---",
                        "\\u12",
                        "\\",
                        "=",
                        "é",
                        "\u0000",
                        "\uD800",
                        "\u001b",
                        "1",
                        "true",
                        "~",
                        "<<: ",
                        "outlets",
                        "headers: ",
                        "poll: ",
                        "PT",
                        "http://[::",
                        "-")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
        Arbitrary<String> bytes = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(100)
                .map(it -> new String(it, StandardCharsets.ISO_8859_1));
        return Arbitraries.oneOf(pieces, bytes, Arbitraries.strings().ofMaxLength(60));
    }
}
