package dossier.fetch;

import java.util.concurrent.CancellationException;

/// We were told to stop while asking. That is no answer of the server's, so it must not be stored as one.
final class Stopped extends CancellationException {
    private static final long serialVersionUID = 1;

    private Stopped() {
        super("stopped while asking a server");
    }

    /// To be thrown where an interruption was noticed; the thread stays interrupted.
    static Stopped here() {
        Thread.currentThread().interrupt();
        return new Stopped();
    }
}
