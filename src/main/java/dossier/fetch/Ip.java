package dossier.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Addresses by number: the odd ways to write them, and which of them are nobody's business.
final class Ip {
    /// A range, by its first bits, and what lives there.
    private static final class Range {
        private final byte[] start;
        private final int bits;
        private final String what;

        private Range(byte[] start, int bits, String what) {
            this.start = start;
            this.bits = bits;
            this.what = what;
        }

        String what() {
            return what;
        }

        static Range v4(String start, int bits, String what) {
            return new Range(v4Bytes(start), bits, what);
        }

        static Range v6(String start, int bits, String what) {
            return new Range(HexFormat.of().parseHex(start + "0".repeat(32 - start.length())), bits, what);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) return false;
            }
            return true;
        }
    }

    /// IANA's registry of special IPv4 addresses, and one that a cloud put among the public ones.
    private static final List<Range> V4 = List.of(
            Range.v4("0.0.0.0", 8, "an unspecified address"),
            Range.v4("10.0.0.0", 8, "a private address"),
            Range.v4("100.64.0.0", 10, "a carrier's inner address"),
            Range.v4("127.0.0.0", 8, "a loopback address"),
            Range.v4("168.63.129.16", 32, "a cloud's metadata address"),
            Range.v4("169.254.0.0", 16, "a link-local address"),
            Range.v4("172.16.0.0", 12, "a private address"),
            Range.v4("192.0.0.0", 24, "a protocol's own address"),
            Range.v4("192.0.2.0", 24, "a documentation address"),
            Range.v4("192.88.99.0", 24, "a relay's address"),
            Range.v4("192.168.0.0", 16, "a private address"),
            Range.v4("198.18.0.0", 15, "a benchmark's address"),
            Range.v4("198.51.100.0", 24, "a documentation address"),
            Range.v4("203.0.113.0", 24, "a documentation address"),
            Range.v4("224.0.0.0", 4, "a multicast address"),
            Range.v4("240.0.0.0", 4, "a reserved address"));

    /// What is special within 2000::/3; everything without it is special anyway.
    private static final List<Range> V6 = List.of(
            Range.v6("20010000", 23, "a protocol's own address"),
            Range.v6("20010db8", 32, "a documentation address"),
            Range.v6("3fff", 20, "a documentation address"));

    private static final Range GLOBAL = Range.v6("20", 3, "global unicast");
    private static final Range SIX_TO_FOUR = Range.v6("2002", 16, "6to4");
    private static final Range NAT64 = Range.v6("0064ff9b", 96, "NAT64");
    private static final Range MAPPED = Range.v6("00000000000000000000ffff", 96, "IPv4-mapped");
    private static final Range LOOPBACK = Range.v6("00000000000000000000000000000001", 128, "loopback");

    private Ip() {}

    /// What is special about an address, so that it may not be asked; empty for one of the public internet.
    static Optional<String> special(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? specialV4(bytes) : specialV6(bytes);
    }

    private static Optional<String> specialV4(byte[] bytes) {
        return V4.stream().filter(range -> range.holds(bytes)).map(Range::what).findFirst();
    }

    /// Where an IPv4 address hides in an IPv6 one, the inner one decides: a gateway would lead there.
    private static Optional<String> specialV6(byte[] bytes) {
        if (NAT64.holds(bytes) || MAPPED.holds(bytes)) return specialV4(Arrays.copyOfRange(bytes, 12, 16));
        if (SIX_TO_FOUR.holds(bytes)) return specialV4(Arrays.copyOfRange(bytes, 2, 6));
        if (LOOPBACK.holds(bytes)) return Optional.of("a loopback address");
        if ((bytes[0] & 0xfe) == 0xfc) return Optional.of("a private address");
        if ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80) return Optional.of("a link-local address");
        if ((bytes[0] & 0xff) == 0xff) return Optional.of("a multicast address");
        if (!GLOBAL.holds(bytes)) return Optional.of("a reserved address");
        return V6.stream().filter(range -> range.holds(bytes)).map(Range::what).findFirst();
    }

    /// The address of a literal in its usual spelling; empty for a name.
    static Optional<InetAddress> literal(String host) {
        return host.indexOf(':') >= 0 ? v6(host) : looksLikeV4(host) ? v4(host) : Optional.empty();
    }

    static boolean isLoopback(String host) {
        return literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /// Whether a host ends in a number, and so is an IPv4 address or nothing (URL Standard, "ends in a number").
    static boolean looksLikeV4(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.matches("[0-9]+|0[xX][0-9a-fA-F]*");
    }

    /// Reads an IPv4 address as C's `inet_aton` does: `127.1`, `0x7f000001` and `2130706433` are all 127.0.0.1.
    static Optional<InetAddress> v4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) return Optional.empty();
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = number(parts[i]);
            int bytes = i < parts.length - 1 ? 1 : 5 - parts.length;
            if (part < 0 || part >= 1L << (8 * bytes)) return Optional.empty();
            value = (value << (8 * bytes)) | part;
        }
        return Optional.of(
                ofBytes(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value}));
    }

    private static long number(String part) {
        try {
            if (part.matches("0[xX][0-9a-fA-F]{0,12}"))
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            if (part.matches("0[0-7]{0,15}")) return Long.parseLong(part, 8);
            return part.matches("[1-9][0-9]{0,12}") ? Long.parseLong(part) : -1;
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }

    /// Reads an IPv6 address without brackets and without a zone.
    static Optional<InetAddress> v6(String host) {
        if (!host.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName("[" + host + "]"));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /// The usual spelling of an address.
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return address instanceof Inet6Address && zone >= 0 ? text.substring(0, zone) : text;
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }

    private static byte[] v4Bytes(String text) {
        return v4(text).orElseThrow().getAddress();
    }
}
