package dossier.model;

/// The same page at two times, cleaned by the same cleaner: so that what differs is what the outlet changed.
public record Reread(Again again, Article held, Article now) {}
