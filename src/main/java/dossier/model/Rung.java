package dossier.model;

import java.util.Optional;

/// What came of telling the operator.
///
/// @param failure why it was in vain, a sentence; empty where it was told
public record Rung(Ring ring, Optional<String> failure) {}
