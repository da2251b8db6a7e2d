package dossier.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

/// A WARC record that says no more than that another stood here, as one gzip member of exactly so many bytes. It is
/// packed without being compressed (stored blocks, RFC 1951): then any length can be had.
final class Blank {
    /// Ten bytes before, eight behind.
    private static final int FRAME = 18;

    private static final int BLOCK_FRAME = 5;
    private static final int LARGEST_BLOCK = 65_535;
    private static final byte[] BEFORE = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final String END = "\r\n\r\n";

    private Blank() {}

    /// So many bytes. Where that is less than such a record needs, which no record of a page is, they are zeros.
    static byte[] of(int length, Instant at) {
        int blocks = Math.max(1, (length - FRAME + LARGEST_BLOCK + BLOCK_FRAME - 1) / (LARGEST_BLOCK + BLOCK_FRAME));
        int plain = length - FRAME - BLOCK_FRAME * blocks;
        byte[] head = head(plain, at);
        if (head.length + END.length() > plain) return new byte[length];
        byte[] record = new byte[plain];
        Arrays.fill(record, (byte) ' ');
        System.arraycopy(head, 0, record, 0, head.length);
        byte[] end = END.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(end, 0, record, plain - end.length, end.length);
        return packed(record, blocks);
    }

    /// The length of the content stands in the head, and lengthens it: so it always has ten digits.
    private static byte[] head(int plain, Instant at) {
        String head = """
            WARC/1.1
            WARC-Type: metadata
            WARC-Record-ID: <urn:uuid:%s>
            WARC-Date: %s
            Content-Type: text/plain
            Content-Length: %%010d

            """.formatted(UUID.randomUUID(), at.truncatedTo(ChronoUnit.SECONDS))
                .replace("\n", "\r\n");
        int length = head.formatted(0).length();
        return head.formatted(Math.max(0, plain - length - END.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] packed(byte[] record, int blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(BEFORE);
        for (int block = 0; block < blocks; block++) {
            int from = Math.min(record.length, block * LARGEST_BLOCK);
            int size = Math.min(LARGEST_BLOCK, record.length - from);
            out.write(block == blocks - 1 ? 1 : 0);
            out.writeBytes(
                    little(4).putShort((short) size).putShort((short) ~size).array());
            out.write(record, from, size);
        }
        CRC32 sum = new CRC32();
        sum.update(record);
        out.writeBytes(
                little(8).putInt((int) sum.getValue()).putInt(record.length).array());
        return out.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
