package dossier.model;

import java.time.Instant;

/// Entries were most likely missed: of what the body before held, nothing newer is left in this one.
///
/// @param since when the body before was read
/// @param at when this one was
public record Gap(Instant since, Instant at) {}
