package dossier.fetch;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;

/// Undoes content codings (RFC 9110, section 8.4), within limits: a few bytes may unpack to any number.
final class Coding {
    /// The codings we ask for.
    static final String ACCEPTED = "gzip, deflate, br";

    /// More than one is already odd; every further one multiplies what a bomb can do.
    private static final int MOST_CODINGS = 2;

    private static final Set<String> UNKNOWN_TO_US = Set.of("zstd", "compress", "x-compress", "dcb", "dcz", "exi");

    /// A brotli stream may ask for a window of 16 MiB: not for everybody at once.
    private static final Semaphore BROTLI = new Semaphore(4);

    private final long maxBytes;
    private final long maxRatio;
    private final Ration ration;

    Coding(long maxBytes, long maxRatio, Ration ration) {
        this.maxBytes = maxBytes;
        this.maxRatio = maxRatio;
        this.ration = ration;
    }

    /// A body could not be unpacked. The message is a sentence for the operator.
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        /// Whether it would be the same next time.
        final boolean forGood;

        Broken(String message, boolean forGood) {
            super(message);
            this.forGood = forGood;
        }
    }

    /// The body as it was before it was packed for the way.
    ///
    /// @param header the `Content-Encoding` header, codings in the order in which they were applied; may be empty
    byte[] undo(byte[] sent, String header) throws Broken, Ration.Crowded {
        List<String> codings = Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty())
                .toList();
        if (codings.size() > MOST_CODINGS) throw new Broken("packs its answer " + codings.size() + " times", true);
        byte[] body = sent;
        for (String coding : codings.reversed()) body = undoOne(body, coding, sent.length);
        return isGzip(body) ? unpacked("gzip", body, sent.length) : body;
    }

    /// A name that is no coding ("utf-8", "none", "identity") says nothing about the bytes.
    private byte[] undoOne(byte[] body, String coding, int sent) throws Broken, Ration.Crowded {
        if (UNKNOWN_TO_US.contains(coding))
            throw new Broken("packs its answer as " + coding + ", which it was not asked for", false);
        return switch (coding) {
            case "gzip", "x-gzip" -> isGzip(body) ? unpacked("gzip", body, sent) : body;
            case "deflate", "br" -> body.length == 0 ? body : unpacked(coding, body, sent);
            default -> body;
        };
    }

    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b && body[2] == 8;
    }

    private byte[] unpacked(String coding, byte[] body, int sent) throws Broken, Ration.Crowded {
        boolean window = coding.equals("br");
        if (window) BROTLI.acquireUninterruptibly();
        try (InputStream in = opened(coding, body)) {
            return read(in, Math.min(maxBytes, Math.max(FetchSettings.Limits.FREE_BYTES, sent * maxRatio)), sent);
        } catch (Broken | Ration.Crowded | Stopped ours) {
            throw ours;
        } catch (EOFException cutOff) {
            throw new Broken("breaks off in the middle of its " + coding + " stream", false);
        } catch (IOException | RuntimeException damaged) {
            throw new Broken("sends a damaged " + coding + " stream", false);
        } finally {
            if (window) BROTLI.release();
        }
    }

    private static InputStream opened(String coding, byte[] body) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(bytes, 8192);
            case "br" -> new BrotliInputStream(bytes);
            case "deflate" -> new Deflated(bytes, !isZlib(body));
            default -> throw new ZipException(coding);
        };
    }

    /// "deflate" means a zlib stream, but some servers send the bare one.
    private static boolean isZlib(byte[] body) {
        return body.length > 1 && (body[0] & 0x0f) == 8 && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
    }

    private static final class Deflated extends InflaterInputStream {
        Deflated(InputStream in, boolean bare) {
            super(in, new Inflater(bare), 8192);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    private byte[] read(InputStream in, long limit, int sent) throws IOException {
        Tub tub = new Tub(limit, 4L * sent, ration);
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (!tub.add(chunk, n)) throw new Broken(tooMuch(limit, sent), true);
        }
        return tub.bytes();
    }

    private String tooMuch(long limit, int sent) {
        return limit == maxBytes
                ? "is larger than %,d bytes once unpacked".formatted(maxBytes)
                : "is a bomb: %,d bytes unpack to more than %,d".formatted(sent, limit);
    }
}
