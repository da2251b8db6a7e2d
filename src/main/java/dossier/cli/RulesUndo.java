package dossier.cli;

import dossier.store.ChangeSet;
import dossier.store.WorkerLock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes a change set back.
@Command(
        name = "undo",
        description = "Takes a change set back, row for row; decisions made meanwhile stand. `rules sets` lists them.")
final class RulesUndo implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "SET", description = "The number of the change set")
    private long set;

    RulesUndo(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        return dossier.act(this::run);
    }

    private void run(House house) {
        try (WorkerLock _ = RulesRerun.lock(dossier)) {
            Optional<ChangeSet> left = house.reruns().unfinished().filter(other -> other.id() != set);
            left.ifPresent(other -> RulesRerun.goOn(dossier, house, other));
            RulesRerun.report(dossier, house, RulesRerun.work(dossier, house, begin(house)));
            RulesRerun.finishIndex(dossier, house);
        }
    }

    private ChangeSet begin(House house) {
        try {
            return house.reruns().undo(set);
        } catch (IllegalArgumentException notPossible) {
            throw new Refused(notPossible.getMessage() + "; `rules sets` lists them");
        }
    }

    /// The change sets there are.
    @Command(name = "sets", description = "Lists the change sets, newest first: what each did, and whether it stands.")
    static final class Sets implements Callable<Integer> {
        private final Dossier dossier;

        Sets(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                List<SetLine> lines = house.reruns().all().stream()
                        .map(set -> SetLine.of(set, house.reruns().names(set)))
                        .toList();
                return Answer.of(lines, table(lines));
            });
        }

        private static Table table(List<SetLine> lines) {
            Table table = new Table("SET", "STATE", "BY", "STARTED", "LOOKED AT", "CHANGED", "SHOWN", "WHAT");
            for (SetLine line : lines)
                table.row(
                        line.set(),
                        line.state().name().toLowerCase(java.util.Locale.ROOT),
                        line.by(),
                        line.started(),
                        line.figures().articles(),
                        line.figures().changed(),
                        "+" + line.figures().shown() + " -" + line.figures().hidden(),
                        line.kind() == ChangeSet.Kind.RECLEAN ? "reclean" : String.join(", ", line.rules()));
            return table;
        }
    }
}
