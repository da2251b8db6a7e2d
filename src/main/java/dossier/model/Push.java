package dossier.model;

import java.util.Optional;

/// What somebody sent to one of our addresses, not yet looked at.
///
/// @param token the last part of the address
/// @param signature `X-Hub-Signature` as sent
public record Push(String token, Optional<String> signature, Body body) {}
