package dossier.cli;

import dossier.settings.Configuration;
import dossier.store.WorkerLock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// Makes the search index again, from the archive.
@Command(
        name = "rebuild",
        description = "Throws the search index away and makes it again from the archive. No worker may run meanwhile.")
final class SearchRebuild implements Callable<Integer> {
    private final Dossier dossier;

    SearchRebuild(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        Configuration configuration = dossier.configuration();
        Path data = dossier.data();
        WorkerLock lock = WorkerLock.tryTake(data).orElseThrow(() -> Worker.taken(data));
        try (lock;
                House house = House.open(dossier, configuration)) {
            long position = house.rebuildIndex();
            dossier.err().printf("The search index is made again, up to change %d%n", position);
        }
        return ExitCode.OK;
    }
}
