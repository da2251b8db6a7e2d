package dossier.fetch;

import java.time.Duration;

/// How politely the outside was asked since the start, in numbers (law 9).
///
/// @param requests sent, redirects, robots.txt and pages included
/// @param feeds of them, those on behalf of a feed
/// @param conditional of them, those that asked whether something had changed
/// @param notModified answered 304
/// @param bytes received, bodies only, as sent
/// @param waits how often somebody waited for a host's turn: another request, or the delay after it
/// @param waited all of that time together
/// @param pauses asked for by 429 or `Retry-After`
/// @param heldBack not asked, because the host wanted its pause
/// @param unwanted not asked, because robots.txt forbids it
/// @param guarded not asked, because the address leads inside or to a closed port
/// @param broken without a usable answer
/// @param handedOn pages that were had already, asked for by another entry or feed
public record Politeness(
        long requests,
        long feeds,
        long conditional,
        long notModified,
        long bytes,
        long waits,
        Duration waited,
        long pauses,
        long heldBack,
        long unwanted,
        long guarded,
        long broken,
        long handedOn) {}
