package dossier.model;

import java.util.Optional;

/// What came of asking a hub. That it took the question does not mean yet that it will tell us.
///
/// @param failure why it did not take it, the rest of a sentence
public record HubAnswer(HubCall call, Optional<String> failure) {}
