package dossier.cli;

import dossier.store.ChangeSet;
import dossier.store.Rules;
import dossier.store.WorkerLock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Makes the rules count for what is in the archive already.
@Command(
        name = "rerun",
        description = {
            "Runs rules over the whole archive again, as one change set; `rules try` says before what it will do, and"
                    + " `rules undo` takes it back.",
            "What curators decided stands. A run that was killed goes on where it stopped. It may be done while `run`"
                    + " is running."
        })
final class RulesRerun implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Only these rules (default: all in force); a retired one loses what it tagged")
    private List<String> names = List.of();

    @Mixin
    private Actor actor = new Actor();

    RulesRerun(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        return dossier.act(this::run);
    }

    private void run(House house) {
        try (WorkerLock _ = lock(dossier)) {
            house.followWhereNobodyWorks(dossier.data());
            house.syncRules();
            Optional<ChangeSet> left = house.reruns().unfinished();
            left.ifPresent(set -> goOn(dossier, house, set));
            boolean wasThis = left.filter(set -> set.state() == ChangeSet.State.RUNNING)
                    .filter(set -> new TreeSet<>(house.reruns().names(set)).equals(wanted(house)))
                    .isPresent();
            if (!wasThis) {
                ChangeSet set = house.reruns().start(named(house.rules()), house.rules(), actor.name());
                report(dossier, house, work(dossier, house, set));
            }
            finishIndex(dossier, house);
        }
    }

    static WorkerLock lock(Dossier dossier) {
        return Rerunner.lock(dossier.data())
                .orElseThrow(() -> new Failure("Another process changes the archive right now; wait until it is done"));
    }

    /// Finishes what a kill left.
    static void goOn(Dossier dossier, House house, ChangeSet set) {
        dossier.err()
                .printf(
                        "Change set %d of %s was not finished; going on after article %d%n",
                        set.id(), set.started(), set.reached());
        report(dossier, house, work(dossier, house, set));
    }

    static ChangeSet work(Dossier dossier, House house, ChangeSet set) {
        String what = set.state() == ChangeSet.State.UNDOING ? "Undoing" : "Running";
        try (Bar bar = Bar.of(what, dossier.err())) {
            return Resume.goOn(
                    house, set, () -> false, now -> bar.show(Math.min(now.reached(), now.until()), now.until()));
        }
    }

    /// The index is the worker's where one is at work, and follows within a second.
    static void finishIndex(Dossier dossier, House house) {
        Optional<WorkerLock> nobody = WorkerLock.tryTake(dossier.data());
        nobody.ifPresent(lock -> {
            house.bringIndexUpToDate();
            lock.close();
        });
    }

    static void report(Dossier dossier, House house, ChangeSet set) {
        dossier.print(
                new Answer(() -> SetLine.of(set, house.reruns().names(set)), out -> out.print(SetLine.sentences(set))));
    }

    private Set<String> wanted(House house) {
        Set<String> named = named(house.rules());
        if (!named.isEmpty()) return named;
        Set<String> all = new TreeSet<>();
        house.rules().all().stream().filter(Rules.Known::active).forEach(rule -> all.add(rule.name()));
        return all;
    }

    private Set<String> named(Rules rules) {
        Set<String> known = new TreeSet<>();
        rules.all().forEach(rule -> known.add(rule.name()));
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty())
            throw new Refused("There is no rule %s; there are: %s"
                    .formatted(String.join(", ", unknown), String.join(", ", known)));
        return new TreeSet<>(names);
    }
}
