package dossier.model;

import java.util.Optional;

/// What came of sending a letter.
///
/// @param failure why it was not taken, without the address
public record Delivery(Letter letter, Optional<String> failure) {}
