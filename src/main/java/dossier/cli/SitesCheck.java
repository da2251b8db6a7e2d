package dossier.cli;

import dossier.extract.SiteTrial;
import dossier.model.CaptureId;
import dossier.model.Page;
import dossier.model.Problem;
import dossier.site.Links;
import dossier.site.SiteRules;
import dossier.site.Sites;
import java.io.PrintStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tries the rules for single sites on the pages that we hold.
@Command(
        name = "check",
        description = "Tries the rules of config/sites on the pages that the archive holds, and changes nothing. Exit 3"
                + " where a selector finds nothing on any of them, or a test fails.")
final class SitesCheck implements Callable<Integer> {
    private static final int SAMPLES = 3;
    private final Dossier dossier;

    @Parameters(paramLabel = "HOST", arity = "0..*", description = "Only the rules of these hosts")
    private List<String> hosts = List.of();

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "20",
            description = "Try at most so many pages of a host, the newest (default: ${DEFAULT-VALUE})")
    private int pages = 20;

    SitesCheck(Dossier dossier) {
        this.dossier = dossier;
    }

    /// How rules fared.
    ///
    /// @param failed tests that failed, each with its reason
    private record Outcome(SiteRules rules, Map<URI, SiteTrial> trials, List<String> failed) {
        /// Selectors that found nothing on any page.
        List<String> idle() {
            if (trials.isEmpty()) return List.of();
            return rules.selectors().stream()
                    .filter(selector -> trials.values().stream()
                            .allMatch(trial -> trial.found().getOrDefault(selector, 0) == 0))
                    .toList();
        }

        String state() {
            if (!failed.isEmpty()) return "fails";
            if (trials.isEmpty()) return "untried";
            return idle().isEmpty() ? "well" : "idle";
        }

        boolean isWell() {
            return failed.isEmpty() && idle().isEmpty();
        }
    }

    @Override
    public Integer call() {
        if (pages < 1 || pages > 10_000) throw new Refused("--pages is a number from 1 to 10000, not " + pages);
        dossier.configuration();
        Sites sites = dossier.sites();
        List<SiteRules> wanted = wanted(sites);
        List<Outcome> outcomes = new ArrayList<>();
        int exit = dossier.show(house -> {
            wanted.forEach(rules -> outcomes.add(outcome(house, sites, rules)));
            return new Answer(() -> json(sites, outcomes), out -> print(out, sites, outcomes));
        });
        return outcomes.stream().allMatch(Outcome::isWell) ? exit : Dossier.PARTLY;
    }

    private List<SiteRules> wanted(Sites sites) {
        Set<String> known = new TreeSet<>();
        sites.all().forEach(rules -> known.add(Links.bare(rules.host())));
        for (String host : hosts) {
            if (!known.contains(Links.bare(host)))
                throw new Refused("There are no rules for " + host + "; there are some for " + firstOf(known));
        }
        List<String> named = hosts.stream().map(Links::bare).toList();
        return sites.all().stream()
                .filter(rules -> named.isEmpty() || named.contains(Links.bare(rules.host())))
                .toList();
    }

    private static String firstOf(Set<String> known) {
        if (known.isEmpty()) return "no host";
        String some = String.join(", ", known.stream().limit(20).toList());
        return known.size() > 20 ? some + " and " + (known.size() - 20) + " more" : some;
    }

    private Outcome outcome(House house, Sites sites, SiteRules rules) {
        Map<URI, SiteTrial> trials = new LinkedHashMap<>();
        for (CaptureId capture : house.captures().ofHost(Links.bare(rules.host()), pages)) {
            house.captures()
                    .read(capture)
                    .filter(page -> isFor(sites, rules, page))
                    .ifPresent(page ->
                            trials.putIfAbsent(page.address(), house.extractor().trial(page, rules)));
        }
        return new Outcome(rules, trials, failed(house, rules));
    }

    private static boolean isFor(Sites sites, SiteRules rules, Page.Fetched page) {
        return sites.of(page.address()).contains(rules)
                && rules.holdOn(page.at().atZone(ZoneOffset.UTC).toLocalDate());
    }

    /// Only pages that we hold are tested: a check asks nobody.
    private static List<String> failed(House house, SiteRules rules) {
        List<String> failed = new ArrayList<>();
        for (SiteRules.Test test : rules.tests()) {
            Optional<Page.Fetched> page = house.captures().newest(test.url()).flatMap(house.captures()::read);
            if (page.isEmpty()) continue;
            String text = house.extractor().text(page.get(), rules);
            if (text.isBlank()) failed.add(test.url() + ": no text");
            test.contains().stream()
                    .filter(words -> !text.contains(words))
                    .forEach(words -> failed.add(test.url() + ": ‘" + words + "’ is not in the text"));
        }
        return failed;
    }

    private static Map<String, Object> json(Sites sites, List<Outcome> outcomes) {
        List<String> remarks = remarks(sites).stream().map(Problem::toString).toList();
        return Map.of("rules", outcomes.stream().map(SitesCheck::json).toList(), "remarks", remarks);
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("host", outcome.rules().host());
        line.put("file", outcome.rules().origin().toString());
        line.put("state", outcome.state());
        line.put("idle", outcome.idle());
        line.put("failed", outcome.failed());
        line.put("pages", new TreeMap<>(outcome.trials()));
        return line;
    }

    private void print(PrintStream out, Sites sites, List<Outcome> outcomes) {
        Table table = new Table("STATE", "HOST", "PAGES", "TEXT WITH", "WITHOUT", "FILE");
        for (Outcome outcome : outcomes) {
            var trials = outcome.trials().values();
            table.row(
                    outcome.state(),
                    outcome.rules().host(),
                    trials.size(),
                    trials.stream().mapToInt(SiteTrial::ruled).sum(),
                    trials.stream().mapToInt(SiteTrial::unruled).sum(),
                    outcome.rules().origin());
        }
        out.println(table);
        outcomes.forEach(outcome -> details(out, outcome));
        remarks(sites).forEach(remark -> dossier.err().println(remark));
    }

    private static void details(PrintStream out, Outcome outcome) {
        outcome.idle().forEach(selector -> line(out, outcome, "finds nothing: " + selector));
        outcome.failed().forEach(failure -> line(out, outcome, failure));
        outcome.trials().values().stream()
                .flatMap(trial -> trial.lost().stream())
                .limit(SAMPLES)
                .forEach(lost -> line(out, outcome, "- " + cut(lost)));
        outcome.trials().values().stream()
                .flatMap(trial -> trial.gained().stream())
                .limit(SAMPLES)
                .forEach(gained -> line(out, outcome, "+ " + cut(gained)));
    }

    private static void line(PrintStream out, Outcome outcome, String text) {
        out.println("  " + outcome.rules().host() + "  " + Table.oneLine(text));
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static List<Problem> remarks(Sites sites) {
        List<Problem> remarks = new ArrayList<>(sites.remarks());
        sites.all().forEach(rules -> remarks.addAll(Mistakes.unreadable(rules)));
        return remarks;
    }
}
