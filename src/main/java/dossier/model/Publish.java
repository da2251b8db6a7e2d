package dossier.model;

/// How much of an outlet's text may leave the house (law 8).
public enum Publish {
    FULL,
    EXCERPT,
    LINK
}
