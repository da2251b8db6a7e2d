package dossier.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An article in the archive, at its newest revision, ready for the rules.
///
/// @param date under which the archive lists it: publication, or the first sighting where that is unknown, and never
/// later than it. All who ask `before:` and `after:` ask it, so that a rule and a search say the same
/// @param sighting that brought it here; empty when the rules are run over the archive again
/// @param outlet whose article it is: the one where it stands, else that of its first sighting
/// @param decided how much of it may leave the house, where a curator said so
public record Kept(
        ArticleId id,
        int revision,
        Outlet outlet,
        Content content,
        Instant date,
        Optional<SightingId> sighting,
        Optional<Publish> decided) {
    private static final int EXCERPT = 280;

    /// An article of which no curator said how much of it may be shown.
    public Kept(
            ArticleId id, int revision, Outlet outlet, Content content, Instant date, Optional<SightingId> sighting) {
        this(id, revision, outlet, content, date, sighting, Optional.empty());
    }

    /// How much of it may leave the house: what a curator said, who may have asked for leave (law 4); else what its
    /// outlet's `publish` says, or less where the page itself asks for that.
    public Publish allowed() {
        return decided.orElseGet(() -> outlet.publish().atMost(content.allowed()));
    }

    /// The same article under this date with these words.
    public Kept saying(Content words, Instant dated) {
        return new Kept(id, revision, outlet, words, dated, sighting, decided);
    }

    /// The article with no more of it than may leave the house (law 8). What pages, feeds and the public search are
    /// made from.
    public Kept published() {
        return switch (allowed()) {
            case FULL -> this;
            case EXCERPT -> with(cut(content.text()));
            case LINK -> with("");
        };
    }

    private Kept with(String text) {
        Content less = new Content(
                content.address(),
                content.aliases(),
                content.title(),
                content.authors(),
                content.published(),
                content.modified(),
                content.language(),
                SafeHtml.paragraph(text),
                text,
                Optional.empty(),
                List.of(),
                content.from(),
                content.allowed());
        return saying(less, date);
    }

    /// The first words on one line, at most 280 characters.
    static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= EXCERPT) return line;
        int space = line.lastIndexOf(' ', EXCERPT - 1);
        int end = space > EXCERPT / 2 ? space : line.offsetByCodePoints(0, line.codePointCount(0, EXCERPT - 1));
        return line.substring(0, end) + "…";
    }
}
