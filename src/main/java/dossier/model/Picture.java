package dossier.model;

import java.net.URI;

/// A picture that stands for an article.
public record Picture(URI url, String alt) {}
