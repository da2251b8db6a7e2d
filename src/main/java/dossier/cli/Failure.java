package dossier.cli;

/// It could not be done; the message says what, where and what to do. Exit 1.
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }
}
