package dossier.store;

/// The database that the settings name cannot be used; the message says which and why.
public final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message, Throwable cause) {
        super(message, cause);
    }
}
