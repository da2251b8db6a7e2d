package dossier.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Takes the archive out of the house.
@Command(name = "export", description = "Writes the archive into files.", synopsisSubcommandLabel = "COMMAND")
final class ExportCommand implements Callable<Integer>, Group {
    private final Dossier dossier;

    ExportCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public List<Object> commands() {
        return List.of(
                new ExportSite(dossier), ExportLines.jsonl(dossier), ExportLines.csv(dossier), new ExportWarc(dossier));
    }

    @Override
    public Integer call() {
        dossier.err().println("""
            What shall be exported?
              site DIR    the public pages and feeds for a static host
              jsonl FILE  the public articles, one a line, as JSON
              csv FILE    the same for spreadsheets
              warc FILE   the pages as fetched, for operators
            Outlets and feeds: feeds export. All of it, to move or to keep: backup.\
            """);
        return CommandLine.ExitCode.USAGE;
    }
}
