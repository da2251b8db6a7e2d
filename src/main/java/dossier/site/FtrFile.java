package dossier.site;

import dossier.model.Place;
import dossier.model.Problem;
import dossier.site.SiteRules.Reach;
import dossier.site.SiteRules.Replacement;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a file of ftr-site-config, the public-domain set of rules for some two thousand sites (fivefilters.org). A
/// line is `directive: value` or `directive(argument): value`; selectors are XPath. `example.org.txt` is for that
/// host and its `www.`, `.example.org.txt` for the hosts below it.
///
/// Directives that say how another program should work (`tidy`, `prune`, `parser`, `http_header`, …) are passed over,
/// as that format means them to be. So are lines that nobody could read: the set is other people's, and one slip in
/// two thousand files shall not keep an archive from starting. They are remarks for those who look after the rules.
final class FtrFile {
    private static final Pattern LINE = Pattern.compile("([a-z_]+)\\s*(?:\\((.*)\\))?\\s*:\\s*(.*)");
    private static final Pattern SAFE = Pattern.compile("[^'\"]+");
    private static final long LARGEST = 200_000;

    private final Path file;
    private final List<Problem> remarks;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<Replacement> replacements = new ArrayList<>();
    private final List<SiteRules.Test> tests = new ArrayList<>();
    private String sought = "";

    private FtrFile(Path file, List<Problem> remarks) {
        this.file = file;
        this.remarks = remarks;
    }

    static Optional<SiteRules> read(Path file, List<Problem> remarks) {
        try {
            if (Files.size(file) > LARGEST) {
                remarks.add(SiteFile.problem(file, 0, "has more than " + LARGEST + " bytes"));
                return Optional.empty();
            }
            return Optional.of(new FtrFile(file, remarks).rules(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            remarks.add(SiteFile.problem(file, 0, "cannot be read: " + unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private SiteRules rules(String text) {
        int number = 0;
        for (String line : text.lines().toList()) line(line.strip(), ++number);
        return rules();
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) return;
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            remarks.add(SiteFile.problem(
                    file, number, "‘" + line + "’ is no line of ftr-site-config; expected body: //div"));
            return;
        }
        String argument = parts.group(2) == null ? "" : parts.group(2);
        read(parts.group(1), argument, parts.group(3).strip(), number);
    }

    private void read(String directive, String argument, String value, int number) {
        switch (directive) {
            case "title", "body", "author", "date", "strip", "next_page_link", "single_page_link" ->
                put(directive, value);
            case "strip_id_or_class" ->
                unquoted(value, number)
                        .ifPresent(word ->
                                put("strip", "//*[contains(@class, '" + word + "') or contains(@id, '" + word + "')]"));
            case "strip_image_src" ->
                unquoted(value, number).ifPresent(word -> put("strip", "//img[contains(@src, '" + word + "')]"));
            case "find_string" -> sought = value;
            case "replace_string" -> replace(argument.isEmpty() ? sought : argument, value);
            case "test_url" -> test(value, number);
            case "test_contains" -> mustContain(value);
            default -> {
                // how another program should work
            }
        }
    }

    private void put(String directive, String value) {
        if (!value.isEmpty())
            values.computeIfAbsent(directive, _ -> new ArrayList<>()).add(value);
    }

    private Optional<String> unquoted(String value, int number) {
        String word = value.replaceAll("^['\"]|['\"]$", "");
        if (SAFE.matcher(word).matches()) return Optional.of(word);
        remarks.add(SiteFile.problem(file, number, "‘" + value + "’ is not part of an id or class"));
        return Optional.empty();
    }

    private void replace(String text, String by) {
        if (!text.isEmpty()) replacements.add(new Replacement(text, by));
        sought = "";
    }

    private void test(String value, int number) {
        try {
            tests.add(new SiteRules.Test(new URI(value), List.of()));
        } catch (URISyntaxException noAddress) {
            remarks.add(SiteFile.problem(file, number, "‘" + value + "’ is not the address of a page"));
        }
    }

    private void mustContain(String text) {
        if (tests.isEmpty()) return;
        SiteRules.Test last = tests.removeLast();
        List<String> texts = new ArrayList<>(last.contains());
        texts.add(text);
        tests.add(new SiteRules.Test(last.url(), texts));
    }

    private SiteRules rules() {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.txt$", "");
        return new SiteRules(
                new Place(SiteFile.named(file), 1),
                name.startsWith(".") ? name.substring(1) : name,
                name.startsWith(".") ? Reach.BELOW : Reach.HOST,
                "as ftr-site-config says",
                Optional.empty(),
                Optional.empty(),
                of("title"),
                of("body"),
                of("strip"),
                of("author"),
                of("date"),
                of("next_page_link"),
                of("single_page_link"),
                Optional.empty(),
                replacements,
                tests);
    }

    private List<String> of(String directive) {
        return values.getOrDefault(directive, List.of());
    }
}
