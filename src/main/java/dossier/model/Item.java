package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An article as the public may see it. Rights are enforced here (law 8): it is made by [#shown] alone, so that no
/// exit can leak more text than the outlet's `publish` allows.
///
/// @param slug of the title at its first revision, part of the address
/// @param date publication, or the first sighting where that is unknown
/// @param changed when the archive last changed it
/// @param link the original
/// @param body as much as may be shown
/// @param excerpt plain text, at most 280 characters; empty for outlets that are only linked
public record Item(
        ArticleId id,
        String slug,
        int revision,
        Outlet outlet,
        URI link,
        String title,
        List<String> authors,
        Instant date,
        Instant changed,
        String language,
        SafeHtml body,
        String excerpt,
        Optional<Picture> picture,
        List<String> tags,
        List<Seen> sightings,
        List<Tagging> matches) {
    private static final int EXCERPT = 280;

    public Item {
        authors = List.copyOf(authors);
        tags = List.copyOf(tags);
        sightings = List.copyOf(sightings);
        matches = List.copyOf(matches);
    }

    /// The article as its outlet's `publish` lets it out, and the page itself where that allows less.
    public static Item shown(
            Kept kept,
            String slug,
            Instant date,
            Instant changed,
            List<String> tags,
            List<Seen> sightings,
            List<Tagging> matches) {
        Content content = kept.content();
        Publish publish = kept.outlet().publish().atMost(content.allowed());
        String excerpt = publish == Publish.LINK ? "" : cut(content.text());
        SafeHtml body =
                switch (publish) {
                    case FULL -> content.body();
                    case EXCERPT -> SafeHtml.paragraph(excerpt);
                    case LINK -> SafeHtml.EMPTY;
                };
        return new Item(
                kept.id(),
                slug,
                kept.revision(),
                kept.outlet(),
                content.address(),
                content.title(),
                content.authors(),
                date,
                changed,
                content.language(),
                body,
                excerpt,
                publish == Publish.FULL ? content.picture() : Optional.empty(),
                tags,
                sightings,
                matches);
    }

    /// `/articles/12/the-slug`: the address in this archive, without host.
    public String path() {
        return "/articles/" + id + "/" + slug;
    }

    /// The language as it may stand in a document: a well-formed tag, or nothing where none is known.
    public String lang() {
        String tag = Locale.forLanguageTag(language).toLanguageTag();
        return tag.equals("und") ? "" : tag;
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= EXCERPT) return line;
        int space = line.lastIndexOf(' ', EXCERPT - 1);
        int end = space > EXCERPT / 2 ? space : line.offsetByCodePoints(0, line.codePointCount(0, EXCERPT - 1));
        return line.substring(0, end) + "…";
    }
}
