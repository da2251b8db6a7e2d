package dossier.site;

import dossier.model.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The rules of all hosts that have some.
public final class Sites {
    /// No host has any.
    public static final Sites NONE = new Sites(List.of());

    private final Map<String, List<SiteRules>> byHost = new HashMap<>();

    private Sites(List<SiteRules> all) {
        for (SiteRules rules : all) {
            byHost.computeIfAbsent(bare(rules.host()), _ -> new ArrayList<>()).add(rules);
        }
    }

    /// These rules.
    public static Sites of(List<SiteRules> rules) {
        return new Sites(rules);
    }

    /// Reads `<host>.yaml` of a folder; what is wrong with them is added to the problems. No folder, no rules.
    public static Sites read(Path folder, List<Problem> problems) {
        if (!Files.isDirectory(folder)) return NONE;
        List<SiteRules> rules = new ArrayList<>();
        for (Path file : files(folder, problems)) rules.addAll(SiteFile.read(file, problems));
        return new Sites(rules);
    }

    private static List<Path> files(Path folder, List<Problem> problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(SiteFile.problem(folder, 0, "cannot be listed: " + unreadable.getMessage()));
            return List.of();
        }
    }

    /// The rules for the host of an address: its own, else those of the nearest domain above it. Several where they
    /// hold at different times.
    public List<SiteRules> of(URI address) {
        String host = address.getHost() == null ? "" : bare(address.getHost());
        while (!host.isEmpty()) {
            List<SiteRules> found = byHost.get(host);
            if (found != null) return List.copyOf(found);
            int dot = host.indexOf('.');
            host = dot < 0 ? "" : host.substring(dot + 1);
        }
        return List.of();
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") ? lower.substring(4) : lower;
    }
}
