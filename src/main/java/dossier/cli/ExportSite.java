package dossier.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes the public archive for a host that serves plain files.
@Command(
        name = "site",
        description = "Writes the public archive as files for any static host: pages, feeds and their archives, sitemap"
                + " and a search that runs in the browser. Run again, it touches only what changed, and takes away what"
                + " is not shown any more. Give the public address with --set site.url=https://…")
final class ExportSite implements Callable<Integer> {
    private static final int IN_PART = 3;

    private final Dossier dossier;

    @Parameters(paramLabel = "DIR", description = "A new or empty folder, or that of an earlier export")
    private Path folder = Path.of("site");

    ExportSite(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        dossier.configuration();
        Folder files = Folder.open(folder);
        boolean[] whole = {true};
        dossier.show(house -> {
            Folder.Done done = write(house, files);
            whole[0] = done.refused().isEmpty();
            done.refused().forEach(address -> dossier.err().println(address + ": no file can have this name"));
            return new Answer(
                    () -> json(done),
                    out -> out.printf(
                            "%d files, %d written, %d removed%n", done.files(), done.written(), done.removed()));
        });
        return whole[0] ? CommandLine.ExitCode.OK : IN_PART;
    }

    private Folder.Done write(House house, Folder files) {
        try (Bar bar = Bar.of("Exporting", dossier.err())) {
            return house.staticSite(files, bar).write();
        }
    }

    private static Map<String, Object> json(Folder.Done done) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("files", done.files());
        result.put("written", done.written());
        result.put("removed", done.removed());
        result.put("refused", done.refused());
        return result;
    }
}
