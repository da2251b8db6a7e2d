package dossier.site;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Addresses in their normal form, without what only counts readers.
public final class Links {
    /// Longer ones are not addresses of articles.
    public static final int LONGEST = 4_000;

    private Links() {}

    /// The normal form: scheme and host in lower case, no default port, no user, no fragment, no tracking parameters,
    /// `/` for an empty path. What is not an http(s) address comes back as it is.
    public static URI clean(URI address) {
        String scheme = address.getScheme();
        String host = address.getHost();
        if (scheme == null || host == null || !isWeb(scheme)) return address;
        String web = scheme.toLowerCase(Locale.ROOT);
        StringBuilder clean = new StringBuilder(web).append("://").append(host.toLowerCase(Locale.ROOT));
        if (!isDefaultPort(web, address.getPort())) clean.append(':').append(address.getPort());
        String path = address.getRawPath();
        clean.append(path == null || path.isEmpty() ? "/" : path);
        String query = address.getRawQuery() == null ? "" : Trackers.kept(address.getRawQuery());
        if (!query.isEmpty()) clean.append('?').append(query);
        String fragment = address.getRawFragment();
        if (fragment != null && fragment.startsWith("!")) clean.append('#').append(fragment);
        try {
            return new URI(clean.toString());
        } catch (URISyntaxException oddHost) {
            return address;
        }
    }

    /// A host in lower case, without the `www.` that sites answer to with it and without.
    public static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") ? lower.substring(4) : lower;
    }

    /// Reads an address as pages write it: spaces, letters of all scripts and stray characters are encoded. Empty for
    /// all that is not an absolute http(s) address with a host.
    public static Optional<URI> read(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST) return Optional.empty();
        int colon = text.indexOf(':');
        if (colon < 0 || !isWeb(text.substring(0, colon))) return Optional.empty();
        return parsed(text).or(() -> parsed(encoded(text)));
    }

    /// Reads an address that stands in a page at `base`. Empty where it leads nowhere on the web.
    public static Optional<URI> read(URI base, String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST) return Optional.empty();
        if (hasScheme(text)) return read(text);
        if (text.startsWith("//")) return read(base.getScheme() + ":" + text);
        try {
            return read(base.resolve(new URI(encoded(text))).toString());
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null) return Optional.of(uri);
            return withAsciiHost(text);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    /// `java.net.URI` knows no host with letters beyond ASCII; the web does.
    private static Optional<URI> withAsciiHost(String text) {
        int from = text.indexOf("://");
        if (from < 0) return Optional.empty();
        int host = from + 3;
        int end = host;
        while (end < text.length() && "/?#:".indexOf(text.charAt(end)) < 0) end++;
        try {
            String ascii = IDN.toASCII(text.substring(host, end), IDN.ALLOW_UNASSIGNED);
            URI uri = new URI(text.substring(0, host) + ascii + text.substring(end));
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException | URISyntaxException noHost) {
            return Optional.empty();
        }
    }

    /// Encodes what may not stand in an address, and leaves what is encoded already.
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        boolean fragment = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') continue;
            boolean strayPercent = c == '%' && !isHex(text, i + 1);
            boolean secondHash = c == '#' && fragment;
            if (c == '#') fragment = true;
            if (c <= ' ' || "\"<>\\^`{|}[]".indexOf(c) >= 0 || strayPercent || secondHash) {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    private static boolean hasScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') return i > 0;
            if (!Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') return false;
        }
        return false;
    }

    private static boolean isWeb(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    private static boolean isDefaultPort(String scheme, int port) {
        return port < 0 || port == (scheme.equals("https") ? 443 : 80);
    }
}
