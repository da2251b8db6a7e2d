package dossier.model;

/// How much of one article may leave the house, where that was decided for this one.
///
/// @param by who decided; empty: its page asks for it
public record Limit(Publish publish, String by) {}
