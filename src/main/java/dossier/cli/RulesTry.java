package dossier.cli;

import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.query.QueryCheck;
import dossier.settings.Configuration;
import dossier.settings.RulesFile;
import dossier.store.Previews;
import dossier.store.Previews.OfTag;
import dossier.store.Previews.Touched;
import dossier.store.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a change of rules would do. Changes nothing.
@Command(
        name = "try",
        description = {
            "Shows what rules would do to the archive, and changes nothing: the edited rules.yaml, another file, or one"
                    + " query. `rules rerun` then does just that.",
            "+n: articles that would get the tag; -n: articles that would lose it. What curators decided stands."
        })
final class RulesTry implements Callable<Integer> {
    private static final int AROUND = 60;

    private final Dossier dossier;

    @Parameters(
            paramLabel = "FILE|QUERY",
            arity = "0..*",
            description = "A rules file, or a query (default: rules.yaml of the configuration)")
    private List<String> words = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "The tag that a query is tried for (default: a new one)")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The rule that a query is tried in the place of (default: the one called like the tag)")
    private Optional<String> name = Optional.empty();

    @Option(names = "--outlet", paramLabel = "NAME", description = "The outlets that a query applies to (default: all)")
    private List<String> outlets = List.of();

    @Option(names = "--review", description = "What the query tags waits for a curator")
    private boolean review;

    @Option(names = "--samples", paramLabel = "N", description = "So many articles of each kind (default: 5)")
    private int samples = 5;

    RulesTry(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        if (samples < 0) throw new Refused("--samples is a number of articles, not " + samples);
        long began = System.nanoTime();
        return dossier.act(house -> {
            RulesRerun.finishIndex(dossier, house);
            List<Rule> rules = rules(house.configuration(), house.rules());
            Preview preview = new Preview(house, dossier.err());
            Previews.Forecast forecast = preview.of(rules);
            Samples few = Samples.of(forecast, samples, house, preview, rules);
            ZoneId zone = house.configuration().settings().zone("site.zone");
            dossier.print(new Answer(() -> json(forecast, few, zone), out -> out.print(text(forecast, few, zone))));
            dossier.err()
                    .printf(
                            Locale.ROOT,
                            "%s looked at in %.1f s; nothing was changed%n",
                            Table.articles(forecast.figures().articles()),
                            (System.nanoTime() - began) / 1e9);
        });
    }

    // the rules

    /// With a file the rules of the desk as well: they would be run with it.
    private List<Rule> rules(Configuration configuration, Rules known) {
        String text = String.join(" ", words).strip();
        boolean file = text.endsWith(".yaml") || text.endsWith(".yml");
        if (!text.isEmpty() && !file) return List.of(query(text, configuration, known));
        List<Rule> rules = new ArrayList<>(file ? fromFile(Path.of(text), configuration) : configuration.rules());
        Set<String> names = rules.stream().map(Rule::name).collect(Collectors.toSet());
        known.all().stream()
                .filter(rule -> rule.active() && rule.origin() == Rules.Origin.DESK && !names.contains(rule.name()))
                .forEach(rule -> rules.add(rule.version().rule()));
        return rules;
    }

    private Rule query(String text, Configuration configuration, Rules known) {
        QueryCheck.ruleProblem(text).ifPresent(problem -> {
            throw new Refused(text + "\n" + problem);
        });
        List<String> names =
                configuration.outlets().stream().map(outlet -> outlet.name()).toList();
        outlets.stream().filter(outlet -> !names.contains(outlet)).findFirst().ifPresent(stranger -> {
            throw new Refused("No outlet is called %s. There are: %s".formatted(stranger, String.join(", ", names)));
        });
        String called = name.or(() -> tag).orElse("(new)");
        String gives = tag.or(() ->
                        known.find(called).map(rule -> rule.version().rule().tag()))
                .orElse(called);
        return new Rule(called, gives, text, outlets, review, new Place("the call", 0));
    }

    private static List<Rule> fromFile(Path file, Configuration configuration) {
        if (!Files.exists(file)) throw new Refused(file + ": there is no such file");
        List<Problem> problems = new ArrayList<>();
        Set<String> outlets =
                configuration.outlets().stream().map(outlet -> outlet.name()).collect(Collectors.toSet());
        List<Rule> rules = RulesFile.read(file, problems, outlets);
        problems.addAll(Mistakes.in(rules));
        if (!problems.isEmpty()) throw new Refused(problems);
        return rules;
    }

    // the samples

    /// Some of the articles, with title and words.
    private record Samples(int most, Map<Long, Kept> articles, Map<Long, List<Match>> matches) {
        static Samples of(Previews.Forecast forecast, int most, House house, Preview preview, List<Rule> rules) {
            List<Long> ids = forecast.tags().values().stream()
                    .flatMap(tag -> Stream.of(tag.added(), tag.lost(), tag.waiting()))
                    .flatMap(list -> newest(list, most).stream())
                    .map(touched -> touched.article().value())
                    .distinct()
                    .toList();
            Map<Long, Kept> articles = new HashMap<>();
            house.previews()
                    .articles(ids)
                    .forEach(kept -> articles.put(kept.id().value(), kept));
            return new Samples(most, articles, preview.explained(rules, ids));
        }

        static List<Touched> newest(List<Touched> list, int most) {
            return list.stream()
                    .sorted((one, other) -> other.dated().compareTo(one.dated()))
                    .limit(most)
                    .toList();
        }

        List<Line> lines(String tag, List<Touched> list) {
            return newest(list, most).stream()
                    .flatMap(touched ->
                            Optional.ofNullable(articles.get(touched.article().value()))
                                    .map(kept -> line(tag, touched, kept))
                                    .stream())
                    .toList();
        }

        private Line line(String tag, Touched touched, Kept kept) {
            List<Hit> hits = matches.getOrDefault(touched.article().value(), List.of()).stream()
                    .filter(match -> match.rule().rule().tag().equals(tag))
                    .flatMap(match -> match.hits().stream())
                    .toList();
            return new Line(
                    touched.article().value(),
                    touched.outlet(),
                    kept.content().title(),
                    touched.dated().toString(),
                    touched.shownBefore(),
                    touched.shownAfter(),
                    hits.stream().map(Hit::words).distinct().toList(),
                    around(kept, hits));
        }

        /// The text around the first words, these marked «so».
        private static String around(Kept kept, List<Hit> hits) {
            Optional<Hit> first =
                    hits.stream().filter(hit -> hit.field().equals("text")).findFirst();
            if (first.isEmpty()) return "";
            String text = kept.content().text();
            int from = Math.max(0, first.get().start() - AROUND);
            int to = Math.min(text.length(), first.get().end() + AROUND);
            StringBuilder around = new StringBuilder(from > 0 ? "…" : "");
            int at = from;
            for (Hit hit : hits) {
                if (!hit.field().equals("text") || hit.start() < at || hit.end() > to) continue;
                around.append(text, at, hit.start())
                        .append('«')
                        .append(hit.words())
                        .append('»');
                at = hit.end();
            }
            around.append(text, at, to).append(to < text.length() ? "…" : "");
            return around.toString().replaceAll("\\s+", " ");
        }
    }

    private record Line(
            long id,
            String outlet,
            String title,
            String date,
            boolean shown,
            boolean wouldBeShown,
            List<String> words,
            String text) {}

    // the answer

    private static String text(Previews.Forecast forecast, Samples few, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        forecast.tags().forEach((tag, of) -> {
            text.append(SetLine.tag(tag, forecast.figures().of(tag))).append(", %d stay%n".formatted(of.stays()));
            text.append(published(of));
            text.append(counts("by outlet", grouped(of, Touched::outlet)));
            text.append(counts("by month", grouped(of, touched -> month(touched, zone))));
            few.lines(tag, of.added()).forEach(line -> text.append(line("+", line)));
            few.lines(tag, of.lost()).forEach(line -> text.append(line("-", line)));
            few.lines(tag, of.waiting()).forEach(line -> text.append(line("?", line)));
        });
        forecast.scores().forEach((rule, scores) -> text.append(score(rule, scores)));
        text.append("%d more articles would be shown, %d no longer%n"
                .formatted(forecast.figures().shown(), forecast.figures().hidden()));
        return text.toString();
    }

    private static String published(OfTag of) {
        if (of.added().isEmpty() && of.lost().isEmpty()) return "";
        return "  of +%d: %d are shown now, %d would be shown anew; of -%d: %d are shown now, %d would be hidden%n"
                .formatted(
                        of.added().size(),
                        count(of.added(), Touched::shownBefore),
                        count(of.added(), touched -> !touched.shownBefore() && touched.shownAfter()),
                        of.lost().size(),
                        count(of.lost(), Touched::shownBefore),
                        count(of.lost(), touched -> touched.shownBefore() && !touched.shownAfter()));
    }

    private static long count(List<Touched> list, java.util.function.Predicate<Touched> which) {
        return list.stream().filter(which).count();
    }

    private static String month(Touched touched, ZoneId zone) {
        return YearMonth.from(touched.dated().atZone(zone)).toString();
    }

    /// +n and -n by what the function says.
    private static Map<String, Group> grouped(OfTag of, Function<Touched, String> by) {
        Map<String, Group> groups = new TreeMap<>();
        of.added().forEach(touched -> groups.merge(by.apply(touched), new Group(1, 0), Group::plus));
        of.lost().forEach(touched -> groups.merge(by.apply(touched), new Group(0, 1), Group::plus));
        return groups;
    }

    private record Group(long added, long lost) {
        Group plus(Group other) {
            return new Group(added + other.added, lost + other.lost);
        }
    }

    private static String counts(String what, Map<String, Group> groups) {
        if (groups.isEmpty()) return "";
        String each = groups.entrySet().stream()
                .sorted((one, other) -> Long.compare(
                        other.getValue().added() + other.getValue().lost(),
                        one.getValue().added() + one.getValue().lost()))
                .limit(12)
                .map(group -> "%s +%d -%d"
                        .formatted(
                                Table.oneLine(group.getKey()),
                                group.getValue().added(),
                                group.getValue().lost()))
                .collect(Collectors.joining(", "));
        return "  %s: %s%s%n".formatted(what, each, groups.size() > 12 ? ", …" : "");
    }

    private static String line(String sign, Line line) {
        String text = "  %s %d  %s: %s%n".formatted(sign, line.id(), line.outlet(), Table.oneLine(line.title()));
        return line.text().isEmpty() ? text : text + "        %s%n".formatted(Table.oneLine(line.text()));
    }

    private static String score(String rule, Previews.Scores scores) {
        Previews.Score before = scores.before();
        Previews.Score after = scores.after();
        if (after.right() + after.wrong() + after.missed() == 0) return "";
        return "rule %s against %d decisions: precision %s -> %s, recall %s -> %s%n"
                .formatted(
                        Table.oneLine(rule),
                        decisions(before, after),
                        percent(before.precision()),
                        percent(after.precision()),
                        percent(before.recall()),
                        percent(after.recall()));
    }

    private static long decisions(Previews.Score before, Previews.Score after) {
        return Math.max(
                before.right() + before.wrong() + before.missed(), after.right() + after.wrong() + after.missed());
    }

    /// As `rules list` shows it.
    static String percent(Optional<Double> share) {
        return share.map(value -> Math.round(value * 100) + " %").orElse("?");
    }

    private static Map<String, Object> json(Previews.Forecast forecast, Samples few, ZoneId zone) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("articles", forecast.figures().articles());
        result.put("shown", forecast.figures().shown());
        result.put("hidden", forecast.figures().hidden());
        result.put(
                "tags",
                forecast.tags().entrySet().stream()
                        .map(tag -> json(tag.getKey(), tag.getValue(), few, zone))
                        .toList());
        result.put("rules", forecast.scores());
        return result;
    }

    private static Map<String, Object> json(String tag, OfTag of, Samples few, ZoneId zone) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("tag", tag);
        line.put("added", of.added().size());
        line.put("lost", of.lost().size());
        line.put("waiting", of.waiting().size());
        line.put("stays", of.stays());
        line.put("added_shown_now", count(of.added(), Touched::shownBefore));
        line.put("lost_shown_now", count(of.lost(), Touched::shownBefore));
        line.put("by_outlet", grouped(of, Touched::outlet));
        line.put("by_month", grouped(of, touched -> month(touched, zone)));
        line.put("samples_added", few.lines(tag, of.added()));
        line.put("samples_lost", few.lines(tag, of.lost()));
        line.put("samples_waiting", few.lines(tag, of.waiting()));
        return line;
    }
}
