package dossier.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.Slug;
import dossier.model.TextFrom;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutletsWriterTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final Outlet ALL_KEYS = new Outlet(
            "ChiaHou's \"Book\": Reviews #1",
            Slug.of("ChiaHou's \"Book\": Reviews #1"),
            Kind.BLOG,
            "continuously updated blog about China & India",
            URI.create("https://chiahou.blog.example/"),
            List.of(URI.create("https://chiahou.blog.example/feed/?a=b,c"), URI.create("https://b.example/%7Cx#y")),
            Keep.ALL,
            Publish.LINK,
            true,
            TextFrom.FEED,
            Optional.of(Duration.ofMinutes(90)),
            Optional.of("en"),
            Optional.of(ZoneId.of("Asia/Kolkata")),
            Map.of("X-Key", "a: b # c", "Accept", "*/*"),
            Optional.of("CC BY 4.0"));
    private static final Outlet PLAIN = Outlet.of("Reuters", URI.create("https://www.reuters.example/"));

    private static List<Outlet> read(Path file) {
        List<Problem> problems = new ArrayList<>();
        List<Outlet> outlets = OutletsFile.read(file, problems);
        assertThat(problems).isEmpty();
        return outlets;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("new/outlets.yaml");
        Outlet withoutFragment = new Outlet(
                ALL_KEYS.name(),
                ALL_KEYS.slug(),
                ALL_KEYS.kind(),
                ALL_KEYS.tagline(),
                ALL_KEYS.home(),
                List.of(ALL_KEYS.feeds().getFirst()),
                ALL_KEYS.keep(),
                ALL_KEYS.publish(),
                ALL_KEYS.review(),
                ALL_KEYS.text(),
                ALL_KEYS.poll(),
                ALL_KEYS.language(),
                ALL_KEYS.zone(),
                ALL_KEYS.headers(),
                ALL_KEYS.rights());
        assertThat(OutletsFile.append(file, List.of(withoutFragment, PLAIN))).isEmpty();
        assertThat(read(file)).containsExactly(withoutFragment, PLAIN);
    }

    @Test
    void theRestOfTheFileStaysAsItIs() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        String before = """
            # mine
            outlets:
                - name:   "The BBC"   # the first
                  home: https://www.bbc.co.uk/news

            # the end\
            """;
        Files.writeString(file, before);
        assertThat(OutletsFile.append(file, List.of(PLAIN))).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(before + """

                - name: Reuters
                  home: https://www.reuters.example/
            """);
        assertThat(read(file)).extracting(Outlet::name).containsExactly("The BBC", "Reuters");
    }

    @Test
    void listsWithoutIndentAndWithWindowsLineEndsGoOnAsTheyAre() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        Files.writeString(file, "outlets:\r\n- name: A\r\n  home: https://a.example/\r\n");
        assertThat(OutletsFile.append(file, List.of(PLAIN))).isEmpty();
        assertThat(Files.readString(file)).endsWith("\r\n- name: Reuters\r\n  home: https://www.reuters.example/\r\n");
        assertThat(read(file)).hasSize(2);
    }

    @Test
    void anEmptyListInBracketsGivesWayToOneOfBlocks() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        for (String empty : List.of(
                "outlets: []\n", "# mine\noutlets : [ ]  # nothing yet\n# end\n", "outlets:\n", "outlets: []")) {
            Files.writeString(file, empty);
            assertThat(OutletsFile.append(file, List.of(PLAIN))).as(empty).isEmpty();
            assertThat(read(file)).containsExactly(PLAIN);
            assertThat(OutletsFile.append(file, List.of(ALL_KEYS.withFeeds(List.of()))))
                    .isEmpty();
            assertThat(read(file)).hasSize(2);
        }
        Files.writeString(file, "# mine\noutlets: [ ]  # nothing yet\n");
        OutletsFile.append(file, List.of(PLAIN));
        assertThat(Files.readString(file)).startsWith("# mine\noutlets:  # nothing yet\n  - name: Reuters\n");
    }

    @Test
    void aListInBracketsIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        Files.writeString(file, "# mine\noutlets: [ { name: A, home: 'https://a.example/' } ]\n");
        assertThat(OutletsFile.append(file, List.of(PLAIN)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("outlets.yaml:2: ", "brackets"));
    }

    @Test
    void whatStandsBelowTheListStaysBelowIt() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        String lists = "\n# of friends\nlists:\n  - opml: https://friend.example/blogs.opml\n";
        Files.writeString(file, "outlets:\n  - name: A\n    home: https://a.example/\n" + lists);
        assertThat(OutletsFile.append(file, List.of(PLAIN))).isEmpty();
        assertThat(read(file)).hasSize(2);
        assertThat(Files.readString(file)).endsWith("    home: https://www.reuters.example/\n" + lists);
        Files.writeString(file, "lists:\n  - opml: https://friend.example/blogs.opml\noutlets: []\n");
        assertThat(OutletsFile.append(file, List.of(PLAIN))).isEmpty();
        assertThat(read(file)).containsExactly(PLAIN);
    }

    @Test
    void nothingIsWrittenWhereItWouldNotBeReadAgain() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        for (String text : List.of(
                "outlets: [ { name: A, home: 'https://a.example/' } ]\n",
                "outlets: [\n ]\n",
                "outlets: { }\n",
                "outlets:\n  - name: Reuters\n    home: https://a.example/\n",
                "outlets:\n  - nam: A\n")) {
            Files.writeString(file, text);
            assertThat(OutletsFile.append(file, List.of(PLAIN))).as(text).isNotEmpty();
            assertThat(file).hasContent(text);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/.outlets*");
    }

    @Property(tries = 300)
    void anyNameIsQuotedSoThatItIsReadAgain(@ForAll("lines") String name) {
        String text = "outlets:\n- name: " + OutletsWriter.quoted(name) + "\n  home: https://a.example/\n";
        List<Problem> problems = new ArrayList<>();
        List<Outlet> outlets =
                OutletsFile.content(Path.of("outlets.yaml"), text, problems).outlets();
        if (name.isBlank() || name.strip().chars().anyMatch(Character::isISOControl))
            assertThat(problems).hasSize(1);
        else assertThat(outlets.getFirst().name()).isEqualTo(name.strip());
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars("ab1 :-#'\"\\{}[],&*!|>%@`~=?\t\n")
                .ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20).filter(text -> text.codePoints()
                .noneMatch(c -> c >= 0xd800 && c < 0xe000));
        return Arbitraries.oneOf(
                tricky, any, Arbitraries.of("true", "null", "~", "1.5", "0x1F", "yes", "<<", "=", "---"));
    }
}
