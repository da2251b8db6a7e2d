package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// The page behind an entry, or why there is none.
public sealed interface Page {
    /// Nobody asked for it yet.
    record Wanted() implements Page {}

    /// A page as the server sent it.
    ///
    /// @param asked the address asked for
    /// @param address where redirects led to
    /// @param headers of the answer, names in lower case, several values joined by a comma
    record Fetched(URI asked, URI address, int status, Map<String, String> headers, Body body, Instant at)
            implements Page {
        public Fetched {
            headers = Map.copyOf(headers);
        }
    }

    /// It was asked for in vain.
    record Missing(Fault fault, String reason) implements Page {}

    /// It was not asked for, because its host wants to be left alone until then.
    record Later(Instant until, String reason) implements Page {}

    /// It was not asked for: no link, the outlet says `fetch: feed`, or robots.txt forbids it.
    record Unasked(String reason) implements Page {}
}
