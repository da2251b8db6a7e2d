package dossier.cli;

import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.settings.Configuration;
import dossier.settings.RulesWriter;
import dossier.store.Previews;
import dossier.store.RuleStatistics;
import dossier.store.Rules;
import dossier.store.Tags;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What there is to know of rules and tags.
final class RulesTell {
    private static final int DEAD_AFTER = 30;

    private RulesTell() {}

    /// A rule, its numbers and what is wrong with it.
    ///
    /// @param leadsTo what the tag is called now, where that is not what the rule says
    /// @param precision share of what it matches that curators agree with; empty: nobody decided
    /// @param recall share of what curators gave its tag that it matches
    /// @param alarm empty where all is well
    record Line(
            String rule,
            String tag,
            Optional<String> leadsTo,
            Rules.Origin origin,
            int version,
            long articles,
            long waiting,
            Optional<Instant> lastHit,
            Optional<Double> precision,
            Optional<Double> recall,
            String alarm,
            boolean review,
            int cap,
            List<String> outlets,
            String match) {
        /// As the rule says it, and where that leads.
        String tagged() {
            return leadsTo.map(now -> tag + " → " + now).orElse(tag);
        }
    }

    /// The rules and what they brought.
    @Command(
            name = "list",
            description = "Shows each rule: its articles, its last one, how it agrees with what curators decided, and"
                    + " whether it seems dead or runs away.")
    static final class Listing implements Callable<Integer> {
        private final Dossier dossier;

        @Option(names = "--outlet", paramLabel = "NAME", description = "Only rules that apply to this outlet")
        private Optional<String> outlet = Optional.empty();

        @Option(
                names = "--dead-after",
                paramLabel = "DAYS",
                description = "A rule without an article for so long seems dead (default: 30)")
        private int deadAfter = DEAD_AFTER;

        Listing(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            Configuration configuration = dossier.configuration();
            outlet.ifPresent(name -> RulesDesk.checkOutlets(configuration, List.of(name)));
            return dossier.show(house -> {
                house.followWhereNobodyWorks(dossier.data());
                List<Rules.Known> rules = house.rules().all().stream()
                        .filter(Rules.Known::active)
                        .filter(rule -> outlet.map(name -> rule.version().rule().appliesTo(name))
                                .orElse(true))
                        .toList();
                List<Line> lines = lines(house, rules, deadAfter);
                return Answer.of(lines, table(lines));
            });
        }

        private static Table table(List<Line> lines) {
            Table table = new Table(
                    "RULE",
                    "TAG",
                    "FROM",
                    "ARTICLES",
                    "WAIT",
                    "LAST",
                    "PRECISION",
                    "RECALL",
                    "ALARM",
                    "OUTLETS",
                    "MATCH");
            for (Line line : lines)
                table.row(
                        line.rule(),
                        line.tagged(),
                        line.origin().name().toLowerCase(Locale.ROOT),
                        line.articles(),
                        line.waiting(),
                        line.lastHit().map(at -> at.toString().substring(0, 10)).orElse("never"),
                        RulesTry.percent(line.precision()),
                        RulesTry.percent(line.recall()),
                        line.alarm().isEmpty() ? "-" : line.alarm(),
                        line.outlets().isEmpty() ? "all" : String.join(", ", line.outlets()),
                        line.match());
            return table;
        }
    }

    private static List<Line> lines(House house, List<Rules.Known> rules, int deadAfter) {
        Map<String, RuleStatistics.OfRule> statistics = house.statistics().all();
        Map<String, Previews.Score> scores = house.previews()
                .scores(rules.stream().map(rule -> rule.version().rule()).toList());
        Optional<Instant> newest = house.statistics().newestArticle();
        Tags tags = house.tags();
        return rules.stream()
                .map(rule -> line(
                        rule,
                        statistics.getOrDefault(rule.name(), RuleStatistics.OfRule.NONE),
                        scores.getOrDefault(rule.name(), Previews.Score.NONE),
                        newest,
                        deadAfter,
                        tags))
                .toList();
    }

    private static Line line(
            Rules.Known known,
            RuleStatistics.OfRule numbers,
            Previews.Score score,
            Optional<Instant> newest,
            int deadAfter,
            Tags tags) {
        Rule rule = known.version().rule();
        return new Line(
                rule.name(),
                rule.tag(),
                Optional.of(tags.now(rule.tag())).filter(now -> !now.equals(rule.tag())),
                known.origin(),
                known.version().version(),
                numbers.inForce(),
                numbers.waiting(),
                numbers.last(),
                score.precision(),
                score.recall(),
                numbers.alarm(known.since(), newest, deadAfter)
                        .map(RuleStatistics.Alarm::sentence)
                        .orElse(""),
                rule.review(),
                rule.cap(),
                rule.outlets(),
                rule.match());
    }

    /// One rule in full.
    @Command(name = "show", description = "Shows one rule: its numbers, its articles by day, its decisions.")
    static final class Show implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "NAME", description = "The name of the rule")
        private String name = "";

        @Option(names = "--days", paramLabel = "N", description = "Articles of so many days (default: 14)")
        private int days = 14;

        Show(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                house.followWhereNobodyWorks(dossier.data());
                Rules.Known rule = known(house, name);
                Line line = lines(house, List.of(rule), DEAD_AFTER).getFirst();
                Map<LocalDate, Long> byDay = house.statistics().byDay(name, days);
                return new Answer(() -> Map.of("rule", line, "days", byDay), out -> print(out, rule, line, byDay));
            });
        }

        private static void print(PrintStream out, Rules.Known rule, Line line, Map<LocalDate, Long> byDay) {
            out.printf(
                    "%s, version %d since %s, from the %s%s%n",
                    Table.oneLine(line.rule()),
                    line.version(),
                    rule.since(),
                    line.origin().name().toLowerCase(Locale.ROOT),
                    rule.active() ? "" : ", no longer in force");
            out.printf("match   %s%n", Table.oneLine(line.match()));
            out.printf("tag     %s%n", Table.oneLine(line.tagged()));
            out.printf("outlets %s%n", line.outlets().isEmpty() ? "all" : String.join(", ", line.outlets()));
            if (line.review()) out.println("review  what it tags waits for a curator");
            if (line.cap() > 0) out.printf("cap     %d articles a day%n", line.cap());
            out.printf(
                    "%d articles, %d wait, the last %s%n",
                    line.articles(),
                    line.waiting(),
                    line.lastHit().map(Instant::toString).orElse("never"));
            out.printf(
                    "precision %s, recall %s against what curators decided%n",
                    RulesTry.percent(line.precision()), RulesTry.percent(line.recall()));
            if (!line.alarm().isEmpty()) out.println("alarm: " + line.alarm());
            byDay.forEach((day, hits) -> out.printf("%s  %d%n", day, hits));
        }
    }

    /// Each wording that a rule had.
    @Command(name = "history", description = "Shows each wording that a rule had, newest first.")
    static final class History implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "NAME", description = "The name of the rule")
        private String name = "";

        History(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                known(house, name);
                List<Rules.Wording> history = house.rules().history(name);
                Table table = new Table("VERSION", "SINCE", "BY", "TAG", "OUTLETS", "REVIEW", "CAP", "MATCH");
                for (Rules.Wording wording : history) row(table, wording);
                return Answer.of(history, table);
            });
        }

        private static void row(Table table, Rules.Wording wording) {
            RuleVersion version = wording.version();
            Rule rule = version.rule();
            table.row(
                    version.version(),
                    wording.since(),
                    wording.actor().isEmpty() ? "rules.yaml" : wording.actor(),
                    rule.tag(),
                    rule.outlets().isEmpty() ? "all" : String.join(", ", rule.outlets()),
                    rule.review() ? "yes" : "no",
                    rule.cap() == 0 ? "-" : rule.cap(),
                    rule.match());
        }
    }

    /// The rules as a file.
    @Command(
            name = "export",
            description =
                    "Writes the rules in force, those of the desk among them, as a rules.yaml that can be read again.")
    static final class Export implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to (default: standard output)")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--desk", description = "Only the rules of the desk")
        private boolean desk;

        Export(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.act(house -> {
                house.followWhereNobodyWorks(dossier.data());
                List<Rule> rules = house.rules().all().stream()
                        .filter(Rules.Known::active)
                        .filter(rule -> !desk || rule.origin() == Rules.Origin.DESK)
                        .map(rule -> rule.version().rule())
                        .toList();
                String yaml = RulesWriter.text(
                        rules, desk ? List.of() : house.configuration().tags());
                if (file.isPresent()) write(file.get(), yaml);
                else dossier.out().print(yaml);
            });
        }

        private static void write(Path file, String yaml) {
            try {
                Files.writeString(file, yaml, StandardCharsets.UTF_8);
            } catch (IOException failed) {
                throw new UncheckedIOException(file + " cannot be written", failed);
            }
        }
    }

    /// The tags, their names and what stands above them.
    @Command(
            name = "tags",
            description =
                    "Shows each tag: its articles, its parent, the names that lead to it. With --apply, takes over"
                            + " names and parents from rules.yaml first, also while `run` is running.")
    static final class TagList implements Callable<Integer> {
        private final Dossier dossier;

        @Option(names = "--apply", description = "Renames and merges now as rules.yaml says")
        private boolean apply;

        TagList(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                house.followWhereNobodyWorks(dossier.data());
                if (apply) house.tags().sync(house.configuration().tags());
                List<Tags.Known> tags = house.tags().all();
                Table table = new Table("TAG", "ARTICLES", "PARENT", "OTHER NAMES");
                for (Tags.Known tag : tags)
                    table.row(tag.name(), tag.articles(), tag.parent().orElse("-"), String.join(", ", tag.others()));
                return Answer.of(tags, table);
            });
        }
    }

    private static Rules.Known known(House house, String name) {
        return house.rules()
                .find(name)
                .orElseThrow(
                        () -> new Refused("There is no rule ‘%s’; `rules list` tells which there are".formatted(name)));
    }
}
