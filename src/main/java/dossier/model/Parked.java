package dossier.model;

/// Work that failed with an exception: kept with its cause, can be tried again.
///
/// @param route id of the route it failed in
/// @param cause the exception, in one line
/// @param detail the stack trace, cut
/// @param work what was being worked on: a [Feed] or a [Sighting], or anything else as text
public record Parked(String route, String cause, String detail, Object work) {}
