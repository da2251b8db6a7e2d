package dossier.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// What is peculiar about single sites.
@Command(name = "sites", description = "Tries the rules for single sites.", synopsisSubcommandLabel = "COMMAND")
final class SitesCommand implements Callable<Integer>, Group {
    private final Dossier dossier;

    SitesCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public List<Object> commands() {
        return List.of(new SitesCheck(dossier));
    }

    /// Without a word more: the check of all.
    @Override
    public Integer call() {
        return new SitesCheck(dossier).call();
    }
}
