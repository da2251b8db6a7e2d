package dossier;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/// Which headers of a reply reach the reader. Camel keeps `Cache-Control` to itself; readers and the caches between
/// them and us need it.
final class AnswerHeaders extends HttpHeaderFilterStrategy {
    AnswerHeaders() {
        getOutFilter().remove("cache-control");
    }
}
