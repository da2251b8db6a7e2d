package dossier.fetch;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

/// The pauses that hosts asked for, beyond this run.
///
/// @param before those of earlier runs that are not over: until when, by the host's name
/// @param keep told of each new one
public record Pauses(Map<String, Instant> before, BiConsumer<String, Instant> keep) {
    /// Nobody remembers.
    public static final Pauses FORGOTTEN = new Pauses(Map.of(), (_, _) -> {});

    public Pauses {
        before = Map.copyOf(before);
    }
}
