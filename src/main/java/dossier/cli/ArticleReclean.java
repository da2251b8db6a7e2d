package dossier.cli;

import dossier.dedupe.Differ;
import dossier.model.Content;
import dossier.model.Edit;
import dossier.model.Outlet;
import dossier.store.ChangeSet;
import dossier.store.Recleans;
import dossier.store.Recleans.Anew;
import dossier.store.Recleans.Held;
import dossier.store.WorkerLock;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a better cleaner, and better rules of sites, count for what is in the archive already.
@Command(
        name = "reclean",
        description = {
            "Cleans articles anew from the pages as they were fetched. Says what would change and changes nothing; with"
                    + " --apply it does it, as one change set that `article undo` takes back.",
            "What curators decided stands. It may be done while `run` is running."
        },
        sortOptions = false)
final class ArticleReclean implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Numbers or addresses of articles")
    private List<String> ids = List.of();

    @Option(names = "--outlet", paramLabel = "NAME", description = "All of this outlet; can be given several times")
    private List<String> outlets = List.of();

    @Option(names = "--from", paramLabel = "DAY", description = "Only those dated on this day or later (yyyy-mm-dd)")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--until", paramLabel = "DAY", description = "Only those dated on this day or before")
    private Optional<LocalDate> until = Optional.empty();

    @Option(names = "--all", description = "The whole archive")
    private boolean all;

    @Option(names = "--apply", description = "Do it")
    private boolean apply;

    @Option(names = "--samples", paramLabel = "N", description = "So many articles are shown (default: 5)")
    private int samples = 5;

    @Mixin
    private Actor actor = new Actor();

    ArticleReclean(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        boolean named = !ids.isEmpty() || !outlets.isEmpty() || from.isPresent() || until.isPresent();
        if (!named && !all) throw new Refused("reclean what? IDs, --outlet NAME, --from DAY, --until DAY, or --all");
        if (named && all) throw new Refused("--all and a choice of articles do not go together");
        return apply ? apply() : preview();
    }

    private Integer preview() {
        return dossier.show(house -> {
            Recleans.Scope scope = scope(house);
            Recleaner recleaner = new Recleaner(house, () -> false);
            Tally tally = new Tally(samples);
            long last = 0;
            long count = house.recleans().count(scope);
            try (Bar bar = Bar.of("Cleaning", dossier.err())) {
                for (List<Held> batch = house.recleans().next(scope, last);
                        !batch.isEmpty();
                        batch = house.recleans().next(scope, last)) {
                    recleaner.look(batch).forEach(tally::add);
                    last = batch.getLast().kept().id().value();
                    bar.show(tally.looked, count);
                }
            }
            return new Answer(tally::json, tally::print);
        });
    }

    private Integer apply() {
        try (House house = House.open(dossier, dossier.configuration());
                WorkerLock _ = RulesRerun.lock(dossier)) {
            Recleans.Scope scope = scope(house);
            Optional<ChangeSet> left = house.reruns().unfinished();
            left.ifPresent(set -> RulesRerun.goOn(dossier, house, set));
            boolean wasThis = left.filter(set -> set.state() == ChangeSet.State.RUNNING)
                    .filter(set -> set.kind() == ChangeSet.Kind.RECLEAN)
                    .filter(set -> house.recleans().scope(set).equals(scope))
                    .isPresent();
            if (!wasThis) {
                ChangeSet set = house.recleans().start(scope, actor.name());
                RulesRerun.report(dossier, house, RulesRerun.work(dossier, house, set));
            }
            RulesRerun.finishIndex(dossier, house);
        }
        return ExitCode.OK;
    }

    // which articles

    private Recleans.Scope scope(House house) {
        Set<Long> articles = new TreeSet<>();
        for (String id : ids)
            articles.add(ArticleCommand.article(dossier, house, id).id().value());
        return new Recleans.Scope(
                articles, slugs(house), start(house, from), start(house, until.map(day -> day.plusDays(1))));
    }

    private Set<String> slugs(House house) {
        Set<String> slugs = new TreeSet<>();
        List<Outlet> known = house.outlets().list();
        for (String name : outlets) {
            known.stream()
                    .filter(outlet -> outlet.name().equalsIgnoreCase(name)
                            || outlet.slug().equals(name))
                    .findFirst()
                    .ifPresentOrElse(outlet -> slugs.add(outlet.slug()), () -> {
                        throw new Refused("There is no outlet ‘%s’; there are: %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                known.stream().map(Outlet::name).toList())));
                    });
        }
        return slugs;
    }

    private static Optional<Instant> start(House house, Optional<LocalDate> day) {
        return day.map(
                date -> date.atStartOfDay(house.configuration().settings().zone("site.zone"))
                        .toInstant());
    }

    // what is told

    /// Counts what would change, and keeps some of it to be shown: those that lose most of their text first.
    private static final class Tally {
        /// An article that loses a greater share of its text wants to be looked at.
        private static final double MUCH = 0.2;

        private static final int LINES = 6;
        private static final int LONGEST = 100;

        private final int samples;
        private final List<Sample> shown = new ArrayList<>();
        private final Map<String, Integer> parts = new TreeMap<>();
        private final Map<String, Integer> left = new TreeMap<>();
        private long looked;
        private long changed;
        private long losing;
        private long gaining;

        Tally(int samples) {
            this.samples = samples;
        }

        /// An article that would change.
        ///
        /// @param lines of the text that go (`- `) or come (`+ `)
        record Sample(
                long article,
                String title,
                String outlet,
                List<String> parts,
                int charactersBefore,
                int charactersAfter,
                List<String> lines) {
            double share() {
                return charactersBefore == 0 ? 0 : (charactersAfter - charactersBefore) / (double) charactersBefore;
            }
        }

        void add(Recleaner.Look look) {
            looked++;
            look.left().ifPresent(why -> left.merge(why, 1, Integer::sum));
            look.anew().ifPresent(anew -> add(look.held(), anew));
        }

        private void add(Held held, Anew anew) {
            Sample sample = sample(held, anew);
            changed++;
            if (sample.share() < -MUCH) losing++;
            if (sample.share() > MUCH) gaining++;
            sample.parts().forEach(part -> parts.merge(part, 1, Integer::sum));
            shown.add(sample);
            shown.sort((one, other) -> Double.compare(one.share(), other.share()));
            if (shown.size() > samples) shown.removeLast();
        }

        private static Sample sample(Held held, Anew anew) {
            Content before = held.kept().content();
            Content after = anew.kept().content();
            List<String> lines = Differ.lines(before.text(), after.text()).stream()
                    .filter(edit -> edit.kind() != Edit.Kind.KEPT)
                    .limit(LINES)
                    .map(edit -> (edit.kind() == Edit.Kind.TAKEN ? "- " : "+ ") + cut(edit.text()))
                    .toList();
            return new Sample(
                    held.kept().id().value(),
                    before.title(),
                    held.kept().outlet().name(),
                    parts(before, after),
                    before.text().length(),
                    after.text().length(),
                    lines);
        }

        private static String cut(String line) {
            return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        }

        private static List<String> parts(Content before, Content after) {
            Set<String> parts = new LinkedHashSet<>();
            if (!before.title().equals(after.title())) parts.add("title");
            if (!before.authors().equals(after.authors())) parts.add("authors");
            if (!before.published().equals(after.published())) parts.add("date");
            if (!before.text().equals(after.text())) parts.add("text");
            else if (!before.body().equals(after.body())) parts.add("structure");
            if (!before.picture().equals(after.picture())) parts.add("lead picture");
            if (before.allowed() != after.allowed()) parts.add("permission");
            if (before.from() != after.from()) parts.add("source");
            if (parts.isEmpty()) parts.add("other");
            return List.copyOf(parts);
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("articles", looked);
            json.put("changed", changed);
            json.put("losing", losing);
            json.put("gaining", gaining);
            json.put("parts", parts);
            json.put("left", left);
            json.put("samples", shown);
            return json;
        }

        void print(PrintStream out) {
            for (Sample sample : shown) {
                out.printf(
                        "%d  %s, %s: %s; %,d characters, now %,d%n",
                        sample.article(),
                        Table.oneLine(sample.title()),
                        sample.outlet(),
                        String.join(", ", sample.parts()),
                        sample.charactersBefore(),
                        sample.charactersAfter());
                sample.lines().forEach(line -> out.println("  " + Table.oneLine(line)));
            }
            out.printf(
                    "%s looked at, %,d would change; %,d lose more than 20 %% of their text, %,d gain as much%n",
                    Table.articles(looked), changed, losing, gaining);
            if (!parts.isEmpty()) out.println("changed: " + counts(parts));
            if (!left.isEmpty()) out.println("left as they are: " + counts(left));
            if (changed > 0) out.println("Nothing was changed; --apply does it");
        }

        private static String counts(Map<String, Integer> counts) {
            Stream<String> each = counts.entrySet().stream().map(one -> one.getKey() + " " + one.getValue());
            return String.join(", ", each.toList());
        }
    }
}
