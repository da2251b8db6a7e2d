package dossier.model;

/// Why a field of an article is what it is, for `article trace`.
///
/// @param field such as `title`, `published`, `body`
/// @param source such as `json-ld datePublished`, `og:title`, `feed`, `main article`
/// @param value what that source said, cut to 200 characters
public record Evidence(String field, String source, String value) {}
