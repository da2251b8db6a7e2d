package dossier.model;

import java.util.Map;

/// An answer. The door adds what HTTP wants: length, ETag of the body, 304 where the client has it already.
///
/// @param headers such as `Content-Type`, `Location`, `Last-Modified`
public record Reply(int status, Map<String, String> headers, Bytes body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /// 200 with text in UTF-8.
    public static Reply text(String contentType, String text) {
        return of(200, contentType, text);
    }

    /// Text in UTF-8.
    public static Reply of(int status, String contentType, String text) {
        return new Reply(status, Map.of("Content-Type", contentType), Bytes.utf8(text));
    }
}
