package dossier.fetch;

import java.net.IDN;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address that can be asked: http or https, with a host, everything in it legal and in its usual spelling.
///
/// Read as browsers read (the URL Standard of WHATWG), not as RFC 3986 demands: servers send redirects with
/// spaces, backslashes, bare UTF-8 and stray percent signs, and mean them.
///
/// @param scheme `http` or `https`
/// @param host lower case, ASCII; an IPv4 address with four decimal parts, an IPv6 address without brackets
/// @param port always given
/// @param path with the query, beginning with a slash, without a fragment
record Address(String scheme, String host, int port, String path) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]*)(?::([0-9]*))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    private static final String LEGAL = "-._~!$&'()*+,;=:@/?";

    /// Longer addresses are traps more often than articles, and many servers refuse them.
    private static final int LONGEST = 8000;

    /// Reads an absolute address; empty where it is none that can be asked.
    static Optional<Address> of(URI uri) {
        return of(uri.toString());
    }

    /// Reads an absolute address; empty where it is none that can be asked.
    static Optional<Address> of(String text) {
        Matcher absolute = SCHEME.matcher(clean(text));
        if (text.length() > LONGEST || !absolute.matches()) return Optional.empty();
        String scheme = absolute.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) return Optional.empty();
        return after(scheme, absolute.group(2).replaceFirst("^/*", ""));
    }

    /// Where a `Location` leads from here; empty where that cannot be asked.
    Optional<Address> resolve(String location) {
        String to = clean(utf8(location));
        if (to.length() > LONGEST) return Optional.empty();
        if (SCHEME.matcher(to).matches()) return of(to);
        if (to.startsWith("//")) return after(scheme, to.substring(2));
        return Optional.of(new Address(scheme, host, port, legal(straight(joined(to)))));
    }

    private String joined(String to) {
        String bare = path.replaceFirst("\\?.*", "");
        if (to.isEmpty()) return path;
        if (to.startsWith("/")) return to;
        if (to.startsWith("?")) return bare + to;
        return bare.substring(0, bare.lastIndexOf('/') + 1) + to;
    }

    private static Optional<Address> after(String scheme, String rest) {
        int end = 0;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) end++;
        Matcher authority = AUTHORITY.matcher(rest.substring(0, end));
        if (!authority.matches()) return Optional.empty();
        String path = rest.substring(end);
        int port = port(scheme, authority.group(2) == null ? "" : authority.group(2));
        if (port < 1 || port > 65535) return Optional.empty();
        return host(authority.group(1))
                .map(host ->
                        new Address(scheme, host, port, legal(straight(path.startsWith("/") ? path : "/" + path))));
    }

    private static int port(String scheme, String digits) {
        if (digits.isEmpty()) return scheme.equals("https") ? 443 : 80;
        return digits.length() > 5 ? -1 : Integer.parseInt(digits);
    }

    private static Optional<String> host(String raw) {
        if (raw.startsWith("["))
            return Ip.v6(raw.substring(1, raw.length() - 1)).map(Ip::text);
        try {
            String name = IDN.toASCII(unescaped(raw), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            if (Ip.looksLikeV4(bare)) return Ip.v4(bare).map(Ip::text);
            return bare.length() <= 253 && NAME.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static String unescaped(String raw) {
        return raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Without what browsers drop: blanks around, line breaks within, the fragment; backslashes are slashes.
    private static String clean(String text) {
        String kept = text.strip().replaceAll("[\\t\\r\\n]", "").replaceFirst("^[\\x00-\\x20]+", "");
        int fragment = kept.indexOf('#');
        if (fragment >= 0) kept = kept.substring(0, fragment);
        int query = kept.indexOf('?');
        return query < 0
                ? kept.replace('\\', '/')
                : kept.substring(0, query).replace('\\', '/') + kept.substring(query);
    }

    /// A header comes as bytes read one by one; what is UTF-8 in truth is read again as such.
    private static String utf8(String header) {
        if (header.chars().anyMatch(c -> c > 0xff)) return header;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException latin1) {
            return header;
        }
    }

    /// The path without `.` and `..`.
    private static String straight(String path) {
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        if (!bare.contains("/.")) return path;
        Deque<String> kept = new ArrayDeque<>();
        String[] parts = bare.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean dots = parts[i].equals(".") || parts[i].equals("..");
            if (parts[i].equals("..")) kept.pollLast();
            if (!dots) kept.add(parts[i]);
            else if (i == parts.length - 1) kept.add("");
        }
        return "/" + String.join("/", kept) + (query < 0 ? "" : path.substring(query));
    }

    /// Percent-encodes what may not stand in a path or query, and nothing twice.
    private static String legal(String path) {
        StringBuilder legal = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            if (isLegal(path, i, c)) legal.append((char) c);
            else escape(legal, c);
            i += Character.charCount(c);
        }
        return legal.toString();
    }

    private static boolean isLegal(String path, int at, int c) {
        if (c == '%') return at + 2 < path.length() && isHex(path.charAt(at + 1)) && isHex(path.charAt(at + 2));
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || LEGAL.indexOf(c) >= 0;
    }

    private static boolean isHex(char c) {
        return HexFormat.isHexDigit(c);
    }

    private static void escape(StringBuilder into, int c) {
        int whole = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
        for (byte b : Character.toString(whole).getBytes(StandardCharsets.UTF_8))
            into.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }

    /// Another path on the same server.
    Address at(String other) {
        return new Address(scheme, host, port, other);
    }

    /// Whether requests are encrypted.
    boolean secure() {
        return scheme.equals("https");
    }

    /// Scheme, host and port, the port only where it is unusual: what robots.txt speaks for.
    String origin() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme + "://" + name + (port == (secure() ? 443 : 80) ? "" : ":" + port);
    }

    /// Who is asked one request at a time, and left alone when it asks for that: the host by its name, whatever the
    /// port; with `www.` and without is the same one. On loopback each port is someone else.
    ///
    /// Not the domain: one blog of a large platform would wait for all the others, and hosts of one domain are
    /// mostly different machines. Not the number either: thousands of names share those of a few large front doors,
    /// which do not notice us. It is the name that robots.txt and `Retry-After` speak for.
    String neighbour() {
        boolean loopback = host.equals("localhost") || host.endsWith(".localhost") || Ip.isLoopback(host);
        String name = host.startsWith("www.") && host.indexOf('.', 4) > 0 ? host.substring(4) : host;
        return loopback ? name + ":" + port : name;
    }

    /// As the rest of the house writes it.
    URI uri() {
        return URI.create(toString());
    }

    @Override
    public String toString() {
        return origin() + path;
    }
}
