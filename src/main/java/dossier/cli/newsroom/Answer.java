package dossier.cli.newsroom;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.time.Instant;
import java.util.Optional;

/// What the newsroom answers to one address.
///
/// @param type value of `Content-Type`; empty where there is no body
/// @param moved where the thing is instead
/// @param seconds how long it may be kept by a client
@SuppressWarnings("ArrayRecordComponent") // never compared, and written once
record Answer(int status, String type, byte[] body, Optional<String> moved, Instant modified, int seconds) {
    private static final byte[] NOTHING = {};

    static Answer of(String type, byte[] body, Instant modified, int seconds) {
        return new Answer(200, type, body, Optional.empty(), modified, seconds);
    }

    static Answer movedTo(String address, Instant modified) {
        return new Answer(301, "", NOTHING, Optional.of(address), modified, 3600);
    }

    static Answer missing(String type, byte[] body, Instant modified) {
        return new Answer(404, type, body, Optional.empty(), modified, 0);
    }

    /// Text in the outlet's charset; what it cannot write stands as a character reference.
    static byte[] encoded(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            written.append(encoder.canEncode(one) ? one : "&#" + letter + ";");
        });
        return written.toString().getBytes(charset);
    }
}
