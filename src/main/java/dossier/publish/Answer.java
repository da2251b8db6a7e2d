package dossier.publish;

import dossier.model.Bytes;
import dossier.model.Reply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What goes out with each document: `no-cache` means ask each time, and the answer is a 304 nearly always.
final class Answer {
    private Answer() {}

    static Reply of(String contentType, String text) {
        return of(contentType, text, Optional.empty());
    }

    static Reply of(String contentType, String text, Optional<Instant> modified) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-cache");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Access-Control-Allow-Origin", "*");
        modified.ifPresent(instant -> headers.put("Last-Modified", Dates.mail(instant)));
        return new Reply(200, headers, Bytes.utf8(text));
    }
}
