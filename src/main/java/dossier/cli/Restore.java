package dossier.cli;

import dossier.settings.Configuration;
import dossier.store.Manifest;
import dossier.store.WorkerLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A backup becomes an archive again.
@Command(
        name = "restore",
        sortOptions = false,
        description =
                "Fills an empty archive (--data DIR, or --set store.url=…) from a backup, and compares. One that holds"
                    + " anything is left as it is. What was taken down after the backup was made is back: take it down"
                    + " again.")
final class Restore implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "FILE", description = "What `backup` wrote")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Restores into a place that is thrown away, and compares")
    private boolean dryRun;

    Restore(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) throw new Refused("There is no backup " + file);
        Manifest manifest = dryRun ? Backup.verify(dossier, file) : restore();
        if (dossier.json()) dossier.out().println(Json.of(Backup.json(file, manifest)));
        else
            dossier.out()
                    .printf(
                            "%s: %,d articles, %,d rows, %,d files of pages, up to change %d; all is as the backup"
                                    + " says%s%n",
                            file,
                            manifest.articles(),
                            manifest.rows(),
                            manifest.captures().size(),
                            manifest.seq(),
                            dryRun ? ". Nothing was kept (--dry-run)" : "");
        return ExitCode.OK;
    }

    private Manifest restore() {
        Configuration configuration = dossier.configuration();
        Path data = dossier.data();
        WorkerLock lock = WorkerLock.tryTake(data).orElseThrow(() -> Worker.taken(data));
        try (lock;
                House house = House.open(dossier, configuration)) {
            Manifest manifest;
            try (Bar bar = Bar.of("Restoring", dossier.err())) {
                manifest = house.backups().restore(file, bar::show);
            }
            house.rebuildIndex();
            return manifest;
        }
    }
}
