package dossier.model;

import java.net.URI;
import java.time.Instant;

/// A sighting as the public sees it: who carried the article, under which headline, since when.
public record Seen(String outlet, URI feed, URI url, String title, Instant seen) {}
