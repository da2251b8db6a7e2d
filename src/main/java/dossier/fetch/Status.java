package dossier.fetch;

import dossier.model.Fault;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/// What HTTP's numbers mean to us.
final class Status {
    static final int NOT_MODIFIED = 304;
    static final int NOT_FOUND = 404;
    static final int GONE = 410;
    static final int TOO_MANY_REQUESTS = 429;
    static final int UNAVAILABLE = 503;

    /// Client errors that are about this moment, not about the address: time-out, misdirected, too early.
    private static final Set<Integer> PASSING = Set.of(408, 421, 425, TOO_MANY_REQUESTS);

    /// 2xx that carry no document: nothing, start over, and a part that was not asked for.
    private static final Set<Integer> WITHOUT_DOCUMENT = Set.of(204, 205, 206);

    private Status() {}

    /// Whether an answer carries the document asked for.
    static boolean isDocument(int status) {
        return status >= 200 && status < 300 && !WITHOUT_DOCUMENT.contains(status);
    }

    /// How bad an answer without a document is.
    static Fault fault(int status) {
        if (status >= 500 || PASSING.contains(status)) return Fault.TEMPORARY;
        return status >= 400 ? Fault.HARD : Fault.SOFT;
    }

    /// The number and its usual words; the server's own are a stranger's.
    static String answers(int status) {
        Optional<String> words = status < 100 || status > 599
                ? Optional.empty()
                : Optional.ofNullable(EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT));
        return "answers " + status + words.map(text -> " " + text).orElse("");
    }
}
