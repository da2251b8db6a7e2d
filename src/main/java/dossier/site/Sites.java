package dossier.site;

import dossier.model.Problem;
import dossier.site.SiteRules.Reach;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The rules of all hosts that have some.
public final class Sites {
    /// No host has any.
    public static final Sites NONE = new Sites(List.of(), List.of());

    private final Map<String, List<SiteRules>> byHost = new TreeMap<>();

    private final List<Problem> remarks;

    private Sites(List<SiteRules> all, List<Problem> remarks) {
        this.remarks = List.copyOf(remarks);
        for (SiteRules rules : all) {
            byHost.computeIfAbsent(Links.bare(rules.host()), _ -> new ArrayList<>())
                    .add(rules);
        }
    }

    /// Reads `<host>.yaml` of a folder, and `<host>.txt` in the format of ftr-site-config; what is wrong with them is
    /// added to the problems. No folder, no rules.
    public static Sites read(Path folder, List<Problem> problems) {
        return read(List.of(folder), problems);
    }

    /// Reads several folders. Where two files speak of one host, those of the earlier folder come first, and within a
    /// folder YAML comes before ftr-site-config.
    public static Sites read(List<Path> folders, List<Problem> problems) {
        List<SiteRules> rules = new ArrayList<>();
        List<Problem> remarks = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : files(folder, ".yaml", problems)) rules.addAll(SiteFile.read(file, problems));
            for (Path file : files(folder, ".txt", problems))
                FtrFile.read(file, remarks).ifPresent(rules::add);
        }
        return rules.isEmpty() && remarks.isEmpty() ? NONE : new Sites(rules, remarks);
    }

    private static List<Path> files(Path folder, String suffix, List<Problem> problems) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(SiteFile.problem(folder, 0, "cannot be listed: " + unreadable.getMessage()));
            return List.of();
        }
    }

    /// What could not be read in files of ftr-site-config, and is passed over.
    public List<Problem> remarks() {
        return remarks;
    }

    /// All rules, by host.
    public List<SiteRules> all() {
        return byHost.values().stream().flatMap(List::stream).toList();
    }

    /// The rules for the host of an address: its own, else those of the nearest domain above it. Several where they
    /// hold at different times, or where two files speak of the host.
    public List<SiteRules> of(URI address) {
        String host = address.getHost() == null ? "" : Links.bare(address.getHost());
        for (String domain = host; !domain.isEmpty(); domain = above(domain)) {
            boolean own = domain.equals(host);
            List<SiteRules> found = byHost.getOrDefault(domain, List.of()).stream()
                    .filter(rules -> rules.reach() != (own ? Reach.BELOW : Reach.HOST))
                    .toList();
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    private static String above(String domain) {
        return domain.substring(domain.indexOf('.') < 0 ? domain.length() : domain.indexOf('.') + 1);
    }
}
