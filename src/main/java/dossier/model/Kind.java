package dossier.model;

/// What an outlet is. A blog stands in the blogroll.
public enum Kind {
    NEWS,
    BLOG
}
