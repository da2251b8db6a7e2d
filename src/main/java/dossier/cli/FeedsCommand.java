package dossier.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Everything about feeds that is not polling them.
@Command(
        name = "feeds",
        description = "Lists, adds, finds, checks, follows back, imports and exports feeds.",
        synopsisSubcommandLabel = "COMMAND")
final class FeedsCommand implements Callable<Integer>, Group {
    private final Dossier dossier;

    FeedsCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public List<Object> commands() {
        return List.of(
                new FeedsList(dossier),
                new FeedsAdd(dossier),
                new FeedsDiscover(dossier),
                new FeedsCheck(dossier),
                new FeedsHistory(dossier),
                new FeedsBackfill(dossier),
                new FeedsImport(dossier),
                new FeedsExport(dossier));
    }

    /// Without a word more: the list.
    @Override
    public Integer call() {
        return new FeedsList(dossier).call();
    }
}
