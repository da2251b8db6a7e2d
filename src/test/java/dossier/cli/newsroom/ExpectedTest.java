package dossier.cli.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.Expected;
import dossier.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the expected blocks beside the articles they were written from. `-Dgolden=write` writes them anew.
class ExpectedTest {
    private static final Path FOLDER = Path.of("src/test/resources/newsroom/expected");
    private static final Pattern SPYING =
            Pattern.compile("\\b(spying|espionage|state secrets|Spionage|espionnage)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_SPY = Pattern.compile("\\b(spy\\w*|spies)\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> MAYBE = Set.of("also", "attribution", "player");

    @Test
    void everyArticleAboutSpyingHasItsExpectedBlocks() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Masthead masthead : Masthead.values()) {
            for (Story story : new Edition(masthead, Instant.EPOCH, 1).stories()) {
                String expected = expected(masthead, story);
                String text = text(story);
                if (!SPYING.matcher(text).find()) {
                    assertThat(ANY_SPY.matcher(text).find())
                            .as(story.name() + " speaks of spies, but not so that every stemmer finds it")
                            .isFalse();
                    continue;
                }
                names.add(story.name());
                Golden.check(FOLDER.resolve(story.name() + ".txt"), expected);
            }
        }
        assertThat(Expected.all()).extracting(Expected::name).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void captionAndCreditOfAFigureCanBeReadAsOne() throws IOException {
        Expected expected = Expected.all().stream()
                .filter(one -> one.name().equals("crane-software"))
                .findFirst()
                .orElseThrow();
        assertThat(expected.captions())
                .hasSameSizeAs(expected.texts("picture"))
                .allSatisfy(caption -> assertThat(caption).contains(". MERIDIAN/Ana Sousa"));
    }

    @Test
    void noArticleHoldsWordsOfTheFurniture() throws IOException {
        for (Masthead masthead : Masthead.values()) {
            for (Story story : new Edition(masthead, Instant.EPOCH, 1).stories()) {
                assertThat(expected(masthead, story)).doesNotContain(Expected.furniture());
            }
        }
    }

    @Test
    void everyWordOfTheFurnitureStandsOnSomePage() throws IOException {
        StringBuilder pages = new StringBuilder();
        for (Masthead masthead : Masthead.values()) {
            Edition edition = new Edition(masthead, Instant.EPOCH, 1);
            for (Story story : edition.stories()) {
                byte[] body = edition.answer(edition.path(story), story.published(Instant.EPOCH))
                        .body();
                pages.append(new String(body, masthead.charset()).replaceAll("\\s+", " "));
            }
        }
        assertThat(pages.toString()).contains(Expected.furniture());
    }

    @Test
    void theListOfContentsIsTheFolder() throws IOException {
        Path folder = Path.of("src/main/resources/newsroom");
        List<String> files = new ArrayList<>();
        for (Masthead masthead : Masthead.values()) {
            try (Stream<Path> list = Files.list(folder.resolve(masthead.label()))) {
                list.forEach(
                        file -> files.add(folder.relativize(file).toString().replace(".txt", "")));
            }
        }
        assertThat(Shelf.contents()).containsExactlyInAnyOrderElementsOf(files);
    }

    private static String expected(Masthead masthead, Story story) {
        List<String> lines = new ArrayList<>();
        lines.add("title: " + story.title());
        lines.add("source: " + masthead.title());
        lines.add("author: " + story.author());
        for (Block block : story.blocks()) lines.addAll(lines(block));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> lines(Block block) {
        return switch (block) {
            case Block.Paragraph(String html) -> List.of("p: " + plain(html));
            case Block.Heading(String html) -> List.of("h2: " + plain(html));
            case Block.Quote(String html) -> List.of("quote: " + plain(html));
            case Block.Items items ->
                items.html().stream().map(item -> "li: " + plain(item)).toList();
            case Block.Figure figure -> figure(figure);
            case Block.Table(List<List<String>> rows) ->
                rows.stream()
                        .flatMap(List::stream)
                        .filter(cell -> !cell.isEmpty())
                        .map(cell -> "cell: " + plain(cell))
                        .toList();
            case Block.Piece(String name, String html) ->
                name.equals("box")
                        ? List.of("h2: " + plain(html))
                        : MAYBE.contains(name) ? List.of("maybe: " + plain(html)) : List.of();
        };
    }

    private static List<String> figure(Block.Figure figure) {
        List<String> lines = new ArrayList<>();
        lines.add("picture: " + figure.picture());
        if (!figure.caption().isEmpty()) lines.add("caption: " + plain(figure.caption()));
        if (!figure.credit().isEmpty()) lines.add("credit: " + plain(figure.credit()));
        return lines;
    }

    private static String text(Story story) {
        return story.title() + "\n"
                + String.join(
                        "\n",
                        story.blocks().stream()
                                .flatMap(block -> lines(block).stream())
                                .filter(line -> !line.startsWith("maybe: "))
                                .toList());
    }

    private static String plain(String html) {
        return Template.plain(html).replaceAll("\\s+", " ").strip();
    }
}
