package dossier.store;

import dossier.model.Bytes;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An address in its plainest form, hashed: two addresses with one key are taken for the same place. `http` and
/// `https`, `www.` and none, a slash at the end and none make no difference, nor does a standard port, an empty query
/// or a fragment: that leads to a place on one page, such as an item of a live blog, and the page is the article. Only
/// where a script makes pages of fragments, `#!story` or `#/story`, do they tell one from another.
final class AddressKey {
    private static final Pattern ESCAPED = Pattern.compile("%[0-9a-fA-F]{2}");

    private AddressKey() {}

    static String of(URI address) {
        return Bytes.utf8(plain(address)).sha256();
    }

    static String plain(URI address) {
        if (!isWeb(address)) return address.toString();
        String query = text(address.getRawQuery());
        return host(address) + path(address) + (query.isEmpty() ? "" : "?" + upper(query)) + route(address);
    }

    private static String route(URI address) {
        String fragment = text(address.getRawFragment());
        boolean isPage = fragment.length() > 1 && (fragment.startsWith("!") || fragment.startsWith("/"));
        return isPage ? "#" + upper(fragment) : "";
    }

    /// True for an address that all articles of a feed have in common: the feed's own, or its outlet's front page. It
    /// tells none of them from the others.
    static boolean isShared(URI address, URI feed, URI home) {
        String plain = plain(address);
        return plain.equals(plain(home)) || plain.equals(plain(feed));
    }

    /// True for the first page of a site.
    static boolean isFrontPage(URI address) {
        String plain = plain(address);
        return plain.indexOf('/') < 0 && plain.indexOf('?') < 0 && plain.indexOf('#') < 0;
    }

    /// True for an address on the host of a front page, or on a host below it, and beneath its path: what stands
    /// beside it, such as another person's pages on the same host, is somebody else's.
    static boolean isBelow(URI address, URI front) {
        if (!isWeb(address) || !isWeb(front)) return false;
        String host = host(address);
        String frontHost = host(front);
        boolean there = host.equals(frontHost)
                || (host.endsWith("." + frontHost) && path(front).isEmpty());
        return there && !frontHost.isEmpty() && (path(address) + "/").startsWith(path(front) + "/");
    }

    /// True for two addresses on one host.
    static boolean isOnHostOf(URI address, URI other) {
        return isWeb(address) && isWeb(other) && host(address).equals(host(other));
    }

    private static boolean isWeb(URI address) {
        String scheme = text(address.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https");
    }

    private static String host(URI address) {
        String authority = text(address.getRawAuthority()).toLowerCase(Locale.ROOT);
        String host = authority.replaceFirst(":(80|443)?$", "").replaceFirst("\\.(?=:|$)", "");
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private static String path(URI address) {
        return upper(text(address.getRawPath()).replaceFirst("/+$", ""));
    }

    private static String upper(String text) {
        return ESCAPED.matcher(text).replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
    }

    private static String text(@Nullable String part) {
        return Optional.ofNullable(part).orElse("");
    }
}
