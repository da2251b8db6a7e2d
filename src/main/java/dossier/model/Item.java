package dossier.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An article as the public may see it. What leaves the house is made by [#shown] alone, from
/// [Kept#published], so that no exit can leak more text than the outlet's `publish` allows (law 8).
///
/// @param slug of the title at its first revision, part of the address
/// @param date publication, or the first sighting where that is unknown
/// @param changed when the archive last changed it
/// @param link the original
/// @param body as much as may be shown
/// @param story what it has in common with articles of other outlets, where any of those is shown
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
        List<Tagging> matches,
        Optional<Story> story) {
    /// An article that is of no story.
    public Item(
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
        this(
                id,
                slug,
                revision,
                outlet,
                link,
                title,
                authors,
                date,
                changed,
                language,
                body,
                excerpt,
                picture,
                tags,
                sightings,
                matches,
                Optional.empty());
    }

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
        String excerpt = kept.allowed() == Publish.LINK
                ? ""
                : Kept.cut(kept.published().content().text());
        return of(kept.published(), excerpt, slug, date, changed, tags, sightings, matches);
    }

    /// The article with all of its text, whatever its outlet lets out: for operators, and never for an exit that is
    /// open to the public.
    public static Item whole(
            Kept kept,
            String slug,
            Instant date,
            Instant changed,
            List<String> tags,
            List<Seen> sightings,
            List<Tagging> matches) {
        return of(kept, Kept.cut(kept.content().text()), slug, date, changed, tags, sightings, matches);
    }

    private static Item of(
            Kept kept,
            String excerpt,
            String slug,
            Instant date,
            Instant changed,
            List<String> tags,
            List<Seen> sightings,
            List<Tagging> matches) {
        Content content = kept.content();
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
                content.body(),
                excerpt,
                content.picture(),
                tags,
                sightings,
                matches);
    }

    /// The same, of this story or none.
    public Item of(Optional<Story> told) {
        return new Item(
                id, slug, revision, outlet, link, title, authors, date, changed, language, body, excerpt, picture, tags,
                sightings, matches, told);
    }

    /// The other articles of its story, where it is of one.
    public List<Story.Version> versions() {
        return story.map(Story::versions).orElse(List.of());
    }

    /// `/articles/12/the-slug`: the address in this archive, without host.
    public String path() {
        return path(id, slug);
    }

    static String path(ArticleId id, String slug) {
        return "/articles/" + id + "/" + slug;
    }

    /// The language as it may stand in a document: a well-formed tag, or nothing where none is known.
    public String lang() {
        String tag = Locale.forLanguageTag(language).toLanguageTag();
        return tag.equals("und") ? "" : tag;
    }
}
