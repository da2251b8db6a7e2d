package dossier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Takes the archive out of the house.
@Command(name = "export", description = "Writes the archive into files.", synopsisSubcommandLabel = "COMMAND")
final class ExportCommand implements Callable<Integer> {
    private final Dossier dossier;

    private ExportCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    static CommandLine with(Dossier dossier) {
        return new CommandLine(new ExportCommand(dossier)).addSubcommand(new ExportSite(dossier));
    }

    @Override
    public Integer call() {
        dossier.err().println("What shall be exported? site DIR writes the public pages and feeds for a static host.");
        return CommandLine.ExitCode.USAGE;
    }
}
