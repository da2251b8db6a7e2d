package dossier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the demo's tag page must show of one article about spying, block by block, as a file under
/// `src/test/resources/newsroom/expected` holds it.
///
/// @param name of the article's file in the newsroom
/// @param title headline
/// @param source outlet, as shown in `Source: …`
/// @param author byline
/// @param blocks in their order
public record Expected(String name, String title, String source, String author, List<Block> blocks) {
    private static final Path FOLDER = Path.of("src/test/resources/newsroom");

    /// One line of the file, such as `p: Text of a paragraph`.
    ///
    /// @param kind `p`, `h2`, `li`, `quote`, `cell`, `picture` (the name of its file), `caption`, `credit`; or
    ///   `maybe`: as well kept as left out, such as an agency's line about who reported
    /// @param text plain, white space collapsed
    public record Block(String kind, String text) {}

    public Expected {
        blocks = List.copyOf(blocks);
    }

    /// All articles about spying, by name; also those that appear only minutes after the start.
    public static List<Expected> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("expected"))) {
            List<Expected> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) all.add(read(file));
            return all;
        }
    }

    /// Words of the outlets' furniture, none of which may stand on a page of the archive.
    public static List<String> furniture() throws IOException {
        return Files.readAllLines(FOLDER.resolve("furniture.txt"));
    }

    /// The blocks of one kind.
    public List<String> texts(String kind) {
        return blocks.stream()
                .filter(block -> block.kind().equals(kind))
                .map(Block::text)
                .toList();
    }

    /// Caption and credit of each figure, in one: an agency writes both into one sentence, and it does not matter which
    /// part of it the archive takes for the credit.
    public List<String> captions() {
        List<String> captions = new ArrayList<>();
        for (Block block : blocks) {
            if (block.kind().equals("caption")) captions.add(block.text());
            if (block.kind().equals("credit")) captions.add(captions.removeLast() + " " + block.text());
        }
        return captions;
    }

    private static Expected read(Path file) throws IOException {
        List<Block> lines =
                Files.readAllLines(file).stream().map(Expected::block).toList();
        return new Expected(
                file.getFileName().toString().replace(".txt", ""),
                lines.get(0).text(),
                lines.get(1).text(),
                lines.get(2).text(),
                lines.subList(3, lines.size()));
    }

    private static Block block(String line) {
        int colon = line.indexOf(": ");
        return new Block(line.substring(0, colon), line.substring(colon + 2));
    }
}
