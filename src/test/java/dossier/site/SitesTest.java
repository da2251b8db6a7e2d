package dossier.site;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    SitesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aHostsRulesHoldForItsSubdomainsToo() throws IOException {
        Sites sites = read("daily.example", """
            host: www.daily.example
            why: Repeats the teaser.
            body: .story
            remove: [ aside.teaser, .box ]
            """);
        assertThat(problems).isEmpty();
        assertThat(sites.of(URI.create("https://blogs.daily.example/x")))
                .singleElement()
                .satisfies(rules -> {
                    assertThat(rules.body()).containsExactly(".story");
                    assertThat(rules.remove()).containsExactly("aside.teaser", ".box");
                });
        assertThat(sites.of(URI.create("https://other.example/x"))).isEmpty();
        assertThat(sites.of(URI.create("mailto:a@daily.example"))).isEmpty();
    }

    @Test
    void whatTheReadmeThatShipsShowsIsReadAsItStands() throws IOException {
        String readme = Files.readString(Path.of("config/sites/README.md"));
        Sites sites = read("daily.example", readme.replaceAll("(?s).*```yaml(.*?)```.*", "$1"));
        assertThat(problems).isEmpty();
        assertThat(sites.of(URI.create("https://daily.example/x"))).hasSize(1);
        for (String key : SiteFile.KEYS) assertThat(readme).contains("`" + key + "`");
    }

    @Test
    void datedRulesHoldFromTheirFirstDayToTheirLast() throws IOException {
        Sites sites = read("daily.example", """
            - { host: daily.example, why: Old layout., until: 2019-12-31, body: .old }
            - { host: daily.example, why: New layout., from: 2020-01-01, body: .new }
            """);
        List<SiteRules> rules = sites.of(URI.create("https://daily.example/x"));
        assertThat(rules)
                .extracting(each -> each.holdOn(LocalDate.of(2019, 12, 31)))
                .containsExactly(true, false);
        assertThat(rules)
                .extracting(each -> each.holdOn(LocalDate.of(2020, 1, 1)))
                .containsExactly(false, true);
    }

    @Test
    void allMistakesAreSaidAtOnceEachWithItsLine() throws IOException {
        read("daily.example", """
            host: daily.example
            bdy: .story
            remove:
              - { a: b }
            from: yesterday
            """);
        assertThat(problems)
                .extracting(Problem::toString)
                .map(problem -> problem.substring(problem.indexOf("daily")))
                .containsExactly(
                        "daily.example.yaml:2: bdy is not a key of site rules; is it body?",
                        "daily.example.yaml:1: why is missing: say what makes the rules needed",
                        "daily.example.yaml:5: from: yesterday is not a day; expected yyyy-mm-dd",
                        "daily.example.yaml:4: remove is a list of selectors");
    }

    @Test
    void aFileThatIsNoYamlIsNamedWithTheLine() throws IOException {
        read("daily.example", "host: daily.example\nwhy: [ open\n");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place().line()).isPositive();
            assertThat(problem.message()).startsWith("is not YAML");
        });
    }

    @Test
    void theNamesOfFtrSiteConfigSayWhichHostsAreMeant() throws IOException {
        Files.writeString(folder.resolve("daily.example.txt"), "body: //article\n");
        Files.writeString(folder.resolve(".daily.example.txt"), "body: //main\n");
        Sites sites = Sites.read(folder, problems);
        assertThat(bodies(sites, "https://daily.example/x")).containsExactly("//article");
        assertThat(bodies(sites, "https://www.daily.example/x")).containsExactly("//article");
        assertThat(bodies(sites, "https://sport.daily.example/x")).containsExactly("//main");
        assertThat(bodies(sites, "https://other.example/x")).isEmpty();
    }

    @Test
    void ftrSiteConfigTellsItsTestsAndWhatCannotBeReadIsARemark() throws IOException {
        Files.writeString(folder.resolve("daily.example.txt"), """
            body: //article
            find_string: <br><br>
            replace_string: </p><p>
            test_url: https://daily.example/a
            test_contains: the first word
            test_contains: the last
            test_url: https://daily.example/b
            test_url: not an address
            what is this
            next_page_link: //a[@rel='next']
            single_page_link: //a[@class='print']
            """);
        Sites sites = Sites.read(folder, problems);
        assertThat(problems).isEmpty();
        assertThat(sites.remarks()).extracting(each -> each.place().line()).containsExactly(8, 9);
        SiteRules rules = sites.all().getFirst();
        assertThat(rules.nextPage()).containsExactly("//a[@rel='next']");
        assertThat(rules.singlePage()).containsExactly("//a[@class='print']");
        assertThat(rules.replacements()).containsExactly(new SiteRules.Replacement("<br><br>", "</p><p>"));
        assertThat(rules.tests())
                .containsExactly(
                        new SiteRules.Test(
                                URI.create("https://daily.example/a"), List.of("the first word", "the last")),
                        new SiteRules.Test(URI.create("https://daily.example/b"), List.of()));
    }

    @Test
    void ourOwnRulesOfAHostStandBeforeThoseOfASharedFolder(@TempDir Path shared) throws IOException {
        Files.writeString(folder.resolve("daily.example.yaml"), "host: daily.example\nwhy: Ours.\narticle: .ours\n");
        Files.writeString(shared.resolve("daily.example.txt"), "body: //article\n");
        Sites sites = Sites.read(List.of(folder, shared), problems);
        assertThat(bodies(sites, "https://daily.example/x")).containsExactly(".ours", "//article");
    }

    private static List<String> bodies(Sites sites, String address) {
        return sites.of(URI.create(address)).stream()
                .flatMap(rules -> rules.body().stream())
                .toList();
    }

    @Test
    void noFolderMeansNoRules() {
        assertThat(Sites.read(folder.resolve("none"), problems)).isSameAs(Sites.NONE);
        assertThat(problems).isEmpty();
    }

    private Sites read(String host, String yaml) throws IOException {
        Files.writeString(folder.resolve(host + ".yaml"), yaml);
        return Sites.read(folder, problems);
    }
}
