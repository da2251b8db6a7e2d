package dossier.model;

/// How much of an outlet's text may leave the house (law 8).
public enum Publish {
    FULL,
    EXCERPT,
    LINK;

    /// The less of the two.
    public Publish atMost(Publish other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
