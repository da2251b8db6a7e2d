package dossier.model;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Addresses of the archive, as they may stand in a page, a feed or a header: US-ASCII, percent-encoded.
public final class Address {
    private static final String PLAIN = "-._~";
    private static final String LEGAL = PLAIN + ":/?#[]@!$&'()*+,;=";
    private static final String HEX = "0123456789ABCDEF";

    private Address() {}

    /// The page of a tag: `/tags/spying`, `/tags/R%26D`.
    public static String tag(String tag) {
        return "/tags/" + segment(tag);
    }

    /// The page of an outlet.
    public static String outlet(Outlet outlet) {
        return "/outlets/" + segment(outlet.slug());
    }

    /// True for what a reader may be sent to: `javascript:` is an address too, but none of the web.
    public static boolean isWeb(URI address) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https");
    }

    /// Text as one segment of a path, or one value of a query: nothing in it has a meaning of its own.
    public static String segment(String text) {
        return encode(text, PLAIN, false);
    }

    /// An address that may hold characters which no URI knows (a slug in Chinese, a space). What is encoded already
    /// stays as it is.
    public static String ascii(String address) {
        return encode(address, LEGAL, true);
    }

    /// The feed of a list: `/tags/spying` and `rss` give `/tags/spying/feed.rss`, `/search?q=x` gives
    /// `/search/feed.rss?q=x`.
    public static String feed(String path, String format) {
        int query = path.indexOf('?');
        String list = query < 0 ? path : path.substring(0, query);
        String rest = query < 0 ? "" : path.substring(query);
        return list + (list.endsWith("/") ? "" : "/") + "feed." + format + rest;
    }

    /// A page of a list; the first has no number.
    public static String page(String path, int number) {
        return number <= 1 ? path : path + (path.contains("?") ? "&" : "?") + "page=" + number;
    }

    private static String encode(String text, String kept, boolean encodedAlready) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xff;
            if (isLetterOrDigit(octet) || kept.indexOf(octet) >= 0) out.append((char) octet);
            else if (encodedAlready && isEncoded(bytes, i)) out.append('%');
            else out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
        return out.toString();
    }

    private static boolean isLetterOrDigit(int octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
    }

    private static boolean isEncoded(byte[] bytes, int at) {
        return bytes[at] == '%' && at + 2 < bytes.length && isHex(bytes[at + 1]) && isHex(bytes[at + 2]);
    }

    private static boolean isHex(int octet) {
        return Character.digit(octet, 16) >= 0;
    }

    /// What changed from version to version of an article.
    public static String history(ArticleId article) {
        return "/articles/" + article + "/history";
    }
}
