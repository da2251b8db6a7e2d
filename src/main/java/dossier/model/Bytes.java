package dossier.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that do not change: a body as it came over the wire, or one about to leave.
public final class Bytes {
    /// No bytes at all.
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of these bytes; what the caller does to its array afterwards is not seen here.
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /// The text in UTF-8.
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// How many bytes there are.
    public int size() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return bytes.clone();
    }

    /// The bytes to read once, without a copy.
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /// The bytes read as text.
    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    /// SHA-256 in lower-case hexadecimal, 64 characters.
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
