package dossier.fetch;

import java.util.Arrays;

/// Bytes gathered up to a limit.
final class Tub {
    private final long limit;
    private byte[] bytes;
    private int size;

    /// @param limit no more bytes than these
    /// @param expected how many may come, or less than nothing where that is unknown
    Tub(long limit, long expected) {
        this.limit = limit;
        this.bytes = new byte[(int) Math.clamp(expected, 8192L, Math.clamp(limit, 8192L, 1 << 20))];
    }

    /// Takes so many of these bytes; false, and none taken, where they are too many.
    boolean add(byte[] chunk, int count) {
        if (size + (long) count > limit) return false;
        if (size + count > bytes.length) bytes = Arrays.copyOf(bytes, grown(size + count));
        System.arraycopy(chunk, 0, bytes, size, count);
        size += count;
        return true;
    }

    /// Takes as many of these bytes as there is room for.
    void fill(byte[] chunk, int count) {
        add(chunk, (int) Math.min(count, limit - size));
    }

    private int grown(int needed) {
        return (int) Math.max(needed, Math.min(limit, bytes.length * 2L));
    }

    int size() {
        return size;
    }

    /// What was gathered; the tub is not to be used afterwards.
    byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
