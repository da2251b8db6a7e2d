package dossier;

import dossier.cli.Dossier;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The command `dossier`.
public final class Main {
    /// Held, because a logger that nobody holds forgets its level.
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

    private Main() {}

    /// Hands the words of the command line to the command they name.
    public static void main(String[] args) {
        giveEveryThreadItsTurn();
        hushLucene();
        Path home = Path.of(System.getProperty("dossier.home", "")).toAbsolutePath();
        Path routes = home.resolve("routes");
        Dossier dossier = new Dossier(
                System.out,
                System.err,
                home,
                System.getenv(),
                (beans, properties, serve) -> CamelRiver.open(routes, beans, properties, serve),
                InstantSource.system());
        System.exit(dossier.execute(args));
    }

    /// Lucene tells each time that it could be faster with a module that is not out of its incubator.
    private static void hushLucene() {
        LUCENE.setLevel(Level.SEVERE);
    }

    /// Virtual threads do not take turns: one that cleans a long page keeps its carrier until it is done. With a few
    /// more carriers than processors the system sees to it that short work, such as a transaction, gets through.
    private static void giveEveryThreadItsTurn() {
        String carriers = "jdk.virtualThreadScheduler.parallelism";
        int enough = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
        if (System.getProperty(carriers) == null) System.setProperty(carriers, String.valueOf(enough));
    }
}
