package dossier.parse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Documents that are files of gzip themselves, whatever the server says of it: `sitemap.xml.gz`.
final class Packed {
    private static final int PIECE = 1 << 16;

    private Packed() {}

    /// The document inside, or the bytes as they are where they are not packed. One that was cut off is opened as far
    /// as it goes.
    ///
    /// @param most no more than one byte beyond so many is ever unpacked
    static byte[] opened(byte[] bytes, int most) {
        if (bytes.length < 3 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b || bytes[2] != 8) return bytes;
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] piece = new byte[PIECE];
            while (opened.size() <= most) {
                int read = in.read(piece, 0, Math.min(PIECE, most + 1 - opened.size()));
                if (read < 0) break;
                opened.write(piece, 0, read);
            }
        } catch (IOException cutOff) {
            return opened.toByteArray();
        }
        return opened.toByteArray();
    }
}
