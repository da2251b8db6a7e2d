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
import picocli.CommandLine.ExitCode;
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
                .addSubcommand(new Trial(dossier));
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
            Configuration configuration = dossier.configuration();
            try (House house = House.open(dossier, configuration)) {
                Map<String, Long> counts = house.archive().aside().tags().stream()
                        .collect(Collectors.toMap(TagCount::tag, TagCount::articles));
                List<Line> lines = configuration.rules().stream()
                        .map(rule -> line(rule, counts))
                        .toList();
                if (dossier.json()) dossier.out().println(Json.of(lines));
                else dossier.out().println(table(lines));
            }
            return ExitCode.OK;
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

    /// What a change of rules would do. Changes nothing.
    @Command(
            name = "try",
            description = {
                "Shows what rules would do to the archive, and changes nothing: the edited rules.yaml, another file,"
                        + " or one query.",
                "+n: articles that would get the tag; -n: articles that would lose it; waiting: articles that a curator"
                        + " would have to decide on, as review: true asks."
            })
    static final class Trial implements Callable<Integer> {
        private static final int SAMPLES = 5;
        private final Dossier dossier;

        @Parameters(
                paramLabel = "FILE|QUERY",
                arity = "0..*",
                description = "A rules file, or a query (default: rules.yaml of the configuration)")
        private List<String> words = List.of();

        @Option(
                names = "--tag",
                paramLabel = "TAG",
                description = "The tag that a query is tried for (default: a new one)")
        private Optional<String> tag = Optional.empty();

        Trial(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            Configuration configuration = dossier.configuration();
            List<Rule> rules = rules(configuration);
            Map<String, Effect> effects = new TreeMap<>();
            for (Rule rule : rules) effects.put(rule.tag(), Effect.none(rule.tag()));
            long articles = 0;
            try (House house = House.open(dossier, configuration);
                    Watch watch = watch(rules, configuration.settings().zone("site.zone"))) {
                for (Indexable article : house.allArticles()) {
                    articles++;
                    weigh(article, watch.match(article.kept()).matches(), effects);
                }
            }
            if (dossier.json()) dossier.out().println(Json.of(Map.of("articles", articles, "tags", effects.values())));
            else effects.values().forEach(effect -> dossier.out().print(effect.sentence()));
            dossier.err().println(articles + " articles looked at; nothing was changed");
            return ExitCode.OK;
        }

        private List<Rule> rules(Configuration configuration) {
            String text = String.join(" ", words).strip();
            if (text.isEmpty()) return configuration.rules();
            if (text.endsWith(".yaml") || text.endsWith(".yml")) return fromFile(Path.of(text), configuration);
            QueryCheck.ruleProblem(text).ifPresent(problem -> {
                throw new Refused(text + "\n" + problem);
            });
            String name = tag.orElse("(new)");
            return List.of(new Rule(name, name, text, List.of(), false, new Place("the call", 0)));
        }

        private static List<Rule> fromFile(Path file, Configuration configuration) {
            if (!Files.exists(file)) throw new Refused(file + ": there is no such file");
            List<Problem> problems = new ArrayList<>();
            Set<String> outlets = configuration.outlets().stream()
                    .map(outlet -> outlet.name())
                    .collect(Collectors.toSet());
            List<Rule> rules = RulesFile.read(file, problems, outlets);
            problems.addAll(Mistakes.in(rules));
            if (!problems.isEmpty()) throw new Refused(problems);
            return rules;
        }

        private static Watch watch(List<Rule> rules, ZoneId zone) {
            return new Watch(
                    rules.stream().map(rule -> new RuleVersion(rule, 0)).toList(), zone);
        }

        private static void weigh(Indexable article, List<Match> matches, Map<String, Effect> effects) {
            Set<String> matched = new TreeSet<>();
            Set<String> after = new TreeSet<>();
            for (Match match : matches) {
                Rule rule = match.rule().rule();
                matched.add(rule.tag());
                if (!rule.review() && !article.kept().outlet().review()) after.add(rule.tag());
            }
            for (Effect effect : new ArrayList<>(effects.values())) {
                boolean before = article.tags().contains(effect.tag());
                boolean stays = before && matched.contains(effect.tag());
                if (stays) effects.put(effect.tag(), effect.oneMoreStays());
                else if (before) effect.lost().add(Sample.of(article));
                else if (after.contains(effect.tag())) effect.added().add(Sample.of(article));
                else if (matched.contains(effect.tag())) effect.waiting().add(Sample.of(article));
            }
        }

        /// An article that a trial would touch.
        private record Sample(long id, String outlet, String title) {
            static Sample of(Indexable article) {
                return new Sample(
                        article.kept().id().value(),
                        article.kept().outlet().name(),
                        article.kept().content().title());
            }
        }

        /// What a trial would do to one tag. What is in force stays so, although review was asked for since.
        private record Effect(String tag, List<Sample> added, List<Sample> lost, List<Sample> waiting, long stays) {
            static Effect none(String tag) {
                return new Effect(tag, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
            }

            Effect oneMoreStays() {
                return new Effect(tag, added, lost, waiting, stays + 1);
            }

            String sentence() {
                String pending = waiting.isEmpty() ? "" : ", %d waiting for review".formatted(waiting.size());
                StringBuilder text = new StringBuilder(
                        "%s: +%d -%d, %d stay%s%n".formatted(tag, added.size(), lost.size(), stays, pending));
                added.stream().limit(SAMPLES).forEach(sample -> text.append(line("+", sample)));
                lost.stream().limit(SAMPLES).forEach(sample -> text.append(line("-", sample)));
                waiting.stream().limit(SAMPLES).forEach(sample -> text.append(line("?", sample)));
                return text.toString();
            }

            private static String line(String sign, Sample sample) {
                return "  %s %d  %s: %s%n".formatted(sign, sample.id(), sample.outlet(), Table.oneLine(sample.title()));
            }
        }
    }
}
