package dossier.settings;

/// A text that is not what was asked for. The message goes on where the text ends: `ten` … `is not a duration`.
public final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
        super(message, null, false, false);
    }

    /// What is wrong, as the rest of a sentence that began with the text.
    public String rest() {
        return String.valueOf(getMessage());
    }
}
