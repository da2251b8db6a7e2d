package dossier.fetch;

import java.util.Arrays;

/// Bytes gathered up to a limit.
final class Tub {
    private final long limit;
    private final Ration ration;
    private byte[] bytes;
    private int size;

    /// @param limit no more bytes than these
    /// @param expected how many may come, or less than nothing where that is unknown
    /// @param ration asked before it grows large
    Tub(long limit, long expected, Ration ration) {
        this.limit = limit;
        this.ration = ration;
        this.bytes = new byte[(int) Math.clamp(expected, 8192L, Math.clamp(limit, 8192L, Ration.SMALL))];
    }

    /// Takes so many of these bytes; false, and none taken, where they are too many.
    boolean add(byte[] chunk, int count) throws Ration.Crowded {
        if (size + (long) count > limit) return false;
        if (size + count > Ration.SMALL) ration.large();
        if (size + count > bytes.length) bytes = Arrays.copyOf(bytes, grown(size + count));
        System.arraycopy(chunk, 0, bytes, size, count);
        size += count;
        return true;
    }

    /// Takes as many of these bytes as there is room for.
    void fill(byte[] chunk, int count) throws Ration.Crowded {
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
