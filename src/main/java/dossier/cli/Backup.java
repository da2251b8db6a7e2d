package dossier.cli;

import dossier.settings.Configuration;
import dossier.store.Backups;
import dossier.store.Manifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The whole archive in one file.
@Command(
        name = "backup",
        sortOptions = false,
        description = {
            "Writes the whole archive, as it is at this moment, into one file; a worker may go on meanwhile. `restore`"
                    + " reads it, into H2 or PostgreSQL.",
            "The file holds what the configuration says of outlets, headers among it: keep it as private as that."
        })
final class Backup implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "FILE", description = "Such as archive.zip; a file of that name is replaced")
    private Path file = Path.of("");

    @Option(names = "--without-captures", description = "Leaves out the pages as fetched, which are most of it")
    private boolean withoutCaptures;

    @Option(names = "--verify", description = "Restores it into a fresh place and compares, row by row")
    private boolean verify;

    Backup(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        Configuration configuration = dossier.configuration();
        try (House house = House.open(dossier, configuration)) {
            Manifest manifest;
            try (Bar bar = Bar.of("Writing", dossier.err())) {
                manifest = house.backups().write(file, !withoutCaptures, bar::show);
            }
            if (verify) verify(dossier, file);
            tell(manifest);
        }
        return ExitCode.OK;
    }

    static Manifest verify(Dossier dossier, Path file) {
        try (Bar bar = Bar.of("Verifying", dossier.err())) {
            return Backups.verify(file, dossier.clock(), bar::show);
        }
    }

    private void tell(Manifest manifest) {
        if (dossier.json()) {
            dossier.out().println(Json.of(json(file, manifest)));
            return;
        }
        dossier.out()
                .printf(
                        "%s: %,d articles, %,d rows in %d tables, %,d files of pages%s, up to change %d%s%n",
                        file,
                        manifest.articles(),
                        manifest.rows(),
                        manifest.tables().size(),
                        manifest.captures().size(),
                        manifest.withCaptures() ? "" : " (left out)",
                        manifest.seq(),
                        verify ? "; restored elsewhere and found to be the same" : "");
    }

    static Map<String, Object> json(Path file, Manifest manifest) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        line.put("made", manifest.made());
        line.put("change", manifest.seq());
        line.put("articles", manifest.articles());
        line.put("tables", manifest.tables());
        line.put("captures", manifest.captures());
        return line;
    }
}
