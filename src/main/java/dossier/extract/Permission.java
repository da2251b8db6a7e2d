package dossier.extract;

import dossier.model.Publish;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// What a page, or its server, lets others do with its text: the `X-Robots-Tag` header and `<meta name="robots">`.
///
/// `noarchive` forbids a copy that takes the page's place, which is what showing it in full would be. What is not to
/// be found by others (`noindex`, `none`) is not to be found here in full either. And `nosnippet` forbids even an
/// excerpt: publishers say so where they want to be paid for one.
///
/// @param most no more may be shown than this
/// @param said the words that say so; empty where nothing is forbidden
record Permission(Publish most, String said) {
    static final Permission ALL = new Permission(Publish.FULL, "");

    /// Robots that we listen as; a word for another robot is none for us.
    private static final Set<String> US = Set.of("*", "dossier", "robots");

    private static final Set<String> NO_COPY = Set.of("noarchive", "nocache", "noindex", "none");

    /// An excerpt of ours may have this many characters.
    private static final int EXCERPT = 280;

    private static final Pattern NAMED = Pattern.compile("([a-z0-9_*.-]+)\\s*:\\s*(.*)", Pattern.DOTALL);
    private static final Pattern SNIPPET = Pattern.compile("max-snippet\\s*:\\s*(-?[0-9]{1,9})");
    private static final Set<String> WITH_VALUE =
            Set.of("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after");

    /// As the server says: `noarchive, otherbot: noindex`. A name holds until the next one.
    static Permission ofHeaders(Map<String, String> headers) {
        Permission permission = ALL;
        boolean us = true;
        for (String part : headers.getOrDefault("x-robots-tag", "").split(",", -1)) {
            String word = part.strip().toLowerCase(Locale.ROOT);
            Matcher named = NAMED.matcher(word);
            if (named.matches() && !WITH_VALUE.contains(named.group(1))) {
                us = US.contains(named.group(1));
                word = named.group(2);
            }
            if (us) permission = permission.and(ofWord(word));
        }
        return permission;
    }

    /// As the page says.
    static Permission ofPage(List<Element> metas) {
        Permission permission = ALL;
        for (String content : metas.stream()
                .filter(meta -> US.contains(meta.attr("name").strip().toLowerCase(Locale.ROOT)))
                .map(meta -> meta.attr("content"))
                .toList()) {
            for (String word : List.of(content.split("[,;]", -1)))
                permission = permission.and(ofWord(word.strip().toLowerCase(Locale.ROOT)));
        }
        return permission;
    }

    private static Permission ofWord(String word) {
        Matcher snippet = SNIPPET.matcher(word);
        if (NO_COPY.contains(word)) return new Permission(Publish.EXCERPT, word);
        if (word.equals("nosnippet")) return new Permission(Publish.LINK, word);
        if (!snippet.matches() || snippet.group(1).startsWith("-")) return ALL;
        boolean shorter = Integer.parseInt(snippet.group(1)) < EXCERPT;
        return new Permission(shorter ? Publish.LINK : Publish.EXCERPT, word);
    }

    private Permission and(Permission other) {
        if (other.equals(ALL) || equals(ALL)) return equals(ALL) ? other : this;
        boolean more = !List.of(said.split(", ")).contains(other.said);
        return new Permission(most.atMost(other.most), more ? said + ", " + other.said : said);
    }
}
