package dossier.settings;

import dossier.model.Rule;
import dossier.model.TagSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes rules as a `rules.yaml` that [RulesFile] reads as the same rules.
public final class RulesWriter {
    private RulesWriter() {}

    /// The file. Each rule is named: what it would be called by itself depends on those before it.
    public static String text(List<Rule> rules, List<TagSpec> tags) {
        StringBuilder text = new StringBuilder("rules:");
        text.append(rules.isEmpty() ? " []\n" : "\n");
        for (Rule rule : rules) append(text, lines(rule));
        if (!tags.isEmpty()) text.append("\ntags:\n");
        for (TagSpec tag : tags) append(text, lines(tag));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> lines) {
        String lead = "  - ";
        for (String line : lines) {
            text.append(lead).append(line).append('\n');
            lead = "    ";
        }
    }

    private static List<String> lines(Rule rule) {
        List<String> lines = new ArrayList<>();
        if (!rule.name().equals(rule.tag())) lines.add("name: " + OutletsWriter.quoted(rule.name()));
        lines.add("tag: " + OutletsWriter.quoted(rule.tag()));
        if (rule.name().equals(rule.tag())) lines.add("name: " + OutletsWriter.quoted(rule.name()));
        lines.add("match: " + OutletsWriter.quoted(rule.match()));
        if (!rule.outlets().isEmpty()) lines.add("outlets: " + list(rule.outlets()));
        if (rule.review()) lines.add("review: true");
        if (rule.cap() > 0) lines.add("cap: " + rule.cap());
        return lines;
    }

    private static List<String> lines(TagSpec tag) {
        List<String> lines = new ArrayList<>();
        lines.add("name: " + OutletsWriter.quoted(tag.name()));
        if (!tag.was().isEmpty()) lines.add("was: " + list(tag.was()));
        if (!tag.synonyms().isEmpty()) lines.add("synonyms: " + list(tag.synonyms()));
        tag.parent().ifPresent(parent -> lines.add("parent: " + OutletsWriter.quoted(parent)));
        return lines;
    }

    private static String list(List<String> values) {
        return values.stream().map(RulesWriter::quotedInList).collect(Collectors.joining(", ", "[ ", " ]"));
    }

    /// Within a list a comma and a bracket end a plain word.
    private static String quotedInList(String text) {
        String quoted = OutletsWriter.quoted(text);
        boolean plain = !quoted.startsWith("\"");
        return plain && !text.matches("[\\p{L}\\p{N} ._-]+")
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : quoted;
    }
}
