package dossier.cli;

import dossier.settings.Configuration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// Polls on schedule and serves the archive, until it is stopped.
@Command(name = "run", description = "Polls on schedule; serves the archive. Ends with Ctrl-C.")
final class Run implements Callable<Integer> {
    private final Dossier dossier;

    Run(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = dossier.configuration();
        Worker worker = Worker.serve(dossier, configuration, dossier.data());
        dossier.err()
                .printf(
                        "%d outlets, %d rules. The archive is at %s/%n",
                        configuration.outlets().size(),
                        configuration.rules().size(),
                        configuration.settings().uri("site.url"));
        untilStopped(worker);
        return ExitCode.OK;
    }

    /// Waits for Ctrl-C or `kill`, then stops in order.
    static void untilStopped(AutoCloseable work) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                work.close();
            } catch (Exception onTheWayOut) {
                System.err.println("Stopping: " + onTheWayOut);
            } finally {
                stopped.countDown();
            }
        }));
        stopped.await();
    }
}
