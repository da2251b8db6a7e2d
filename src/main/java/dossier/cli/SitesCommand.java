package dossier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What is peculiar about single sites.
@Command(name = "sites", description = "Tries the rules for single sites.", synopsisSubcommandLabel = "COMMAND")
final class SitesCommand implements Callable<Integer> {
    private final Dossier dossier;

    private SitesCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    static CommandLine with(Dossier dossier) {
        return new CommandLine(new SitesCommand(dossier)).addSubcommand(new SitesCheck(dossier));
    }

    /// Without a word more: the check of all.
    @Override
    public Integer call() {
        return new SitesCheck(dossier).call();
    }
}
