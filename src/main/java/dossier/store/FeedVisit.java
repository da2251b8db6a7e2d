package dossier.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One visit in a feed's history.
///
/// @param status HTTP status, 0 where there was no answer
/// @param bytes of the body as sent
/// @param outcome `entries`, `announced`, `nothing`, `busy`, `gone`, `failed`; `pushed` where a hub came to us
/// @param entries in the body
/// @param fresh those of them that were new
/// @param reason what was wrong, a sentence
/// @param due the next visit, as planned then
public record FeedVisit(
        Instant at,
        Duration took,
        int status,
        long bytes,
        String outcome,
        int entries,
        int fresh,
        Optional<String> reason,
        Optional<Instant> due) {}
