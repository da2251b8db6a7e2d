package dossier.parse;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/// Addresses as outlets write them: relative, with spaces and line breaks in them, escaped twice. `java.net.URI`
/// refuses many that every browser opens, so they are resolved as text (RFC 3986, section 5.2).
final class Addresses {
    private static final Pattern PARTS = Pattern.compile(
            "(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    /// What a reader may follow. All else (`javascript:`, `data:`, `file:`, `blob:` …) can only do harm.
    private static final Set<String> SAFE = Set.of(
            "http", "https", "ftp", "ftps", "sftp", "mailto", "magnet", "news", "nntp", "irc", "ircs", "rtsp", "mms",
            "gopher", "tel", "xmpp", "geo", "acct", "git");
    /// Attributes of HTML whose value is an address.
    private static final Set<String> ATTRIBUTES = Set.of(
            "href",
            "src",
            "poster",
            "cite",
            "data",
            "action",
            "background",
            "longdesc",
            "usemap",
            "codebase",
            "formaction",
            "icon");

    private static final Pattern ONE_SLASH = Pattern.compile("(?i)https?:/[^/]");
    private static final int LONGEST_ATTRIBUTE = 10;

    private Addresses() {}

    /// The parts of an address; absent parts are empty, which is good enough for addresses of pages.
    private record Parts(
            String scheme, Optional<String> host, String path, Optional<String> query, Optional<String> fragment) {
        static Parts of(String address) {
            Matcher m = PARTS.matcher(address);
            if (!m.matches()) return new Parts("", Optional.empty(), address, Optional.empty(), Optional.empty());
            return new Parts(
                    Optional.ofNullable(m.group(1)).orElse("").toLowerCase(Locale.ROOT),
                    Optional.ofNullable(m.group(2)),
                    m.group(3),
                    Optional.ofNullable(m.group(4)),
                    Optional.ofNullable(m.group(5)));
        }

        @Override
        public String toString() {
            return (scheme.isEmpty() ? "" : scheme + ":")
                    + host.map(h -> "//" + h).orElse("")
                    + path
                    + query.map(q -> "?" + q).orElse("")
                    + fragment.map(f -> "#" + f).orElse("");
        }
    }

    /// An address that may be followed, made absolute where the base is known.
    ///
    /// @param base an absolute address, or empty
    static Optional<String> of(String written, String base) {
        String plain = tidy(written);
        if (plain.isEmpty()) return Optional.empty();
        if (plain.startsWith("http://") || plain.startsWith("https://")) return Optional.of(plain);
        Parts parts = Parts.of(plain);
        if (parts.scheme.isEmpty()) return Optional.of(resolve(parts, base));
        if (!SAFE.contains(parts.scheme)) return Optional.empty();
        return Optional.of(plain);
    }

    /// Whether an address in markup may be followed: relative, or of a scheme that does no harm. Browsers read over
    /// white space and controls in front of a scheme and within it.
    static boolean isSafe(String written) {
        StringBuilder scheme = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == ':') return SAFE.contains(scheme.toString().toLowerCase(Locale.ROOT));
            if (c == '/' || c == '?' || c == '#') return true;
            if (c > ' ' && c != 0x7F) scheme.append(c);
        }
        return true;
    }

    /// The same where only an absolute http(s) address will do.
    static Optional<URI> web(String written, String base) {
        return of(written, base).flatMap(Addresses::uri);
    }

    /// The base that an `xml:base` sets within another.
    static String rebase(String written, String base) {
        return of(written, base).orElse(base);
    }

    private static String tidy(String written) {
        String plain = written.strip();
        if (plain.indexOf('&') >= 0 && plain.indexOf(';') > 0)
            plain = Parser.unescapeEntities(plain, true).strip();
        if (hasControls(plain)) plain = plain.replaceAll("\\s*[\\x00-\\x1F]\\s*", "");
        if (plain.regionMatches(true, 0, "feed:", 0, 5)) {
            String rest = plain.substring(5);
            plain = rest.startsWith("//") ? "http:" + rest : rest;
        }
        if (plain.regionMatches(true, 0, "www.", 0, 4)) plain = "http://" + plain;
        if (plain.startsWith("http://") || plain.startsWith("https://")) return plain;
        return ONE_SLASH.matcher(plain).lookingAt() ? plain.replaceFirst(":/", "://") : plain;
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < ' ') return true;
        return false;
    }

    private static String resolve(Parts ref, String base) {
        if (base.isEmpty()) return ref.toString();
        Parts b = Parts.of(base);
        if (ref.host.isPresent())
            return new Parts(b.scheme, ref.host, dotless(ref.path), ref.query, ref.fragment).toString();
        if (ref.path.isEmpty())
            return new Parts(b.scheme, b.host, b.path, ref.query.or(() -> b.query), ref.fragment).toString();
        String path = ref.path.startsWith("/") ? ref.path : merged(b, ref.path);
        return new Parts(b.scheme, b.host, dotless(path), ref.query, ref.fragment).toString();
    }

    private static String merged(Parts base, String path) {
        if (base.path.isEmpty()) return "/" + path;
        return base.path.substring(0, base.path.lastIndexOf('/') + 1) + path;
    }

    private static String dotless(String path) {
        if (!path.contains("/.") && !path.startsWith(".")) return path;
        StringBuilder out = new StringBuilder();
        String[] steps = path.split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            boolean last = i == steps.length - 1;
            if (steps[i].equals("..")) out.setLength(Math.max(0, out.lastIndexOf("/")));
            else if (!steps[i].equals(".")) out.append(i == 0 ? "" : "/").append(steps[i]);
            if (last && (steps[i].equals("..") || steps[i].equals("."))) out.append('/');
        }
        return out.toString();
    }

    /// As a `URI` of http or https with a host, ASCII only.
    static Optional<URI> uri(String address) {
        Parts parts = Parts.of(address);
        if (!parts.scheme.equals("http") && !parts.scheme.equals("https")) return Optional.empty();
        Optional<String> host = parts.host.flatMap(Addresses::ascii);
        if (host.isEmpty() || host.get().isEmpty() || address.length() > 4_000) return Optional.empty();
        try {
            URI uri = new URI(new Parts(
                            parts.scheme,
                            host,
                            encoded(parts.path),
                            parts.query.map(Addresses::encoded),
                            parts.fragment.map(Addresses::encoded))
                    .toString());
            return Optional.ofNullable(uri.getHost()).map(_ -> uri);
        } catch (URISyntaxException notEvenNow) {
            return Optional.empty();
        }
    }

    private static Optional<String> ascii(String host) {
        if (host.chars().allMatch(c -> c < 128)) return Optional.of(host.strip().toLowerCase(Locale.ROOT));
        try {
            return Optional.of(IDN.toASCII(host.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (RuntimeException noName) {
            // IllegalArgumentException by its documentation, and in truth whatever its tables come upon.
            return Optional.empty();
        }
    }

    /// Everything that may not stand in an address, percent-encoded; what is encoded already stays.
    private static String encoded(String part) {
        StringBuilder out = new StringBuilder(part.length() + 8);
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            if (c <= ' ' || c >= 0x7F || "\"<>[]\\^`{|}#".indexOf(c) >= 0)
                out.append('%').append(String.format("%02X", c));
            else out.append((char) c);
        }
        return loosePercents(out);
    }

    private static String loosePercents(StringBuilder text) {
        if (text.indexOf("%") < 0) return text.toString();
        return text.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    /// Markup whose relative addresses are made absolute. Only the values change; every `=` is looked at once.
    static String inMarkup(String html, String base) {
        if (base.isEmpty()) return html;
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int at = html.indexOf('=');
        while (at >= 0) {
            int next = at + 1;
            if (isAddress(html, at)) {
                int from = valueStart(html, at + 1);
                int to = valueEnd(html, from);
                Optional<String> resolved = resolved(html.substring(from, to), base);
                if (resolved.isPresent()) {
                    out.append(html, copied, from).append(resolved.get());
                    copied = to;
                }
                next = Math.max(next, to);
            }
            at = html.indexOf('=', next);
        }
        return copied == 0 ? html : out.append(html, copied, html.length()).toString();
    }

    private static Optional<String> resolved(String value, String base) {
        if (isAbsolute(value)) return Optional.empty();
        return of(value, base).map(address -> address.replace("&", "&amp;").replace("\"", "&quot;"));
    }

    /// Whether the `=` stands behind white space and the name of an attribute that holds an address.
    private static boolean isAddress(String html, int equals) {
        int end = equals;
        while (end > 0 && html.charAt(end - 1) == ' ' && equals - end < 3) end--;
        int from = end;
        while (from > 0 && end - from <= LONGEST_ATTRIBUTE && Character.isLetter(html.charAt(from - 1))) from--;
        if (from == end || from == 0 || html.charAt(from - 1) > ' ') return false;
        return ATTRIBUTES.contains(html.substring(from, end).toLowerCase(Locale.ROOT));
    }

    private static int valueStart(String html, int from) {
        int at = from;
        while (at < html.length() && html.charAt(at) == ' ') at++;
        return at < html.length() && (html.charAt(at) == '"' || html.charAt(at) == '\'') ? at + 1 : at;
    }

    private static int valueEnd(String html, int from) {
        char quote = html.charAt(from - 1);
        boolean quoted = quote == '"' || quote == '\'';
        int to = from;
        while (to < html.length() && !ends(html.charAt(to), quoted, quote)) to++;
        return to;
    }

    private static boolean ends(char c, boolean quoted, char quote) {
        return c == '<' || c == '>' || (quoted ? c == quote : c <= ' ' || c == '"' || c == '\'');
    }

    /// Nothing to resolve: a scheme, a fragment of the same page, or no address at all.
    private static boolean isAbsolute(String value) {
        if (value.isBlank() || value.charAt(0) == '#') return true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ':') return i > 0;
            if (!Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') return false;
        }
        return false;
    }
}
