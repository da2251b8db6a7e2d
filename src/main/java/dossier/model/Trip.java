package dossier.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One exchange with a server, as the visit's history shows it.
///
/// @param at when it began
/// @param took until the last byte
/// @param status HTTP status, 0 where there was no answer
/// @param bytes of the body as sent
/// @param address where redirects led to in the end
/// @param movedTo where a chain of permanent redirects (301, 308) leads, from the address asked for
/// @param freshFor how long the answer may be reused (`Cache-Control: max-age`, `Expires`)
public record Trip(
        Instant at,
        Duration took,
        int status,
        long bytes,
        URI address,
        Optional<URI> movedTo,
        Optional<Duration> freshFor) {}
