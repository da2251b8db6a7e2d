package dossier.model;

/// A rule together with the number of its wording: 1 when first seen, one more for each change of match, tag, outlets
/// or review.
public record RuleVersion(Rule rule, int version) {}
