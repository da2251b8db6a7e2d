package dossier.model;

/// A page that we hold, and as it is now.
public record Again(Sourced held, Sourced now) {}
