package dossier.fetch;

import dossier.model.Bytes;
import dossier.model.Fault;
import java.time.Instant;

/// What came of asking once, or of a chain of redirects.
sealed interface Outcome {
    /// The server answered, and the answer was read to its end.
    ///
    /// @param body content coding undone; empty unless the status is one that has a body for us
    record Answered(int status, Headers headers, Bytes body) implements Outcome {}

    /// There is no usable answer. The reason is a sentence without its subject: "hangs up without an answer".
    ///
    /// @param status 0 where not even headers came
    record Broken(int status, Fault fault, String reason) implements Outcome {}

    /// We did not ask, because robots.txt does not want it.
    record Unwanted(String reason) implements Outcome {}

    /// We did not ask, because the host is left alone until then.
    record Resting(Instant until, String reason) implements Outcome {}

    /// Not worth another try by itself.
    static Broken hard(String reason) {
        return new Broken(0, Fault.HARD, reason);
    }
}
