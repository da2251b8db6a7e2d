package dossier;

/// The command `dossier`.
public final class Main {
    private Main() {}

    /// Hands the words of the command line to the command they name.
    public static void main(String[] args) {}
}
