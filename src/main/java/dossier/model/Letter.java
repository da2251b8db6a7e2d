package dossier.model;

import java.util.Map;

/// News as it is sent.
///
/// @param headers such as `Content-Type` and the signature
public record Letter(News news, Map<String, String> headers, String body) {
    public Letter {
        headers = Map.copyOf(headers);
    }

    /// Signatures are nobody's business.
    @Override
    public String toString() {
        return "changes " + news.first() + " to " + news.last() + " for " + news.follower();
    }
}
