package dossier.model;

/// A page that we hold, and as it is now.
public record Again(Sourced held, Sourced now) {
    /// The same, with more of what is now.
    public Again with(Sourced more) {
        return new Again(held, more);
    }

    /// True where a part of the page that is now is still to be asked for.
    public boolean isUnfinished() {
        return now.isUnfinished();
    }
}
