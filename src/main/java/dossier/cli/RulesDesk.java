package dossier.cli;

import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.query.QueryCheck;
import dossier.settings.Configuration;
import dossier.store.Rules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Rules of the desk: written into the database, not into rules.yaml. A running worker takes them over within seconds.
final class RulesDesk {
    private RulesDesk() {}

    /// A rule that is not there yet.
    @Command(
            name = "add",
            description =
                    "Adds a rule of the desk. `rules try` shows before what it would do, `rules rerun NAME` runs it"
                            + " over the archive.")
    static final class Add implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "NAME", description = "The name of the rule; the tag too, without --tag")
        private String name = "";

        @Option(names = "--match", paramLabel = "QUERY", required = true, description = "The query")
        private String match = "";

        @Mixin
        private Parts parts = new Parts();

        @Mixin
        private Actor actor = new Actor();

        Add(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                house.followWhereNobodyWorks(dossier.data());
                Optional<Rules.Known> known = house.rules().find(name).filter(Rules.Known::active);
                if (known.filter(rule -> rule.origin() == Rules.Origin.DESK).isPresent())
                    throw new Refused(
                            "The desk has a rule ‘%s’ already: rules edit ‘%s’ changes it".formatted(name, name));
                Rule blank = new Rule(name, name, match, List.of(), false, new Place("rule " + name, 0));
                return write(house, parts.over(blank), actor.name());
            });
        }
    }

    /// Another wording of a rule.
    @Command(
            name = "edit",
            description =
                    "Changes a rule of the desk: what is not named stays as it is. `rules history NAME` keeps each"
                            + " wording.")
    static final class Edit implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "NAME", description = "The name of the rule")
        private String name = "";

        @Option(names = "--match", paramLabel = "QUERY", description = "The query")
        private Optional<String> match = Optional.empty();

        @Mixin
        private Parts parts = new Parts();

        @Mixin
        private Actor actor = new Actor();

        Edit(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                house.followWhereNobodyWorks(dossier.data());
                Rule old = desk(house, name).version().rule();
                Rule fresh = new Rule(
                        name,
                        old.tag(),
                        match.orElse(old.match()),
                        old.outlets(),
                        old.review(),
                        old.cap(),
                        old.place());
                return write(house, parts.over(fresh), actor.name());
            });
        }
    }

    /// No longer a rule.
    @Command(
            name = "remove",
            description =
                    "Takes a rule of the desk out of force. What it tagged stays tagged until `rules rerun NAME`.")
    static final class Remove implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "NAME", description = "The name of the rule")
        private String name = "";

        Remove(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.act(house -> {
                desk(house, name);
                house.rules().remove(name);
                dossier.err().println("Rule ‘" + name + "’ tags nothing more; what it tagged stays tagged");
            });
        }
    }

    /// What a rule has besides its name and query.
    static final class Parts {
        @Option(names = "--tag", paramLabel = "TAG", description = "What a matching article is tagged with")
        private Optional<String> tag = Optional.empty();

        @Option(names = "--outlet", paramLabel = "NAME", description = "Applies to this outlet; may be given again")
        private Optional<List<String>> outlets = Optional.empty();

        @Option(names = "--all-outlets", description = "Applies to all outlets")
        private boolean allOutlets;

        @Option(names = "--review", negatable = true, description = "What it tags waits for a curator (or not)")
        private Optional<Boolean> review = Optional.empty();

        @Option(
                names = "--cap",
                paramLabel = "N",
                description = "Tags so many articles a day by itself, the rest waits for a curator; 0: no limit")
        private Optional<Integer> cap = Optional.empty();

        Rule over(Rule rule) {
            if (cap.orElse(0) < 0) throw new Refused("--cap is a number of articles a day");
            return new Rule(
                    rule.name(),
                    tag.orElse(rule.tag()),
                    rule.match(),
                    allOutlets ? List.of() : outlets.orElse(rule.outlets()),
                    review.orElse(rule.review()),
                    cap.orElse(rule.cap()),
                    rule.place());
        }
    }

    private static Rules.Known desk(House house, String name) {
        Optional<Rules.Known> known = house.rules().find(name).filter(Rules.Known::active);
        if (known.isEmpty())
            throw new Refused("There is no rule ‘%s’; `rules list` tells which there are".formatted(name));
        if (known.get().origin() == Rules.Origin.FILE)
            throw new Refused("Rule ‘%s’ stands in rules.yaml; change it there".formatted(name));
        return known.get();
    }

    /// What was written, as it is told.
    record Written(String rule, int version) {}

    private static Answer write(House house, Rule rule, String actor) {
        check(house.configuration(), rule);
        try {
            int version = house.rules().write(rule, actor);
            return Answer.of(
                    new Written(rule.name(), version),
                    "rule %s, version %d".formatted(Table.oneLine(rule.name()), version));
        } catch (IllegalArgumentException taken) {
            throw new Refused(String.valueOf(taken.getMessage()));
        }
    }

    /// Never both under one name: whichever came second is refused.
    private static void check(Configuration configuration, Rule rule) {
        configuration.rules().stream()
                .filter(other -> other.name().equals(rule.name()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Refused(List.of(new Problem(
                            other.place(),
                            "the file has a rule ‘%s’ already; call the rule of the desk otherwise"
                                    .formatted(rule.name()))));
                });
        if (rule.name().isBlank() || rule.tag().isBlank()) throw new Refused("A rule has a name and a tag");
        QueryCheck.ruleProblem(rule.match()).ifPresent(problem -> {
            throw new Refused(rule.match() + "\n" + problem);
        });
        checkOutlets(configuration, rule.outlets());
    }

    /// A rule's scope names outlets that there are.
    static void checkOutlets(Configuration configuration, List<String> outlets) {
        List<String> names =
                configuration.outlets().stream().map(outlet -> outlet.name()).toList();
        List<String> strangers =
                outlets.stream().filter(outlet -> !names.contains(outlet)).toList();
        if (!strangers.isEmpty())
            throw new Refused("No outlet is called %s. There are: %s"
                    .formatted(String.join(", ", strangers), String.join(", ", names)));
    }
}
