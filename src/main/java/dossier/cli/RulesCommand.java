package dossier.cli;

import dossier.model.Indexable;
import dossier.model.Match;
import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.TagCount;
import dossier.query.QueryCheck;
import dossier.rules.Watch;
import dossier.settings.Configuration;
import dossier.settings.RulesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Everything about rules.
@Command(name = "rules", description = "Lists and tries rules.", synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Callable<Integer> {
    private final Dossier dossier;

    private RulesCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    static CommandLine with(Dossier dossier) {
        return new CommandLine(new RulesCommand(dossier))
                .addSubcommand(new Listing(dossier))
                .addSubcommand(new RulesTry(dossier))
                .addSubcommand(new RulesRerun(dossier))
                .addSubcommand(new RulesUndo(dossier))
                .addSubcommand(new RulesUndo.Sets(dossier));
    }

    /// Without a word more: the list.
    @Override
    public Integer call() {
        return new Listing(dossier).call();
    }

    /// The rules and what they brought.
    @Command(name = "list", description = "Shows each rule and how many articles are shown under its tag.")
    static final class Listing implements Callable<Integer> {
        private final Dossier dossier;

        Listing(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                Map<String, Long> counts = house.archive().aside().tags().stream()
                        .collect(Collectors.toMap(TagCount::tag, TagCount::articles));
                List<Line> lines = house.configuration().rules().stream()
                        .map(rule -> line(rule, counts))
                        .toList();
                return Answer.of(lines, table(lines));
            });
        }

        private static Line line(Rule rule, Map<String, Long> counts) {
            return new Line(
                    rule.name(),
                    rule.tag(),
                    counts.getOrDefault(rule.tag(), 0L),
                    rule.review(),
                    rule.outlets(),
                    rule.match(),
                    rule.place().toString());
        }

        private static Table table(List<Line> lines) {
            Table table = new Table("RULE", "TAG", "ARTICLES", "OUTLETS", "MATCH");
            for (Line line : lines) {
                String scope = line.outlets().isEmpty() ? "all" : String.join(", ", line.outlets());
                table.row(line.rule(), line.tag(), line.articles(), scope, line.match());
            }
            return table;
        }

        private record Line(
                String rule,
                String tag,
                long articles,
                boolean review,
                List<String> outlets,
                String match,
                String place) {}
    }
}
