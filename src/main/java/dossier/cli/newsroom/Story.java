package dossier.cli.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An article as its file under `newsroom/<outlet>/` holds it: lines of `key: value`, `---`, blocks.
///
/// @param name of the file, without its ending
/// @param ago how long before the start of the newsroom it was published; negative: so long after
/// @param path its address; empty where the outlet makes it from date and name
record Story(
        String name,
        String title,
        String path,
        Duration ago,
        String author,
        String section,
        List<String> tags,
        String summary,
        Optional<String> language,
        List<Block> blocks) {
    static Story read(String file) {
        String text = Shelf.text(file + ".txt");
        int end = text.indexOf("\n---\n");
        if (end < 0) throw new IllegalStateException(file + ".txt has no line ---");
        Map<String, String> head = head(file, text.substring(0, end));
        return new Story(
                file.substring(file.indexOf('/') + 1),
                said(file, head, "title"),
                head.getOrDefault("path", ""),
                Duration.parse(said(file, head, "ago")),
                said(file, head, "author"),
                said(file, head, "section"),
                list(head.getOrDefault("tags", "")),
                said(file, head, "summary"),
                Optional.ofNullable(head.get("language")),
                Block.read(text.substring(end + 5)));
    }

    private static Map<String, String> head(String file, String text) {
        Map<String, String> head = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(": ");
            if (colon < 0) throw new IllegalStateException(file + ".txt: expected key: value, not '" + line + "'");
            head.put(line.substring(0, colon), line.substring(colon + 2).strip());
        }
        return head;
    }

    private static String said(String file, Map<String, String> head, String key) {
        String value = head.get(key);
        if (value == null) throw new IllegalStateException(file + ".txt does not say " + key);
        return value;
    }

    private static List<String> list(String commas) {
        return Arrays.stream(commas.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /// When it was, or will be, published by a newsroom that started then.
    Instant published(Instant start) {
        return start.minus(ago);
    }

    /// True for one that was there when the newsroom started.
    boolean standing() {
        return !ago.isNegative();
    }
}
