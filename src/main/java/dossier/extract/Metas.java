package dossier.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/// What a page's `meta` elements say, by their names in lower case.
final class Metas {
    private static final int MOST_OF_A_NAME = 100;
    private static final List<String> KEYS = List.of("property", "name", "itemprop", "http-equiv");

    private final Map<String, List<String>> contents = new HashMap<>();

    Metas(List<Element> elements) {
        elements.forEach(this::read);
    }

    private void read(Element meta) {
        String content = meta.attr("content").strip();
        if (content.isEmpty()) return;
        for (String key : KEYS) {
            String name = meta.attr(key).toLowerCase(Locale.ROOT).strip();
            if (!name.isEmpty()) add(contents.computeIfAbsent(name, _ -> new ArrayList<>(1)), content);
        }
    }

    private static void add(List<String> contents, String content) {
        if (contents.size() < MOST_OF_A_NAME) contents.add(content);
    }

    /// The first content of that name, empty where there is none.
    String first(String name) {
        List<String> values = contents.get(name);
        return values == null ? "" : values.getFirst();
    }

    List<String> all(String name) {
        return contents.getOrDefault(name, List.of());
    }

    Set<String> names() {
        return contents.keySet();
    }
}
