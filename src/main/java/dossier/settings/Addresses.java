package dossier.settings;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Absolute http and https addresses, as people copy them out of a browser.
final class Addresses {
    private static final int LONGEST = 2000;
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(#.*)?");
    private static final Pattern HOST = Pattern.compile("([^:@]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Addresses() {}

    static URI read(String written) throws Mistake {
        String text = written.strip();
        if (text.length() > LONGEST) throw new Mistake("is longer than " + LONGEST + " characters");
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) throw new Mistake("is not an absolute http or https address" + forgotten(text));
        String host = host(parts.group(2));
        try {
            URI uri = new URI(parts.group(1).toLowerCase(Locale.ROOT) + "://" + host + escaped(parts.group(3)));
            if (uri.getHost() == null) throw new Mistake("has a host name that cannot be read: " + host);
            return uri;
        } catch (URISyntaxException crooked) {
            throw new Mistake(
                    "is not an address: " + crooked.getReason() + " at character " + (crooked.getIndex() + 1));
        }
    }

    /// True for a name or number that can stand in an address.
    static boolean isHost(String host) {
        try {
            return read("http://" + (host.contains(":") ? "[" + host + "]" : host))
                            .getHost()
                    != null;
        } catch (Mistake crooked) {
            return false;
        }
    }

    private static String forgotten(String text) {
        return text.matches("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+(/.*)?") ? "; is it https://" + text + "?" : "";
    }

    private static String host(String authority) throws Mistake {
        if (authority.contains("@"))
            throw new Mistake("holds a user name; addresses are shown to all, so secrets stand under headers");
        Matcher host = HOST.matcher(authority);
        if (!host.matches()) throw new Mistake("has no host name that can be read");
        String port = host.group(2) == null ? "" : ":" + port(host.group(2));
        return (host.group(1).startsWith("[") ? host.group(1) : ascii(host.group(1))) + port;
    }

    private static int port(String digits) throws Mistake {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) throw new Mistake("has the port " + port + "; ports go from 1 to 65535");
        return port;
    }

    private static String ascii(String host) throws Mistake {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noName) {
            throw new Mistake("has a host name that cannot be read: " + host);
        }
    }

    /// What a browser shows unescaped, and [URI] does not take, is escaped.
    private static String escaped(String path) {
        StringBuilder escaped = new StringBuilder(path.length());
        path.codePoints().forEach(point -> {
            if (point > 0x20 && point < 0x7f && "\"<>\\^`{|}".indexOf(point) < 0) escaped.appendCodePoint(point);
            else for (byte unit : bytes(point)) escaped.append('%').append(HEX.toHexDigits(unit));
        });
        return escaped.toString();
    }

    private static byte[] bytes(int point) {
        return Character.toString(point).getBytes(StandardCharsets.UTF_8);
    }
}
