package dossier.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Bytes that do not change: a body as it came over the wire, or one about to leave.
public final class Bytes {
    /// No bytes at all.
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] bytes;
    private volatile Optional<String> sha256 = Optional.empty();
    private volatile Optional<Bytes> packed = Optional.empty();

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
        Optional<String> known = sha256;
        if (known.isPresent()) return known.get();
        String made = digest();
        sha256 = Optional.of(made);
        return made;
    }

    /// The same, packed by gzip. Made once: what is kept to be sent again is packed already.
    public Bytes packed() {
        Optional<Bytes> known = packed;
        if (known.isPresent()) return known.get();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        Bytes made = new Bytes(out.toByteArray());
        packed = Optional.of(made);
        return made;
    }

    private String digest() {
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
