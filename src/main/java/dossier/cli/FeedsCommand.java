package dossier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Everything about feeds that is not polling them.
@Command(
        name = "feeds",
        description = "Lists, adds, finds, checks, follows back, imports and exports feeds.",
        synopsisSubcommandLabel = "COMMAND")
final class FeedsCommand implements Callable<Integer> {
    private final Dossier dossier;

    private FeedsCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    static CommandLine with(Dossier dossier) {
        return new CommandLine(new FeedsCommand(dossier))
                .addSubcommand(new FeedsList(dossier))
                .addSubcommand(new FeedsAdd(dossier))
                .addSubcommand(new FeedsDiscover(dossier))
                .addSubcommand(new FeedsCheck(dossier))
                .addSubcommand(new FeedsHistory(dossier))
                .addSubcommand(new FeedsBackfill(dossier))
                .addSubcommand(new FeedsImport(dossier))
                .addSubcommand(new FeedsExport(dossier));
    }

    /// Without a word more: the list.
    @Override
    public Integer call() {
        return new FeedsList(dossier).call();
    }
}
