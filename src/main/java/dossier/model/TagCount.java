package dossier.model;

/// A tag and how many articles are shown under it.
public record TagCount(String tag, long articles) {}
